/** What a person says about the sheets of a spreadsheet: what each holds, and in which columns. */
import type { ImportPreview, Sheet, SheetKind } from "../../../api/imports";

export interface SheetMapping {
  readonly name: string;
  /** Null leaves the sheet out. */
  readonly kind: string | null;
  readonly header: boolean;
  /** Of rows that name none; "" is the bot's own. */
  readonly language: string;
  readonly columns: Readonly<Record<string, number>>;
  readonly languages: Readonly<Record<string, number>>;
}

/** What is missing before it can be imported: fields by name, or "languages". */
export interface Missing {
  readonly sheet: string;
  readonly what: string;
}

export const LANGUAGES = "languages";

/** The mapping as the heads let guess. */
export function guessed(preview: ImportPreview): SheetMapping[] {
  return preview.sheets.map((sheet) => asKind(sheet, { name: sheet.name, kind: null, header: true, language: "", columns: {}, languages: {} }, sheet.kind));
}

/** The sheet holds something else: its columns are guessed anew for that. */
export function asKind(sheet: Sheet, mapping: SheetMapping, kind: string | null): SheetMapping {
  const guess = kind === null || !mapping.header ? undefined : sheet.guesses[kind];
  return { ...mapping, kind, columns: guess?.columns ?? {}, languages: guess?.languages ?? {} };
}

/** Without a head the columns have no names to guess by, and what was chosen by hand stays. */
export function withHeader(mapping: SheetMapping, header: boolean): SheetMapping {
  return { ...mapping, header };
}

export function withColumn(mapping: SheetMapping, field: string, column: number | null): SheetMapping {
  return { ...mapping, columns: put(mapping.columns, field, column) };
}

export function withLanguage(mapping: SheetMapping, language: string, column: number | null): SheetMapping {
  return { ...mapping, languages: put(mapping.languages, language, column) };
}

function put(places: Readonly<Record<string, number>>, key: string, column: number | null): Readonly<Record<string, number>> {
  const others = Object.entries(places).filter(([name]) => name !== key);
  if (column === null) return Object.fromEntries(others);
  return key in places ? { ...places, [key]: column } : { ...Object.fromEntries(others), [key]: column };
}

export function missingOf(mappings: readonly SheetMapping[], kinds: readonly SheetKind[]): Missing[] {
  return mappings.flatMap((mapping) => {
    const kind = kinds.find((one) => one.kind === mapping.kind);
    if (kind === undefined) return [];
    const fields = kind.columns.filter((column) => column.required && mapping.columns[column.name] === undefined).map((column) => column.name);
    const spoken = kind.per_language && Object.keys(mapping.languages).length === 0 ? [LANGUAGES] : [];
    return [...fields, ...spoken].map((what) => ({ sheet: mapping.name, what }));
  });
}

/** As the server reads it. */
export function asSheets(mappings: readonly SheetMapping[], kinds: readonly SheetKind[]): string {
  const bodies = mappings.map((mapping) => {
    if (mapping.kind === null) return [mapping.name, { kind: null }];
    const spoken = kinds.find((one) => one.kind === mapping.kind)?.per_language === true;
    const { kind, header, columns } = mapping;
    const language = mapping.language === "" || spoken ? {} : { language: mapping.language };
    return [mapping.name, { kind, header, ...language, columns, ...(spoken ? { languages: mapping.languages } : {}) }];
  });
  return JSON.stringify(Object.fromEntries(bodies));
}

/** What a column is called: its head, or its letter as spreadsheets count. */
export function columnName(sheet: Sheet, header: boolean, column: number): string {
  const head = header ? (sheet.rows[0]?.[column] ?? "") : "";
  return head === "" ? letters(column) : head;
}

export function letters(column: number): string {
  let name = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** The field or language that a column is for, if any. */
export function purposeOf(mapping: SheetMapping, column: number): { field: string } | { language: string } | null {
  const field = Object.keys(mapping.columns).find((name) => mapping.columns[name] === column);
  if (field !== undefined) return { field };
  const language = Object.keys(mapping.languages).find((name) => mapping.languages[name] === column);
  return language === undefined ? null : { language };
}

/** Bots to choose from; those of one name are told apart by their addresses. */
export function botChoices(bots: readonly { slug: string; name: string }[]): { value: string; title: string }[] {
  const alike = (name: string): number => bots.filter((bot) => bot.name === name).length;
  return bots.map(({ slug, name }) => ({ value: slug, title: alike(name) > 1 ? `${name} (${slug})` : name }));
}

const SHEETS = /\.(csv|tsv|xlsx)$/i;

/** Whether a file may have columns to map. */
export function hasColumns(name: string): boolean {
  return SHEETS.test(name);
}
