/** The draft as this page reads it. */
import { bodiesOf, type Parts } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../api/json";

export interface BotSettings {
  readonly name: string;
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  readonly threshold: number;
  readonly settings: JsonObject;
}

export function texts(value: Json | undefined): string[] {
  return isJsonArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

export function settingsOf(parts: Parts): BotSettings {
  const body = parts.get("settings");
  const part = isJsonObject(body) ? body : {};
  const settings = isJsonObject(part["settings"]) ? part["settings"] : {};
  const languages = texts(part["languages"]);
  const threshold = settings["intent_threshold"];
  return {
    name: typeof part["name"] === "string" ? part["name"] : "",
    languages,
    defaultLanguage: typeof part["default_language"] === "string" ? part["default_language"] : (languages[0] ?? "en"),
    threshold: typeof threshold === "number" ? threshold : 0.5,
    settings,
  };
}

export interface IntentRow {
  readonly name: string;
  readonly description: string;
  /** Examples by language, annotated as stored. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  readonly total: number;
}

function byLanguage(value: Json | undefined): Map<string, string[]> {
  return new Map(isJsonObject(value) ? Object.entries(value).map(([language, list]): [string, string[]] => [language, texts(list)]) : []);
}

export function intentsOf(parts: Parts): IntentRow[] {
  return bodiesOf(parts, "intent").flatMap((body): IntentRow[] => {
    if (!isJsonObject(body) || typeof body["name"] !== "string") return [];
    const examples = byLanguage(body["examples"]);
    const total = [...examples.values()].reduce((sum, list) => sum + list.length, 0);
    return [{ name: body["name"], description: typeof body["description"] === "string" ? body["description"] : "", examples, total }];
  });
}

export type EntityKind = "list" | "pattern" | "learned";

export interface ValueRow {
  readonly value: string;
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
}

export interface EntityRow {
  readonly name: string;
  readonly kind: EntityKind;
  readonly values: readonly ValueRow[];
  readonly patterns: readonly string[];
}

function isKind(value: Json | undefined): value is EntityKind {
  return value === "list" || value === "pattern" || value === "learned";
}

export function entitiesOf(parts: Parts): EntityRow[] {
  return bodiesOf(parts, "entity").flatMap((body): EntityRow[] => {
    if (!isJsonObject(body) || typeof body["name"] !== "string") return [];
    const values = isJsonArray(body["values"]) ? body["values"] : [];
    return [
      {
        name: body["name"],
        kind: isKind(body["kind"]) ? body["kind"] : "list",
        values: values
          .filter(isJsonObject)
          .map((value) => ({ value: String(value["value"] ?? ""), synonyms: byLanguage(value["synonyms"]) })),
        patterns: texts(body["patterns"]),
      },
    ];
  });
}

/** Kinds of entity that every bot knows without being taught. */
export const BUILT_IN = ["@number", "@email", "@phone", "@url", "@date"] satisfies readonly string[];

const HUES = ["logic", "channel", "ask", "ai", "human", "say", "data"] satisfies readonly string[];

/** The hue an entity is marked with: by its place in the list, so that neighbours differ. */
export function hueOf(entity: string, all: readonly string[]): string {
  const at = all.indexOf(entity);
  return HUES[(at < 0 ? entity.length : at) % HUES.length] ?? "logic";
}
