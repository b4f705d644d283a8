import { useRef, useState } from "react";
import { Button, Dot, Popover, Switch, toast, type Anchor } from "../../../ui";
import type { Parts } from "../../api/draftParts";
import { useQueues, useSetQueue } from "../../api/talk";
import type { Handoff } from "../../api/talkTypes";
import { inShort } from "./hours/hours";
import { HoursDialog } from "./hours/HoursDialog";
import { t as hoursWord } from "./hours/words";
import { DEFAULT_QUEUE, queuesOf, type QueueState } from "./queue";
import { t } from "./words";

function summary(queues: readonly QueueState[]): string {
  const closed = queues.filter((queue) => !answersIn(queue)).length;
  if (closed > 0) return t("someClosed", { count: closed });
  return queues.length === 1 ? t("oneOpen") : t("queuesOpen");
}

/** Whether somebody answers in it now: what was just set by hand counts before the server says so. */
function answersIn(queue: QueueState): boolean {
  return queue.open && queue.answers;
}

/** Opens and closes the queues of this bot. What is done can be undone at once. */
export function Queues({ slug, parts, handoffs }: { slug: string; parts: Parts; handoffs: readonly Handoff[] }) {
  const known = useQueues(slug);
  const change = useSetQueue(slug);
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const [timing, setTiming] = useState<QueueState | null>(null);
  const queues = queuesOf(parts, known.data ?? [], handoffs);
  if (known.data === undefined || queues.length === 0) return null;

  function set(name: string, open: boolean, told: boolean) {
    const done = t(open ? "queueOpened" : "queueClosed", { queue: name });
    change.mutate(
      { name, open },
      {
        onSuccess: () => told && toast(done, { title: t("undo"), run: () => set(name, !open, false) }),
        onError: (error) => toast(t("queueFailed", { queue: name, why: error.message })),
      },
    );
  }

  return (
    <>
      <Button
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={() => setAnchor(button.current?.getBoundingClientRect() ?? null)}
      >
        <Dot tone={queues.every(answersIn) ? "sig" : "warn"} />
        {summary(queues)}
      </Button>
      {anchor !== null && (
        <Popover anchor={anchor} align="end" label={t("queues")} className="queues" onClose={() => setAnchor(null)}>
          {queues.map((queue) => (
            <div key={queue.name} className="queuerow">
              <Switch
                label={
                  <>
                    {t("queueIs", { queue: queue.name })} <span className={answersIn(queue) ? "t3" : "warn"}>{standing(queue)}</span>
                  </>
                }
                help={helpOf(queue)}
                checked={queue.open}
                disabled={change.isPending}
                onChange={(open) => set(queue.name, open, true)}
              />
              <Button
                size="s"
                kind="quiet"
                icon="clock"
                aria-label={hoursWord("change", { queue: queue.name })}
                onClick={() => {
                  setAnchor(null);
                  setTiming(queue);
                }}
              >
                <span>{queue.hours === null ? hoursWord("shortAlways") : inShort(queue.hours, hoursWord("shortNever"))}</span>
              </Button>
            </div>
          ))}
          <p className="small t2">{t("queuesHelp")}</p>
        </Popover>
      )}
      {timing !== null && <HoursDialog slug={slug} queue={timing} onClose={() => setTiming(null)} />}
    </>
  );
}

function standing(queue: QueueState): string {
  if (!queue.open) return t("closed");
  return queue.answers ? t("open") : hoursWord("closedNow");
}

function helpOf(queue: QueueState): string | undefined {
  const said = [queue.name === DEFAULT_QUEUE ? t("defaultQueue") : "", queue.waiting > 0 ? t("queueWaits", { count: queue.waiting }) : ""];
  const text = said.filter((one) => one !== "").join(", ");
  return text === "" ? undefined : text;
}
