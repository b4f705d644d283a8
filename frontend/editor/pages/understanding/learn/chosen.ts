/** What is chosen among the groups: utterances by their ids, so that a single wording may be left out. */
import type { Acceptance, Unsure, UnsureGroup } from "../../../api/learning";

export function idsOf(utterances: readonly Unsure[]): number[] {
  return utterances.flatMap((one) => one.ids);
}

export function isWhole(group: UnsureGroup, chosen: ReadonlySet<number>): boolean {
  return idsOf(group.utterances).every((id) => chosen.has(id));
}

export function isPart(group: UnsureGroup, chosen: ReadonlySet<number>): boolean {
  return idsOf(group.utterances).some((id) => chosen.has(id));
}

export function toggled(chosen: ReadonlySet<number>, ids: readonly number[], on: boolean): ReadonlySet<number> {
  const next = new Set(chosen);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

const WORTH_A_PRESS = 0.15; // less sure than this, a suggestion is a guess

/** Where a group seems to belong; null where nobody knows. */
export function suggestionOf({ suggestion }: UnsureGroup): UnsureGroup["suggestion"] {
  return suggestion === null || (suggestion.confidence ?? 1) < WORTH_A_PRESS ? null : suggestion;
}

/** Sentences as they were put right, by the first id of their wording. */
export type Rewritten = ReadonlyMap<number, string>;

/** The same by the id of each utterance, as the server wants them; only of those that go now. */
export function textsFor(groups: readonly UnsureGroup[], rewritten: Rewritten, ids: readonly number[]): Record<string, string> {
  const going = new Set(ids);
  const found: Record<string, string> = {};
  for (const { ids: own } of groups.flatMap((group) => group.utterances)) {
    const text = own[0] === undefined ? undefined : rewritten.get(own[0]);
    if (text !== undefined) for (const id of own) if (going.has(id)) found[String(id)] = text;
  }
  return found;
}

/** Wordings among what is chosen: what people see as one sentence. */
export function sentencesIn(groups: readonly UnsureGroup[], chosen: ReadonlySet<number>): number {
  return groups.flatMap((group) => group.utterances).filter((one) => one.ids.some((id) => chosen.has(id))).length;
}

/** One acceptance for each place that the chosen groups are suggested for. Groups without a suggestion are left. */
export function bySuggestion(groups: readonly UnsureGroup[], chosen: ReadonlySet<number>): Acceptance[] {
  const found = new Map<string, { ids: number[]; to: Acceptance["to"] }>();
  for (const group of groups) {
    const ids = idsOf(group.utterances).filter((id) => chosen.has(id));
    const suggestion = suggestionOf(group);
    if (suggestion === null || ids.length === 0) continue;
    const { kind, name } = suggestion;
    const key = `${kind} ${name}`;
    const before = found.get(key) ?? { ids: [], to: { kind, name } };
    found.set(key, { ...before, ids: [...before.ids, ...ids] });
  }
  return [...found.values()];
}
