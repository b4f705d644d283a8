/** Examples found by what they say, since what was measured or suggested on an older draft may stand elsewhere by now. */
import type { Operation } from "../../api/draftParts";
import { parseExample } from "./annotations";
import type { IntentRow } from "./draftView";
import { addExamples, removeExample } from "./edits";

/** Folded as the trainer folds doubles: case and outer blanks do not count. */
function folded(text: string): string {
  return text.trim().toLowerCase();
}

/** Where the texts stand among an intent's examples now; what is gone is left out. */
export function placesOf(intent: IntentRow, language: string, texts: readonly string[]): number[] {
  const wanted = new Set(texts.map(folded));
  return (intent.examples.get(language) ?? []).flatMap((source, index) => (wanted.has(folded(parseExample(source).text)) ? [index] : []));
}

/** Takes the examples at `places` to another intent, with their marks. */
export function moveOperations(from: IntentRow, to: IntentRow, language: string, places: readonly number[]): Operation[] {
  const sources = places.flatMap((place) => from.examples.get(language)?.[place] ?? []);
  // From the last to the first, so that the numbers of those before stay what they are.
  const removed = [...places].sort((a, b) => b - a).flatMap((place) => removeExample(from, language, place));
  return [...removed, ...addExamples(to, language, sources)];
}
