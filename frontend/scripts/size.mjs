// Fails when the web chat outgrows what a page should pay for it. Brotli bytes, as a server would send them.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../dist/webchat");
const LIMITS = { "webchat.js": 3_000, "chat.js": 35_000 };
const MOST = 40_000;

const brotli = (file) => brotliCompressSync(readFileSync(join(FOLDER, file))).length;

const sizes = Object.keys(LIMITS).map((file) => [file, brotli(file)]);
// One language other than English comes along at the first opening: the largest counts.
const words = readdirSync(FOLDER)
  .filter((file) => file.startsWith("labels-"))
  .map((file) => [file, brotli(file)]);
const largest = words.sort((a, b) => b[1] - a[1])[0] ?? ["no labels", 0];
const total = sizes.reduce((sum, [, size]) => sum + size, 0) + largest[1];

let isOver = false;
for (const [file, size, limit] of [
  ...sizes.map(([file, size]) => [file, size, LIMITS[file]]),
  ["first opening", total, MOST],
]) {
  const mark = size > limit ? "OVER" : "ok";
  isOver ||= size > limit;
  console.log(`${mark.padEnd(5)} ${file.padEnd(14)} ${String(size).padStart(6)} of ${limit} bytes brotli`);
}
process.exit(isOver ? 1 : 0);
