import { useEffect, useState } from "react";
import { Bar, Button, Field, Icon, Menu } from "../../../ui";
import { ApiProblem } from "../../api/client";
import { parseText } from "../../api/queries";
import type { Understanding } from "../../api/types";
import { languageName } from "../../app/dates";
import { hueOf, type EntityRow, type IntentRow } from "./draftView";
import { t } from "./words";

const PAUSE_MS = 250;
const SHOWN = 4;

type Outcome = { kind: "none" } | { kind: "asking" } | { kind: "answer"; understanding: Understanding } | { kind: "problem"; text: string };

/** Asks the server after a short pause in typing; a later sentence overtakes an earlier one. */
function useUnderstanding(slug: string, text: string, language: string, trained: number): Outcome {
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  useEffect(() => {
    if (text.trim() === "") {
      setOutcome({ kind: "none" });
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => {
      parseText(slug, text, language)
        .then((understanding) => current && setOutcome({ kind: "answer", understanding }))
        .catch((error: unknown) => {
          if (current && error instanceof ApiProblem) setOutcome({ kind: "problem", text: error.message });
        });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [slug, text, language, trained]);
  return outcome;
}

export interface TrySentenceProps {
  slug: string;
  language: string;
  threshold: number;
  intents: readonly IntentRow[];
  entities: readonly EntityRow[];
  /** Changes when a training has ended, so that the sentence is asked again. */
  trained: number;
  stale: boolean;
  /** Null for those who may not. */
  onAdd: ((intent: string, text: string) => void) | null;
}

export function TrySentence({ slug, language, threshold, intents, entities, trained, stale, onAdd }: TrySentenceProps) {
  const [text, setText] = useState("");
  const outcome = useUnderstanding(slug, text, language, trained);
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
      <div aria-live="polite">
        {outcome.kind === "none" && <p className="small t3 tryhint">{t("tryHint")}</p>}
        {outcome.kind === "problem" && (
          <p className="small bad row tryhint">
            <Icon name="alert" size="s" />
            {outcome.text}
          </p>
        )}
        {outcome.kind === "answer" && (
          <>
            <Ranking understanding={outcome.understanding} threshold={threshold} stale={stale} />
            <Entities understanding={outcome.understanding} entities={entities} />
            {onAdd !== null && <AddTo understanding={outcome.understanding} intents={intents} onAdd={(intent) => onAdd(intent, text.trim())} />}
          </>
        )}
      </div>
    </aside>
  );
}

function Ranking({ understanding, threshold, stale }: { understanding: Understanding; threshold: number; stale: boolean }) {
  const { intent, intents, answers } = understanding;
  const unsure = intent === null;
  return (
    <>
      <p className="small t3 tryhint">
        {languageName(understanding.language)}
        {stale && <> · {t("asTrained")}</>}
      </p>
      <ol>
        {unsure && (
          <li className="rank">
            <span className="row">
              <span className="strong grow">{t("noneOfThese")}</span>
            </span>
          </li>
        )}
        {intents.slice(0, SHOWN).map(({ name, confidence }) => (
          <li key={name} className="rank">
            <span className="row">
              <span className={name === intent ? "strong grow clip mono" : "t2 grow clip mono"}>{name}</span>
              <span className={name === intent ? "num strong" : "num t2"}>{confidence.toFixed(2)}</span>
            </span>
            <Bar share={confidence} big tone={name === intent ? "sig" : undefined} />
          </li>
        ))}
      </ol>
      <div className="thr" aria-label={t("actsFrom", { share: threshold.toFixed(2) })} role="img">
        <i style={{ left: `${String(threshold * 100)}%` }} />
        <span style={{ left: `${String(Math.min(80, Math.max(20, threshold * 100)))}%` }}>
          {t("actsFrom", { share: threshold.toFixed(2) })}
        </span>
      </div>
      {answers[0] !== undefined && (
        <>
          <h3 className="tryhead">{t("answer")}</h3>
          <span className="row">
            <span className="mono t2 grow clip">{answers[0].id}</span>
            <span className="num t2">{answers[0].confidence.toFixed(2)}</span>
          </span>
        </>
      )}
    </>
  );
}

function Entities({ understanding, entities }: { understanding: Understanding; entities: readonly EntityRow[] }) {
  const names = entities.map((entity) => entity.name);
  return (
    <>
      <h3 className="tryhead">{t("entities")}</h3>
      {understanding.entities.length === 0 && <p className="small t3">{t("noEntitiesFound")}</p>}
      <dl className="ent">
        {understanding.entities.map((found) => (
          <div key={`${found.entity}${String(found.start)}`}>
            <dt>
              <i className={`swatch ${hueOf(found.entity, names)}`} />
              <span className="clip">{found.role ? `${found.entity}:${found.role}` : found.entity}</span>
            </dt>
            <dd className="clip" title={found.text}>
              {typeof found.value === "string" || typeof found.value === "number" ? found.value : JSON.stringify(found.value)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function AddTo({
  understanding,
  intents,
  onAdd,
}: {
  understanding: Understanding;
  intents: readonly IntentRow[];
  onAdd: (intent: string) => void;
}) {
  const best = understanding.intents[0]?.name;
  const known = intents.some((intent) => intent.name === best);
  return (
    <div className="row addto">
      {best !== undefined && known && (
        <Button size="s" icon="add" title={t("addToHelp", { name: best })} onClick={() => onAdd(best)}>
          {t("addTo", { name: best })}
        </Button>
      )}
      <Menu
        label={t("somewhereElse")}
        align="start"
        items={intents.map((intent) => ({ title: intent.name, onSelect: () => onAdd(intent.name) }))}
        button={(ties) => (
          <Button size="s" kind="quiet" {...ties}>
            {t("somewhereElse")}
          </Button>
        )}
      />
    </div>
  );
}
