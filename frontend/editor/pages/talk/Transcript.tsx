import { Fragment, useEffect, useRef, type ReactNode } from "react";
import { Avatar, Bead, Icon } from "../../../ui";
import type { IconName } from "../../../ui/icons";
import type { Happened, ReplayedTurn } from "../../api/talkTypes";
import { MessageBody } from "./MessageBody";
import { clockTime } from "./names";
import { isAfterPause, isGone, isMiss, newOnDraft, type Row } from "./rows";
import { t } from "./words";

export interface TranscriptProps {
  rows: readonly Row[];
  /** The turn that is looked into. */
  turn: number | null;
  onTurn?: ((turn: number) => void) | undefined;
  /** Turns run again, by number: what would differ stands beside what was said. */
  replayed?: ReadonlyMap<number, ReplayedTurn> | undefined;
  /** Keeps the newest in sight while it goes on. */
  follow?: boolean;
  /** Seen from the agent's side: the visitor stands left. */
  agent?: boolean;
  label?: string;
  foot?: ReactNode;
}

function who(event: Happened): string {
  const name = event.body["name"];
  const agent = event.body["agent"];
  if (typeof name === "string" && name !== "") return name;
  return typeof agent === "string" && agent !== "" ? agent : t("someone");
}

function noteOf(event: Happened): { icon: IconName; text: string; human: boolean } {
  if (event.status === "quarantined") return { icon: "alert", text: t("setAside"), human: false };
  if (event.kind === "start") return { icon: "start", text: t("began"), human: false };
  if (event.kind === "timer") return { icon: "clock", text: t("timePassed"), human: false };
  if (event.kind === "happen") return { icon: "train", text: t("happened", { name: String(event.body["name"] ?? "") }), human: false };
  if (event.body["action"] === "takeover") return { icon: "hand", text: t("tookOver", { who: who(event) }), human: true };
  if (event.body["action"] === "unavailable") return { icon: "hand", text: t("unavailable"), human: true };
  return { icon: "restore", text: t("gaveBack", { who: who(event) }), human: true };
}

function Note({ event, on, onTurn }: { event: Happened; on: boolean; onTurn: (() => void) | undefined }) {
  const { icon, text, human } = noteOf(event);
  const words = (
    <>
      {text} <span className="t3 num">{clockTime(event.at)}</span>
    </>
  );
  return (
    <li className={on ? "evt on" : "evt"}>
      <Bead category={human ? "human" : undefined} icon={icon} />
      {onTurn === undefined ? (
        <span>{words}</span>
      ) : (
        <button type="button" className="evtbutton" aria-pressed={on} onClick={onTurn}>
          {words}
        </button>
      )}
    </li>
  );
}

function Pin({ turn, on, differs, onTurn }: { turn: number; on: boolean; differs: boolean | undefined; onTurn: (() => void) | undefined }) {
  const mark = differs === undefined ? turn : <Icon name={differs ? "edit" : "check"} size="s" />;
  if (onTurn === undefined) return <span className="pin small" aria-hidden="true" />;
  return (
    <button type="button" className="pin" aria-label={t("whyTurn", { turn })} aria-pressed={on} title={t("turn", { turn })} onClick={onTurn}>
      {mark}
    </button>
  );
}

/** What the draft would say in place of what was said in the turn. */
function OnDraft({ turn }: { turn: ReplayedTurn }) {
  const said = newOnDraft(turn);
  return (
    <li className="tn b ondraft">
      <span className="small sig strong">{t("onDraft")}</span>
      {said.length === 0 && <div className="msg bot now t2">{t("onDraftSilent")}</div>}
      {said.map((content, index) => (
        <div key={index} className="msg bot now">
          <MessageBody content={content} />
        </div>
      ))}
    </li>
  );
}

function SaidRow({ row, props, first }: { row: Extract<Row, { kind: "said" }>; props: TranscriptProps; first: boolean }) {
  const { said, turn } = row;
  const on = turn === props.turn;
  const again = props.replayed?.get(turn);
  const differs = again === undefined ? undefined : !again.messages_same;
  const choose = props.onTurn === undefined ? undefined : () => props.onTurn?.(turn);
  const side = said.from === "user" ? "me" : said.from === "agent" ? "person" : "bot";
  const was = said.from === "bot" && isGone(again, said.content);
  const classes = ["tn", said.from, on ? "on" : ""].filter(Boolean).join(" ");
  return (
    <li className={classes}>
      {first && said.from === "user" && <Pin turn={turn} on={on} differs={differs} onTurn={choose} />}
      {said.from === "agent" && (
        <span className="by">
          <Avatar name="agent" size="s" />
        </span>
      )}
      <div className={was ? `msg ${side} was` : `msg ${side}`}>
        <MessageBody content={said.content} />
      </div>
      {isMiss(row.event) && (
        <span className="low">
          <Icon name="warning" size="s" />
          {t("missed")}
        </span>
      )}
    </li>
  );
}

function useFollow(rows: readonly Row[], follow: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const count = rows.length;
  useEffect(() => {
    if (follow && count > 0 && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [follow, count]);
  return box;
}

/** The thread of a conversation: each turn has its pin, which opens why the bot did what it did. */
export function Transcript(props: TranscriptProps) {
  const { rows, turn, onTurn, replayed, follow = false, agent = false, label = t("transcript"), foot } = props;
  const box = useFollow(rows, follow);
  return (
    <div className={agent ? "script agentside" : "script"} ref={box} tabIndex={0} role={follow ? "log" : "group"} aria-label={label}>
      <ol>
        {rows.map((row, index) => {
          const before = rows[index - 1];
          const last = rows[index + 1]?.turn !== row.turn;
          const again = replayed?.get(row.turn);
          const pause = row.kind === "said" && before?.kind === "said" && isAfterPause(before.said, row.said);
          return (
            <Fragment key={row.kind === "said" ? `s${String(row.said.seq)}` : `e${row.event.id}`}>
              {pause && <li className="sys num">{clockTime(row.said.at)}</li>}
              {row.kind === "note" ? (
                <Note event={row.event} on={row.turn === turn} onTurn={onTurn === undefined ? undefined : () => onTurn(row.turn)} />
              ) : (
                <SaidRow row={row} props={props} first={row.event !== null} />
              )}
              {last && again?.messages_same === false && <OnDraft turn={again} />}
            </Fragment>
          );
        })}
      </ol>
      {foot}
    </div>
  );
}
