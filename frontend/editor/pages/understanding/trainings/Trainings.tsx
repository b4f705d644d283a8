import { useState } from "react";
import { Link } from "wouter";
import { Banner, Button, Chip, Dialog, Dot, Icon, toast } from "../../../../ui";
import { useRestoreTraining, useTrainings } from "../../../api/evaluation";
import type { Evaluation, Training, TrainingFailure } from "../../../api/evaluationTypes";
import { useMay } from "../../../api/talk";
import { languageName, when } from "../../../app/dates";
import { placeHref } from "../../../app/places";
import { percent, signed } from "../evaluation/reading";
import { failureText } from "./failures";
import { t } from "./words";

const FIRST = 6;

/** Says that only the smaller model answers, where that is so. */
export function SmallerModel({ trainings }: { trainings: readonly Training[] | undefined }) {
  const current = trainings?.find((training) => training.current);
  const without = Object.entries(current?.languages ?? {}).filter(([, language]) => language.encoder === null && language.intents > 0);
  if (without.length === 0) return null;
  return (
    <Banner tone="info" title={t("smallerTitle")}>
      {t("smallerText", { languages: without.map(([code]) => languageName(code)).join(", ") })}
    </Banner>
  );
}

function Failures({ slug, failures }: { slug: string; failures: readonly TrainingFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <ul className="small trfailures">
      {failures.map((failure, index) => (
        <li key={`${String(index)} ${failure.name}`} className="row">
          <Icon name="alert" size="s" />
          <span className="grow">{failureText(failure)}</span>
          {failure.name !== "" && (failure.part === "intents" || failure.part === "entities") && (
            <Link
              className="sig"
              href={`${placeHref(slug, "understanding")}?${failure.part === "intents" ? `intent=${encodeURIComponent(failure.name)}` : "view=entities"}`}
            >
              {failure.name}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Accuracy({ training }: { training: Training }) {
  return Object.entries(training.languages).flatMap(([code, language]) => {
    const now = language.metrics["accuracy"];
    if (now === undefined) return [];
    const before = training.before?.languages[code]?.metrics["accuracy"];
    const change = before === undefined ? 0 : (now - before) * 100;
    return [
      <span key={code} className="num nowrap">
        {Object.keys(training.languages).length > 1 && <span className="t3">{code.toUpperCase()} </span>}
        {percent(now)}
        {Math.abs(change) >= 0.05 && <span className={change > 0 ? "ok" : "bad"}> {signed(change, 1)}</span>}
      </span>,
    ];
  });
}

interface EntryProps {
  slug: string;
  training: Training;
  /** The newest of those whose models answer: going back makes a new entry with the same models. */
  answers: boolean;
  evaluation: Evaluation | undefined;
  onRestore: (training: Training) => void;
}

function facts(training: Training): string {
  const languages = Object.values(training.languages);
  const sum = (read: (language: (typeof languages)[number]) => number) => languages.reduce((all, one) => all + read(one), 0);
  const told = [t("learned", { examples: sum((one) => one.examples), intents: sum((one) => one.intents) })];
  if (training.seconds !== null) told.push(t("took", { seconds: Math.round(training.seconds * 10) / 10 }));
  return told.join(", ");
}

function Entry({ slug, training, answers, evaluation, onRestore }: EntryProps) {
  const may = useMay("editor");
  const changed = training.tests?.changed ?? [];
  const broken = changed.filter((one) => !one.after).length;
  const title = training.kind === "restored" && training.of !== null ? t("restored", { number: training.number, of: training.of }) : t("training", { number: training.number });
  return (
    <li className="trentry" aria-current={answers ? "true" : undefined}>
      <span className="trbead">
        <Dot tone={answers ? "sig" : training.failures.length > 0 ? "warn" : "hollow"} />
      </span>
      <div className="grow">
        <div className="row trhead">
          <span className="strong">{title}</span>
          {answers && <Chip tone="sig">{t("current")}</Chip>}
          {training.failures.length > 0 && <Chip tone="warn">{t("failures", { count: training.failures.length })}</Chip>}
          <span className="small t3">
            {when(training.created_at)}, {training.by}
          </span>
        </div>
        <p className="small t2">{facts(training)}</p>
        {broken > 0 && <p className="small bad">{t("testsBroken", { count: broken })}</p>}
        {changed.length - broken > 0 && <p className="small ok">{t("testsMended", { count: changed.length - broken })}</p>}
        <Failures slug={slug} failures={training.failures} />
      </div>
      <div className="small t2 traccuracy">
        <Accuracy training={training} />
      </div>
      <div className="row tractions">
        {evaluation?.previous != null && (
          <Link
            className="btn quiet s"
            href={`${placeHref(slug, "understanding")}?view=evaluation&run=${encodeURIComponent(evaluation.id)}&compare=${encodeURIComponent(evaluation.previous)}`}
          >
            {t("changed")}
          </Link>
        )}
        {may && !training.current && (
          <Button size="s" icon="restore" disabled={!training.restorable} title={training.restorable ? undefined : t("gone")} onClick={() => onRestore(training)}>
            {t("restore")}
          </Button>
        )}
      </div>
    </li>
  );
}

function sameModels(training: Training, evaluation: Evaluation): boolean {
  return evaluation.kind === "training" && Object.entries(evaluation.models).some(([language, hash]) => training.models[language] === hash);
}

/** The trainings on their thread, newest first: what each learned, what failed in it, and the way back to it. */
export function Trainings({ slug, evaluations }: { slug: string; evaluations: readonly Evaluation[] }) {
  const query = useTrainings(slug);
  const restore = useRestoreTraining(slug);
  const [asked, setAsked] = useState<Training | null>(null);
  const [all, setAll] = useState(false);
  const found = query.data ?? [];
  const answering = found.find((training) => training.current);
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <section aria-label={t("title")} className="trainings">
      <h2 className="evh2">{t("title")}</h2>
      {query.isError && <Banner tone="bad" title={t("loadFailed")}>{query.error.message}</Banner>}
      {restore.error !== null && <Banner tone="bad">{t("restoreFailed", { why: restore.error.message })}</Banner>}
      {query.data?.length === 0 && <p className="t3">{t("empty")}</p>}
      <ol className="trlist">
        {shown.map((training) => (
          <Entry
            key={training.number}
            slug={slug}
            training={training}
            answers={training === answering}
            evaluation={evaluations.find((one) => sameModels(training, one))}
            onRestore={setAsked}
          />
        ))}
      </ol>
      {!all && found.length > FIRST && (
        <Button size="s" kind="quiet" onClick={() => setAll(true)}>
          {t("more", { count: found.length - FIRST })}
        </Button>
      )}
      {asked !== null && (
        <Dialog
          title={t("restoreTitle", { number: asked.number })}
          width="s"
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button onClick={() => setAsked(null)}>{t("cancel")}</Button>
              <Button
                kind="primary"
                data-autofocus
                onClick={() => {
                  restore.mutate(asked.number, { onSuccess: () => toast(t("restoredDone", { number: asked.number })) });
                  setAsked(null);
                }}
              >
                {t("restoreDo")}
              </Button>
            </>
          }
        >
          <p>{t("restoreText")}</p>
        </Dialog>
      )}
    </section>
  );
}
