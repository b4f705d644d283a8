import type { Choice } from "../../ui";
import { language } from "../../ui/i18n";
import { languageName } from "./dates";

const CODES = [
  "ar",
  "bg",
  "ca",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "et",
  "fi",
  "fr",
  "he",
  "hi",
  "hr",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "nl",
  "no",
  "pl",
  "pt",
  "ro",
  "ru",
  "sk",
  "sl",
  "sv",
  "th",
  "tr",
  "uk",
  "vi",
  "zh",
];

/** Languages a bot may speak, by their names in the studio's language. */
export function languageChoices(except: readonly string[] = []): Choice[] {
  return CODES.filter((code) => !except.includes(code))
    .map((code) => ({ value: code, title: languageName(code) }))
    .sort((a, b) => a.title.localeCompare(b.title, language()));
}
