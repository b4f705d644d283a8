import { Button, Icon } from "../../../../ui";
import { useSuggestions } from "../../../api/evaluation";
import type { Edits } from "../../../app/useEdits";
import { adviceFor, fixName, titleOf } from "./titles";
import { useFixes } from "./useFixes";

const MOST = 2;

/** What the server found about the examples of one intent, above them, each with its fix. */
export function IntentAdvice({ slug, intent, language, edits }: { slug: string; intent: string; language: string; edits: Edits }) {
  const query = useSuggestions(slug, language);
  const { done, busy, apply } = useFixes(slug, edits);
  const mine = adviceFor(query.data?.results ?? [], intent).filter((one) => !done.has(one.id));
  return mine.slice(0, MOST).map((one) => (
    <div className="adv" key={one.id}>
      <Icon name="info" />
      <span className="grow">
        <b>{titleOf(one)}.</b> {one.examples[0] !== undefined && <span className="t2">“{one.examples[0].text}”</span>}
      </span>
      {one.fixes.slice(0, 1).map((fix) => (
        <Button key={fix.title} size="s" disabled={busy} onClick={() => apply(one, fix)}>
          {fixName(fix)}
        </Button>
      ))}
    </div>
  ));
}
