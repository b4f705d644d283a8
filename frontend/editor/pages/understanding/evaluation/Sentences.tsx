import { Link } from "wouter";
import { Button, Chip, Skeleton } from "../../../../ui";
import { useUtterances } from "../../../api/evaluation";
import type { EvaluatedUtterance } from "../../../api/evaluationTypes";
import type { Edits } from "../../../app/useEdits";
import { placeHref } from "../../../app/places";
import type { IntentRow } from "../draftView";
import { moveOperations, placesOf } from "../moving";
import { decimal, labelName, NONE, type Cell } from "./reading";
import { t } from "./words";

export interface SentencesProps {
  slug: string;
  evaluation: string;
  cell: Cell;
  language: string;
  intents: readonly IntentRow[];
  edits: Edits;
}

function titleOf({ wanted, said }: Cell): string {
  if (said === null) return t("mistakesOf", { wanted: labelName(wanted) });
  if (said === wanted) return t("rightOnes", { wanted: labelName(wanted) });
  return t("meantWasHeard", { wanted: labelName(wanted), said: labelName(said) });
}

/** The sentences behind one number, and what can be done about them. */
export function Sentences({ slug, evaluation, cell, language, intents, edits }: SentencesProps) {
  const filter = cell.said === null ? { wanted: cell.wanted, wrong: true } : { wanted: cell.wanted, said: cell.said };
  const query = useUtterances(slug, evaluation, filter);
  const found = query.data?.pages.flatMap((page) => page.results);
  return (
    <section className="card evcard" aria-label={titleOf(cell)} aria-live="polite">
      <div className="row">
        {found !== undefined && <Chip tone={cell.said === cell.wanted ? "sig" : "warn"}>{`${String(found.length)}${query.hasNextPage ? "+" : ""}`}</Chip>}
        <h3 className="small t2 grow">{titleOf(cell)}</h3>
      </div>
      {query.isPending && <Skeleton rows={3} height={30} round={false} />}
      {found?.length === 0 && <p className="small t3">{t("noSentences")}</p>}
      {found !== undefined && found.length > 0 && (
        <ul className="evsentences">
          {found.map((one, index) => (
            <Sentence key={`${String(index)} ${one.text}`} utterance={one} any={cell.said === null} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button size="s" kind="quiet" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("showMore")}
        </Button>
      )}
      {found !== undefined && <Fixes slug={slug} cell={cell} found={found} language={language} intents={intents} edits={edits} />}
    </section>
  );
}

function Sentence({ utterance, any }: { utterance: EvaluatedUtterance; any: boolean }) {
  return (
    <li>
      <span className="grow">
        {utterance.text}
        {any && <span className="small t3 mono evheard">{labelName(utterance.said)}</span>}
      </span>
      <span className="num t3">{decimal(utterance.confidence, 2)}</span>
    </li>
  );
}

interface FixesProps {
  slug: string;
  cell: Cell;
  found: readonly EvaluatedUtterance[];
  language: string;
  intents: readonly IntentRow[];
  edits: Edits;
}

function Fixes({ slug, cell, found, language, intents, edits }: FixesProps) {
  const from = intents.find((intent) => intent.name === cell.wanted);
  const to = intents.find((intent) => intent.name === cell.said);
  const places = from === undefined ? [] : placesOf(from, language, found.map((one) => one.text));
  // What fits nothing does not belong among examples of nothing because the bot missed it.
  const movable = to !== undefined && to !== from && cell.said !== NONE && places.length > 0;
  function move() {
    if (from === undefined || to === undefined) return;
    const done = t("moved", { name: to.name, count: places.length });
    edits.edit(moveOperations(from, to, language, places), done, done);
  }
  if (from === undefined) return null;
  return (
    <div className="row evfixes">
      {movable && edits.may && (
        <Button size="s" onClick={move}>
          {t("moveTo", { name: to.name, count: places.length })}
        </Button>
      )}
      {[from, ...(movable ? [to] : [])].map((intent) => (
        <Link key={intent.name} className="btn quiet s" href={`${placeHref(slug, "understanding")}?intent=${encodeURIComponent(intent.name)}`}>
          {t("openIntent", { name: intent.name })}
        </Link>
      ))}
    </div>
  );
}
