/** Examples with marked entities, `a [large](size) pizza`, as plain text and spans, so that they can be edited
 *  without seeing brackets. Offsets are UTF-16 units of the plain text: those of text fields. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly entity: string;
  /** `:role#group=value` as it stood; edits of the text keep it. */
  readonly detail: string;
}

export interface Annotated {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Text up to the closing character and the place after it; null where it does not close. */
function until(source: string, from: number, closing: string): { text: string; after: number } | null {
  let text = "";
  for (let at = from; at < source.length; at += 1) {
    const letter = source[at];
    if (letter === "\\" && at + 1 < source.length) {
      at += 1;
      text += source[at];
    } else if (letter === closing) return { text, after: at + 1 };
    else if (letter === "[") return null;
    else text += letter;
  }
  return null;
}

export function parseExample(source: string): Annotated {
  let text = "";
  const spans: Span[] = [];
  let at = 0;
  while (at < source.length) {
    const letter = source[at] ?? "";
    if (letter === "\\" && at + 1 < source.length) {
      text += source[at + 1];
      at += 2;
      continue;
    }
    const inner = letter === "[" ? until(source, at + 1, "]") : null;
    const label = inner !== null && inner.text !== "" && source[inner.after] === "(" ? until(source, inner.after + 1, ")") : null;
    const name = label === null ? null : /^(@?[\p{L}\p{N}_.-]+)([:#=].*)?$/su.exec(label.text);
    if (inner === null || label === null || name === null) {
      text += letter;
      at += 1;
      continue;
    }
    spans.push({ start: text.length, end: text.length + inner.text.length, entity: name[1] ?? "", detail: name[2] ?? "" });
    text += inner.text;
    at = label.after;
  }
  return { text, spans };
}

function escaped(text: string, what: RegExp): string {
  return text.replace(what, "\\$&");
}

export function writeExample({ text, spans }: Annotated): string {
  let out = "";
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    out += escaped(text.slice(at, span.start), /[\\[]/g);
    out += `[${escaped(text.slice(span.start, span.end), /[\\[\]]/g)}](${span.entity}${escaped(span.detail, /[\\)[]/g)})`;
    at = span.end;
  }
  return out + escaped(text.slice(at), /[\\[]/g);
}

/** The spans after the text was edited: those beside the edit move along, those it cut through go. */
export function editText(before: Annotated, text: string): Annotated {
  const most = Math.min(before.text.length, text.length);
  let head = 0;
  while (head < most && before.text[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.text.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const until = before.text.length - tail;
  const by = text.length - before.text.length;
  // A letter typed right behind a mark goes on with its word; a blank does not.
  const grows = until === head && /^[\p{L}\p{N}]/u.test(text.slice(head, head + by));
  const spans = before.spans.flatMap((span): Span[] => {
    if (grows && span.end === head) return [{ ...span, end: span.end + by }];
    if (span.end <= head) return [span];
    if (span.start >= until) return [{ ...span, start: span.start + by, end: span.end + by }];
    // An edit inside of a span belongs to it.
    if (span.start <= head && span.end >= until && span.end + by > span.start) return [{ ...span, end: span.end + by }];
    return [];
  });
  return { text, spans };
}

/** Marks a stretch, without the blanks around it, in place of what it touches. */
export function markSpan(example: Annotated, start: number, end: number, entity: string): Annotated {
  const stretch = example.text.slice(start, end);
  const from = start + (stretch.length - stretch.trimStart().length);
  const to = end - (stretch.length - stretch.trimEnd().length);
  const rest = example.spans.filter((span) => span.end <= from || span.start >= to);
  if (from >= to) return example;
  return { text: example.text, spans: [...rest, { start: from, end: to, entity, detail: "" }].sort((a, b) => a.start - b.start) };
}

export function unmark(example: Annotated, start: number, end: number): Annotated {
  return { text: example.text, spans: example.spans.filter((span) => span.end <= start || span.start >= end) };
}

export interface Piece {
  readonly text: string;
  readonly entity: string | null;
  readonly start: number;
}

/** The text cut at its spans, for drawing. */
export function pieces({ text, spans }: Annotated): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.start > at) found.push({ text: text.slice(at, span.start), entity: null, start: at });
    found.push({ text: text.slice(span.start, span.end), entity: span.entity, start: span.start });
    at = span.end;
  }
  if (at < text.length) found.push({ text: text.slice(at), entity: null, start: at });
  return found;
}
