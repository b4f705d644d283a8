import { catalogue } from "../../../../ui/i18n";
import { en } from "./wordsEn";
import { fr } from "./wordsFr";

/** Words of evaluations: figures, charts, comparisons. */
export const t = catalogue({ en, fr });
