/** Lines drawn in one stroke on a 24 px grid: the faces of the bots. */
export const EMBLEMS: Readonly<Record<string, string>> = {
  loop: "M3 18c3-12 8-16 9-9s-4 8-4 4 6-6 13-8",
  bend: "M3 6h8a4 4 0 0 1 0 8H8a4 4 0 0 0 0 6h13",
  pulse: "M2 13h4l3-8 4 14 3-9 1.5 3H22",
  knot: "M3 19c0-8 4-14 8-14s3 9 0 9-2-7 4-7 6 5 6 12",
  town: "M3 20V10h6V4h6v9h6v7",
  wave: "M2 12c2.500-6 5-6 7.500 0s5 6 7.500 0 4-5 5-4",
  spiral: "M12 12c1.500-2 4 0 3 2.500s-6 3-7.500-1 2-8.500 6.500-8 7 5.500 5 10.500",
  stairs: "M3 19h5v-5h5V9h5V4h4",
  leaf: "M4 20c0-10 5-15 16-16 0 11-5 15-12 13l9-9",
  peak: "M2 19 9 6l4 7 3-4 6 10",
  clover: "M12 21v-8c-6 3-9-3-5-5-2-5 5-6 5-1 0-5 7-4 5 1 4 2 1 8-5 5",
  arrow: "M3 17c6 0 7-10 13-10h5l-4-4m4 4-4 4",
  hook: "M7 3v11a5 5 0 0 0 10 0V9l-4 4",
  ring: "M21 12a9 9 0 1 1-4-7.500L12 12",
  zigzag: "M3 5h12L6 12h13l-9 8",
  bridge: "M2 17h20M5 17V9c4 5 10 5 14 0v8",
  star: "m5 20 7-17 7 17L3 9h18z",
  ribbon: "M5 21 15 8c3-4-1-7-3-4S9 7 11 10l8 11",
  sail: "M4 19h16L12 3v13H6z",
  fold: "M4 4h16v10l-6 6H4zm10 16v-6h6",
  swing: "M4 4c0 18 16 18 16 0M12 17.500V8",
  letter: "M3 6h18v12H3V6l9 7 9-7",
  bell: "M4 17h16c-3-3-1-12-8-12S7 14 4 17m6 3h4",
  gate: "M4 21V9a8 8 0 0 1 16 0v12M9 21v-9a3 3 0 0 1 6 0v9",
};

const NAMES = Object.keys(EMBLEMS);

/** The line of a bot that has not chosen one: the same for the same name, everywhere. */
export function emblemFor(name: string): string {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return EMBLEMS[NAMES[sum % NAMES.length] ?? "loop"] ?? "";
}
