import { catalogue } from "../../../ui/i18n";
import { fr } from "./wordsFr";
import { en } from "./wordsEn";

/** Words of the conversations page. */
export const t = catalogue({ en, fr });
