import { describe, expect, it } from "vitest";
import { firstSentence } from "../catalogue";
import { flowIn, readFlow } from "../model";
import { outlineOf } from "../outline";
import { apply } from "../operations";
import { editableText, summaryOf, summaryWords, templateRuns } from "../summary";
import { stepTypeIn } from "../catalogue";
import { depths, tidy } from "../tidy";
import { CATALOGUE, PARTS } from "./sample";

const say = stepTypeIn(CATALOGUE, "say");

describe("what a step shows of itself", () => {
  it("takes the text in the language shown, with variables apart", () => {
    const config = { message: { text: { en: "Hi {{ name }}!", fr: "Salut" } } };
    expect(summaryWords(summaryOf(say, config, "fr"))).toBe("Salut");
    expect(templateRuns("Hi {{ name }}!")).toEqual([
      { text: "Hi ", variable: false },
      { text: "name", variable: true },
      { text: "!", variable: false },
    ]);
  });

  it("names content and shortens addresses of calls", () => {
    expect(summaryOf(say, { message: { content: "welcome" } }, "en")).toEqual([{ kind: "content", id: "welcome" }]);
    expect(summaryWords(summaryOf({ ...say, type: "call_api" }, { method: "POST", url: "https://api.example/orders" }, "en"))).toBe("POST /orders");
  });

  it("knows which place an edit on the canvas goes to", () => {
    expect(editableText(say, { message: "Hi" }, "en", "en")).toEqual({ path: "/message", text: "Hi" });
    expect(editableText(say, { message: { text: { en: "Hi" } } }, "fr", "en")).toEqual({ path: "/message/text/fr", text: "" });
    expect(editableText(say, { message: { type: "card", title: "Pizza" } }, "en", "en")).toBeUndefined();
  });

  it("uses the first sentence of the help in lists", () => {
    expect(firstSentence("Says something. Then goes on.\n\nMore.")).toBe("Says something");
  });
});

describe("the flow as a list and as columns", () => {
  const flow = flowIn(PARTS, "order") ?? readFlow({});

  it("follows the talk from the start", () => {
    expect(outlineOf(flow).map((node) => node.id)).toEqual(["hello", "size", "done"]);
  });

  it("puts nodes in columns by their distance from the start, the same every time", () => {
    expect([...depths(flow)]).toEqual([["hello", 0], ["size", 1], ["done", 2]]);
    const places = tidy(flow, () => 100);
    expect(places.map((place) => place.x)).toEqual([56, 396, 736]);
    expect(tidy(flow, () => 100)).toEqual(places);
  });

  it("keeps every node that an edit did not touch the same object", () => {
    const { parts } = apply(PARTS, [{ op: "set", part: "flow:order", path: "/nodes/size/title", value: "How big?" }]);
    const after = flowIn(parts, "order");
    expect(after?.nodes[0]).toBe(flow.nodes[0]);
    expect(after?.nodes[1]).not.toBe(flow.nodes[1]);
    expect(after?.transitions).toBe(flow.transitions);
  });
});
