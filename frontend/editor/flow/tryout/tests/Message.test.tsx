// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../document/json";
import { BotMessage } from "../Message";
import { callsUpTo } from "../pins";
import { readAnswer } from "../answers";

afterEach(cleanup);

function show(content: JsonObject, open = true) {
  const onAnswer = vi.fn<(payload: JsonObject, shown: string) => void>();
  render(<BotMessage content={content} onAnswer={open ? onAnswer : undefined} onFiles={() => Promise.resolve(undefined)} />);
  return onAnswer;
}

const THREE = ["Tea", "Coffee", "Water"].map((title, index) => ({ kind: "reply", title, option: `o${String(index)}` }));

describe("a message in the try-out", () => {
  it("sends several options together, as many as are asked for", async () => {
    const answered = show({ type: "choice", text: "What?", options: THREE, multiple: true, min: 1, max: 2 });
    expect(screen.getByRole("button", { name: "Send" }).hasAttribute("disabled")).toBe(true);
    await userEvent.click(screen.getByRole("checkbox", { name: "Tea" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Water" }));
    expect(screen.getByRole("checkbox", { name: "Coffee" }).hasAttribute("disabled")).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: /Send/ }));
    expect(answered).toHaveBeenCalledWith({ options: ["o0", "o2"] }, "Tea, Water");
  });

  it("sends a mark, and what was picked in a list", async () => {
    const marked = show({ type: "choice", text: "How?", options: THREE, style: "rating", low: "bad" });
    await userEvent.click(screen.getByRole("button", { name: "Coffee of 3" }));
    expect(marked).toHaveBeenCalledWith({ option: "o1" }, "Coffee");
    cleanup();
    const picked = show({ type: "choice", text: "Which?", options: THREE, style: "dropdown" });
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Which?" }), "o2");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(picked).toHaveBeenCalledWith({ option: "o2" }, "Water");
  });

  it("says what is on the button of a card, and opens no strange address", async () => {
    const said = show({ type: "carousel", items: [{ title: "One", actions: [{ kind: "reply", title: "I take it", value: "one" }, { kind: "url", title: "Bad", url: "javascript:alert(1)" }] }] });
    await userEvent.click(screen.getByRole("button", { name: "I take it" }));
    expect(said).toHaveBeenCalledWith({ value: "one" }, "I take it");
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("shows text as the web chat does, and nothing to tap once the question is over", () => {
    show({ type: "choice", text: "**Which?**", options: THREE }, false);
    expect(screen.getByText("Which?").tagName).toBe("STRONG");
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("calls of a turn", () => {
  it("are told with their kind and how long they took, whichever turn told it", () => {
    const { turns } = readAnswer({
      turns: [
        { turn: 1, trace: { calls: [{ id: "1/1", kind: "api", step: "s1" }] } },
        { turn: 2, trace: { calls: [{ id: "1/1", outcome: "failed", took: 1.5 }], alternatives: [{ who: "answer", what: "hours", confidence: 0.4, why: "intent" }] } },
      ],
    });
    const [made, back] = turns;
    if (!made || !back) throw new Error("both turns are read");
    expect(callsUpTo(turns, made)).toEqual([{ id: "1/1", kind: "api", step: "s1", outcome: "", took: null }]);
    expect(callsUpTo(turns, back)).toEqual([{ id: "1/1", kind: "api", step: "s1", outcome: "failed", took: 1.5 }]);
    expect(back.alternatives).toEqual([{ who: "answer", what: "hours", confidence: 0.4, why: "intent" }]);
  });
});
