import type { JSX } from "preact";
import type { Action } from "../../protocol/messages.ts";
import { safeUrl } from "../../protocol/markdown.ts";
import { useChat } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Outside } from "./Markdown.tsx";

function addressOf(action: Action, base: string): string | null {
  if (action.kind === "phone") return safeUrl(`tel:${(action.value ?? action.url ?? "").replace(/^tel:/, "")}`);
  return action.kind === "url" ? safeUrl(action.url ?? "", base) : null;
}

/** One thing to tap: a reply that is sent as the visitor's own message, or a link. */
export function ActionButton({ action, seq, look }: { action: Action; seq: number; look: string }): JSX.Element | null {
  const { base, tap } = useChat();
  if (action.kind === "url" || action.kind === "phone") {
    const address = addressOf(action, base);
    if (address === null) return null;
    return (
      <Outside href={address} class={look}>
        {action.title}
        {action.kind === "url" ? <Icon name="out" /> : null}
      </Outside>
    );
  }
  return (
    <button type="button" class={look} onClick={() => tap(action, seq)}>
      {action.image ? <Thumb url={action.image} /> : null}
      <span>
        {action.title}
        {action.description ? <small>{action.description}</small> : null}
      </span>
    </button>
  );
}

function Thumb({ url }: { url: string }): JSX.Element | null {
  const address = safeUrl(url, useChat().base);
  return address === null ? null : <img class="thumb" src={address} alt="" loading="lazy" />;
}

/** The options of the question that waits, at the visitor's side of the log. */
export function Replies({
  actions,
  seq,
  isList,
}: {
  actions: readonly Action[];
  seq: number;
  isList: boolean;
}): JSX.Element {
  const { labels } = useChat();
  return (
    <div class={isList ? "replies list" : "replies"} role="group" aria-label={labels.options}>
      {actions.map((action, index) => (
        <ActionButton key={index} action={action} seq={seq} look="reply" />
      ))}
    </div>
  );
}
