/** What steps show of themselves on the canvas where their fields alone would not say it. */
import { catalogue } from "../../../ui/i18n";
import { languageName } from "../../app/dates";
import { enumTitle } from "../inspector/form/enumWords";
import { sharesOf, valueWords } from "../inspector/form/rows";
import { isObject, listOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "./json";
import { localText } from "./outputs";
import { messageText, type Piece } from "./summary";

const t = catalogue({
  en: {
    buttons: { one: "{count} button", other: "{count} buttons" },
    cards: { one: "{count} card", other: "{count} cards" },
    options: { one: "{count} option", other: "{count} options" },
    eachIn: "each {item} of",
    everything: "Everything that is known",
    from: "from",
    to: "to",
    into: "into",
    as: "as",
    where: "where",
    turns: { one: "for {count} message", other: "for {count} messages" },
    bestOf: "1 to {count}",
    days: "{from} to {to}",
  },
  fr: {
    buttons: { one: "{count} bouton", other: "{count} boutons" },
    cards: { one: "{count} carte", other: "{count} cartes" },
    options: { one: "{count} option", other: "{count} options" },
    eachIn: "chaque {item} de",
    everything: "Tout ce qui est connu",
    from: "de",
    to: "à",
    into: "dans",
    as: "comme",
    where: "où",
    turns: { one: "pour {count} message", other: "pour {count} messages" },
    bestOf: "1 à {count}",
    days: "{from} à {to}",
  },
});

type Tell = (config: JsonObject, language: string) => readonly (Piece | undefined)[];

function text(words: string): Piece {
  return { kind: "text", text: words };
}

function code(words: string): Piece {
  return { kind: "code", text: words };
}

function variable(value: Json | undefined): Piece | undefined {
  return typeof value === "string" && value !== "" ? { kind: "variable", name: value } : undefined;
}

/** A word before something that may be missing; then both are. */
function led(word: string, piece: Piece | undefined): readonly (Piece | undefined)[] {
  return piece === undefined ? [] : [text(word), piece];
}

function value(given: Json | undefined): Piece | undefined {
  const words = valueWords(given);
  return words === "" ? undefined : code(words);
}

function media(config: JsonObject, language: string): readonly Piece[] {
  const told = [config["caption"], config["name"], config["alt"]].map((one) => localText(one, language)).find((one) => one !== "");
  const url = localText(config["url"], language);
  return [text(told ?? url.replace(/^https?:\/\//, ""))];
}

function cardLine(card: JsonObject, language: string): string {
  return [localText(card["title"], language), localText(card["subtitle"], language)].filter(Boolean).join(" · ");
}

function card(config: JsonObject, language: string): readonly (Piece | undefined)[] {
  const count = listOf(config["actions"]).length;
  return [text(cardLine(config, language)), count > 0 ? code(t("buttons", { count })) : undefined];
}

function question(config: JsonObject, language: string, more: Piece | undefined): readonly (Piece | undefined)[] {
  return [text(messageText(config["message"], language)), variable(config["variable"]), more];
}

function listed(config: JsonObject, language: string): readonly (Piece | undefined)[] {
  const count = listOf(config["options"]).length;
  const from = textOf(config["list"]);
  return question(config, language, from === "" ? code(t("options", { count })) : code(from));
}

function ways(config: JsonObject): readonly Piece[] {
  return [text(sharesOf(objectsOf(config["ways"])).map((share) => `${String(share)} %`).join(" · "))];
}

function rows(config: JsonObject): readonly (Piece | undefined)[] {
  const [first, ...rest] = objectsOf(config["where"]).map((one) => `${textOf(one["column"])} ${enumTitle("op", textOf(one["op"], "=="))} ${valueWords(one["value"])}`.trim());
  const condition = first === undefined ? undefined : code(rest.length > 0 ? `${first} …` : first);
  return [code(textOf(config["table"])), ...led(t("where"), condition), ...led(t("into"), variable(config["save_as"]))];
}

function pairs(given: Json | undefined): Piece | undefined {
  const names = isObject(given) ? Object.keys(given) : [];
  return names.length === 0 ? undefined : code(names.join(", "));
}

function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/[^/]+(?=\/.)/, "");
}

function names(given: Json | undefined): readonly (Piece | undefined)[] {
  return textsOf(given).slice(0, 6).map(variable);
}

const TELLS: Readonly<Record<string, Tell>> = {
  image: media,
  video: media,
  audio: media,
  file: media,
  card,
  carousel: (config, language) => [text(objectsOf(config["items"]).map((one) => localText(one["title"], language)).filter(Boolean).join(" · ")), code(t("cards", { count: listOf(config["items"]).length }))],
  location: (config, language) => [text(localText(config["name"], language) || localText(config["address"], language) || `${valueWords(config["lat"])}, ${valueWords(config["lon"])}`)],
  quick_replies: (config, language) => [text(messageText(config["message"], language)), code(objectsOf(config["options"]).map((one) => localText(one["title"], language)).join(" · "))],
  dropdown: listed,
  multi_select: listed,
  rating: (config, language) => question(config, language, code(t("bestOf", { count: typeof config["scale"] === "number" ? config["scale"] : 5 }))),
  date_picker: (config, language) => question(config, language, config["min"] === undefined && config["max"] === undefined ? undefined : code(t("days", { from: valueWords(config["min"]) || "…", to: valueWords(config["max"]) || "…" }))),
  feedback: (config, language) => [text(messageText(config["message"], language)), code(enumTitle("scale", textOf(config["scale"], "thumbs")))],
  loop: (config) => [text(t("eachIn", { item: textOf(config["item"]) })), code(textOf(config["list"]))],
  split: ways,
  random: ways,
  context: (config) => [code(textsOf(config["contexts"]).join(", ")), typeof config["turns"] === "number" ? text(t("turns", { count: config["turns"] })) : undefined],
  wait_event: (config) => [code(textOf(config["event"])), ...led(t("into"), variable(config["save_as"]))],
  detect_language: (config) => [text(objectsOf(config["languages"]).map((one) => languageName(textOf(one["id"]))).join(" · "))],
  switch_language: (config) => [textOf(config["language"]).includes("{") ? text(textOf(config["language"])) : text(languageName(textOf(config["language"])))],
  comment: (config) => [text(textOf(config["text"]))],
  counter: (config) => [variable(config["variable"]), text(enumTitle("do", textOf(config["do"], "increase"))), value(config["by"])],
  change_list: (config) => [variable(config["variable"]), text(enumTitle("do", textOf(config["do"], "append"))), value(config["value"]) ?? value(config["index"])],
  read_list: (config) => [variable(config["variable"]), text(enumTitle("what", textOf(config["what"], "first"))), ...led(t("into"), variable(config["save_as"]))],
  profile: (config) => [code([...["name", "email", "phone", "language", "timezone"].filter((name) => config[name] !== undefined), ...Object.keys(isObject(config["more"]) ? config["more"] : {})].join(", "))],
  remember: (config) => names(config["variables"]),
  recall: (config) => names(config["variables"]),
  forget: (config) => (config["everything"] === true ? [text(t("everything"))] : names(config["variables"])),
  goal: (config) => [code(textOf(config["goal"])), value(config["value"])],
  call_api: (config) => [code(`${textOf(config["method"], "GET")} ${shortAddress(textOf(config["url"]))}`), ...led(t("into"), variable(config["save_as"]))],
  send_email: (config, language) => [text(localText(config["subject"], language)), ...led(t("to"), text(textOf(config["to"])))],
  find_records: rows,
  update_records: rows,
  delete_records: rows,
  insert_record: (config) => [code(textOf(config["table"])), pairs(config["values"])],
  emit_event: (config) => [code(textOf(config["name"])), pairs(config["data"])],
  start_flow: (config) => [{ kind: "flow", id: textOf(config["flow"]) }, ...led(t("to"), text(textOf(config["user"]) || textOf(config["conversation"])))],
};

/** The pieces of a step of this type, or undefined where its fields say enough. */
export function toldBy(type: string, config: JsonObject, language: string): readonly Piece[] | undefined {
  const tell = Object.hasOwn(TELLS, type) ? TELLS[type] : undefined;
  return tell?.(config, language).filter((piece) => piece !== undefined);
}
