import { describe, expect, it } from "vitest";
import { visitorTitle, waitedFor, wordsOf } from "../names";
import { isAfterPause, isMiss, rowsOf, turnsIn } from "../rows";
import { EVENTS, happened, SAID, said } from "./sample";

describe("the rows of a conversation", () => {
  const rows = rowsOf(EVENTS, SAID);

  it("stand in the order things happened, notes before what they led to", () => {
    expect(rows.map((row) => (row.kind === "note" ? row.event.kind : wordsOf(row.said.content)))).toEqual([
      "start",
      "Welcome.",
      "hi",
      "Hello!",
      "a pizza",
      "What size?",
      "blue",
      "What size?",
      "timer",
      "Are you there?",
    ]);
  });

  it("tie what the visitor said to the event that it was", () => {
    const misses = rows.filter((row) => row.kind === "said" && isMiss(row.event));
    expect(misses.map((row) => row.turn)).toEqual([4]);
    expect(turnsIn(rows)).toEqual([1, 2, 3, 4, 5]);
  });

  it("tell when an agent took over and gave back, but not each thing an agent said", () => {
    const acts = ["takeover", "say", "release"].map((action, index) => happened("agent", 1 + index, 2 + index, { action, agent: "kim@ours.example" }));
    const told = rowsOf(acts, [said(1, "user", "help", 1), said(2, "agent", "I am Kim", 3)]);
    expect(told.map((row) => (row.kind === "note" ? row.event.body["action"] : wordsOf(row.said.content)))).toEqual(["help", "takeover", "I am Kim", "release"]);
  });

  it("leave out what came too late or is still kept back", () => {
    expect(rowsOf([{ ...happened("timer", 0, 1), status: "late" }], [])).toEqual([]);
  });
});

it("a pause is told after ten minutes of silence", () => {
  expect(isAfterPause(said(1, "bot", "a", 1, 0), said(2, "user", "b", 2, 599))).toBe(false);
  expect(isAfterPause(said(1, "bot", "a", 1, 0), said(2, "user", "b", 2, 601))).toBe(true);
  expect(isAfterPause(undefined, said(2, "user", "b", 2, 601))).toBe(false);
});

it("clocks count minutes, and hours where there are any", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(waitedFor("2026-11-22T11:59:19Z", now)).toBe("0:41");
  expect(waitedFor("2026-11-22T10:57:58Z", now)).toBe("1:02:02");
  expect(waitedFor("2026-11-22T12:00:05Z", now)).toBe("0:00");
});

it("a visitor without a name is called by the conversation", () => {
  expect(visitorTitle("8f21aa00-0000", null)).toBe("Visitor 8f21");
  expect(visitorTitle("8f21aa00-0000", "Dana")).toBe("Dana");
});
