import { pointer } from "../../api/draftParts";
import { isObject, type Json } from "./json";

export { segments as segmentsOf, valueAt } from "../../api/draftParts";

export function pointerOf(names: readonly (string | number)[]): string {
  return pointer(...names);
}

/** The id an array element is addressed by, if it has one. */
export function idOf(element: Json | undefined): string | undefined {
  if (!isObject(element)) return undefined;
  if (typeof element["id"] === "string") return element["id"];
  return typeof element["name"] === "string" ? element["name"] : undefined;
}
