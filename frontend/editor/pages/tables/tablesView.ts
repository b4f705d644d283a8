/** Tables of the draft, and what goes into their records. */
import { bodiesOf, pointer, type Operation, type Parts } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../api/json";
import { parseJson } from "../../flow/document/json";

export type ColumnType = "text" | "number" | "boolean" | "date" | "list" | "object" | "any";
export const COLUMN_TYPES: readonly ColumnType[] = ["text", "number", "boolean", "date", "list", "object", "any"];

export interface ColumnRow {
  readonly name: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly required: boolean;
}

export interface TableView {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ColumnRow[];
}

export function isColumnType(value: Json | undefined): value is ColumnType {
  return COLUMN_TYPES.some((type) => type === value);
}

function columnOf(body: JsonObject): ColumnRow {
  const name = typeof body["name"] === "string" ? body["name"] : "";
  return {
    name,
    title: typeof body["title"] === "string" && body["title"] !== "" ? body["title"] : name,
    type: isColumnType(body["type"]) ? body["type"] : "text",
    required: body["required"] === true,
  };
}

export function tablesOf(parts: Parts): TableView[] {
  return bodiesOf(parts, "table").flatMap((body): TableView[] => {
    if (!isJsonObject(body) || typeof body["name"] !== "string") return [];
    const columns = isJsonArray(body["columns"]) ? body["columns"].filter(isJsonObject) : [];
    const title = typeof body["title"] === "string" && body["title"] !== "" ? body["title"] : body["name"];
    return [{ name: body["name"], title, columns: columns.map(columnOf) }];
  });
}

/** Names that expressions can use. */
export function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}

export function newTable(name: string, title: string, column: string): Operation[] {
  const body = { name, ...(title === "" ? {} : { title }), columns: [{ name: column, type: "text" }] };
  return [{ op: "add", part: `table:${name}`, path: "", value: body }];
}

export function addColumn(table: TableView, name: string): Operation[] {
  return [{ op: "add", part: `table:${table.name}`, path: "/columns/-", value: { name, type: "text" } }];
}

export function setColumn(table: TableView, column: string, key: "type" | "required", value: Json): Operation[] {
  return [{ op: "set", part: `table:${table.name}`, path: pointer("columns", column, key), value }];
}

export function removeColumn(table: TableView, column: string): Operation[] {
  return [{ op: "remove", part: `table:${table.name}`, path: pointer("columns", column) }];
}

/** What was written into the fields of a record, by column; names of columns whose text does not fit. */
export function readRecord(columns: readonly ColumnRow[], fields: Readonly<Record<string, string>>): { values: JsonObject; wrong: string[] } {
  const values: Record<string, Json> = {};
  const wrong: string[] = [];
  for (const column of columns) {
    const text = (fields[column.name] ?? "").trim();
    if (text === "") continue;
    if (column.type === "text" || column.type === "date") values[column.name] = text;
    else if (column.type === "boolean") values[column.name] = text === "true";
    else if (column.type === "number" && Number.isFinite(Number(text))) values[column.name] = Number(text);
    else {
      const value = parseJson(text);
      if (value !== undefined) values[column.name] = value;
      else if (column.type === "any") values[column.name] = text;
      else wrong.push(column.title);
    }
  }
  return { values, wrong };
}
