import { t } from "./words";

/** What people call kinds of sheets and their fields; new ones go by the server's names. */
const KINDS: Readonly<Record<string, () => string>> = {
  intents: () => t("kind.intents"),
  questions: () => t("kind.questions"),
  answers: () => t("kind.answers"),
  content: () => t("kind.content"),
  translations: () => t("kind.translations"),
};
const FIELDS: Readonly<Record<string, () => string>> = {
  intent: () => t("field.intent"),
  example: () => t("field.example"),
  language: () => t("field.language"),
  contexts: () => t("field.contexts"),
  description: () => t("field.description"),
  question: () => t("field.question"),
  reply: () => t("field.reply"),
  answer: () => t("field.answer"),
  kind: () => t("field.kind"),
  text: () => t("field.text"),
  enabled: () => t("field.enabled"),
  then: () => t("field.then"),
  content: () => t("field.content"),
  title: () => t("field.title"),
  field: () => t("field.field"),
  part: () => t("field.part"),
  path: () => t("field.path"),
};

export function kindName(kind: string): string {
  return KINDS[kind]?.() ?? kind;
}

export function fieldName(field: string): string {
  return FIELDS[field]?.() ?? field;
}
