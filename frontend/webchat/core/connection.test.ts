/** Conversations with a bad line: what the visitor sees and what goes over the wire, step by step. */

import { describe, expect, it } from "vitest";
import type { ChatMessage, ClientFrame, ServerFrame, Welcome } from "../../protocol/chat.ts";
import { pause, step, type Input } from "./connection.ts";
import { begin, type Command, type Link } from "./link.ts";

/** Plays inputs one after another and remembers what came out. */
class Line {
  link: Link = begin({ id: "visitor-1" });
  commands: Command[] = [];

  do(...inputs: Input[]): this {
    for (const input of inputs) {
      const { link, commands } = step(this.link, input, 0.5, { language: "en" });
      this.link = link;
      this.commands.push(...commands);
    }
    return this;
  }

  hear(...frames: ServerFrame[]): this {
    return this.do(...frames.map((frame): Input => ({ type: "frame", frame })));
  }

  /** The frames sent since the last look. */
  sent(): ClientFrame[] {
    const frames = this.commands.flatMap((command) => (command.type === "frame" ? [command.frame] : []));
    this.commands = [];
    return frames;
  }

  has(type: Command["type"]): boolean {
    return this.commands.some((command) => command.type === type);
  }

  /** Milliseconds that the timer was last set to. */
  timer(name: string): number | undefined {
    return this.commands
      .flatMap((command) => (command.type === "timer" && command.name === name ? [command.ms] : []))
      .at(-1);
  }

  texts(): string[] {
    return this.link.messages.map(({ from, content }) => `${from}: ${"text" in content ? content.text : content.type}`);
  }
}

const bot = (seq: number, text: string): ChatMessage => ({ seq, from: "bot", content: { type: "text", text } });
const own = (seq: number, text: string, id: string): ChatMessage => ({
  seq,
  from: "user",
  content: { type: "text", text },
  client_id: id,
});
const frame = (message: ChatMessage): ServerFrame => ({ type: "message", ...message });
const ack = (id: string, seq: number, duplicate = false): ServerFrame => ({ type: "ack", id, seq, duplicate });
const say = (id: string, text: string): Input => ({
  type: "send",
  entry: { id, body: { text }, title: text, state: "sending" },
});

function welcome(messages: ChatMessage[], change: Partial<Welcome> = {}): Welcome {
  const last = messages.at(-1)?.seq ?? 0;
  const info = { slug: "pizza", name: "Pizza corner", emblem: "", language: "en" };
  return {
    type: "welcome",
    conversation: "c1",
    token: "t1",
    epoch: 1,
    reset: false,
    last_seq: last,
    messages,
    bot: info,
    ...change,
  };
}

function connected(...messages: ChatMessage[]): Line {
  const line = new Line().do({ type: "start" }, { type: "opened" }).hear(welcome(messages));
  line.sent();
  return line;
}

describe("a calm line", () => {
  it("says hello, is welcomed, and shows what the bot opens with", () => {
    const line = new Line().do({ type: "start" });
    expect(line.has("connect")).toBe(true);
    line.do({ type: "opened" });
    expect(line.sent()).toEqual([{ type: "hello", id: "visitor-1", after: 0, language: "en" }]);
    line.hear(welcome([bot(1, "Hello")]));
    expect(line.texts()).toEqual(["bot: Hello"]);
    expect(line.link.identity).toEqual({ id: "visitor-1", conversation: "c1", token: "t1", epoch: 1 });
    expect(line.has("arrived")).toBe(true);
  });

  it("shows a message at once, and moves it into the log when it is acknowledged", () => {
    const line = connected(bot(1, "Hello")).do(say("a", "a pizza"));
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "a pizza" }]);
    expect(line.link.outbox).toHaveLength(1);
    line.hear(ack("a", 2), frame(bot(3, "What size?")));
    expect(line.link.outbox).toEqual([]);
    expect(line.texts()).toEqual(["bot: Hello", "user: a pizza", "bot: What size?"]);
  });

  it("shows the title of a tapped option and sends the option", () => {
    const payload = { option: "large", seq: 3 };
    const line = connected(bot(1, "Size?")).do({
      type: "send",
      entry: { id: "a", body: { payload }, title: "Large", state: "sending" },
    });
    expect(line.sent()).toEqual([{ type: "message", id: "a", payload }]);
    line.hear(ack("a", 2));
    expect(line.texts().at(-1)).toBe("user: Large");
  });

  it("sends the second message only after the first is acknowledged, so that order holds", () => {
    const line = connected().do(say("a", "one"), say("b", "two"));
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "one" }]);
    line.hear(ack("a", 1));
    expect(line.sent()).toEqual([{ type: "message", id: "b", text: "two" }]);
  });
});

describe("a cut", () => {
  it("before the acknowledgement sends the same message again under the same id, and shows it once", () => {
    const line = connected(bot(1, "Hello")).do(say("a", "a pizza"), { type: "closed" });
    line.sent();
    expect(line.link.outbox.map(({ id, state }) => [id, state])).toEqual([["a", "sending"]]);
    line.do({ type: "timer", name: "connect" }, { type: "opened" });
    expect(line.sent()).toEqual([
      expect.objectContaining({ type: "hello", conversation: "c1", token: "t1", epoch: 1, after: 1 }),
    ]);
    line.hear(welcome([]));
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "a pizza" }]);
    line.hear(ack("a", 2, true), frame(own(2, "a pizza", "a")), frame(bot(3, "What size?")));
    expect(line.texts()).toEqual(["bot: Hello", "user: a pizza", "bot: What size?"]);
  });

  it("after the server stored it but before it could say so: the resumed messages settle it", () => {
    const line = connected(bot(1, "Hello")).do(
      say("a", "a pizza"),
      { type: "closed" },
      { type: "timer", name: "connect" },
      { type: "opened" },
    );
    line.sent();
    line.hear(welcome([own(2, "a pizza", "a"), bot(3, "What size?")]));
    expect(line.sent()).toEqual([]);
    expect(line.link.outbox).toEqual([]);
    expect(line.texts()).toEqual(["bot: Hello", "user: a pizza", "bot: What size?"]);
  });

  it("keeps what is said meanwhile, in order", () => {
    const line = connected().do({ type: "closed" }, say("a", "one"), say("b", "two"));
    expect(line.sent()).toEqual([]);
    line.do({ type: "timer", name: "connect" }, { type: "opened" }).hear(welcome([]), ack("a", 1), ack("b", 2));
    expect(line.texts()).toEqual(["user: one", "user: two"]);
  });

  it("waits longer each time, with chance, and never beyond 30 s", () => {
    expect([0, 1, 2, 3].map((attempt) => pause(attempt, 1))).toEqual([500, 1000, 2000, 4000]);
    expect(pause(40, 1)).toBe(30_000);
    expect(pause(40, 0.1)).toBe(3_000);
    const line = connected();
    line.do({ type: "closed" });
    const first = line.timer("connect");
    line.do({ type: "timer", name: "connect" }, { type: "closed" });
    expect(line.timer("connect")).toBe((first ?? 0) * 2);
  });

  it("forgets the long pause once it is welcomed again", () => {
    const line = connected().do(
      { type: "closed" },
      { type: "timer", name: "connect" },
      { type: "closed" },
      { type: "timer", name: "connect" },
      { type: "opened" },
    );
    expect(line.link.attempt).toBe(2);
    expect(line.hear(welcome([])).link.attempt).toBe(0);
  });

  it("is not sat out when the page comes back into view", () => {
    const line = connected().do({ type: "closed" });
    line.commands = [];
    expect(line.do({ type: "wake" }).has("connect")).toBe(true);
  });

  it("is assumed when no acknowledgement comes", () => {
    const line = connected().do(say("a", "one"));
    line.do({ type: "timer", name: "ack" });
    expect(line.has("disconnect")).toBe(true);
    expect(line.link.phase).toBe("waiting");
  });

  it("announced by bye waits as long as the server asks", () => {
    const line = connected().hear({ type: "bye", retry_after: 4 });
    expect(line.link.phase).toBe("waiting");
    expect(line.timer("connect")).toBeGreaterThanOrEqual(4000);
  });
});

describe("numbers", () => {
  it("seen before change nothing", () => {
    const line = connected(bot(1, "Hello"), bot(2, "Size?")).hear(frame(bot(2, "Size?")), frame(bot(1, "Hello")));
    expect(line.texts()).toEqual(["bot: Hello", "bot: Size?"]);
  });

  it("out of order are put in order", () => {
    const line = connected(bot(1, "Hello")).hear(frame(bot(3, "third")));
    expect(line.texts()).toEqual(["bot: Hello"]);
    line.hear(frame(bot(2, "second")));
    expect(line.texts()).toEqual(["bot: Hello", "bot: second", "bot: third"]);
  });

  it("missing for long are asked for by resuming after the last good one", () => {
    const line = connected(bot(1, "Hello")).hear(frame(bot(4, "fourth")));
    expect(line.timer("gap")).toBe(2000);
    line.do({ type: "timer", name: "gap" }, { type: "timer", name: "connect" }, { type: "opened" });
    expect(line.sent()).toEqual([expect.objectContaining({ type: "hello", after: 1 })]);
    line.hear(welcome([bot(2, "second"), bot(3, "third"), bot(4, "fourth")]));
    expect(line.link.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it("of an acknowledgement that overtook another tab's message wait for it", () => {
    const line = connected(bot(1, "Hello")).do(say("a", "mine")).hear(ack("a", 3));
    expect(line.texts()).toEqual(["bot: Hello"]);
    line.hear(frame(own(2, "from the other tab", "z")));
    expect(line.texts()).toEqual(["bot: Hello", "user: from the other tab", "user: mine"]);
  });

  it("begin anew when the server resets, and unsent messages survive it", () => {
    const line = connected(bot(1, "old"), bot(2, "older")).do(
      { type: "closed" },
      say("a", "still mine"),
      { type: "timer", name: "connect" },
      { type: "opened" },
    );
    line.sent();
    line.hear(welcome([bot(1, "new")], { epoch: 2, reset: true }));
    expect(line.texts()).toEqual(["bot: new"]);
    expect(line.link.identity.epoch).toBe(2);
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "still mine" }]);
  });

  it("of another epoch begin anew even where the reset is not spelt out", () => {
    const line = connected(bot(1, "old")).do(
      { type: "closed" },
      { type: "timer", name: "connect" },
      { type: "opened" },
    );
    line.hear(welcome([bot(1, "new")], { epoch: 9 }));
    expect(line.texts()).toEqual(["bot: new"]);
  });

  it("read again from the start are history and not announced", () => {
    const line = new Line();
    line.link = begin({ id: "visitor-1", conversation: "c1", token: "t1", epoch: 1 });
    line.do({ type: "start" }, { type: "opened" }).hear(welcome([bot(1, "Hello"), bot(2, "Size?")]));
    expect(line.texts()).toHaveLength(2);
    expect(line.has("arrived")).toBe(false);
  });
});

describe("a refusal", () => {
  it("for want of storage keeps the message, says so, and tries again under the same id", () => {
    const line = connected().do(say("a", "one")).hear({ type: "error", code: "storage", detail: "", id: "a" });
    expect(line.link.outbox[0]).toMatchObject({ id: "a", state: "unsaved" });
    line.sent();
    line.do({ type: "timer", name: "resend" });
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "one" }]);
    expect(line.hear(ack("a", 1)).texts()).toEqual(["user: one"]);
  });

  it("for a crowd waits as long as the server asks", () => {
    const line = connected()
      .do(say("a", "one"))
      .hear({ type: "error", code: "busy", detail: "", id: "a", retry_after: 5 });
    expect(line.link.outbox[0]?.state).toBe("sending");
    expect(line.timer("resend")).toBeGreaterThanOrEqual(5000);
  });

  it("for its length stops that message and lets the next go", () => {
    const line = connected().do(say("a", "endless"), say("b", "short"));
    line.sent();
    line.hear({ type: "error", code: "too-large", detail: "", id: "a" });
    expect(line.link.outbox[0]).toMatchObject({ state: "failed", code: "too-large" });
    expect(line.sent()).toEqual([{ type: "message", id: "b", text: "short" }]);
    line.do({ type: "discard", id: "a" });
    expect(line.link.outbox.map(({ id }) => id)).toEqual(["b"]);
  });

  it("of one message can be answered with another try by the visitor", () => {
    const line = connected().do(say("a", "one")).hear({ type: "error", code: "strange", detail: "", id: "a" });
    line.sent();
    line.do({ type: "retry", id: "a" });
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "one" }]);
  });

  it("without an id is that of the message in flight", () => {
    const line = connected().do(say("a", "endless")).hear({ type: "error", code: "too-large", detail: "" });
    expect(line.link.outbox[0]).toMatchObject({ id: "a", state: "failed" });
  });

  it("of the greeting is followed by another attempt, no sooner than the server asks", () => {
    const line = new Line()
      .do({ type: "start" }, { type: "opened" })
      .hear({ type: "error", code: "rate-limited", detail: "", retry_after: 3 });
    expect(line.link).toMatchObject({ phase: "waiting", problem: "rate-limited" });
    expect(line.timer("connect")).toBeGreaterThanOrEqual(3000);
  });

  it("because the conversation was erased begins its successor with what was not said yet", () => {
    const line = connected(bot(1, "Hello"))
      .do(say("a", "still here"))
      .hear({ type: "error", code: "gone", detail: "", id: "a" });
    line.sent();
    line.do({ type: "timer", name: "connect" }, { type: "opened" });
    expect(line.sent()).toEqual([{ type: "hello", id: "visitor-1", after: 1, language: "en" }]);
    line.hear(welcome([bot(1, "Hello, new one")], { conversation: "c2" }));
    expect(line.texts()).toEqual(["bot: Hello, new one"]);
    expect(line.sent()).toEqual([{ type: "message", id: "a", text: "still here" }]);
  });

  it("because there is no such bot ends the trying until the visitor looks again", () => {
    const line = new Line().do({ type: "start" }, { type: "closed" }, { type: "absent" });
    expect(line.link.phase).toBe("stopped");
    line.commands = [];
    expect(line.do({ type: "closed" }, { type: "timer", name: "connect" }).has("connect")).toBe(false);
    expect(line.do({ type: "wake" }).has("connect")).toBe(true);
  });
});

describe("what takes no number", () => {
  it("typing ends with the message", () => {
    const line = connected().hear({ type: "typing", on: true });
    expect(line.link.typing).toBe(true);
    expect(line.hear(frame(bot(1, "Here I am"))).link.typing).toBe(false);
  });

  it("a stream grows, and its final message takes its place", () => {
    const line = connected().hear(
      { type: "stream", id: "s", index: 0, text: "It is " },
      { type: "stream", id: "s", index: 1, text: "late." },
    );
    expect(line.link.streams).toEqual({ s: "It is late." });
    line.hear({ type: "stream", id: "s", reset: true }, { type: "stream", id: "s", text: "It is six." });
    expect(line.link.streams).toEqual({ s: "It is six." });
    line.hear({ type: "message", ...bot(1, "It is six."), stream: "s" });
    expect(line.link.streams).toEqual({});
    expect(line.texts()).toEqual(["bot: It is six."]);
  });

  it("a person who takes over stands where it happened", () => {
    const line = connected(bot(1, "Hello")).hear(
      { type: "handoff", state: "active", agent: "Giulia" },
      frame(bot(2, "Bye")),
    );
    expect(line.link.handoff).toEqual({ state: "active", agent: "Giulia", after: 1 });
    line.hear({ type: "handoff", state: "active", agent: "Giulia" });
    expect(line.link.handoff?.after).toBe(1);
  });
});

describe("another conversation", () => {
  it("empties the screen, connects anew, and does not carry over what was not sent", () => {
    const line = connected(bot(1, "Hello")).do(say("a", "one"), { type: "adopt", identity: { id: "visitor-2" } });
    expect(line.link).toMatchObject({ messages: [], outbox: [], lastSeq: 0, identity: { id: "visitor-2" } });
    line.sent();
    line.do({ type: "timer", name: "connect" }, { type: "opened" });
    expect(line.sent()).toEqual([{ type: "hello", id: "visitor-2", after: 0, language: "en" }]);
  });
});
