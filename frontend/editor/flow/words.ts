/** Words of the flow editor. */
import { catalogue } from "../../ui/i18n";
import { en } from "./wordsEn";
import { fr } from "./wordsFr";

export const t = catalogue({ en, fr });

/** The name of a category of step types. */
export function categoryName(category: string): string {
  switch (category) {
    case "say":
      return t("category.say");
    case "ask":
      return t("category.ask");
    case "logic":
      return t("category.logic");
    case "data":
      return t("category.data");
    case "ai":
      return t("category.ai");
    case "channel":
      return t("category.channel");
    case "human":
      return t("category.human");
    default:
      return t("category.other");
  }
}
