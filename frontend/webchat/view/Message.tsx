import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChatMessage } from "../../protocol/chat.ts";
import type { LocationMessage, MediaMessage, SentFile } from "../../protocol/messages.ts";
import { readable } from "../../protocol/days.ts";
import { safeUrl } from "../../protocol/markdown.ts";
import { Replies } from "./actions.tsx";
import { Card, Carousel } from "./cards.tsx";
import { Control } from "./controls.tsx";
import { useChat } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Markdown, Outside } from "./Markdown.tsx";

const LOOK = { user: "msg me", bot: "msg bot", agent: "msg person" } as const;

export function Bubble({
  from,
  text,
  plain,
}: {
  from: ChatMessage["from"];
  text: string;
  plain?: boolean;
}): JSX.Element | null {
  if (text.trim() === "") return null;
  if (from === "user" || plain) return <div class={`${LOOK[from]} plain`}>{text}</div>;
  return (
    <div class={LOOK[from]}>
      <Markdown source={text} />
    </div>
  );
}

/** Plays where it stands; a film or sound that cannot be played here is a link to it. */
function Player({ content, address }: { content: MediaMessage; address: string }): JSX.Element {
  const { labels } = useChat();
  const [isBroken, setBroken] = useState(false);
  const name = content.alt ?? content.caption ?? content.name ?? (content.type === "audio" ? labels.audio : labels.video);
  if (isBroken) {
    return (
      <Outside href={address} class="attachment">
        <Icon name={content.type === "audio" ? "audio" : "video"} />
        <span>{name}</span>
      </Outside>
    );
  }
  const Tag = content.type === "audio" ? "audio" : "video";
  return (
    <figure class="player-box">
      <Tag class="player" src={address} controls preload="metadata" aria-label={name} onError={() => setBroken(true)} />
      {content.caption ? <figcaption>{content.caption}</figcaption> : null}
    </figure>
  );
}

function Media({ content }: { content: MediaMessage }): JSX.Element | null {
  const { base, labels } = useChat();
  const address = safeUrl(content.url, base);
  if (address === null) return null;
  if (content.type === "image") {
    return (
      <figure class="picture">
        <Outside href={address}>
          <img src={address} alt={content.alt ?? content.caption ?? ""} loading="lazy" />
        </Outside>
        {content.caption ? <figcaption>{content.caption}</figcaption> : null}
      </figure>
    );
  }
  if (content.type === "video" || content.type === "audio") return <Player content={content} address={address} />;
  return (
    <Outside href={address} class="attachment">
      <Icon name={content.type} />
      <span>
        {content.name ?? content.caption ?? labels[content.type]}
        {content.name && content.caption ? <small>{content.caption}</small> : null}
      </span>
    </Outside>
  );
}

function Place({ content }: { content: LocationMessage }): JSX.Element {
  const { labels } = useChat();
  const spot = `${content.lat},${content.lon}`;
  const href = `https://www.openstreetmap.org/?mlat=${content.lat}&mlon=${content.lon}#map=16/${content.lat}/${content.lon}`;
  return (
    <Outside href={href} class="attachment">
      <Icon name="pin" />
      <span>
        {content.name ?? content.address ?? spot}
        <small>{content.name && content.address ? content.address : labels.map}</small>
      </span>
    </Outside>
  );
}

/** What the visitor has sent, at the visitor's side. */
function SentFiles({ files }: { files: readonly SentFile[] }): JSX.Element {
  const { base } = useChat();
  return (
    <div class="msg me plain">
      {files.map((file) => {
        const address = safeUrl(file.url, base);
        return (
          <p key={file.url} class="sent">
            <Icon name="file" /> {address === null ? file.name : <Outside href={address}>{file.name}</Outside>}
          </p>
        );
      })}
    </div>
  );
}

/** `isOpen` = nothing has been said by the visitor since, so its quick replies may be tapped. */
export function Message({ message, isOpen }: { message: ChatMessage; isOpen: boolean }): JSX.Element | null {
  const { content, from, seq } = message;
  const { language } = useChat();
  switch (content.type) {
    case "text":
      if (from === "user" && content.payload?.files?.length) return <SentFiles files={content.payload.files} />;
      return (
        <>
          <Bubble from={from} text={from === "user" ? readable(content.text, language) : content.text} plain={content.format === "plain"} />
          {isOpen && content.actions?.length ? <Replies actions={content.actions} seq={seq} isList={false} /> : null}
        </>
      );
    case "choice":
    case "request":
      return (
        <>
          <Bubble from={from} text={content.text} />
          {isOpen ? <Control content={content} seq={seq} /> : null}
        </>
      );
    case "card":
      return <Card card={content} seq={seq} />;
    case "carousel":
      return <Carousel content={content} seq={seq} />;
    case "location":
      return <Place content={content} />;
    default:
      return <Media content={content} />;
  }
}

/** What a screen reader says when the message arrives. */
export function spoken(message: ChatMessage): string {
  const { content } = message;
  switch (content.type) {
    case "text":
      return content.text;
    case "choice":
      return [content.text, ...content.options.map((option) => option.title)].join(", ");
    case "request":
      return content.text;
    case "card":
      return [content.title, content.subtitle, content.text].filter(Boolean).join(", ");
    case "carousel":
      return content.items.map((card) => card.title).join(", ");
    case "location":
      return [content.name, content.address].filter(Boolean).join(", ");
    default:
      return content.alt ?? content.caption ?? content.name ?? "";
  }
}
