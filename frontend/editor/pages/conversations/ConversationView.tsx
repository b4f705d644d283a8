import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { Banner, Button, IconButton, Menu, Skeleton, toast, type MenuItem } from "../../../ui";
import type { Parts } from "../../api/draftParts";
import { useConversation, useHappened, useMay, useReplay, useRewind, useSaid } from "../../api/talk";
import type { ConversationDetail, ReplayedTurn } from "../../api/talkTypes";
import { languageName, when } from "../../app/dates";
import { placeHref } from "../../app/places";
import { useEdits } from "../../app/useEdits";
import { freeName, newStory, storiesOf } from "../stories/storiesView";
import { storySteps } from "../stories/storyOf";
import { visitorTitle } from "../talk/names";
import { rowsOf, turnsIn, type Row } from "../talk/rows";
import { Transcript } from "../talk/Transcript";
import { channelName, t as shared } from "../talk/words";
import { ReplayBar } from "./ReplayBar";
import { RewindDialog } from "./RewindDialog";
import { SaveTestDialog } from "./SaveTestDialog";
import { testName, testTurns } from "./testOf";
import { TurnPanel } from "./TurnPanel";
import { t } from "./words";

export interface ConversationViewProps {
  slug: string;
  id: string;
  parts: Parts;
  turn: number | null;
  onTurn: (turn: number | null) => void;
  onBack: () => void;
}

/** The rows of one conversation as they come in. */
function useRowsOf(slug: string, id: string) {
  const said = useSaid(slug, id);
  const happened = useHappened(slug, id);
  const rows = useMemo(
    () => (said.data !== undefined && happened.data !== undefined ? rowsOf(happened.data, said.data) : null),
    [said.data, happened.data],
  );
  const error = said.error ?? happened.error;
  const again = () => {
    void said.refetch();
    void happened.refetch();
  };
  return { rows, error, again };
}

/** What is worth a look first: the last turn that nobody understood, else the last one. */
function firstTurn(rows: readonly Row[]): number | null {
  const said = rows.filter((row) => row.kind === "said" && row.event !== null);
  const miss = said.findLast((row) => row.kind === "said" && (row.event?.decision?.by === "no match" || row.event?.decision?.by === "fallback"));
  return miss?.turn ?? said.at(-1)?.turn ?? turnsIn(rows).at(-1) ?? null;
}

/** A conversation: its head, its thread, and why the chosen turn went as it did. */
export function ConversationView({ slug, id, parts, turn, onTurn, onBack }: ConversationViewProps) {
  const { rows, error, again } = useRowsOf(slug, id);
  const replay = useReplay(slug, id);
  const [recompute, setRecompute] = useState(false);
  const [replaying, setReplaying] = useState(false);
  const run = (afresh: boolean) => {
    setReplaying(true);
    setRecompute(afresh);
    replay.mutate({ recompute: afresh });
  };
  const replayed = useMemo(
    () => (replaying && replay.data !== undefined ? new Map(replay.data.turns.map((one): [number, ReplayedTurn] => [one.turn, one])) : undefined),
    [replaying, replay.data],
  );
  const shown = turn ?? (rows === null ? null : firstTurn(rows));
  return (
    <>
      <section className="tx" aria-label={shared("transcript")}>
        <Head slug={slug} id={id} rows={rows ?? []} turn={shown} onReplay={() => run(false)} onBack={onBack} onWhy={() => onTurn(shown)} />
        {replaying && (
          <ReplayBar
            replay={replay}
            rows={rows ?? []}
            turn={shown}
            recompute={recompute}
            onRecompute={run}
            onTurn={onTurn}
            onClose={() => setReplaying(false)}
          />
        )}
        {error !== null && (
          <div className="notices">
            <Banner
              tone="bad"
              title={t("oneFailed")}
              action={
                <Button size="s" onClick={again}>
                  {t("again")}
                </Button>
              }
            >
              {error.message}
            </Banner>
          </div>
        )}
        {rows === null && error === null && <Skeleton rows={5} round={false} height={52} />}
        {rows !== null && <Transcript rows={rows} turn={shown} onTurn={onTurn} replayed={replayed} />}
      </section>
      <TurnPanel
        slug={slug}
        id={id}
        parts={parts}
        rows={rows ?? []}
        loading={rows === null && error === null}
        open={turn !== null}
        turn={shown}
        replayed={replayed}
        onTurn={onTurn}
        onClose={() => onTurn(null)}
      />
    </>
  );
}

interface HeadProps {
  slug: string;
  id: string;
  rows: readonly Row[];
  turn: number | null;
  onReplay: () => void;
  onBack: () => void;
  onWhy: () => void;
}

function facts(conversation: ConversationDetail): string {
  const version = conversation.version === null ? [] : [t("version", { number: conversation.version })];
  const language = conversation.language === "" ? [] : [languageName(conversation.language)];
  const turns = t("turns", { count: conversation.turns });
  return [channelName(conversation.channel), ...version, ...language, turns, when(conversation.created_at)].join(", ");
}

function Head({ slug, id, rows, turn, onReplay, onBack, onWhy }: HeadProps) {
  const conversation = useConversation(slug, id).data;
  const editor = useMay("editor");
  const [saving, setSaving] = useState(false);
  return (
    <div className="txh">
      <IconButton icon="back" label={shared("backToList")} className="txback" onClick={onBack} />
      <div className="grow">
        <h2 className="strong clip plain">{visitorTitle(id, conversation?.visitor ?? null)}</h2>
        <div className="small t3 clip">{conversation === undefined ? "" : facts(conversation)}</div>
      </div>
      <Button size="s" className="ctxopen" onClick={onWhy}>
        {t("why")}
      </Button>
      {editor && (
        <>
          <Button size="s" icon="play" onClick={onReplay}>
            {t("replay")}
          </Button>
          <Button size="s" icon="tests" onClick={() => setSaving(true)}>
            {t("saveTest")}
          </Button>
        </>
      )}
      <MoreMenu slug={slug} id={id} rows={rows} turn={turn} conversation={conversation} />
      {saving && conversation !== undefined && (
        <SaveTestDialog slug={slug} language={conversation.language} rows={rows} onClose={() => setSaving(false)} />
      )}
    </div>
  );
}

interface MoreMenuProps {
  slug: string;
  id: string;
  rows: readonly Row[];
  turn: number | null;
  conversation: ConversationDetail | undefined;
}

/** Adds a story of what was said and opens it. */
function useMakeStory(slug: string, rows: readonly Row[], language: string) {
  const { snapshot, edit } = useEdits(slug);
  const [, go] = useLocation();
  return () => {
    const steps = storySteps(rows, snapshot.parts, language);
    const taken = storiesOf(snapshot.parts).map((story) => story.name);
    const name = freeName(testName(testTurns(rows), []), taken);
    if (edit(newStory(name, "story", steps), t("madeStory"), t("madeStory"))) go(`${placeHref(slug, "stories")}?story=${encodeURIComponent(name)}`);
  };
}

function MoreMenu({ slug, id, rows, turn, conversation }: MoreMenuProps) {
  const editor = useMay("editor");
  const makeStory = useMakeStory(slug, rows, conversation?.language ?? "");
  const admin = useMay("admin");
  const rewind = useRewind(slug, id);
  const [asking, setAsking] = useState(false);
  const [, go] = useLocation();
  const items: MenuItem[] = [{ title: t("takeOver"), icon: "inbox", onSelect: () => go(`${placeHref(slug, "inbox")}?c=${encodeURIComponent(id)}`) }];
  if (editor && rows.length > 0) items.push({ title: t("makeStory"), icon: "stories", onSelect: makeStory });
  if (admin && turn !== null && conversation !== undefined && turn < conversation.turns) {
    items.push({ title: t("rewind", { turn }), icon: "stepback", danger: true, separated: true, onSelect: () => setAsking(true) });
  }
  return (
    <>
      <Menu label={t("moreFor")} items={items} button={(ties) => <IconButton icon="more" label={t("moreFor")} {...ties} />} />
      {asking && turn !== null && (
        <RewindDialog
          turn={turn}
          busy={rewind.isPending}
          problem={rewind.error?.message}
          onClose={() => setAsking(false)}
          onRewind={() =>
            rewind.mutate(turn, {
              onSuccess: () => {
                setAsking(false);
                toast(t("rewound", { turn }));
              },
            })
          }
        />
      )}
    </>
  );
}
