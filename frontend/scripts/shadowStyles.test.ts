import { describe, expect, it } from "vitest";
import { shadowSheet } from "./shadowStyles.ts";

const TOKENS = `:root { color-scheme: light; --ink: #111; --surface: #fff; --line: 1px solid var(--ink); --unused: red; }
[data-theme="dark"] { color-scheme: dark; --ink: #eee; --surface: #000; }`;

describe("the sheet of a shadow root", () => {
  it("carries the tokens it uses, those behind them, and no other", () => {
    const sheet = shadowSheet("p { border: var(--line); }", TOKENS);
    expect(sheet).toContain("--line:1px solid var(--ink)");
    expect(sheet).toContain("--ink:#111");
    expect(sheet).not.toContain("--surface");
    expect(sheet).not.toContain("--unused");
  });

  it("has the dark values by choice and by the system", () => {
    const sheet = shadowSheet("p { color: var(--ink); }", TOKENS);
    expect(sheet).toContain(':host([data-theme="dark"]){color-scheme:dark;--ink:#eee}');
    expect(sheet).toContain(
      "@media (prefers-color-scheme:dark){:host(:not([data-theme])){color-scheme:dark;--ink:#eee}}",
    );
  });

  it("refuses a colour that the design does not have", () => {
    expect(() => shadowSheet("p { color: var(--mauve); }", TOKENS)).toThrow("--mauve");
    expect(shadowSheet(":host { --mine: 1px } p { margin: var(--mine) }", TOKENS)).toContain("--mine");
  });
});
