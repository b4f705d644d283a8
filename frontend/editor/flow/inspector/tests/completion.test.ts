import { describe, expect, it } from "vitest";
import { completed, matching, readLanguage, wordAt } from "../form/completion";

const LANGUAGE = readLanguage({
  functions: [
    { name: "round", signature: "round(number, digits?)", help: "Rounds." },
    { name: "upper", signature: "upper(text)", help: "In capitals." },
  ],
  variables: [
    { name: "said", type: "object", help: "What was said.", fields: [{ name: "text", type: "text" }] },
    { name: "now", type: "number", help: "The time.", fields: [] },
  ],
});

describe("completion of expressions", () => {
  it("knows what the engine knows, and its functions", () => {
    expect(LANGUAGE.map((one) => one.name)).toEqual(["said.text", "now", "round", "upper"]);
    expect(LANGUAGE[0]?.note).toBe("text");
    expect(LANGUAGE[2]?.note).toBe("round(number, digits?)");
    expect(readLanguage(null)).toEqual([]);
  });

  it("shows own variables first, and what begins with the letters before what holds them", () => {
    expect(matching(["size", "total"], LANGUAGE, "").map((one) => one.name)).toEqual(["size", "total", "said.text", "now", "round", "upper"]);
    expect(matching(["around"], LANGUAGE, "ROUND").map((one) => one.name)).toEqual(["round", "around"]);
    expect(matching(["size"], LANGUAGE, "nothing")).toEqual([]);
  });

  it("knows where an expression stands, and the word in it", () => {
    expect(wordAt("Hello", 5, false)).toBeUndefined();
    expect(wordAt("Hello {{ na", 11, false)).toEqual({ from: 9, text: "na", filter: false });
    expect(wordAt("Hello {{ name }} na", 19, false)).toBeUndefined();
    expect(wordAt("{% if si", 8, false)?.text).toBe("si");
    expect(wordAt("size == 'la", 11, true)).toBeUndefined();
    expect(wordAt("{{ name | up", 12, false)).toEqual({ from: 10, text: "up", filter: true });
    expect(wordAt("1 + 23", 6, true)).toBeUndefined();
  });

  it("writes on after a name, and between the brackets of a function", () => {
    const [said, , round] = LANGUAGE;
    if (!said || !round) throw new Error("the sample is empty");
    const put = (text: string, caret: number, chosen: typeof said, expression = false) => {
      const word = wordAt(text, caret, expression);
      return word && completed(text, caret, word, chosen, expression);
    };
    expect(put("Hi {{ sa", 8, said)).toEqual({ text: "Hi {{ said.text }}", caret: 18 });
    expect(put("Hi {{ sa }}!", 8, said)).toEqual({ text: "Hi {{ said.text }}!", caret: 18 });
    expect(put("ro", 2, round, true)).toEqual({ text: "round()", caret: 6 });
    expect(put("{{ n | ro }}", 9, round)).toEqual({ text: "{{ n | round }}", caret: 15 });
  });
});
