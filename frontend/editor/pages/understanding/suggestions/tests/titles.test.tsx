// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../../../../ui/i18n";
import type { Suggestion, SuggestionCode, SuggestionFix } from "../../../../api/evaluationTypes";
import { Entry } from "../Entry";
import { fixName, hasSeveral, movedAs, noteOf, titleOf } from "../titles";

afterEach(() => {
  cleanup();
  setLanguage("en");
});

const CODES: readonly SuggestionCode[] = ["two-intents", "pulls-wrong-way", "close-intents", "few-examples", "near-duplicates"];
const MOVE: SuggestionFix = {
  code: "move",
  from: "order",
  to: "seat",
  text: "[a](size) table",
  title: "Move it to “seat”",
  operations: [
    { op: "set", part: "intent:order", path: "/examples/en", value: ["one tea"] },
    { op: "set", part: "intent:seat", path: "/examples/en", value: ["sit here", "[a](size) table"] },
  ],
};

function suggestion(code: SuggestionCode, fixes: SuggestionFix[] = []): Suggestion {
  return {
    id: code, code, severity: "warning", language: "en", pointer: "/intents/0", message: "“order” does something in English.", intents: ["order", "seat"],
    examples: [{ text: "a table", intent: "order", pointer: "/intents/0/examples/en/0" }], measure: code === "close-intents" ? 0.25 : 3, fixes,
  };
}

describe("what could be better", () => {
  it("says each kind in the studio's language, never in the server's words", () => {
    const said = (language: "en" | "fr") => {
      setLanguage(language);
      return CODES.flatMap((code) => [titleOf(suggestion(code)), noteOf(suggestion(code)) ?? "", noteOf({ ...suggestion(code), measure: 0 }) ?? ""]);
    };
    const english = said("en");
    const french = said("fr");
    for (const [index, text] of french.entries()) {
      expect(text).not.toContain("in English");
      if (text !== "") expect(text).not.toBe(english[index]);
    }
    expect(french.some((text) => /^25\s% de leurs exemples sont pris l’un pour l’autre\. Distinguez-les/u.test(text))).toBe(true);
    expect(fixName(MOVE, false)).toBe("Le déplacer vers seat");
  });

  it("names from where a doubled example goes only where there is a choice", () => {
    const remove = (from: string): SuggestionFix => ({ code: "remove", from, title: `Remove it from ${from}`, operations: [] });
    const twice = suggestion("two-intents", [remove("order"), remove("answer:seats")]);
    expect(twice.fixes.map((fix) => fixName(fix, hasSeveral(twice)))).toEqual(["Remove it from order", "Remove it from seats (answer)"]);
    const once = suggestion("near-duplicates", [remove("order")]);
    expect(once.fixes.map((fix) => fixName(fix, hasSeveral(once)))).toEqual(["Remove it"]);
  });

  it("moves an example in other words, and leaves the rest of the list", () => {
    expect(movedAs(MOVE, "a table outside").map((one) => one.value)).toEqual([["one tea"], ["sit here", "a table outside"]]);
  });

  it("lets an example be put right before it is moved", async () => {
    const onFix = vi.fn();
    render(<Entry slug="tea" suggestion={suggestion("pulls-wrong-way", [MOVE])} number={1} may busy={false} onFix={onFix} onDismiss={() => undefined} />);
    await userEvent.click(screen.getByRole("button", { name: "Change its words first" }));
    const field = screen.getByRole("textbox", { name: "Words of the example" });
    await userEvent.clear(field);
    await userEvent.type(field, "a table outside{Enter}");
    expect(onFix).toHaveBeenCalledWith(MOVE, "a table outside");
  });

  it("shows who may only look no way to change it", () => {
    render(<Entry slug="tea" suggestion={suggestion("pulls-wrong-way", [MOVE])} number={1} may={false} busy={false} onFix={() => undefined} onDismiss={() => undefined} />);
    expect(screen.queryAllByRole("button")).toEqual([]);
  });
});
