// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { UnsureGroup } from "../../../../api/learning";
import { bySuggestion, sentencesIn, suggestionOf, textsFor } from "../chosen";
import { IntentPicker, type Picked } from "../IntentPicker";
import { learningIn, written } from "../KeepDialog";

afterEach(cleanup);

function group(id: number, ids: number[][], name: string | null, confidence = 0.6): UnsureGroup {
  const utterances = ids.map((own, at) => ({
    ids: own, text: `text ${String(id)} ${String(at)}`, count: own.length, reason: "fallback" as const, intent: null, confidence: null, first_at: "", last_at: "", conversation: null,
  }));
  return { id, language: "en", text: "text", count: ids.flat().length, utterances, suggestion: name === null ? null : { kind: "intent", name, confidence }, decided: null };
}

describe("what is chosen", () => {
  const groups = [group(1, [[1, 2], [3]], "order"), group(2, [[4]], "order"), group(3, [[5]], null), group(4, [[6]], "cancel")];

  it("goes where it is suggested, one request for each place", () => {
    expect(bySuggestion(groups, new Set([1, 2, 4, 5, 6]))).toEqual([
      { ids: [1, 2, 4], to: { kind: "intent", name: "order" } },
      { ids: [6], to: { kind: "intent", name: "cancel" } },
    ]);
  });

  it("takes other words along for every time a sentence was said, and only for those that go", () => {
    const rewritten = new Map([[1, "put right"], [4, "also"], [3, "not going"]]);
    expect(textsFor(groups, rewritten, [1, 2, 4])).toEqual({ "1": "put right", "2": "put right", "4": "also" });
    expect(textsFor(groups, new Map(), [1, 2])).toEqual({});
  });

  it("counts wordings, not how often they were said", () => {
    expect(sentencesIn(groups, new Set([1, 2, 3, 4]))).toBe(3);
  });

  it("takes a guess for no suggestion", () => {
    expect(suggestionOf(group(1, [[1]], "order", 0.05))).toBeNull();
  });
});

describe("the picker", () => {
  const targets = [
    { kind: "intent" as const, name: "order_pizza", title: "order_pizza" },
    { kind: "answer" as const, name: "hours", title: "when are you open" },
  ];

  function opened(): Picked[] {
    const picked: Picked[] = [];
    render(<IntentPicker anchor={{ left: 0, right: 0, top: 0, bottom: 0 }} label="Where?" targets={targets} onPick={(one) => picked.push(one)} onClose={() => undefined} />);
    return picked;
  }

  it("finds by typing, and takes what is marked with Enter", async () => {
    const picked = opened();
    await userEvent.type(screen.getByRole("combobox", { name: "Where?" }), "open{Enter}");
    expect(picked).toEqual([{ to: { kind: "answer", name: "hours" } }]);
  });

  it("makes a new intent of a name that is none yet", async () => {
    const picked = opened();
    await userEvent.type(screen.getByRole("combobox", { name: "Where?" }), "ask allergy{Enter}");
    expect(picked).toEqual([{ to: { kind: "intent", name: "ask_allergy" }, fresh: true }]);
  });
});

describe("what is kept", () => {
  it("is written down only where it is not as usual", () => {
    expect(written(learningIn({}))).toEqual({});
    const own = { keep: "consent", consent: "agreed", redact: ["email"], days: 30, unsure_below: 0.4 };
    expect(written(learningIn({ learning: own }))).toEqual(own);
  });
});
