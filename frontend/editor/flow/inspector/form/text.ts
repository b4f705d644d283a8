import { isObject, textOf, type Json } from "../../document/json";

/** Whether a template is whole enough to save: half-typed braces would be refused. */
export function isWhole(text: string): boolean {
  const count = (what: string) => text.split(what).length - 1;
  return count("{{") === count("}}") && count("{%") === count("%}");
}

/** The text of a localisable value in exactly one language; a bare text is the default language's. */
export function textIn(value: Json | undefined, language: string, defaultLanguage: string): string {
  if (typeof value === "string") return language === defaultLanguage ? value : "";
  return isObject(value) ? textOf(value[language]) : "";
}

export function isMissing(value: Json | undefined, language: string, defaultLanguage: string): boolean {
  return textIn(value, language, defaultLanguage).trim() === "";
}

export type Place = { readonly path: string; readonly value: Json };

/** Where and what to write so that `text` becomes the value's text in a language, touching as little as possible. */
export function writeText(value: Json | undefined, path: string, text: string, language: string, defaultLanguage: string): Place {
  if (isObject(value)) return { path: `${path}/${language}`, value: text };
  if (language === defaultLanguage) return { path, value: text };
  return { path, value: { [defaultLanguage]: textOf(value), [language]: text } };
}
