import { describe, expect, it } from "vitest";
import { readCatalogue } from "../../document/catalogue";
import { flowIn } from "../../document/model";
import { CATALOGUE, PARTS } from "../../document/tests/sample";
import { followers, likelyNext, optionsFor, type Wish } from "../options";

const WISH: Wish = {
  query: "",
  catalogue: CATALOGUE,
  likely: likelyNext(PARTS, CATALOGUE, "say"),
  flow: flowIn(PARTS, "order"),
  without: "hello",
  connectFirst: false,
  nodes: true,
  words: { likely: "Likely next", nodes: "Nodes in this flow", connect: "connect to it" },
};

describe("the picker", () => {
  it("puts first what this bot did after such a step before", () => {
    expect(followers(PARTS, "say")).toEqual(["choice", "say"]);
    expect(optionsFor(WISH).slice(0, 2).map((option) => option.title)).toEqual(["Ask with options", "Say"]);
  });

  it("lists types by what they are for, then nodes, but not the node it came from", () => {
    const groups = [...new Set(optionsFor(WISH).map((option) => option.group))];
    expect(groups).toEqual(["Likely next", "Say", "Ask", "Ways", "Nodes in this flow"]);
    expect(optionsFor(WISH).some((option) => option.kind === "node" && option.node.id === "hello")).toBe(false);
  });

  it("finds by any word of title or help, nodes first when connecting", () => {
    expect(optionsFor({ ...WISH, query: "size" }).map((option) => option.title)).toEqual(["Size"]);
    expect(optionsFor({ ...WISH, connectFirst: true })[0]?.kind).toBe("node");
    expect(optionsFor({ ...WISH, query: "nothing like it" })).toEqual([]);
  });

  it("knows what else people call a step", () => {
    expect(optionsFor({ ...WISH, query: "buttons" })[0]?.title).toBe("Ask with options");
    expect(optionsFor({ ...WISH, query: "si condition" })[0]?.title).toBe("Branch");
    const types = readCatalogue([{ type: "image", title: "Picture" }, { type: "branch", title: "Branch" }]);
    expect(optionsFor({ ...WISH, catalogue: types, query: "if" }).map((option) => option.title)).toEqual(["Branch", "Picture"]);
  });
});
