import { Button, Icon, IconButton } from "../../../../ui";
import { useSuggestions } from "../../../api/evaluation";
import { useMay } from "../../../api/talk";
import type { Edits } from "../../../app/useEdits";
import { adviceFor, fixName, hasSeveral, titleOf } from "./titles";
import { useDismissing } from "./useDismissing";
import { useFixes } from "./useFixes";
import { t } from "./words";
import "./suggestions.css";

const MOST = 2;

/** What the server found about the examples of one intent, above them, each with its fix. */
export function IntentAdvice({ slug, intent, language, edits }: { slug: string; intent: string; language: string; edits: Edits }) {
  const query = useSuggestions(slug, language);
  const may = useMay("editor");
  const dismiss = useDismissing(slug);
  const { done, busy, apply } = useFixes(slug, edits);
  const mine = adviceFor(query.data?.results ?? [], intent).filter((one) => !done.has(one.id));
  return mine.slice(0, MOST).map((one) => (
    <div className="adv" key={one.id}>
      <Icon name="info" />
      <span className="grow">
        <b>{titleOf(one)}.</b> {one.examples[0] !== undefined && <span className="t2">“{one.examples[0].text}”</span>}
      </span>
      {may &&
        one.fixes.slice(0, 1).map((fix) => (
          <Button key={fix.title} size="s" disabled={busy} onClick={() => apply(one, fix)}>
            {fixName(fix, hasSeveral(one))}
          </Button>
        ))}
      {may && <IconButton icon="close" label={t("dismiss", { title: titleOf(one) })} onClick={() => dismiss(one.id)} />}
    </div>
  ));
}
