import { describe, expect, it } from "vitest";
import { csvOf, hardest, labelName, shortName, signed, stageName, worstCell } from "../reading";

const CONFUSION = {
  labels: ["greet", "order", "cancel", "menu"],
  matrix: [
    [9, 0, 0, 0],
    [0, 7, 3, 0],
    [0, 2, 6, 1],
    [0, 0, 0, 5],
  ],
  pairs: [{ wanted: "order", said: "cancel", count: 3, share: 0.3, examples: [] }],
};

describe("a confusion matrix", () => {
  it("shows the labels that are mixed up most, in the order of the report", () => {
    const shown = hardest(CONFUSION, 2);
    expect(shown.labels).toEqual(["order", "cancel"]);
    expect(shown.counts).toEqual([[7, 3], [2, 6]]);
  });

  it("counts what was meant over all columns, also those that are not shown", () => {
    expect(hardest(CONFUSION, 2).meant).toEqual([10, 9]);
  });

  it("begins where two are mixed up most", () => {
    expect(worstCell(CONFUSION)).toEqual({ wanted: "order", said: "cancel" });
    expect(worstCell({ ...CONFUSION, pairs: [] })).toBeNull();
  });
});

describe("words of a report", () => {
  it("name what fits nothing, the rest, and answers", () => {
    expect([labelName("none"), labelName("…"), labelName("answer:hours"), labelName("greet")]).toEqual(["none of these", "others", "hours (answer)", "greet"]);
  });

  it("cut long names in the middle", () => {
    expect(shortName("balance_not_updated_after_cheque")).toBe("balance_n…er_cheque");
    expect(shortName("greet")).toBe("greet");
  });

  it("say changes with their sign, and stages of a job", () => {
    expect([signed(1.84, 1), signed(-0.5, 1), signed(0, 1)]).toEqual(["+1.8", "−0.5", "0.0"]);
    expect([stageName("fold 2 of 5"), stageName("tests"), stageName("something new")]).toEqual(["Part 2 of 5", "Running the tests", "something new"]);
  });

  it("leave nothing in a file that a spreadsheet would run", () => {
    const score = { kind: "intent" as const, support: 2, said: 2, right: 1, precision: 0.5, recall: null, f1: -0.5 };
    const rows = csvOf([{ label: '=HYPERLINK("x")', ...score }]).split("\r\n");
    expect(rows[1]).toBe(`"'=HYPERLINK(""x"")",intent,2,2,1,0.5,,-0.5`);
  });
});
