/** The studio's languages. Each part of the studio keeps its own catalogue beside its code:
 *
 *      const t = catalogue({ en: { greet: "Hello, {name}" }, fr: { greet: "Bonjour, {name}" } });
 *      t("greet", { name: "Mira" })
 *
 *  English decides the keys; a language that lacks one does not compile. A message with a number in it
 *  is `{ one, other }`, chosen by `count`. */
export const LANGUAGES = ["en", "fr"] satisfies readonly string[];
export type Language = "en" | "fr";
export type Message = string | { readonly one: string; readonly other: string };
export type Values = Readonly<Record<string, string | number>>;
export type Translate<K extends string> = (key: K, values?: Values) => string;

const KEY = "botbuilder.language";
const listeners = new Set<() => void>();
const registered: Record<Language, Readonly<Record<string, Message>>>[] = [];
let current: Language = initial();

function isLanguage(value: string | null | undefined): value is Language {
  return value === "en" || value === "fr";
}

function initial(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (isLanguage(kept)) return kept;
  } catch {
    // Without storage the browser's own language decides.
  }
  const spoken = typeof navigator === "undefined" ? "en" : navigator.language.slice(0, 2);
  return isLanguage(spoken) ? spoken : "en";
}

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // See initial().
  }
  if (typeof document !== "undefined") document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function subscribeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Making these costs far more than using them, and a page says thousands of things.
const plurals = new Map<Language, Intl.PluralRules>();
const numbers = new Map<Language, Intl.NumberFormat>();

function pluralsOf(lang: Language): Intl.PluralRules {
  const found = plurals.get(lang) ?? new Intl.PluralRules(lang);
  plurals.set(lang, found);
  return found;
}

function numbersOf(lang: Language): Intl.NumberFormat {
  const found = numbers.get(lang) ?? new Intl.NumberFormat(lang);
  numbers.set(lang, found);
  return found;
}

export function format(message: Message, values: Values, lang: Language): string {
  let text: string;
  if (typeof message === "string") text = message;
  else {
    const count = Number(values["count"] ?? 0);
    text = pluralsOf(lang).select(count) === "one" ? message.one : message.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numbersOf(lang).format(value) : value;
  });
}

export function catalogue<K extends string>(
  languages: Record<"en", Record<K, Message>> & Record<Exclude<Language, "en">, Record<NoInfer<K>, Message>>,
): Translate<K> {
  registered.push(languages);
  return (key, values = {}) => format(languages[current][key], values, current);
}

/** Every catalogue made so far, for the completeness test. */
export function catalogues(): readonly Record<Language, Readonly<Record<string, Message>>>[] {
  return registered;
}
