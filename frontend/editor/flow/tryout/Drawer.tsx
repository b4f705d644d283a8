import { useState } from "react";
import { useStore } from "zustand";
import { Button, Icon, IconButton } from "../../../ui";
import { localText } from "../document/outputs";
import { useVersions } from "../../api/queries";
import { BareSelect } from "../inspector/form/BareSelect";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import type { Turn } from "./answers";
import { EntitiesColumn, TraceColumn, UnderstandingColumn, VariablesColumn } from "./DrawerColumns";
import { callsUpTo, place } from "./pins";
import { tryOutOf, type TryOut } from "./session";
import { w } from "./words";

type Tab = "turn" | "raw";

function useUtterance(session: TryOut, turn: Turn | undefined): string {
  const { messages, turns, turnOf } = useStore(session.store);
  const catalogue = useEditorState((state) => state.catalogue);
  const language = useEditorState((state) => state.language);
  if (turn === undefined) return "";
  const said = place(messages, turns, turnOf, null, catalogue).find((entry) => entry.turn === turn.turn && entry.message.from === "user");
  return said ? localText(said.message.content["text"], language) : "";
}

function TurnLine({ session, current }: { session: TryOut; current: Turn }) {
  const turns = useStore(session.store, (state) => state.turns);
  return (
    <ol className="turns" aria-label={t("turns")}>
      {turns.slice(-12).map((turn) => (
        <li key={turn.turn}>
          <button
            type="button"
            className={turn === current ? "on" : ""}
            aria-current={turn === current ? "step" : undefined}
            aria-label={t("turn", { number: turn.turn })}
            onClick={() => session.set({ turn: turn.turn })}
          >
            {turn.turn}
          </button>
        </li>
      ))}
    </ol>
  );
}

function DrawerHead({ session, current, tab, onTab }: { session: TryOut; current: Turn; tab: Tab; onTab: (tab: Tab) => void }) {
  const open = useStore(session.store, (state) => state.drawer);
  const busy = useStore(session.store, (state) => state.busy);
  const newest = useStore(session.store, (state) => state.turns[state.turns.length - 1] === current);
  const said = useUtterance(session, current);
  return (
    <header>
      <span className="tabs" role="tablist">
        <button type="button" role="tab" aria-selected={tab === "turn"} onClick={() => onTab("turn")}>
          {t("turn", { number: current.turn })}
        </button>
        <button type="button" role="tab" aria-selected={tab === "raw"} onClick={() => onTab("raw")}>
          {t("raw")}
        </button>
      </span>
      <TurnLine session={session} current={current} />
      <span className="small t2 clip grow">{said !== "" && `“${said}”`}</span>
      {current.milliseconds !== null && <span className="small t3 num nowrap">{t("answeredIn", { ms: Math.round(current.milliseconds) })}</span>}
      {!newest && (
        <Button size="s" icon="stepback" disabled={busy} onClick={() => void session.rewind(current.turn)}>
          {t("backToHere")}
        </Button>
      )}
      <GoOnWith session={session} turn={current.turn} />
      <IconButton icon={open ? "down" : "up"} label={open ? t("foldDrawer") : t("openDrawer")} aria-expanded={open} onClick={() => session.set({ drawer: !open })} />
    </header>
  );
}

/** Runs the rest of the talk on a published version, or on the draft again. */
function GoOnWith({ session, turn }: { session: TryOut; turn: number }) {
  const slug = useEditorState((state) => state.slug);
  const versions = useVersions(slug).data ?? [];
  const version = useStore(session.store, (state) => state.version);
  const busy = useStore(session.store, (state) => state.busy);
  if (versions.length === 0) return null;
  return (
    <BareSelect aria-label={w("goOnWith")} title={w("goOnWith")} disabled={busy} value={version === null ? "" : String(version)} onChoose={(number) => void session.rewind(turn, number === "" ? null : Number(number))}>
      <option value="">{w("theDraft")}</option>
      {versions.slice(0, 20).map(({ number }) => (
        <option key={number} value={number}>
          {w("version", { number })}
        </option>
      ))}
    </BareSelect>
  );
}

/** What the bot made of a turn: understanding, entities, variables, and the steps it took. */
export function Drawer() {
  const session = tryOutOf(useEditor());
  const { turns, turn, drawer, variables } = useStore(session.store);
  const [tab, setTab] = useState<Tab>("turn");
  const current = turns.find((other) => other.turn === turn) ?? turns[turns.length - 1];
  const said = useUtterance(session, current);
  if (current === undefined) return null;
  return (
    <section className={drawer ? "dbg" : "dbg folded"} aria-label={t("debug")}>
      <DrawerHead session={session} current={current} tab={tab} onTab={setTab} />
      {drawer && tab === "turn" && (
        <div className="cols">
          <UnderstandingColumn turn={current} />
          <EntitiesColumn turn={current} text={said} />
          <VariablesColumn turn={current} variables={variables} newest={current === turns[turns.length - 1]} />
          <TraceColumn turn={current} calls={callsUpTo(turns, current)} />
        </div>
      )}
      {drawer && tab === "raw" && (
        <pre className="raw mono" tabIndex={0}>
          {JSON.stringify(current.raw, null, 2)}
        </pre>
      )}
      {current.problem !== "" && drawer && tab === "turn" && (
        <div className="why bad">
          <Icon name="alert" size="s" />
          {current.problem}
        </div>
      )}
    </section>
  );
}
