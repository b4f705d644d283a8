/** The small Markdown that bots write: paragraphs, lists, bold, italic, strike, code, links. No HTML, by construction: this
 * makes a tree of plain data, and the view makes elements of it. */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "break" }
  | { kind: "strong" | "em" | "del"; children: Inline[] }
  | { kind: "link"; href: string; children: Inline[] };

export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; start: number; items: Inline[][] };

const SAFE_SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);
const DEEPEST = 6;

/** The address if it may stand in a link or picture, else null. Relative addresses stay inside `base`. */
export function safeUrl(address: string, base?: string): string | null {
  try {
    const url = new URL(address.trim(), base);
    return SAFE_SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

// One mark each, in the order they are tried. Lengths are bounded: a line of nothing but opening marks must not be read
// to its end again for each of them.
const MARKS: readonly RegExp[] = [
  /\\([\\`*_~[\]()])/u,
  /`([^`\n]{1,1000})`/u,
  /\[([^\]\n]{1,500})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)\)/u,
  /\*\*(?=\S)([^\n]{0,1000}?\S)\*\*/u,
  /~~(?=\S)([^\n]{0,1000}?\S)~~/u,
  /\*(?=[^\s*])([^\n*]{0,1000}[^\s*])\*/u,
  /(?<![\p{L}\p{N}])_(?=\S)([^\n_]{0,1000}[^\s_])_(?![\p{L}\p{N}])/u,
  /(https?:\/\/[^\s<>"]{1,2000}[^\s<>".,;:!?)\]}'’”])/u,
  /(\n)/u,
];
const TOKEN = new RegExp(MARKS.map((mark) => mark.source).join("|"), "gu");

function wrapped(match: RegExpExecArray, depth: number): Inline | null {
  const [, escaped, code, label, href, strong, del, star, under, bare, newline] = match;
  if (escaped !== undefined) return { kind: "text", text: escaped };
  if (code !== undefined) return { kind: "code", text: code };
  if (newline !== undefined) return { kind: "break" };
  if (strong !== undefined) return { kind: "strong", children: inline(strong, depth + 1) };
  if (del !== undefined) return { kind: "del", children: inline(del, depth + 1) };
  const em = star ?? under;
  if (em !== undefined) return { kind: "em", children: inline(em, depth + 1) };
  const address = safeUrl(href ?? bare ?? "");
  if (address === null) return null;
  const children: Inline[] = label === undefined ? [{ kind: "text", text: bare ?? "" }] : inline(label, depth + 1);
  return { kind: "link", href: address, children };
}

export function inline(source: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ kind: "text", text: source }];
  const out: Inline[] = [];
  const push = (text: string): void => {
    const last = out[out.length - 1];
    if (last?.kind === "text") last.text += text;
    else if (text !== "") out.push({ kind: "text", text });
  };
  let from = 0;
  for (const match of source.matchAll(TOKEN)) {
    push(source.slice(from, match.index));
    const made = wrapped(match, depth);
    if (made === null || made.kind === "text") push(made === null ? match[0] : made.text);
    else out.push(made);
    from = match.index + match[0].length;
  }
  push(source.slice(from));
  return out;
}

const ITEM = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

function list(lines: readonly string[]): Block {
  const first = ITEM.exec(lines[0] ?? "")?.[1];
  const items = lines.map((line) => inline(ITEM.exec(line)?.[2] ?? ""));
  return { kind: "list", ordered: first !== undefined, start: Number(first ?? 1), items };
}

/** Runs of lines of one kind: text, items of a list. Blank lines part them. */
function runs(source: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let isList = false;
  const flush = (): void => {
    if (lines.length > 0) blocks.push(isList ? list(lines) : { kind: "paragraph", children: inline(lines.join("\n")) });
    lines = [];
  };
  for (const line of source.split("\n")) {
    const item = ITEM.test(line);
    if (line.trim() === "" || item !== isList) flush();
    isList = item;
    if (line.trim() !== "") lines.push(line);
  }
  flush();
  return blocks;
}

export function markdown(source: string): Block[] {
  return source
    .replace(/\r\n?/g, "\n")
    .split(/^```[^\n]*\n([\s\S]*?)\n?```[ \t]*$/mu)
    .flatMap((part, index): Block[] => (index % 2 === 1 ? [{ kind: "code", text: part }] : runs(part)));
}
