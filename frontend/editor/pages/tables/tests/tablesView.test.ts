import { expect, it } from "vitest";
import { applyOperations } from "../../../api/draftParts";
import { addColumn, isName, newTable, readRecord, removeColumn, setColumn, tablesOf, type ColumnRow, type TableView } from "../tablesView";

function column(name: string, type: ColumnRow["type"]): ColumnRow {
  return { name, title: name, type, required: false };
}

it("a table begins with one column and grows", () => {
  const made = applyOperations(new Map(), newTable("bookings", "Bookings", "guest"));
  const table = (parts = made): TableView => tablesOf(parts)[0] ?? { name: "", title: "", columns: [] };
  const grown = applyOperations(made, addColumn(table(), "people"));
  const typed = applyOperations(grown, [...setColumn(table(), "people", "type", "number"), ...setColumn(table(), "guest", "required", true)]);
  expect(table(typed).columns).toEqual([{ ...column("guest", "text"), required: true }, column("people", "number")]);
  expect(table(applyOperations(typed, removeColumn(table(), "people"))).columns.map((one) => one.name)).toEqual(["guest"]);
});

it("what is written into a record takes the type of its column", () => {
  const columns = [column("guest", "text"), column("people", "number"), column("terrace", "boolean"), column("tags", "list"), column("rest", "any")];
  const { values, wrong } = readRecord(columns, { guest: "42", people: "4", terrace: "false", tags: '["a"]', rest: "free words" });
  expect(values).toEqual({ guest: "42", people: 4, terrace: false, tags: ["a"], rest: "free words" });
  expect(wrong).toEqual([]);
});

it("empty fields are left out, and a list that is none is named", () => {
  const { values, wrong } = readRecord([column("guest", "text"), column("tags", "list")], { guest: " ", tags: "a, b" });
  expect(values).toEqual({});
  expect(wrong).toEqual(["tags"]);
});

it("names are what expressions can say", () => {
  expect(["guest", "größe", "_x1", "1x", "two words", ""].map(isName)).toEqual([true, true, true, false, false, false]);
});
