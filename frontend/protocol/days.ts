const DAY = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;

/** A day that the date picker has sent, as people write it; anything else as it is. */
export function readable(text: string, language: string): string {
  const found = DAY.exec(text);
  const day = found ? new Date(found[1] ? text : `${text}T00:00`) : null;
  if (!day || Number.isNaN(day.getTime())) return text;
  return day.toLocaleString(language || undefined, { dateStyle: "long", ...(found?.[1] && { timeStyle: "short" }) });
}

/** The language as this visitor speaks it: "en" of a page, read by somebody from London, is "en-GB". */
export function regional(language: string, spoken: readonly string[]): string {
  const same = spoken.find((one) => one.toLowerCase().startsWith(`${language.toLowerCase()}-`));
  return same ?? language;
}
