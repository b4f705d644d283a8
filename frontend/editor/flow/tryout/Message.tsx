import { localText } from "../document/outputs";
import { isObject, objectOf, objectsOf, textOf, type JsonObject } from "../document/json";
import { useEditorState } from "../store/context";
import { t } from "../words";

export type Tap = (option: string, title: string) => void;

/** Only addresses that show a picture or open a page; a bot's text is never a script. */
function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : undefined;
}

function useText(): (value: JsonObject[string] | undefined) => string {
  const language = useEditorState((state) => state.language);
  return (value) => localText(value, language);
}

function Actions({ actions, onTap }: { actions: readonly JsonObject[]; onTap: Tap | undefined }) {
  const text = useText();
  // Replies that were not taken are gone from the talk; links stay.
  const shown = onTap === undefined ? actions.filter((action) => action["kind"] === "url") : actions;
  if (shown.length === 0) return null;
  return (
    <div className="qr">
      {shown.map((action, index) => {
        const title = text(action["title"]);
        const url = safeUrl(text(action["url"]));
        if (action["kind"] === "url" && url !== undefined) {
          return (
            <a key={index} href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          );
        }
        const option = textOf(action["option"], textOf(action["id"], textOf(action["value"], title)));
        return (
          <button key={index} type="button" onClick={() => onTap?.(option, title)}>
            {title}
          </button>
        );
      })}
    </div>
  );
}

function Card({ card, onTap }: { card: JsonObject; onTap: Tap | undefined }) {
  const text = useText();
  const image = objectOf(card["image"]);
  const url = safeUrl(text(image["url"]));
  const lines = [text(card["subtitle"]), text(card["text"])].filter(Boolean);
  return (
    <div className="ocardwrap">
      <div className="ocard">
        {url !== undefined && <img src={url} alt={text(image["alt"])} />}
        <div className="cb">
          <div className="strong">{text(card["title"])}</div>
          {lines.map((line) => (
            <div key={line} className="small t2">
              {line}
            </div>
          ))}
        </div>
      </div>
      <Actions actions={objectsOf(card["actions"])} onTap={onTap} />
    </div>
  );
}

function Media({ content }: { content: JsonObject }) {
  const text = useText();
  const url = safeUrl(text(content["url"]));
  const caption = text(content["caption"]) || text(content["name"]) || text(content["alt"]) || url || "";
  if (content["type"] === "image" && url !== undefined) {
    return (
      <figure className="ocard">
        <img src={url} alt={text(content["alt"])} />
        {text(content["caption"]) !== "" && <figcaption className="cb small t2">{caption}</figcaption>}
      </figure>
    );
  }
  return <div className="msg bot">{url === undefined ? caption : <a href={url} target="_blank" rel="noreferrer">{caption}</a>}</div>;
}

/** One message of the bot: text, quick replies, card, carousel, picture. */
export function BotMessage({ content, onTap }: { content: JsonObject; onTap: Tap | undefined }) {
  const text = useText();
  const type = textOf(content["type"], "text");
  if (type === "card") return <Card card={content} onTap={onTap} />;
  if (type === "carousel") {
    return (
      <ul className="carousel">
        {objectsOf(content["items"]).map((card, index) => (
          <li key={index}>
            <Card card={card} onTap={onTap} />
          </li>
        ))}
      </ul>
    );
  }
  if (["image", "audio", "video", "file"].includes(type)) return <Media content={content} />;
  const said = text(content["text"]);
  const options = objectsOf(content["options"]);
  return (
    <div className="said">
      {said !== "" && <div className="msg bot">{said}</div>}
      {said === "" && options.length === 0 && <div className="msg bot t3">{isObject(content["body"]) ? t("nativeMessage") : type}</div>}
      <Actions actions={[...options, ...objectsOf(content["actions"])]} onTap={onTap} />
    </div>
  );
}
