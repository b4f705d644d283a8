import { readContent, type Action, type CardMessage, type Content, type LocationMessage, type MediaMessage } from "../../../protocol/messages";
import { safeUrl as safeAddress } from "../../../protocol/markdown";
import { Icon, Markdown } from "../../../ui";
import { isObject, type JsonObject } from "../document/json";
import { t } from "../words";
import { Control, hasControl, payloadOf, type Answer } from "./controls";
import { w } from "./words";

export interface MessageProps {
  content: JsonObject;
  /** Undefined once the question is over: then nothing can be tapped. */
  onAnswer: Answer | undefined;
  onFiles: (files: readonly File[]) => Promise<readonly string[] | undefined>;
}

function safeUrl(url: string | undefined): string | undefined {
  return url === undefined || url === "" ? undefined : (safeAddress(url, window.location.origin) ?? undefined);
}

function Outside({ url, title }: { url: string; title: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  );
}

function Actions({ actions, onAnswer }: { actions: readonly Action[] | undefined; onAnswer: Answer | undefined }) {
  // Replies that were not taken are gone from the talk; links stay.
  const shown = (actions ?? []).filter((action) => onAnswer !== undefined || action.kind === "url" || action.kind === "phone");
  if (shown.length === 0) return null;
  return (
    <div className="qr">
      {shown.map((action, index) => {
        const url = action.kind === "phone" ? `tel:${action.url ?? ""}` : action.kind === "url" ? safeUrl(action.url) : undefined;
        if (url !== undefined) return <Outside key={index} url={url} title={action.title} />;
        return (
          <button key={index} type="button" title={action.description} onClick={() => onAnswer?.(payloadOf(action), action.title)}>
            {action.title}
          </button>
        );
      })}
    </div>
  );
}

function Card({ card, onAnswer }: { card: Omit<CardMessage, "type">; onAnswer: Answer | undefined }) {
  const url = safeUrl(card.image?.url);
  return (
    <div className="ocardwrap">
      <div className="ocard">
        {url !== undefined && <img src={url} alt={card.image?.alt ?? ""} />}
        <div className="cb">
          <div className="strong">{card.title}</div>
          {card.subtitle !== undefined && <div className="small t2">{card.subtitle}</div>}
          {card.text !== undefined && (
            <div className="small t2">
              <Markdown source={card.text} />
            </div>
          )}
        </div>
      </div>
      <Actions actions={card.actions} onAnswer={onAnswer} />
    </div>
  );
}

function Media({ content }: { content: MediaMessage }) {
  const url = safeUrl(content.url);
  const title = content.caption ?? content.name ?? content.alt ?? content.url;
  if (url === undefined) return <div className="msg bot t3">{title}</div>;
  if (content.type === "file") {
    return (
      <div className="msg bot row">
        <Icon name="file" size="s" />
        <Outside url={url} title={content.name ?? title} />
      </div>
    );
  }
  return (
    <figure className="ocard">
      {content.type === "image" && <img src={url} alt={content.alt ?? ""} />}
      {content.type === "video" && <video src={url} controls preload="metadata" aria-label={title} />}
      {content.type === "audio" && <audio src={url} controls preload="metadata" aria-label={title} />}
      {content.caption !== undefined && <figcaption className="cb small t2">{content.caption}</figcaption>}
    </figure>
  );
}

function Location({ content }: { content: LocationMessage }) {
  const where = `${String(content.lat)},${String(content.lon)}`;
  const map = `https://www.openstreetmap.org/?mlat=${String(content.lat)}&mlon=${String(content.lon)}#map=15/${where.replace(",", "/")}`;
  return (
    <div className="msg bot">
      <div className="row">
        <Icon name="location" size="s" />
        <span className="strong">{content.name ?? where}</span>
      </div>
      {content.address !== undefined && <div className="small t2">{content.address}</div>}
      <Outside url={map} title={w("place")} />
    </div>
  );
}

function Said({ text, raw }: { text: string; raw: JsonObject }) {
  if (text !== "") {
    return (
      <div className="msg bot md">
        <Markdown source={text} />
      </div>
    );
  }
  const type = typeof raw["type"] === "string" ? raw["type"] : "text";
  return <div className="msg bot t3">{isObject(raw["body"]) ? t("nativeMessage") : type}</div>;
}

function Question({ content, raw, onAnswer, onFiles }: MessageProps & { content: JsonObject } & { raw: Content }) {
  if (raw.type !== "choice" && raw.type !== "request" && raw.type !== "text") return null;
  const own = raw.type === "request" || (raw.type === "choice" && hasControl(raw));
  const buttons = raw.type === "choice" ? (own ? [] : raw.options) : raw.type === "text" ? raw.actions : [];
  return (
    <div className="said">
      {(raw.text !== "" || (buttons ?? []).length === 0) && <Said text={raw.text} raw={content} />}
      {own && onAnswer !== undefined && <Control content={raw} onAnswer={onAnswer} onFiles={onFiles} />}
      <Actions actions={buttons} onAnswer={onAnswer} />
    </div>
  );
}

/** One message of the bot, with everything that the web chat would show of it. */
export function BotMessage(props: MessageProps) {
  const { content, onAnswer } = props;
  const message = readContent(content);
  switch (message.type) {
    case "card":
      return <Card card={message} onAnswer={onAnswer} />;
    case "carousel":
      return (
        <ul className="carousel">
          {message.items.map((card, index) => (
            <li key={index}>
              <Card card={card} onAnswer={onAnswer} />
            </li>
          ))}
        </ul>
      );
    case "image":
    case "video":
    case "audio":
    case "file":
      return <Media content={message} />;
    case "location":
      return <Location content={message} />;
    default:
      return <Question {...props} raw={message} />;
  }
}
