/** What a turn's record says, in the names that whoever builds has given. */
import type { Parts } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type Json } from "../../api/json";
import type { Bid, Decision, TracedEvent, WalkedStep } from "../../api/talkTypes";
import { stepTypeIn, type Catalogue, type StepType } from "../../flow/document/catalogue";
import { textOf } from "../../flow/document/json";
import { flowIn, nodeIn } from "../../flow/document/model";
import { outputsOf } from "../../flow/document/outputs";
import { en } from "./wordsEn";
import { t } from "./words";

export interface Ranked {
  readonly name: string;
  readonly confidence: number;
}

export interface Found {
  readonly entity: string;
  readonly text: string;
  readonly value: Json;
}

export interface Heard {
  readonly language: string;
  readonly inScope: boolean;
  readonly intents: readonly Ranked[];
  readonly entities: readonly Found[];
}

function rankedOf(value: Json | undefined): Ranked[] {
  if (!isJsonArray(value)) return [];
  return value.filter(isJsonObject).map((one) => ({
    name: textOf(one["name"]),
    confidence: typeof one["confidence"] === "number" ? one["confidence"] : 0,
  }));
}

/** What was understood; null for a tap, or where nothing had to be. */
export function heardOf(understanding: Json | undefined): Heard | null {
  if (!isJsonObject(understanding)) return null;
  const entities = isJsonArray(understanding["entities"]) ? understanding["entities"].filter(isJsonObject) : [];
  return {
    language: textOf(understanding["language"]),
    inScope: understanding["in_scope"] !== false,
    intents: rankedOf(understanding["intents"]),
    entities: entities.map((one) => ({ entity: textOf(one["entity"]), text: textOf(one["text"]), value: one["value"] ?? null })),
  };
}

/** The event of a turn that says most: the one with a trace, else the first. */
export function mainEvent(events: readonly TracedEvent[]): TracedEvent | undefined {
  return events.find((event) => event.trace !== null && event.status === "done") ?? events[0];
}

function isWord(key: string): key is keyof typeof en {
  return Object.hasOwn(en, key);
}

/** A flow by its title where it has one in the draft. */
export function flowTitle(parts: Parts, id: string): string {
  return flowIn(parts, id)?.title ?? id;
}

export function decisionText(decision: Decision, parts: Parts): string {
  const key = `by.${decision.by}`;
  const what = flowTitle(parts, decision.what);
  return isWord(key) ? t(key, { what }) : `${decision.by}: ${what}`;
}

export function bidder(who: string): string {
  const key = `who.${who}`;
  return isWord(key) ? t(key) : who;
}

/** Bids by which the question that waits takes its reply. */
const REPLIES = ["exact", "part", "open", "step"];

/** Less than this is nothing that anybody would call a bid. */
export const NEAR = 0.01;

/** The bids that did not win, of those that came near. */
export function otherBids(bids: readonly Bid[], decision: Decision): readonly Bid[] {
  const replied = REPLIES.includes(decision.by);
  const near = bids.filter((bid) => bid.confidence === null || bid.confidence >= NEAR);
  return near.filter((bid) => bid.what !== decision.what && !(replied && bid.who === "waiting step"));
}

export interface StepLine {
  readonly type: StepType;
  readonly node: string;
  readonly way: string;
}

/** A step that ran, by the titles of the draft; ids where the draft has it no more. */
export function stepLine(step: WalkedStep, parts: Parts, catalogue: Catalogue, language: string): StepLine {
  const node = nodeIn(flowIn(parts, step.flow), step.node);
  const type = stepTypeIn(catalogue, step.type);
  const config = node?.steps.find((one) => one.id === step.step)?.config;
  const outputs = config === undefined ? [] : outputsOf(type, config, language);
  const way = step.output === null || step.output === "next" ? "" : (outputs.find((one) => one.id === step.output)?.title ?? step.output);
  return { type, node: node?.title || step.node, way };
}
