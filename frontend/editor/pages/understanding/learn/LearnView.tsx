import { useMemo, useState } from "react";
import { Banner, Button, EmptyState, Segmented, Skeleton, type Anchor } from "../../../../ui";
import type { Parts } from "../../../api/draftParts";
import { bodiesOf } from "../../../api/draftParts";
import { isJsonObject } from "../../../api/json";
import { useLearning, type Acceptance, type LearningState, type UnsureGroup } from "../../../api/learning";
import { useMay } from "../../../api/talk";
import { languageName } from "../../../app/dates";
import { useBotState } from "../../../app/useBotState";
import type { Edits } from "../../../app/useEdits";
import { intentsOf, settingsOf, texts } from "../draftView";
import { bySuggestion, idsOf, sentencesIn, textsFor, toggled, type Rewritten } from "./chosen";
import { GroupRow } from "./GroupRow";
import { IntentPicker, type Picked, type Target } from "./IntentPicker";
import { KeepDialog } from "./KeepDialog";
import { useDecisions } from "./useDecisions";
import { t } from "./words";
import "./learn.css";

const STATES: readonly LearningState[] = ["waiting", "accepted", "ignored"];
const NOBODY: ReadonlySet<number> = new Set();

/** Where a sentence may go: intents by name, answers by their first question. */
function targetsOf(parts: Parts): Target[] {
  const intents = intentsOf(parts).map(({ name }): Target => ({ kind: "intent", name, title: name }));
  const answers = bodiesOf(parts, "answer").flatMap((body): Target[] => {
    if (!isJsonObject(body) || typeof body["id"] !== "string") return [];
    const questions = isJsonObject(body["questions"]) ? Object.values(body["questions"]).flatMap(texts) : [];
    return [{ kind: "answer", name: body["id"], title: questions[0] ?? body["id"] }];
  });
  return [...intents, ...answers];
}

interface Picking {
  readonly anchor: Anchor;
  readonly ids: readonly number[];
  readonly label: string;
}

/** What visitors said and the bot did not take, or not surely: into an intent in two presses, or aside. */
export function LearnView({ slug, edits }: { slug: string; edits: Edits }) {
  const may = useMay("editor");
  const mayRead = useMay("agent");
  const { parts } = edits.snapshot;
  const { languages, settings } = settingsOf(parts);
  const [state, setState] = useState<LearningState>("waiting");
  const [language, setLanguage] = useState<string>("");
  const [chosen, setChosen] = useState(NOBODY);
  const [picking, setPicking] = useState<Picking | null>(null);
  const [keeping, setKeeping] = useState(false);
  const query = useLearning(slug, state, language === "" ? null : language);
  const decisions = useDecisions(slug, edits);
  const [rewritten, setRewritten] = useState<Rewritten>(new Map());
  const targets = useMemo(() => targetsOf(parts), [parts]);
  const groups = query.data?.pages.flatMap((page) => page.results) ?? [];
  const here = new Set(groups.flatMap((group) => idsOf(group.utterances)));
  const picked = new Set([...chosen].filter((id) => here.has(id)));
  const choose = (ids: readonly number[], on: boolean) => setChosen((before) => toggled(before, ids, on));
  const done = (decided: boolean) => {
    if (decided) setChosen(NOBODY);
  };
  const accept = (acceptances: readonly Acceptance[]) =>
    decisions.accept(
      acceptances.map((one) => {
        const edited = textsFor(groups, rewritten, one.ids);
        return Object.keys(edited).length === 0 ? one : { ...one, texts: edited };
      }),
    );
  const into = (ids: readonly number[], { to, fresh }: Picked) => accept([{ ids, to, ...(fresh === true ? { fresh } : {}) }]).then(done);
  const suggested = bySuggestion(groups, picked);

  if (!mayRead) {
    return (
      <EmptyState title={t("notAllowed")} drawing="cut">
        {t("notAllowedText")}
      </EmptyState>
    );
  }
  return (
    <div className="ln">
      <div className="row lnbar">
        <Segmented
          label={t("states")}
          value={state}
          onChange={(next) => {
            setState(next);
            setChosen(NOBODY);
          }}
          segments={STATES.map((name) => ({ value: name, title: t(name) }))}
        />
        {languages.length > 1 && (
          <Segmented
            label={t("language")}
            value={language}
            onChange={setLanguage}
            segments={[{ value: "", title: t("allLanguages") }, ...languages.map((code) => ({ value: code, title: code.toUpperCase(), label: languageName(code) }))]}
          />
        )}
        <span className="grow" />
        <Button size="s" icon="settings" onClick={() => setKeeping(true)}>
          {t("settings")}
        </Button>
      </div>
      {picked.size > 0 && (
        <div className="row lnbulk" role="toolbar" aria-label={t("chosen", { count: sentencesIn(groups, picked) })}>
          <span className="strong">{t("chosen", { count: sentencesIn(groups, picked) })}</span>
          <span className="grow" />
          {suggested.length > 0 && (
            <Button size="s" kind="primary" disabled={decisions.busy} onClick={() => void accept(suggested).then(done)}>
              {t("asSuggested")}
            </Button>
          )}
          <Button size="s" disabled={decisions.busy} onClick={(event) => setPicking({ anchor: event.currentTarget.getBoundingClientRect(), ids: [...picked], label: t("pick") })}>
            {t("addChosen")}
          </Button>
          <Button size="s" disabled={decisions.busy} onClick={() => void decisions.ignore([...picked]).then(done)}>
            {t("ignore")}
          </Button>
          <Button size="s" kind="quiet" onClick={() => setChosen(NOBODY)}>
            {t("clear")}
          </Button>
        </div>
      )}
      {query.isError && (
        <Banner tone="bad" title={t("loadFailed")} action={<Button onClick={() => void query.refetch()}>{t("again")}</Button>}>
          {query.error.message}
        </Banner>
      )}
      {query.isPending && <Skeleton rows={5} height={56} round={false} />}
      {query.data !== undefined && groups.length === 0 && (
        <Nothing slug={slug} state={state} keep={query.data.pages[0]?.settings.keep ?? "on"} onSettings={() => setKeeping(true)} />
      )}
      {groups.length > 0 && (
        <ul className="lnlist" aria-label={t("title")}>
          {groups.map((group) => (
            <GroupRow
              key={`${state} ${String(group.id)}`}
              slug={slug}
              group={group}
              state={state}
              may={may}
              busy={decisions.busy}
              chosen={picked}
              onChoose={choose}
              rewritten={rewritten}
              onRewrite={(id, text) => setRewritten((before) => new Map(before).set(id, text))}
              onAccept={(acceptance) => void accept([acceptance])}
              onPick={(anchor, of: UnsureGroup) => setPicking({ anchor, ids: idsOf(of.utterances), label: t("pickFor", { text: of.text }) })}
              onIgnore={(ids) => void decisions.ignore(ids)}
              onWaitAgain={decisions.waitAgain}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button kind="quiet" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {picking !== null && (
        <IntentPicker
          anchor={picking.anchor}
          label={picking.label}
          targets={targets}
          onClose={() => setPicking(null)}
          onPick={(target) => {
            setPicking(null);
            void into(picking.ids, target);
          }}
        />
      )}
      {keeping && <KeepDialog slug={slug} edits={edits} settings={settings} onClose={() => setKeeping(false)} />}
    </div>
  );
}

interface NothingProps {
  slug: string;
  state: LearningState;
  keep: "on" | "consent" | "off";
  onSettings: () => void;
}

function Nothing({ slug, state, keep, onSettings }: NothingProps) {
  const bot = useBotState(slug).data;
  if (state !== "waiting") return <EmptyState title={t(state === "accepted" ? "emptyAccepted" : "emptyIgnored")}>{t("emptyOther")}</EmptyState>;
  if (bot !== undefined && bot.version === null) {
    return (
      <EmptyState title={t("emptyLive")} drawing="cut">
        {t("emptyLiveText")}
      </EmptyState>
    );
  }
  if (keep === "off") {
    return (
      <EmptyState title={t("emptyOff")} drawing="cut" actions={<Button onClick={onSettings}>{t("settings")}</Button>}>
        {t("emptyOffText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("emptyTitle")} drawing="loop">
      {t("emptyText")}
    </EmptyState>
  );
}
