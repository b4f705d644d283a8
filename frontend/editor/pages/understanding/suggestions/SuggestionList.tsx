import { useState } from "react";
import { Link } from "wouter";
import { Button } from "../../../../ui";
import { useLookForSuggestions, useSuggestions } from "../../../api/evaluation";
import type { Suggestion } from "../../../api/evaluationTypes";
import { placeHref } from "../../../app/places";
import type { Edits } from "../../../app/useEdits";
import { labelName } from "../evaluation/reading";
import { fixName, noteOf, titleOf } from "./titles";
import { useFixes, type Fix } from "./useFixes";
import { t } from "./words";

const FIRST = 5;
const TEXTS = 3;

interface EntryProps {
  slug: string;
  suggestion: Suggestion;
  number?: number;
  busy: boolean;
  onFix: (fix: Fix) => void;
}

function Entry({ slug, suggestion, number, busy, onFix }: EntryProps) {
  const first = suggestion.intents.find((name) => !name.startsWith("answer:"));
  const note = noteOf(suggestion);
  const texts = suggestion.examples.slice(0, TEXTS);
  const several = new Set(texts.map((one) => one.intent)).size > 1;
  return (
    <li className="suggestion">
      {number !== undefined && <span className="suggestionno num">{number}</span>}
      <div className="grow">
        <p className="strong">
          {first === undefined ? (
            titleOf(suggestion)
          ) : (
            <Link className="userlink" href={`${placeHref(slug, "understanding")}?intent=${encodeURIComponent(first)}`}>
              {titleOf(suggestion)}
            </Link>
          )}
        </p>
        {note !== null && <p className="small t2">{note}</p>}
        {texts.length > 0 && (
          <ul className="small t2">
            {texts.map((one) => (
              <li key={one.pointer} className="clip" title={one.text}>
                “{one.text}” {several && <span className="t3 mono">{labelName(one.intent)}</span>}
              </li>
            ))}
          </ul>
        )}
        {suggestion.examples.length > TEXTS && <p className="small t3">{t("more", { count: suggestion.examples.length - TEXTS })}</p>}
        <div className="row suggestionfixes">
          {suggestion.fixes.map((fix) => (
            <Button key={fix.title} size="s" disabled={busy} onClick={() => onFix(fix)}>
              <span className="clip">{fixName(fix)}</span>
            </Button>
          ))}
        </div>
      </div>
    </li>
  );
}

/** What to do next, each with its fix; those of one intent only, where it is given. */
export function SuggestionList({ slug, language, edits }: { slug: string; language: string; edits: Edits }) {
  const query = useSuggestions(slug, language);
  const look = useLookForSuggestions(slug);
  const { done, busy, apply } = useFixes(slug, edits);
  const [all, setAll] = useState(false);
  const data = query.data;
  const left = (data?.results ?? []).filter((one) => !done.has(one.id));
  const running = look.isPending || data?.state === "running";
  return (
    <section className="suggestions" aria-label={t("title")}>
      <div className="row">
        <h2 className="grow">{t("title")}</h2>
        {!running && data !== undefined && data.state !== "fresh" && (
          <Button size="s" onClick={() => look.mutate(language)}>
            {data.state === "none" ? t("look") : t("lookAgain")}
          </Button>
        )}
      </div>
      {(query.isError || look.isError) && <p className="small bad">{t("failed", { why: (query.error ?? look.error)?.message ?? "" })}</p>}
      {running && (
        <p className="small t2" role="status">
          {t("looking")}
        </p>
      )}
      {!running && data?.state === "none" && <p className="small t3">{t("never")}</p>}
      {!running && data?.state === "stale" && <p className="small t3">{t("outdated")}</p>}
      {data?.state === "fresh" && left.length === 0 && <p className="small t3">{t("none")}</p>}
      <ol>
        {left.slice(0, all ? left.length : FIRST).map((one, index) => (
          <Entry key={one.id} slug={slug} suggestion={one} number={index + 1} busy={busy} onFix={(fix) => apply(one, fix)} />
        ))}
      </ol>
      {left.length > FIRST && !all && (
        <Button size="s" kind="quiet" onClick={() => setAll(true)}>
          {t("more", { count: left.length - FIRST })}
        </Button>
      )}
    </section>
  );
}
