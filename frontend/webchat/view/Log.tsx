import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatMessage } from "../../protocol/chat.ts";
import type { Link, Outgoing } from "../core/link.ts";
import type { Labels } from "../labels/index.ts";
import { fill } from "../labels/index.ts";
import { HandoffBanner } from "./HandoffBanner.tsx";
import { Icon } from "./icons.tsx";
import { Bubble, Message } from "./Message.tsx";

export interface Outbound {
  retry: (id: string) => void;
  /** Puts the text back into the composer. */
  edit: (entry: Outgoing) => void;
  discard: (id: string) => void;
}

interface LogProps extends Outbound {
  link: Link;
  labels: Labels;
}

const TOO_LONG = "too-large";
const NEAR_THE_END = 60;

function reason(entry: Outgoing, link: Link, labels: Labels): string {
  if (entry.state === "failed") return entry.code === TOO_LONG ? labels.tooLong : labels.failed;
  if (entry.state === "unsaved") return labels.unsaved;
  if (entry.code) return labels.busy;
  return link.phase === "open" ? labels.sending : labels.offline;
}

function Status({ entry, link, labels, retry, edit, discard }: LogProps & { entry: Outgoing }): JSX.Element {
  const isFailed = entry.state === "failed";
  const isQuiet = entry.state === "sending" && link.phase === "open" && !entry.code;
  const isTooLong = isFailed && entry.code === TOO_LONG;
  return (
    <div class={isQuiet ? "status quiet" : isFailed ? "status bad" : "status"}>
      {reason(entry, link, labels)}{" "}
      {isTooLong ? (
        <button type="button" onClick={() => edit(entry)}>
          {labels.edit}
        </button>
      ) : isQuiet ? null : (
        <button type="button" onClick={() => retry(entry.id)}>
          {labels.tryNow}
        </button>
      )}
      {isFailed ? (
        <>
          {" "}
          <button type="button" onClick={() => discard(entry.id)}>
            {labels.remove}
          </button>
        </>
      ) : null}
    </div>
  );
}

/** Keeps the newest message in view, but only for a reader who is there already. */
function useStickToEnd(link: Link): {
  ref: { current: HTMLDivElement | null };
  isBehind: boolean;
  look: () => void;
  jump: () => void;
} {
  const ref = useRef<HTMLDivElement | null>(null);
  const [isBehind, setBehind] = useState(false);
  const atEnd = useRef(true);
  const said = link.messages.length + link.outbox.length;
  const jump = (): void => {
    if (ref.current) ref.current.scrollTop = ref.current.scrollHeight;
    atEnd.current = true;
    setBehind(false);
  };
  const look = (): void => {
    const log = ref.current;
    if (!log) return;
    atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
    if (atEnd.current) setBehind(false);
  };
  useLayoutEffect(() => {
    if (atEnd.current || link.outbox.length > 0) jump();
    else setBehind(true);
  }, [said]);
  useLayoutEffect(() => {
    if (atEnd.current) jump();
  }, [link.typing, link.streams, link.handoff]);
  useLayoutEffect(() => {
    const log = ref.current;
    if (!log || typeof ResizeObserver === "undefined") return;
    // Pictures arrive later and the keyboard of a phone takes height away: the end stays in view.
    const watch = new ResizeObserver(() => {
      if (atEnd.current) log.scrollTop = log.scrollHeight;
    });
    watch.observe(log);
    if (log.firstElementChild) watch.observe(log.firstElementChild);
    return () => watch.disconnect();
  }, []);
  return { ref, isBehind, look, jump };
}

export function Log(props: LogProps): JSX.Element {
  const { link, labels } = props;
  const { ref, isBehind, look, jump } = useStickToEnd(link);
  const lastOwn = link.messages.findLast((message) => message.from === "user")?.seq ?? 0;
  const isAnswered = link.outbox.some((entry) => entry.state !== "failed");
  const bubble = (message: ChatMessage): JSX.Element => (
    <Message key={message.seq} message={message} isOpen={message.seq > lastOwn && !isAnswered} />
  );
  const cut = link.handoff ? link.messages.filter((message) => message.seq <= (link.handoff?.after ?? 0)).length : 0;
  const [before, after] = [link.messages.slice(0, cut), link.messages.slice(cut)];
  return (
    <div class="log-frame">
      <div
        ref={ref}
        class="log"
        role="log"
        aria-live="off"
        aria-label={labels.chatWith.replace("{name}", link.bot?.name ?? "")}
        tabIndex={0}
        onScroll={look}
      >
        <div class="thread">
          {before.map(bubble)}
          <HandoffBanner handoff={link.handoff} bot={link.bot} labels={labels} />
          {after.map(bubble)}
          {Object.entries(link.streams).map(([id, text]) => (
            <Bubble key={id} from="bot" text={text} />
          ))}
          {link.outbox.map((entry) => (
            <div key={entry.id} class="outgoing">
              <Bubble from="user" text={entry.title} />
              <Status {...props} entry={entry} />
            </div>
          ))}
          {link.typing ? (
            <div
              class={link.handoff?.agent ? "msg person typing" : "msg bot typing"}
              role="img"
              aria-label={fill(labels.typing, { name: link.handoff?.agent ?? link.bot?.name ?? "" })}
            >
              <i />
              <i />
              <i />
            </div>
          ) : null}
        </div>
      </div>
      {isBehind ? (
        <button type="button" class="jump" onClick={jump}>
          <Icon name="down" /> {labels.jump}
        </button>
      ) : null}
    </div>
  );
}
