import { isObject, listOf, numberOf, objectOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "./json";

/** What the catalogue of step types says of a way out: a fixed one, one per element of a list, or one while a field is filled. */
export type OutputHint =
  | { readonly kind: "fixed"; readonly id: string; readonly title: string; readonly when: string | undefined }
  | { readonly kind: "each"; readonly pointer: string; readonly titleFrom: string };

export type StepType = {
  readonly type: string;
  readonly title: string;
  readonly category: string;
  readonly icon: string;
  readonly help: string;
  readonly schema: JsonObject;
  readonly outputs: readonly OutputHint[];
  readonly waits: boolean;
  readonly examples: readonly JsonObject[];
};

export type Catalogue = ReadonlyMap<string, StepType>;

export const CATEGORIES: readonly string[] = ["say", "ask", "logic", "data", "ai", "channel", "human"];

function readHint(hint: JsonObject): OutputHint {
  if (typeof hint["each"] === "string") {
    return { kind: "each", pointer: hint["each"], titleFrom: textOf(hint["title_from"], "title") };
  }
  const id = textOf(hint["id"], "next");
  const when = typeof hint["when"] === "string" ? hint["when"] : undefined;
  return { kind: "fixed", id, title: textOf(hint["title"], id), when };
}

function readStepType(entry: JsonObject): StepType {
  const type = textOf(entry["type"]);
  return {
    type,
    title: textOf(entry["title"], type),
    category: textOf(entry["category"], "say"),
    icon: textOf(entry["icon"], type),
    help: textOf(entry["help"]),
    schema: objectOf(entry["schema"]),
    outputs: objectsOf(entry["outputs"]).map(readHint),
    waits: entry["waits"] === true,
    examples: objectsOf(entry["examples"]),
  };
}

/** Reads GET step-types: a list, or a page `{"results": […]}`. */
export function readCatalogue(answer: Json): Catalogue {
  const entries = isObject(answer) ? objectsOf(answer["results"]) : objectsOf(answer);
  return new Map(entries.map(readStepType).map((type) => [type.type, type]));
}

/** Stands in for a type the catalogue does not know, so that a foreign document still opens. */
export function stepTypeIn(catalogue: Catalogue, type: string): StepType {
  return (
    catalogue.get(type) ?? {
      type,
      title: type,
      category: "say",
      icon: "unknown",
      help: "",
      schema: {},
      outputs: [{ kind: "fixed", id: "next", title: "Next", when: undefined }],
      waits: false,
      examples: [],
    }
  );
}

/** The first sentence of the help, for lists of step types. */
export function firstSentence(help: string): string {
  const paragraph = help.trim().split(/\n\s*\n/)[0] ?? "";
  const sentence = paragraph.replaceAll(/\s+/g, " ").split(/(?<=[.!?])\s/)[0] ?? "";
  return sentence.replace(/\.$/, "");
}

/** Makes values that a schema cannot foresee: ids, and texts in the studio's language. */
export type Fill = (widget: string, name: string) => Json | undefined;

function initialOf(name: string, schema: JsonObject, fill: Fill): Json {
  if (schema["default"] !== undefined) return schema["default"];
  const widget = textOf(schema["x-widget"]);
  const made = fill(widget, name);
  if (made !== undefined) return made;
  if (widget === "condition") return { all: [] };
  const first = listOf(schema["enum"])[0];
  if (first !== undefined) return first;
  switch (schema["type"]) {
    case "array":
      return Array.from({ length: numberOf(schema["minItems"]) }, () => initialOf(name, objectOf(schema["items"]), fill));
    case "object":
      return initialObject(schema, fill);
    case "number":
    case "integer":
      return numberOf(schema["minimum"], numberOf(schema["exclusiveMinimum"]) + (schema["exclusiveMinimum"] === undefined ? 0 : 1));
    case "boolean":
      return false;
    default:
      return "";
  }
}

/** The required fields of a schema, empty or with their defaults. */
export function initialObject(schema: JsonObject, fill: Fill): JsonObject {
  const properties = objectOf(schema["properties"]);
  const config: Record<string, Json> = {};
  for (const name of textsOf(schema["required"])) config[name] = initialOf(name, objectOf(properties[name]), fill);
  return config;
}

/** One of several ways to fill a form is enough; a new step takes the first. */
function firstWay(schema: JsonObject): readonly string[] {
  return textsOf(objectsOf(schema["anyOf"])[0]?.["required"]);
}

function isHollow(value: Json | undefined, schema: JsonObject): boolean {
  if (value === undefined) return true;
  if (value === "") return numberOf(schema["minLength"]) > 0;
  return isObject(value) && Object.keys(value).length < numberOf(schema["minProperties"]);
}

/** The config a new step begins with. */
export function initialConfig(type: StepType, fill: Fill): JsonObject {
  const properties = objectOf(type.schema["properties"]);
  const config = initialObject(type.schema, fill);
  const example = objectOf(type.examples[0]?.["config"]);
  // What must not be empty begins as in the first example, so that the new step can be saved.
  const needed = [...Object.keys(config), ...firstWay(type.schema)].filter((name) => isHollow(config[name], objectOf(properties[name])));
  const borrowed = Object.fromEntries(needed.flatMap((name) => (example[name] === undefined ? [] : [[name, example[name]]])));
  // A question with options that may also come from a list is asked with options at first.
  const options = properties["options"] === undefined || config["options"] !== undefined ? undefined : fill("options", "options");
  return { ...config, ...borrowed, ...(options === undefined ? {} : { options }) };
}
