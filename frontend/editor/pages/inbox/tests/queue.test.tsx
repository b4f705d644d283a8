// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { ApiProblem } from "../../../api/client";
import type { Handoff } from "../../../api/talkTypes";
import { splitDocument } from "../../../api/draftParts";
import { fasterOne, firstOf, isLate, queueOf, queuesOf, wasFaster } from "../queue";
import { QueueList } from "../QueueList";
import { Refused } from "../Refused";

afterEach(cleanup);

function handoff(id: number, state: Handoff["state"], agent: string | null = null): Handoff {
  const requested = new Date(Date.now() - id * 60_000).toISOString();
  return {
    id,
    conversation: `${String(id)}000-0000`,
    queue: "shop",
    message: "",
    state,
    agent,
    visitor: null,
    said: `words ${String(id)}`,
    control: 0,
    requested_at: requested,
    taken_at: null,
    ended_at: null,
  };
}

const ALL = [handoff(5, "waiting"), handoff(3, "taken", "lee@ours.example"), handoff(2, "taken", "kim@ours.example"), handoff(1, "waiting")];

describe("the queue", () => {
  it("tells mine from those who wait and those whom colleagues have", () => {
    const queue = queueOf(ALL, "kim@ours.example");
    expect([queue.mine, queue.waiting, queue.colleagues].map((rows) => rows.map((row) => row.id))).toEqual([[2], [5, 1], [3]]);
    expect(firstOf(queue)?.id).toBe(2);
    expect(firstOf(queueOf(ALL, "ann@ours.example"))?.id).toBe(5);
    expect(firstOf(queueOf([], "kim@ours.example"))).toBeUndefined();
  });

  it("is late after two minutes", () => {
    expect([5, 1].map((id) => isLate(handoff(id, "waiting"), Date.now()))).toEqual([true, false]);
  });

  it("shows who waits with a clock", () => {
    render(<QueueList queue={queueOf(ALL, "kim@ours.example")} current="5000-0000" onOpen={() => undefined} />);
    const chosen = screen.getByRole("button", { name: /Visitor 5000/ });
    expect(chosen.getAttribute("aria-current")).toBe("true");
    expect(chosen.textContent).toMatch(/5:0\d/);
    expect(screen.getByText("words 1")).toBeTruthy();
  });
});

describe("the queues of a bot", () => {
  const call = (id: string, config: Record<string, string>) => ({ id, type: "handoff", config });
  const nodes = [{ id: "n1", title: "Call", steps: [call("s1", { queue: "floor" }), call("s2", {})] }];
  const parts = splitDocument({ name: "Shop", languages: ["en"], flows: [{ id: "main", title: "Main", nodes, transitions: [] }] });

  it("are those that the draft names, that were closed, or that somebody waits in", () => {
    const found = queuesOf(parts, [{ name: "floor", open: false, hours: null, answers: false }], ALL);
    expect(found).toEqual([
      { name: "default", open: true, hours: null, answers: true, waiting: 0 },
      { name: "floor", open: false, hours: null, answers: false, waiting: 0 },
      { name: "shop", open: true, hours: null, answers: true, waiting: 2 },
    ]);
  });
});

describe("an act that was refused", () => {
  const taken = new ApiProblem(409, { code: "taken", detail: "lee@ours.example has this conversation" });

  it("names who was faster", () => {
    expect(wasFaster(taken)).toBe(true);
    expect(fasterOne(taken, undefined)).toBe("lee@ours.example");
    render(<Refused error={taken} handoff={undefined} me="kim@ours.example" />);
    expect(screen.getByText("Somebody else was faster.")).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toContain("lee@ours.example");
  });

  it("says why where it was something else", () => {
    const down = new ApiProblem(503, { code: "busy", detail: "The server is busy." });
    expect(wasFaster(down)).toBe(false);
    render(<Refused error={down} handoff={undefined} me="kim@ours.example" />);
    expect(screen.getByText("The server is busy.")).toBeTruthy();
  });
});
