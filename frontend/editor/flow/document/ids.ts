/** Makes ids for new things. Given to commands, so that tests can foresee them. */
export type IdSource = (prefix: string) => string;

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** Random enough that two people adding at the same time do not meet; begins with a letter, so it is never taken for an index. */
export const randomIds: IdSource = (prefix) => {
  const bytes = crypto.getRandomValues(new Uint8Array(7));
  return prefix + Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
};

/** Ids that say what they name, `say-k7m2`: readable in exports and traces, and still unlikely to meet a colleague's. */
export function stepIds(type: string): IdSource {
  const word = type.replaceAll("_", "-");
  return () => `${word}-${randomIds("").slice(0, 4)}`;
}

export function countedIds(): IdSource {
  let count = 0;
  return (prefix) => `${prefix}new${++count}`;
}

/** A readable id from a title, unlike those taken. */
export function slugOf(title: string, taken: ReadonlySet<string>, fallback: string): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  const base = /^[a-z]/.test(plain) ? plain : fallback;
  if (!taken.has(base)) return base;
  let count = 2;
  while (taken.has(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
}
