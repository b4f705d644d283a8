import type { ReactNode } from "react";
import { Link } from "wouter";
import { Banner, Bar, Bead, Chip, EmptyState, IconButton, isCategory, Skeleton } from "../../../ui";
import type { IconName } from "../../../ui/icons";
import { useCatalogue } from "../../api/catalogue";
import type { Parts } from "../../api/draftParts";
import { useTurn } from "../../api/talk";
import type { Bid, Decision, ReplayedTurn, TracedEvent, WalkedStep } from "../../api/talkTypes";
import { languageName } from "../../app/dates";
import { flowHref } from "../../app/places";
import { languagesOf } from "../../flow/document/model";
import { clockTime, shown, wordsOf } from "../talk/names";
import { isMiss, turnsIn, type Row } from "../talk/rows";
import { useDrawer } from "../talk/useDrawer";
import { t as shared } from "../talk/words";
import { bidder, decisionText, flowTitle, heardOf, mainEvent, NEAR, otherBids, stepLine, type Heard } from "./reading";
import { Teach } from "./Teach";
import { t } from "./words";

export interface TurnPanelProps {
  slug: string;
  id: string;
  parts: Parts;
  rows: readonly Row[];
  /** The conversation has not come yet. */
  loading: boolean;
  /** Somebody asked for it: where the page is narrow it lies over the conversation. */
  open: boolean;
  turn: number | null;
  replayed: ReadonlyMap<number, ReplayedTurn> | undefined;
  onTurn: (turn: number) => void;
  onClose: () => void;
}

/** The sunken column: everything behind one turn. */
export function TurnPanel(props: TurnPanelProps) {
  const { slug, id, rows, loading, open, turn, onTurn, onClose } = props;
  const close = useDrawer(open);
  const query = useTurn(slug, id, turn);
  const turns = turnsIn(rows);
  const at = turn === null ? -1 : turns.indexOf(turn);
  const event = query.data === undefined ? undefined : mainEvent(query.data);
  return (
    <aside className="tr3" aria-label={t("why")} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div className="tr3head">
        <h2 className="strong plain">{turn === null ? t("why") : shared("turn", { turn })}</h2>
        <span className="t3 small grow num">{event === undefined ? "" : clockTime(event.at)}</span>
        <IconButton icon="up" label={t("previous")} disabled={at <= 0} onClick={() => onTurn(turns[at - 1] ?? 1)} />
        <IconButton icon="down" label={t("next")} disabled={at < 0 || at >= turns.length - 1} onClick={() => onTurn(turns[at + 1] ?? 1)} />
        <IconButton ref={close} icon="close" label={t("closeWhy")} className="ctxclose" onClick={onClose} />
      </div>
      {turn === null && !loading && <EmptyState title={t("pickTurn")}>{t("pickTurnText")}</EmptyState>}
      {(loading || (query.isPending && turn !== null)) && <Skeleton rows={5} />}
      {query.isError && (
        <div className="notices">
          <Banner tone="bad">{query.error.message}</Banner>
        </div>
      )}
      {event !== undefined && turn !== null && <Inside {...props} turn={turn} event={event} />}
    </aside>
  );
}

function Inside({ slug, parts, rows, turn, replayed, event }: TurnPanelProps & { turn: number; event: TracedEvent }) {
  const own = rows.find((row) => row.kind === "said" && row.turn === turn && row.said.from === "user");
  const said = own?.kind === "said" ? wordsOf(own.said.content) : "";
  const heard = heardOf(event.body["understanding"]);
  const decision = event.trace?.decision ?? event.decision;
  const bids = event.trace?.decision?.bids ?? [];
  const again = replayed?.get(turn)?.trace.decision ?? null;
  const differs = again !== null && decision !== null && (again.by !== decision.by || again.what !== decision.what);
  const problem = event.trace?.problem;
  const changed = Object.entries(event.trace?.variables ?? {});
  return (
    <>
      {said !== "" && <p className="said">“{said}”</p>}
      {problem !== undefined && problem !== null && (
        <div className="notices">
          <Banner tone="bad" title={t("problems")}>
            {problem.detail ?? problem.code}
          </Banner>
        </div>
      )}
      <ol className="tl">
        {heard !== null && <Understood heard={heard} />}
        {decision !== null && <Decided decision={decision} parts={parts} label={t("decided")} miss={isMiss(event)} />}
        {differs && <Decided decision={again} parts={parts} label={t("draftDecides")} miss={false} />}
        {decision !== null && heard !== null && <Others bids={bids} decision={decision} parts={parts} />}
        <Steps slug={slug} parts={parts} steps={event.trace?.steps ?? []} />
      </ol>
      {event.trace?.cut === true && <p className="small t3 cutnote">{t("cut")}</p>}
      {heard !== null && said !== "" && <Teach slug={slug} text={said} heard={heard} sure={decision?.confidence ?? 0} />}
      {changed.length > 0 && (
        <div className="vars">
          <h3 className="label">{t("changed")}</h3>
          <dl>
            {changed.map(([name, value]) => (
              <div key={name}>
                <dt className="mono t2 clip">{name}</dt>
                <dd className="strong">{shown(value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}

function Part({ icon, title, aside, now, children }: { icon: IconName; title: string; aside?: string; now?: boolean; children?: ReactNode }) {
  return (
    <li className={now === true ? "now" : undefined}>
      <Bead icon={icon} />
      <div className="grow">
        <div className="row">
          <h3 className="strong grow plain">{title}</h3>
          {aside !== undefined && <span className="num t3 small nowrap">{aside}</span>}
        </div>
        {children}
      </div>
    </li>
  );
}

const SHOWN_INTENTS = 3;

function Understood({ heard }: { heard: Heard }) {
  const near = heard.intents.filter((intent) => intent.confidence >= NEAR);
  const facts = [languageName(heard.language), heard.inScope ? "" : t("outOfScope"), heard.entities.length === 0 ? t("noEntities") : ""];
  return (
    <Part icon="understanding" title={t("understanding")}>
      <div className="small t2">{facts.filter(Boolean).join(", ")}</div>
      {near.length === 0 && <div className="small t3">{t("understoodNothing")}</div>}
      <ul className="rks">
        {near.slice(0, SHOWN_INTENTS).map((intent, index) => (
          <li key={intent.name} className="rk">
            <span className="mono clip">{intent.name}</span>
            <Bar share={intent.confidence} tone={index === 0 ? (heard.inScope ? "sig" : "warn") : undefined} />
            <span className="num t2">{intent.confidence.toFixed(2)}</span>
          </li>
        ))}
      </ul>
      {heard.entities.length > 0 && (
        <ul className="found">
          {heard.entities.map((entity, index) => (
            <li key={index} className="small">
              “{entity.text}” <span className="var">{entity.entity}</span> {shown(entity.value) !== entity.text && <span className="t3">{shown(entity.value)}</span>}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function sureOf(confidence: number | null): string | undefined {
  return confidence === null || confidence <= 0 ? undefined : t("sure", { percent: Math.round(confidence * 100) });
}

function Decided({ decision, parts, label, miss }: { decision: Decision; parts: Parts; label: string; miss: boolean }) {
  const sure = sureOf(decision.confidence);
  return (
    <Part icon={miss ? "warning" : "check"} title={label} now={!miss} {...(sure === undefined ? {} : { aside: sure })}>
      <div className="strong2">{decisionText(decision, parts)}</div>
      {decision.why !== "" && <div className="small t2">{decision.why}</div>}
    </Part>
  );
}

const SHOWN_BIDS = 3;

function Others({ bids, decision, parts }: { bids: readonly Bid[]; decision: Decision; parts: Parts }) {
  const others = otherBids(bids, decision);
  const more = others.length - SHOWN_BIDS;
  return (
    <Part icon="branch" title={t("others")}>
      {others.length === 0 && <div className="small t3">{t("noOthers")}</div>}
      <ul className="small t2">
        {others.slice(0, SHOWN_BIDS).map((bid, index) => (
          <li key={index} className="row">
            <span className="grow clip">
              {bidder(bid.who)}
              {bid.who !== "waiting step" && <> {flowTitle(parts, bid.what)}</>}
              <span className="t3"> {bid.why}</span>
            </span>
            <span className="num t3">{bid.confidence === null ? "" : bid.confidence.toFixed(2)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <div className="small t3">{t("moreBids", { count: more })}</div>}
    </Part>
  );
}

function Steps({ slug, parts, steps }: { slug: string; parts: Parts; steps: readonly WalkedStep[] }) {
  const catalogue = useCatalogue().data ?? new Map();
  const language = languagesOf(parts).first;
  if (steps.length === 0) return <Part icon="flow" title={t("steps")}><div className="small t3">{t("noSteps")}</div></Part>;
  return (
    <Part icon="flow" title={t("steps")}>
      <ol className="walked">
        {steps.map((step, index) => {
          const line = stepLine(step, parts, catalogue, language);
          const waits = index === steps.length - 1 && step.output === null && line.type.waits;
          return (
            <li key={index}>
              <Bead category={isCategory(line.type.category) ? line.type.category : undefined} icon={line.type.icon} />
              <Link className="grow walkedlink" href={flowHref(slug, step.flow, { node: step.node, step: step.step })}>
                <span>{line.type.title}</span>{" "}
                <span className="t3 small">
                  {flowTitle(parts, step.flow)} / {line.node}
                </span>
              </Link>
              {line.way !== "" && <Chip tone="sig">{line.way}</Chip>}
              {waits && <span className="small t3 nowrap">{t("waitsHere")}</span>}
            </li>
          );
        })}
      </ol>
    </Part>
  );
}
