import { catalogue } from "../../../../ui/i18n";
import { en } from "./wordsEn";
import { fr } from "./wordsFr";

/** Words of learning from what visitors said. */
export const t = catalogue({ en, fr });
