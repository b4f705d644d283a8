import { useEffect, useState } from "react";
import { Bar, Field } from "../../../ui";
import { ApiProblem } from "../../api/client";
import { parseText } from "../../api/queries";
import { titleOf, type AnswerRow } from "./answersView";
import { t } from "./words";

const PAUSE_MS = 250;
const SHOWN = 4;

type Found = readonly { id: string; confidence: number }[];

/** The answers that come close, a problem in words, or null while there is nothing to say. */
function useFound(slug: string, text: string, language: string): Found | string | null {
  const [found, setFound] = useState<Found | string | null>(null);
  useEffect(() => {
    setFound(null);
    if (text.trim() === "") return undefined;
    let current = true;
    const timer = setTimeout(() => {
      parseText(slug, text, language)
        .then((understanding) => current && setFound(understanding.answers))
        .catch((error: unknown) => {
          if (current && error instanceof ApiProblem) setFound(error.message);
        });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [slug, text, language]);
  return found;
}

export interface TryQuestionProps {
  slug: string;
  language: string;
  rows: readonly AnswerRow[];
  onOpen: (id: string) => void;
}

export function TryQuestion({ slug, language, rows, onOpen }: TryQuestionProps) {
  const [text, setText] = useState("");
  const found = useFound(slug, text, language);
  return (
    <aside className="itr" aria-label={t("try")}>
      <Field label={t("try")}>
        {(ties) => (
          <textarea
            className="input area"
            rows={2}
            placeholder={t("tryPlaceholder")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            {...ties}
          />
        )}
      </Field>
      <div aria-live="polite" className="tryresult">
        {text.trim() === "" && <p className="small t3">{t("tryHint")}</p>}
        {typeof found === "string" && <p className="small bad">{found}</p>}
        {found !== null && typeof found !== "string" && <Ranking found={found} rows={rows} language={language} onOpen={onOpen} />}
      </div>
    </aside>
  );
}

function Ranking({ found, rows, language, onOpen }: Omit<TryQuestionProps, "slug"> & { found: Found }) {
  if (found.length === 0) return <p className="small t3">{t("nothingFound")}</p>;
  return (
    <ol>
      {found.slice(0, SHOWN).map(({ id, confidence }, index) => {
        const row = rows.find((entry) => entry.id === id);
        return (
          <li key={id} className="rank">
            <button type="button" className="row tryrow" onClick={() => onOpen(id)}>
              <span className={index === 0 ? "strong grow clip" : "t2 grow clip"}>{row === undefined ? id : titleOf(row, language)}</span>
              <span className={index === 0 ? "num strong" : "num t2"}>{confidence.toFixed(2)}</span>
            </button>
            <Bar share={confidence} big tone={index === 0 ? "sig" : undefined} />
          </li>
        );
      })}
    </ol>
  );
}
