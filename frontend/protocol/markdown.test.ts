import { describe, expect, it } from "vitest";
import { inline, markdown, safeUrl, type Inline } from "./markdown.ts";

const plain = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece) => ("children" in piece ? plain(piece.children) : piece.kind === "break" ? "\n" : piece.text))
    .join("");
const links = (pieces: readonly Inline[]): string[] =>
  pieces.flatMap((piece) => (piece.kind === "link" ? [piece.href] : "children" in piece ? links(piece.children) : []));

describe("marks", () => {
  it("become what they mean", () => {
    expect(inline("**bold** and *soft*, ~~no~~, `a*b*`")).toEqual([
      { kind: "strong", children: [{ kind: "text", text: "bold" }] },
      { kind: "text", text: " and " },
      { kind: "em", children: [{ kind: "text", text: "soft" }] },
      { kind: "text", text: ", " },
      { kind: "del", children: [{ kind: "text", text: "no" }] },
      { kind: "text", text: ", " },
      { kind: "code", text: "a*b*" },
    ]);
  });

  it("nest", () => {
    expect(inline("**a *b* c**")).toEqual([
      {
        kind: "strong",
        children: [
          { kind: "text", text: "a " },
          { kind: "em", children: [{ kind: "text", text: "b" }] },
          { kind: "text", text: " c" },
        ],
      },
    ]);
  });

  it.each(["2 * 3 * 4", "snake_case_name", "a ** b", "* alone", "\\*kept\\*", "[no](target", "~~", "`", "_ _"])(
    "that mean nothing stay: %s",
    (source) => {
      expect(plain(inline(source))).toBe(source.replaceAll("\\", ""));
      expect(inline(source).every((piece) => piece.kind === "text")).toBe(true);
    },
  );

  it("keep every character between them, however they are mixed", () => {
    const source = "*a **b ~~c `d [e](f g) **h*";
    expect(plain(inline(source)).replace(/[*~`]/g, "")).toBe(source.replace(/[*~`]/g, ""));
  });

  it.each(["**a ", "[a](", "_", "`a", "*a*", "(", "~~x", "[a]"])("by the thousand come to an end: %s", (mark) => {
    const source = mark.repeat(10_000);
    expect(plain(inline(source)).length).toBeGreaterThan(0);
  });
});

describe("links", () => {
  it("lead only to web, mail and telephone", () => {
    expect(links(inline("[a](https://example.org) [b](mailto:x@example.org) [c](tel:+4912)"))).toEqual([
      "https://example.org/",
      "mailto:x@example.org",
      "tel:+4912",
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    " javascript:x",
    "java\tscript:x",
    "//",
  ])("to %s stay text", (address) => {
    expect(safeUrl(address)).toBeNull();
    expect(links(inline(`[click](${address.trim()})`))).toEqual([]);
  });

  it("are found in plain text, without the full stop after them", () => {
    expect(links(inline("See https://example.org/a?b=c. Or (https://example.org/d)."))).toEqual([
      "https://example.org/a?b=c",
      "https://example.org/d",
    ]);
  });

  it("without a host mean the server of the chat", () => {
    expect(safeUrl("/media/x.png", "https://bots.example")).toBe("https://bots.example/media/x.png");
    expect(safeUrl("/media/x.png")).toBeNull();
  });
});

describe("blocks", () => {
  it("are paragraphs, lists and code", () => {
    expect(
      markdown("One\ntwo\n\n- a\n- b\n\n3. c\n4. d\n\n```js\nlet x = '**';\n```\nEnd").map((block) => block.kind),
    ).toEqual(["paragraph", "list", "list", "code", "paragraph"]);
  });

  it("keep the number a list starts with", () => {
    expect(markdown("3. c\n4. d")).toEqual([
      { kind: "list", ordered: true, start: 3, items: [[{ kind: "text", text: "c" }], [{ kind: "text", text: "d" }]] },
    ]);
  });

  it("leave marks inside code alone", () => {
    expect(markdown("```\n**not bold**\n```")).toEqual([{ kind: "code", text: "**not bold**" }]);
  });

  it("of markup are the text they are", () => {
    expect(markdown("<img src=x onerror=alert(1)>")).toEqual([
      { kind: "paragraph", children: [{ kind: "text", text: "<img src=x onerror=alert(1)>" }] },
    ]);
  });
});
