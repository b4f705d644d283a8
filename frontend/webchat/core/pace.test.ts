import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../protocol/chat.ts";
import { Pace } from "./pace.ts";

const says = (seq: number, delay?: number, from: ChatMessage["from"] = "bot"): ChatMessage => ({
  seq,
  from,
  content: { type: "text", text: String(seq), ...(delay !== undefined && { delay }) },
});
const seen = (pace: Pace, messages: readonly ChatMessage[], now: number): number[] =>
  pace.shown(messages, now).messages.map(({ seq }) => seq);

describe("a bot that types", () => {
  it("shows each message after the time it takes, and never out of order", () => {
    const pace = new Pace();
    const messages = [says(1), says(2, 800), says(3), says(4, 200)];
    pace.arrived(messages, 1000);
    expect(seen(pace, messages, 1000)).toEqual([1]);
    expect(pace.shown(messages, 1000).wait).toBe(800);
    expect(seen(pace, messages, 1800)).toEqual([1, 2, 3]);
    expect(pace.shown(messages, 2000)).toEqual({ messages, wait: 0 });
  });

  it("is in no hurry, but not for ever", () => {
    const pace = new Pace();
    const messages = [says(1, 1e9)];
    pace.arrived(messages, 0);
    expect(seen(pace, messages, 10_000)).toEqual([1]);
  });

  it("stops typing when the visitor says something", () => {
    const pace = new Pace();
    const messages = [says(1, 5000), says(2, 0, "user")];
    pace.arrived(messages.slice(0, 1), 0);
    expect(seen(pace, messages, 10)).toEqual([]);
    pace.arrived(messages.slice(1), 10);
    expect(seen(pace, messages, 10)).toEqual([1, 2]);
  });

  it("does not type what was said before the page was opened", () => {
    const messages = [says(1, 5000)];
    expect(seen(new Pace(), messages, 0)).toEqual([1]);
  });
});
