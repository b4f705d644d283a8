import { describe, expect, it } from "vitest";
import { applyOperations, type Parts } from "../../../api/draftParts";
import { rowsOf } from "../../talk/rows";
import { EVENTS, happened, SAID, said } from "../../talk/tests/sample";
import { otherBids } from "../reading";
import { plainExample, teachOperations } from "../Teach";
import { addTest, testName, testTurns } from "../testOf";

describe("a test made of a conversation", () => {
  it("does what the visitor did and expects what the bot said after it", () => {
    expect(testTurns(rowsOf(EVENTS, SAID))).toEqual([
      { say: "hi" },
      { expect: "Hello!" },
      { say: "a pizza" },
      { expect: "What size?" },
      { say: "blue" },
      { expect: "What size?" },
      { advance: 60 },
      { expect: "Are you there?" },
    ]);
  });

  it("taps where the visitor tapped, and expects several messages together", () => {
    const tap = { type: "text", text: "Large", payload: { option: "l", seq: 1 } };
    const rows = rowsOf([happened("say", 2, 2)], [said(1, "bot", "Size?", 1), said(2, "user", tap, 2), said(3, "bot", "Fine.", 2), said(4, "bot", "More?", 2)]);
    expect(testTurns(rows)).toEqual([{ choose: "l" }, { expect: ["Fine.", "More?"] }]);
  });

  it("ends where a person began to answer", () => {
    const rows = rowsOf([], [said(1, "user", "hi", 1), said(2, "bot", "Hello!", 1), said(3, "agent", "Kim here", 2), said(4, "user", "hi Kim", 3)]);
    expect(testTurns(rows)).toEqual([{ say: "hi" }, { expect: "Hello!" }]);
  });

  it("is named by what was said first, once", () => {
    const turns = [{ say: "a pizza" }];
    expect(testName(turns, [])).toBe("a pizza");
    expect(testName(turns, ["a pizza", "a pizza 2"])).toBe("a pizza 3");
  });

  it("becomes a part of the draft", () => {
    const parts = applyOperations(new Map(), addTest("greets", "en", [{ say: "hi" }]));
    expect(parts.get("test:greets")).toEqual({ name: "greets", language: "en", turns: [{ say: "hi" }] });
  });
});

describe("teaching a sentence", () => {
  const greet = (examples: Record<string, string[]>): Parts => new Map([["intent:greet", { name: "greet", examples }]]);
  const row = (examples: Record<string, string[]>) => ({ name: "greet", description: "", total: 0, examples: new Map(Object.entries(examples)) });

  it("adds it to what is there, or makes the language", () => {
    const added = applyOperations(greet({ en: ["hi"] }), teachOperations(row({ en: ["hi"] }), "en", "good day"));
    expect(added.get("intent:greet")).toEqual({ name: "greet", examples: { en: ["hi", "good day"] } });
    const made = applyOperations(greet({ en: ["hi"] }), teachOperations(row({ en: ["hi"] }), "fr", "salut"));
    expect(made.get("intent:greet")).toEqual({ name: "greet", examples: { en: ["hi"], fr: ["salut"] } });
  });

  it("takes brackets as they were written, not as an annotation", () => {
    expect(plainExample("is it [big](size)?")).toBe("is it \\[big\\]\\(size\\)?");
  });
});

it("other bids leave out the one that won, also where it goes by another name", () => {
  const bids = [
    { who: "waiting step", what: "part", confidence: null, why: "similar title" },
    { who: "answer", what: "hours", confidence: 0.2, why: "question" },
    { who: "answer", what: "gluten", confidence: 0.004, why: "question" },
  ];
  const won = { by: "part", what: "menu", why: "", confidence: 1 };
  expect(otherBids(bids, won).map((bid) => bid.who)).toEqual(["answer"]);
  expect(otherBids(bids, { ...won, by: "answer", what: "hours" }).map((bid) => bid.who)).toEqual(["waiting step"]);
});
