import { Avatar, Count } from "../../../ui";
import type { Handoff } from "../../api/talkTypes";
import { visitorAvatar, visitorTitle, waitedFor } from "../talk/names";
import { t as shared } from "../talk/words";
import { isLate, type Queue } from "./queue";
import { useNow } from "./useNow";
import { t } from "./words";

function Clock({ handoff, now }: { handoff: Handoff; now: number }) {
  const since = handoff.state === "waiting" ? handoff.requested_at : (handoff.taken_at ?? handoff.requested_at);
  const time = waitedFor(since, now);
  const late = handoff.state === "waiting" && isLate(handoff, now);
  return (
    <span className={late ? "num small bad strong" : "num small t3"} title={handoff.state === "waiting" ? t("waitsSince", { time }) : undefined}>
      {time}
    </span>
  );
}

function Entry({ handoff, now, on, onOpen }: { handoff: Handoff; now: number; on: boolean; onOpen: () => void }) {
  const who = handoff.state === "taken" && handoff.agent !== null ? t("withWho", { who: handoff.agent }) : t("asked");
  return (
    <li>
      <button type="button" className="cv" aria-current={on ? "true" : undefined} onClick={onOpen}>
        <Avatar name={visitorAvatar(handoff.conversation, handoff.visitor)} />
        <span className="grow">
          <span className="row">
            <span className="strong clip grow">{visitorTitle(handoff.conversation, handoff.visitor)}</span>
            <Clock handoff={handoff} now={now} />
          </span>
          <span className="small t2 clip cvline">{handoff.said ?? shared("nothingSaid")}</span>
          <span className="small t3 clip cvline">{[t("inQueue", { queue: handoff.queue }), who].join(", ")}</span>
        </span>
      </button>
    </li>
  );
}

interface SectionProps {
  title: string;
  rows: readonly Handoff[];
  none?: string;
  loud?: boolean;
  now: number;
  current: string | null;
  onOpen: (conversation: string) => void;
}

function Section({ title, rows, none, loud, now, current, onOpen }: SectionProps) {
  if (rows.length === 0 && none === undefined) return null;
  return (
    <>
      <h2 className="qh">
        {title} <Count tone={loud === true && rows.length > 0 ? "sig" : undefined}>{rows.length}</Count>
      </h2>
      {rows.length === 0 && <p className="small t3 qnone">{none}</p>}
      <ul aria-label={title}>
        {rows.map((handoff) => (
          <Entry
            key={handoff.id}
            handoff={handoff}
            now={now}
            on={handoff.conversation === current}
            onOpen={() => onOpen(handoff.conversation)}
          />
        ))}
      </ul>
    </>
  );
}

/** Mine, who waits with how long, and whom colleagues have. */
export function QueueList({ queue, current, onOpen }: { queue: Queue; current: string | null; onOpen: (conversation: string) => void }) {
  const now = useNow();
  const common = { now, current, onOpen };
  return (
    <>
      <Section title={t("mine")} rows={queue.mine} none={t("noneMine")} {...common} />
      <Section title={t("waiting")} rows={queue.waiting} none={t("noneWaiting")} loud {...common} />
      <Section title={t("colleagues")} rows={queue.colleagues} {...common} />
    </>
  );
}
