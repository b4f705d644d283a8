import { useState } from "react";
import { Button } from "../../../../ui";
import { useLookForSuggestions, useSuggestions } from "../../../api/evaluation";
import { useMay } from "../../../api/talk";
import type { Edits } from "../../../app/useEdits";
import { Dismissed } from "./Dismissed";
import { Entry } from "./Entry";
import { useDismissing } from "./useDismissing";
import { useFixes } from "./useFixes";
import { t } from "./words";
import "./suggestions.css";

const FIRST = 5;

/** What to do next, each with its fix; those of one intent only, where it is given. */
export function SuggestionList({ slug, language, edits }: { slug: string; language: string; edits: Edits }) {
  const query = useSuggestions(slug, language);
  const look = useLookForSuggestions(slug);
  const may = useMay("editor");
  const dismiss = useDismissing(slug);
  const { done, busy, apply } = useFixes(slug, edits);
  const [all, setAll] = useState(false);
  const data = query.data;
  const left = (data?.results ?? []).filter((one) => !done.has(one.id));
  const running = look.isPending || data?.state === "running";
  return (
    <section className="suggestions" aria-label={t("title")}>
      <div className="row">
        <h2 className="grow">{t("title")}</h2>
        {may && !running && data !== undefined && data.state !== "fresh" && (
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
          <Entry
            key={one.id}
            slug={slug}
            suggestion={one}
            number={index + 1}
            may={may}
            busy={busy}
            onFix={(fix, words) => apply(one, fix, words)}
            onDismiss={() => dismiss(one.id)}
          />
        ))}
      </ol>
      {left.length > FIRST && !all && (
        <Button size="s" kind="quiet" onClick={() => setAll(true)}>
          {t("more", { count: left.length - FIRST })}
        </Button>
      )}
      <Dismissed slug={slug} language={language} count={data?.dismissed ?? 0} may={may} />
    </section>
  );
}
