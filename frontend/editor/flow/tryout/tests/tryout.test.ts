import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../document/tests/sample";
import { readAnswer } from "../answers";
import { place, turnsOf } from "../pins";
import { orderOf, runOf, visitKey } from "../run";

const ANSWER = readAnswer({
  conversation: "c1",
  messages: [
    { seq: 1, from: "user", content: { type: "text", text: "a pizza" } },
    { seq: 2, from: "bot", content: { type: "text", text: "Ciao" } },
    { seq: 3, from: "bot", content: { type: "choice", text: "What size?", options: [] } },
  ],
  last_seq: 3,
  pending: false,
  turns: [
    {
      turn: 1,
      trace: {
        decision: { by: "trigger", what: "order", why: "intent order 0.98" },
        steps: [
          { flow: "order", node: "hello", step: "s1", type: "say", output: "next" },
          { flow: "order", node: "size", step: "s3", type: "choice", output: null },
        ],
        variables: { size: null },
        waiting: { flow: "order", node: "size", step: "s3" },
      },
      understanding: { intents: [{ name: "order", confidence: 0.98 }], entities: [] },
    },
  ],
  variables: { size: { value: null, scope: "conversation" } },
});

describe("a try-out answer", () => {
  it("is read, with where it waits found in the trace", () => {
    expect(ANSWER.turns[0]).toMatchObject({ turn: 1, decision: { by: "trigger", why: "intent order 0.98" } });
    expect(ANSWER.waiting).toEqual({ flow: "order", node: "size", step: "s3" });
    expect(ANSWER.variables).toEqual([{ name: "size", value: null, scope: "conversation" }]);
  });

  it("survives an answer that says nothing", () => {
    expect(readAnswer({})).toMatchObject({ messages: [], turns: [], waiting: null, pending: false });
  });
});

describe("the path of a try-out", () => {
  const run = runOf(ANSWER.turns.flatMap((turn) => turn.steps), ANSWER.waiting);

  it("numbers nodes in the order they were met and knows the ways taken", () => {
    expect(orderOf(run, "order", "hello")).toBe(1);
    expect(orderOf(run, "order", "size")).toBe(2);
    expect(orderOf(run, "order", "done")).toBe(0);
    expect(run.taken.has(visitKey("order", "hello", "/next"))).toBe(true);
    expect(run.waiting?.node).toBe("size");
  });

  it("gives each message the number of the node that said it", () => {
    const placed = place(ANSWER.messages, ANSWER.turns, turnsOf(new Map(), ANSWER), run, CATALOGUE);
    expect(placed.map((one) => [one.turn, one.order])).toEqual([[1, 0], [1, 1], [1, 2]]);
  });
});
