import { useRef, useState } from "react";
import { Button, Dot, Popover, Switch, toast, type Anchor } from "../../../ui";
import type { Parts } from "../../api/draftParts";
import { useQueues, useSetQueue } from "../../api/talk";
import type { Handoff } from "../../api/talkTypes";
import { DEFAULT_QUEUE, queuesOf, type QueueState } from "./queue";
import { t } from "./words";

function summary(queues: readonly QueueState[]): string {
  const closed = queues.filter((queue) => !queue.open).length;
  if (closed > 0) return t("someClosed", { count: closed });
  return queues.length === 1 ? t("oneOpen") : t("queuesOpen");
}

/** Opens and closes the queues of this bot. What is done can be undone at once. */
export function Queues({ slug, parts, handoffs }: { slug: string; parts: Parts; handoffs: readonly Handoff[] }) {
  const known = useQueues(slug);
  const change = useSetQueue(slug);
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
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
        <Dot tone={queues.every((queue) => queue.open) ? "sig" : "warn"} />
        {summary(queues)}
      </Button>
      {anchor !== null && (
        <Popover anchor={anchor} align="end" label={t("queues")} className="queues" onClose={() => setAnchor(null)}>
          {queues.map((queue) => (
            <Switch
              key={queue.name}
              label={
                <>
                  {t("queueIs", { queue: queue.name })} <span className={queue.open ? "t3" : "warn"}>{queue.open ? t("open") : t("closed")}</span>
                </>
              }
              help={helpOf(queue)}
              checked={queue.open}
              disabled={change.isPending}
              onChange={(open) => set(queue.name, open, true)}
            />
          ))}
          <p className="small t2">{t("queuesHelp")}</p>
        </Popover>
      )}
    </>
  );
}

function helpOf(queue: QueueState): string | undefined {
  const said = [queue.name === DEFAULT_QUEUE ? t("defaultQueue") : "", queue.waiting > 0 ? t("queueWaits", { count: queue.waiting }) : ""];
  const text = said.filter((one) => one !== "").join(", ");
  return text === "" ? undefined : text;
}
