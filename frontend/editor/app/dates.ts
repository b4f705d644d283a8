import { language } from "../../ui/i18n";

const DAY = 86_400_000;
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** Relative for a day, then the date. */
export function when(iso: string | null | undefined, now: number = Date.now()): string {
  if (iso === null || iso === undefined || iso === "") return "–";
  const at = new Date(iso).getTime();
  const past = now - at;
  if (past < DAY && past > -60_000) {
    const relative = new Intl.RelativeTimeFormat(language(), { numeric: "auto", style: "short" });
    for (const [unit, size] of UNITS) if (past >= size) return relative.format(-Math.floor(past / size), unit);
    return relative.format(0, "second");
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
  if (!sameYear) options.year = "numeric";
  return new Intl.DateTimeFormat(language(), options).format(at);
}

/** "English" for "en", in the language of the studio. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
