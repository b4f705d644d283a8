import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../api/json";

export { isJsonArray as isArray, isJsonObject as isObject, sameJson as same, type Json, type JsonObject } from "../../api/json";

export function textOf(value: Json | undefined, otherwise = ""): string {
  return typeof value === "string" ? value : otherwise;
}

export function numberOf(value: Json | undefined, otherwise = 0): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return listOf(value).filter(isJsonObject);
}

export function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value).filter((item) => typeof item === "string");
}

/** Whether a value that came from outside (a clipboard, a socket) is JSON as we mean it. */
export function isJson(value: unknown): value is Json {
  if (value === null) return true;
  if (typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return typeof value === "object" && Object.values(value).every(isJson);
}

export function parseJson(source: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An object with one place inside changed, or taken away; objects on the way are made, elements of lists are named by index. */
export function withValue(body: JsonObject, names: readonly string[], value: Json | undefined): JsonObject {
  const [name, ...rest] = names;
  if (name === undefined) return body;
  const inside = changed(body[name], rest, value);
  const others = Object.fromEntries(Object.entries(body).filter(([other]) => other !== name));
  return inside === undefined ? others : { ...others, [name]: inside };
}

function changed(here: Json | undefined, names: readonly string[], value: Json | undefined): Json | undefined {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (!isJsonArray(here)) return withValue(objectOf(here), names, value);
  const next = here.map((one, index) => (String(index) === name ? changed(one, rest, value) : one));
  return next.filter((one) => one !== undefined);
}
