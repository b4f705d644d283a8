import { readContent, type Action, type CardMessage, type Content, type Picture } from "../../../protocol/messages";
import { Icon } from "../../../ui";
import type { IconName } from "../../../ui/icons";
import type { Json } from "../../api/json";
import { t } from "./words";

/** Only addresses that show a picture or open a page: what was said is never a script. */
function safeUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : undefined;
}

function Options({ options }: { options: readonly Action[] | undefined }) {
  if (options === undefined || options.length === 0) return null;
  return (
    <ul className="qr" aria-label={t("options")}>
      {options.map((option, index) => (
        <li key={index}>{option.title}</li>
      ))}
    </ul>
  );
}

function Shown({ image }: { image: Picture | undefined }) {
  const url = safeUrl(image?.url);
  return url === undefined ? null : <img src={url} alt={image?.alt ?? ""} loading="lazy" />;
}

function Card({ card }: { card: Omit<CardMessage, "type"> }) {
  return (
    <div className="mcard">
      <Shown image={card.image} />
      <div className="strong">{card.title}</div>
      {card.subtitle !== undefined && <div className="small t2">{card.subtitle}</div>}
      {card.text !== undefined && <div>{card.text}</div>}
      <Options options={card.actions} />
    </div>
  );
}

const ICONS: Readonly<Record<string, IconName>> = { audio: "audio", video: "video", file: "file", location: "location", date: "calendar" };

function Thing({ icon, title, url }: { icon: IconName; title: string; url?: string | undefined }) {
  const safe = safeUrl(url);
  return (
    <span className="row">
      <Icon name={icon} size="s" />
      {safe === undefined ? (
        title
      ) : (
        <a href={safe} target="_blank" rel="noreferrer">
          {title}
        </a>
      )}
    </span>
  );
}

function Inside({ message }: { message: Content }) {
  switch (message.type) {
    case "card":
      return <Card card={message} />;
    case "carousel":
      return (
        <ul className="mcards">
          {message.items.map((item, index) => (
            <li key={index}>
              <Card card={item} />
            </li>
          ))}
        </ul>
      );
    case "image":
      return (
        <>
          <Shown image={{ url: message.url, alt: message.alt ?? message.caption ?? "" }} />
          {message.caption}
        </>
      );
    case "audio":
    case "video":
    case "file":
      return <Thing icon={ICONS[message.type] ?? "file"} title={message.name ?? message.caption ?? message.url} url={message.url} />;
    case "location":
      return <Thing icon="location" title={message.name ?? message.address ?? `${String(message.lat)}, ${String(message.lon)}`} />;
    case "choice":
      return (
        <>
          {message.text}
          <Options options={message.options} />
        </>
      );
    case "request":
      return (
        <>
          {message.text}
          <span className="row small t2 mwhat">
            <Icon name={ICONS[message.what] ?? "form"} size="s" />
            {t("asksFor", { what: message.what })}
          </span>
        </>
      );
    default:
      return (
        <>
          {message.text}
          {(message.payload?.files ?? []).map((file) => (
            <Thing key={file.url} icon="attach" title={file.name} url={file.url} />
          ))}
          <Options options={message.actions} />
        </>
      );
  }
}

/** What was said, as whoever builds or answers needs to see it: nothing in it can be tapped. */
export function MessageBody({ content }: { content: Json }) {
  return <Inside message={readContent(content)} />;
}
