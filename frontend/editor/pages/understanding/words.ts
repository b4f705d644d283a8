import { catalogue } from "../../../ui/i18n";
import { en } from "./wordsEn";
import { fr } from "./wordsFr";

export const t = catalogue({ en, fr });
