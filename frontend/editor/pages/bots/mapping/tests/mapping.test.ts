import { describe, expect, test } from "vitest";
import type { ImportPreview, Sheet } from "../../../../api/imports";
import { asKind, asSheets, botChoices, columnName, guessed, hasColumns, letters, missingOf, purposeOf, withColumn, withHeader, withLanguage } from "../mapping";

const FAQ: Sheet = {
  name: "faq.csv",
  kind: null,
  rows: [
    ["Frage", "Antwort", ""],
    ["Wann?", "Um neun.", "x"],
  ],
  count: 2,
  more_columns: 0,
  guesses: { intents: { columns: { example: 1 }, languages: {} }, questions: { columns: { question: 0 }, languages: {} }, content: { columns: {}, languages: { fr: 2 } } },
};
const PREVIEW: ImportPreview = {
  sheets: [FAQ, { ...FAQ, name: "known", kind: "intents" }],
  more: 0,
  kinds: [
    { kind: "intents", columns: [{ name: "intent", required: true }, { name: "example", required: true }], per_language: false },
    { kind: "questions", columns: [{ name: "question", required: true }, { name: "reply", required: true }], per_language: false },
    { kind: "content", columns: [{ name: "content", required: true }, { name: "title", required: false }], per_language: true },
  ],
  items: [],
};

describe("what a person says about the sheets of a spreadsheet", () => {
  test("begins with what the heads let guess; an unknown sheet is left out until somebody says what it is", () => {
    const [unknown, known] = guessed(PREVIEW);
    expect(unknown?.kind).toBeNull();
    expect(known).toMatchObject({ kind: "intents", columns: { example: 1 } });
    expect(missingOf(guessed(PREVIEW), PREVIEW.kinds)).toEqual([{ sheet: "known", what: "intent" }]);
  });

  test("another kind guesses its own columns, and says which are missing", () => {
    const [unknown] = guessed(PREVIEW);
    if (unknown === undefined) throw new Error("no sheet");
    const questions = asKind(FAQ, unknown, "questions");
    expect(questions.columns).toEqual({ question: 0 });
    expect(missingOf([questions], PREVIEW.kinds)).toEqual([{ sheet: "faq.csv", what: "reply" }]);
    expect(missingOf([withColumn(questions, "reply", 1)], PREVIEW.kinds)).toEqual([]);
    const content = withColumn(asKind(FAQ, unknown, "content"), "content", 0);
    expect(missingOf([content], PREVIEW.kinds)).toEqual([]);
    expect(missingOf([withLanguage(content, "fr", null)], PREVIEW.kinds)).toEqual([{ sheet: "faq.csv", what: "languages" }]);
    expect(asKind(FAQ, withHeader(unknown, false), "questions").columns).toEqual({});
  });

  test("travels as the server reads it", () => {
    const [unknown] = guessed(PREVIEW);
    if (unknown === undefined) throw new Error("no sheet");
    const questions = { ...withColumn(asKind(FAQ, unknown, "questions"), "reply", 1), language: "de", header: false };
    const content = { ...withColumn(asKind(FAQ, unknown, "content"), "content", 0), name: "texts", language: "de" };
    expect(JSON.parse(asSheets([questions, content, { ...unknown, name: "left" }], PREVIEW.kinds))).toEqual({
      "faq.csv": { kind: "questions", header: false, language: "de", columns: { question: 0, reply: 1 } },
      texts: { kind: "content", header: true, columns: { content: 0 }, languages: { fr: 2 } },
      left: { kind: null },
    });
  });

  test("calls a column by its head, or by its letters", () => {
    expect([columnName(FAQ, true, 1), columnName(FAQ, true, 2), columnName(FAQ, false, 1)]).toEqual(["Antwort", "C", "B"]);
    expect([0, 25, 26, 701, 702].map(letters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });

  test("tells what a column is for", () => {
    const [, known] = guessed(PREVIEW);
    if (known === undefined) throw new Error("no sheet");
    expect(purposeOf(withLanguage(known, "fr", 2), 1)).toEqual({ field: "example" });
    expect(purposeOf(withLanguage(known, "fr", 2), 2)).toEqual({ language: "fr" });
    expect(purposeOf(known, 0)).toBeNull();
  });

  test("is asked of spreadsheets only", () => {
    expect(["a.csv", "b.XLSX", "c.tsv", "d.zip", "e.json"].map(hasColumns)).toEqual([true, true, true, false, false]);
  });
});

test("bots of one name are told apart by their addresses", () => {
  const bots = [
    { slug: "pizza", name: "Pizza corner" },
    { slug: "pizza-2", name: "Pizza corner" },
    { slug: "faq", name: "Questions" },
  ];
  expect(botChoices(bots).map(({ title }) => title)).toEqual(["Pizza corner (pizza)", "Pizza corner (pizza-2)", "Questions"]);
});
