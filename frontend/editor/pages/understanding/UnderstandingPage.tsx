import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { Button, EmptyState, Segmented, Skeleton } from "../../../ui";
import { BotShell } from "../../app/Shell";
import { DraftStatus } from "../../app/DraftNotices";
import { TrainButton, TrainedMark } from "../../app/TrainButton";
import { useBotState } from "../../app/useBotState";
import { useEdits, type Edits } from "../../app/useEdits";
import { writeExample } from "./annotations";
import { entitiesOf, intentsOf, settingsOf } from "./draftView";
import { addExamples, addIntent } from "./edits";
import { EntitiesView } from "./EntitiesView";
import { EvaluationActions } from "./evaluation/EvaluationActions";
import { EvaluationView } from "./evaluation/EvaluationView";
import { IntentEditor } from "./IntentEditor";
import { IntentList } from "./IntentList";
import { LearnView } from "./learn/LearnView";
import { TrySentence } from "./TrySentence";
import { t } from "./words";
import "./understanding.css";

type View = "intents" | "entities" | "evaluation" | "learn";
const VIEWS: readonly View[] = ["intents", "entities", "evaluation", "learn"];

export function UnderstandingPage({ slug }: { slug: string }) {
  const [params, setParams] = useSearchParams();
  const edits = useEdits(slug);
  const view = VIEWS.find((name) => name === params.get("view")) ?? "intents";
  const [asking, setAsking] = useState(false);
  const settings = settingsOf(edits.snapshot.parts);
  return (
    <BotShell
      slug={slug}
      current="understanding"
      title={t("title")}
      views={
        <Segmented
          label={t("views")}
          value={view}
          onChange={(next) => setParams(next === "intents" ? {} : { view: next })}
          segments={VIEWS.map((name) => ({ value: name, title: t(name) }))}
        />
      }
      actions={
        view === "evaluation" ? (
          <EvaluationActions slug={slug} languages={settings.languages} language={settings.defaultLanguage} asking={asking} onAsk={setAsking} />
        ) : (
          <>
            <DraftStatus slug={slug} />
            <TrainedMark slug={slug} />
            <TrainButton slug={slug} kind="primary" />
          </>
        )
      }
    >
      {!edits.snapshot.ready && edits.snapshot.problem === null && <Skeleton rows={8} height={40} round={false} />}
      {edits.snapshot.ready && view === "intents" && <IntentsView slug={slug} edits={edits} />}
      {edits.snapshot.ready && view === "entities" && <EntitiesView slug={slug} edits={edits} />}
      {edits.snapshot.ready && view === "evaluation" && <EvaluationView slug={slug} edits={edits} onStart={() => setAsking(true)} />}
      {edits.snapshot.ready && view === "learn" && <LearnView slug={slug} edits={edits} />}
    </BotShell>
  );
}

/** Counts trainings that ended while the page was open. */
function useTrainings(slug: string): { trained: number; stale: boolean } {
  const state = useBotState(slug).data?.trained;
  const [trained, setTrained] = useState(0);
  useEffect(() => {
    if (state === "trained") setTrained((count) => count + 1);
  }, [state]);
  return { trained, stale: state === "stale" };
}

function IntentsView({ slug, edits }: { slug: string; edits: Edits }) {
  const [params, setParams] = useSearchParams();
  const { parts } = edits.snapshot;
  const settings = settingsOf(parts);
  const intents = intentsOf(parts);
  const entities = entitiesOf(parts);
  const [chosenLanguage, setLanguage] = useState(settings.defaultLanguage);
  const language = settings.languages.includes(chosenLanguage) ? chosenLanguage : settings.defaultLanguage;
  const { trained, stale } = useTrainings(slug);
  const wanted = params.get("intent");
  const intent = intents.find((entry) => entry.name === wanted) ?? intents[0];
  const open = (name: string) => setParams({ intent: name }, { replace: true });

  function add(name: string) {
    if (edits.edit(addIntent(name, settings.languages), t("addedIntent", { name }))) open(name);
  }

  function teach(name: string, text: string) {
    const target = intents.find((entry) => entry.name === name);
    if (target === undefined) return;
    const done = t("taught", { name });
    edits.edit(addExamples(target, language, [writeExample({ text, spans: [] })]), done, done);
  }

  return (
    <div className="nlu">
      <IntentList intents={intents} language={language} current={intent?.name ?? null} may={edits.may} onOpen={open} onAdd={add} />
      {intent === undefined ? (
        <NoIntents may={edits.may} onFirst={() => add("greet")} />
      ) : (
        <IntentEditor
          key={intent.name}
          slug={slug}
          edits={edits}
          intent={intent}
          intents={intents}
          entities={entities}
          languages={settings.languages}
          language={language}
          onLanguage={setLanguage}
          onRenamed={open}
        />
      )}
      <TrySentence
        slug={slug}
        language={language}
        threshold={settings.threshold}
        intents={intents}
        entities={entities}
        trained={trained}
        stale={stale}
        onAdd={edits.may ? teach : null}
      />
    </div>
  );
}

function NoIntents({ may, onFirst }: { may: boolean; onFirst: () => void }) {
  return (
    <EmptyState
      title={t("noIntents")}
      drawing="loop"
      actions={
        may && (
          <Button icon="add" onClick={onFirst}>
            {t("firstIntent")}
          </Button>
        )
      }
    >
      {t("noIntentsText")}
    </EmptyState>
  );
}
