import { describe, expect, it } from "vitest";
import { readServerFrame } from "./chat.ts";
import { readContent } from "./messages.ts";

const frame = (value: unknown): unknown => readServerFrame(JSON.stringify(value));

describe("a frame off the wire", () => {
  it("is read when it is whole", () => {
    expect(frame({ type: "ack", id: "a", seq: 3, duplicate: false })).toEqual({
      type: "ack",
      id: "a",
      seq: 3,
      duplicate: false,
    });
    expect(frame({ type: "message", seq: 1, from: "bot", content: { type: "text", text: "hi" } })).toMatchObject({
      seq: 1,
    });
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["nothing", "null"],
    ["an unknown type", '{"type":"future"}'],
    ["a name of the language itself", '{"type":"constructor"}'],
    ["an acknowledgement without a number", '{"type":"ack","id":"a"}'],
    ["a message without content", '{"type":"message","seq":1,"from":"bot","content":null}'],
  ])("that is %s is skipped", (_, text) => {
    expect(readServerFrame(text)).toBeNull();
  });
});

describe("content", () => {
  it("of a known kind stays as it is", () => {
    const card = { type: "card", title: "Margherita", image: { url: "/m.png" } };
    expect(readContent(card)).toEqual(card);
  });

  it.each([
    [{ type: "form", text: "Fill this in", fields: [] }, "Fill this in"],
    [{ type: "choice", text: "Which one?" }, "Which one?"],
    [{ type: "native", channel: "slack", body: {}, fallback: { type: "text", text: "In words" } }, "In words"],
    [{ type: "card" }, ""],
    [null, ""],
    ["text", ""],
    [{ type: "toString" }, ""],
  ])("of another kind keeps its words: %j", (content, text) => {
    expect(readContent(content)).toEqual({ type: "text", text });
  });
});
