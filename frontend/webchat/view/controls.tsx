import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Action, ChoiceMessage, RequestMessage } from "../../protocol/messages.ts";
import { readable } from "../../protocol/days.ts";
import { fill } from "../labels/index.ts";
import { Replies } from "./actions.tsx";
import { useChat } from "./context.ts";
import { Face, Icon, Star } from "./icons.tsx";
import { Upload } from "./Upload.tsx";

function idOf(action: Action): string {
  return action.option ?? action.title;
}

/** A list folded up; the button beside it sends what was picked. */
function Dropdown({ content, seq }: { content: ChoiceMessage; seq: number }): JSX.Element {
  const { labels, tap } = useChat();
  const [picked, setPicked] = useState("");
  const action = content.options.find((one) => idOf(one) === picked);
  return (
    <form
      class="control row"
      onSubmit={(event) => {
        event.preventDefault();
        if (action) tap(action, seq);
      }}
    >
      <select
        aria-label={content.text || labels.options}
        value={picked}
        onChange={(event) => setPicked(event.currentTarget.value)}
      >
        <option value="" disabled>
          {content.placeholder ?? labels.choose}
        </option>
        {content.options.map((one) => (
          <option key={idOf(one)} value={idOf(one)}>
            {one.title}
          </option>
        ))}
      </select>
      <button type="submit" class="go" disabled={!action}>
        {labels.send}
      </button>
    </form>
  );
}

function Ticks({
  content,
  ticked,
  tick,
}: {
  content: ChoiceMessage;
  ticked: ReadonlySet<string>;
  tick: (id: string) => void;
}): JSX.Element {
  const isFull = content.max !== undefined && ticked.size >= content.max;
  return (
    <>
      {content.options.map((one) => {
        const isOn = ticked.has(idOf(one));
        return (
          <label key={idOf(one)} class="tick">
            <input type="checkbox" checked={isOn} disabled={isFull && !isOn} onChange={() => tick(idOf(one))} />
            <span>
              {one.title}
              {one.description ? <small>{one.description}</small> : null}
            </span>
          </label>
        );
      })}
    </>
  );
}

/** Any number of options, sent together. */
function Several({ content, seq }: { content: ChoiceMessage; seq: number }): JSX.Element {
  const { labels, send } = useChat();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (id: string): void => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const picked = content.options.filter((one) => ticked.has(idOf(one)));
  const ticks = <Ticks content={content} ticked={ticked} tick={tick} />;
  const isShort = picked.length < (content.min ?? 0);
  return (
    <form
      class="control"
      onSubmit={(event) => {
        event.preventDefault();
        const title = picked.map((one) => one.title).join(", ") || "–";
        if (!isShort) send(title, { options: picked.map(idOf), seq });
      }}
    >
      {content.style === "dropdown" ? (
        <details class="fold">
          <summary>
            {picked.length > 0 ? fill(labels.chosen, { count: picked.length }) : (content.placeholder ?? labels.choose)}
            <Icon name="fold" />
          </summary>
          <fieldset>
            <legend class="sr">{content.text || labels.options}</legend>
            {ticks}
          </fieldset>
        </details>
      ) : (
        <fieldset>
          <legend class="sr">{content.text || labels.options}</legend>
          {ticks}
        </fieldset>
      )}
      <button type="submit" class="go" disabled={isShort}>
        {labels.send}
      </button>
    </form>
  );
}

function Rating({ content, seq }: { content: ChoiceMessage; seq: number }): JSX.Element {
  const { labels, tap } = useChat();
  const { options, look = "stars", low, high } = content;
  const mark = (title: string, at: number): JSX.Element | string => {
    if (look === "stars") return <Star />;
    return look === "faces" ? <Face mood={options.length > 1 ? at / (options.length - 1) : 1} /> : title;
  };
  return (
    <div class={`control rating ${look}`} role="group" aria-label={content.text || labels.options}>
      <div class="marks">
        {options.map((one, at) => (
          <button
            key={idOf(one)}
            type="button"
            aria-label={fill(labels.mark, { count: one.title, most: options[options.length - 1]?.title ?? "" })}
            title={one.title}
            onClick={() => tap(one, seq)}
          >
            {mark(one.title, at)}
          </button>
        ))}
      </div>
      {low || high ? (
        <p class="ends">
          <span>{low}</span>
          <span>{high}</span>
        </p>
      ) : null}
    </div>
  );
}

/** Sends the day as 2026-12-24: the bot reads it the same in every language, the log shows it in the visitor's. */
function Day({ content, seq }: { content: RequestMessage; seq: number }): JSX.Element {
  const { labels, language, send } = useChat();
  const [day, setDay] = useState("");
  const id = useId();
  const isMoment = content.what === "datetime";
  const bound = (limit: string | undefined, time: string): string | undefined =>
    limit === undefined || !isMoment ? limit : `${limit.slice(0, 10)}T${time}`;
  return (
    <form
      class="control row"
      onSubmit={(event) => {
        event.preventDefault();
        if (day !== "") send(readable(day, language), { value: day, seq });
      }}
    >
      <label class="sr" for={id}>
        {isMoment ? labels.dayAndTime : labels.day}
      </label>
      <input
        id={id}
        type={isMoment ? "datetime-local" : "date"}
        value={day}
        min={bound(content.min, "00:00")}
        max={bound(content.max, "23:59")}
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <button type="submit" class="go" disabled={day === ""}>
        {labels.send}
      </button>
    </form>
  );
}

/** The control below an open question. Whoever prefers to write, writes. */
export function Control({ content, seq }: { content: ChoiceMessage | RequestMessage; seq: number }): JSX.Element | null {
  if (content.type === "request") {
    if (content.what === "file") return <Upload content={content} seq={seq} />;
    return content.what === "date" || content.what === "datetime" ? <Day content={content} seq={seq} /> : null;
  }
  if (content.multiple) return <Several content={content} seq={seq} />;
  if (content.style === "rating") return <Rating content={content} seq={seq} />;
  if (content.style === "dropdown") return <Dropdown content={content} seq={seq} />;
  return <Replies actions={content.options} seq={seq} isList={content.style === "list"} />;
}
