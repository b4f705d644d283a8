import { describe, expect, it } from "vitest";
import { applyOperations, invert, type Operation, type Parts } from "../../../api/draftParts";
import type { Finding } from "../../../api/types";
import { rowsOf } from "../../talk/rows";
import { EVENTS, SAID } from "../../talk/tests/sample";
import {
  addStep,
  canAdd,
  findingsOf,
  freshStep,
  kindOf,
  moveStep,
  namesIn,
  newStory,
  readValue,
  removeStep,
  setKey,
  setStep,
  setWhen,
  STEP_KINDS,
  storiesOf,
  type StoryRow,
} from "../storiesView";
import { storySteps } from "../storyOf";

const PARTS: Parts = new Map([
  ["intent:greet", { name: "greet" }],
  ["content:hello", { id: "hello", message: { text: { en: "Hello!", fr: "Bonjour !" } } }],
  ["story:a", { name: "a", kind: "story", steps: [{ user: "greet" }, { bot: "hello" }, { checkpoint: "x" }] }],
  ["story:b", { name: "b", kind: "rule", when: { variable: "n", op: "set" }, then_wait: false, steps: [] }],
]);

function story(parts: Parts, name: string): StoryRow {
  const found = storiesOf(parts).find((row) => row.name === name);
  if (found === undefined) throw new Error(`no story ${name}`);
  return found;
}

/** Applies, checks that it can be taken back, and gives the steps. */
function after(operations: readonly Operation[], name = "a") {
  const next = applyOperations(PARTS, operations);
  expect(applyOperations(next, invert(PARTS, operations))).toEqual(PARTS);
  return story(next, name);
}

describe("editing a story", () => {
  const a = story(PARTS, "a");

  it("reads what a story leaves out", () => {
    expect(a).toMatchObject({ atStart: false, thenWait: true, when: null });
    expect(story(PARTS, "b")).toMatchObject({ kind: "rule", thenWait: false });
  });

  it("adds, changes, moves and removes steps in place", () => {
    expect(after(addStep(a, { said: "hi" })).steps).toHaveLength(4);
    expect(after(setStep(a, 1, { bot: "bye" })).steps[1]).toEqual({ bot: "bye" });
    expect(after(moveStep(a, 2, 0)).steps.map(kindOf)).toEqual(["checkpoint", "user", "bot"]);
    expect(after(removeStep(a, 0)).steps.map(kindOf)).toEqual(["bot", "checkpoint"]);
    expect(moveStep(a, 0, -1)).toEqual([]);
  });

  it("renames, turns into a rule, and takes its condition away", () => {
    expect(after(setKey(a, "name", "c"), "c").steps).toHaveLength(3);
    expect(after(setKey(a, "kind", "rule")).kind).toBe("rule");
    expect(after(setWhen(story(PARTS, "b"), null), "b").when).toBeNull();
  });

  it("begins each kind of step with something that can be saved", () => {
    const names = namesIn(PARTS);
    for (const kind of STEP_KINDS.filter((one) => canAdd(one, names))) expect(kindOf(freshStep(kind, names))).toBe(kind);
    expect(canAdd("flow", names)).toBe(false);
    expect(canAdd("bot", names)).toBe(true);
  });

  it("keeps the type of a value that is written as one", () => {
    expect(["3", "true", "", "three"].map(readValue)).toEqual([3, true, null, "three"]);
  });
});

it("findings stand at the step they are about", () => {
  const finding = (pointer: string): Finding => ({ severity: "warning", code: "story-contradiction", pointer, flow: null, node: null, step: null, message: "" });
  const all = [finding("/stories/1/steps/2"), finding("/stories/1"), finding("/stories/10/steps/0"), finding("/flows/1/steps/2")];
  expect(findingsOf(all, 1).map((one) => one.step)).toEqual([2, null]);
});

describe("a story made of a conversation", () => {
  it("keeps what was meant, the flows it began and the content that was said", () => {
    expect(storySteps(rowsOf(EVENTS, SAID), PARTS, "en")).toEqual([{ user: "greet" }, { bot: "hello" }, { user: "order_pizza" }, { flow: "order" }, { said: "blue" }]);
  });

  it("is a part like any other", () => {
    const parts = applyOperations(PARTS, newStory("talk", "story", [{ user: "greet" }]));
    expect(story(parts, "talk").steps).toEqual([{ user: "greet" }]);
  });
});
