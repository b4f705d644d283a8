import { useId, useRef, useState, type FormEvent } from "react";
import { readable, regional } from "../../../protocol/days";
import type { Action, ChoiceMessage, RequestMessage } from "../../../protocol/messages";
import { Button, Icon } from "../../../ui";
import type { JsonObject } from "../document/json";
import { useEditorState } from "../store/context";
import { w } from "./words";

/** Answers the open question: what is sent, and how it reads in the log. */
export type Answer = (payload: JsonObject, shown: string) => void;

export interface ControlProps<M> {
  content: M;
  onAnswer: Answer;
  /** Keeps files and gives their tokens; undefined where the server would not take one, which is then said in the panel. */
  onFiles: (files: readonly File[]) => Promise<readonly string[] | undefined>;
}

function idOf(action: Action): string {
  return action.option ?? action.title;
}

/** What a tap sends: the option of a question, or, from a card, what the button stands for. */
export function payloadOf(action: Action): JsonObject {
  return action.option !== undefined ? { option: action.option } : { value: action.value ?? action.title };
}

function Dropdown({ content, onAnswer }: ControlProps<ChoiceMessage>) {
  const [picked, setPicked] = useState("");
  const action = content.options.find((one) => idOf(one) === picked);
  return (
    <form
      className="row trycontrol"
      onSubmit={(event) => {
        event.preventDefault();
        if (action) onAnswer(payloadOf(action), action.title);
      }}
    >
      <span className="select grow">
        <select className="input" aria-label={content.text || w("options")} value={picked} onChange={(event) => setPicked(event.target.value)}>
          <option value="" disabled>
            {content.placeholder ?? w("choose")}
          </option>
          {content.options.map((one) => (
            <option key={idOf(one)} value={idOf(one)}>
              {one.title}
            </option>
          ))}
        </select>
        <Icon name="down" size="s" />
      </span>
      <Button type="submit" disabled={!action}>
        {w("send")}
      </Button>
    </form>
  );
}

function Several({ content, onAnswer }: ControlProps<ChoiceMessage>) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const picked = content.options.filter((one) => ticked.has(idOf(one)));
  const full = content.max !== undefined && ticked.size >= content.max;
  const short = picked.length < (content.min ?? 0);
  const tick = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!short) onAnswer({ options: picked.map(idOf) }, picked.map((one) => one.title).join(", ") || "–");
  }
  return (
    <form className="trycontrol" onSubmit={onSubmit}>
      <fieldset>
        <legend className="sr">{content.text || w("options")}</legend>
        {content.options.map((one) => (
          <label key={idOf(one)} className="row trytick">
            <input type="checkbox" checked={ticked.has(idOf(one))} disabled={full && !ticked.has(idOf(one))} onChange={() => tick(idOf(one))} />
            <span>
              {one.title}
              {one.description !== undefined && <small className="t3"> {one.description}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      <Button type="submit" disabled={short}>
        {picked.length > 0 ? `${w("send")} (${String(picked.length)})` : w("send")}
      </Button>
    </form>
  );
}

const FACES = ["🙁", "😕", "😐", "🙂", "😀"];

function faceAt(at: number, count: number): string {
  const share = count > 1 ? at / (count - 1) : 1;
  return FACES[Math.round(share * (FACES.length - 1))] ?? "🙂";
}

function Rating({ content, onAnswer }: ControlProps<ChoiceMessage>) {
  const { options, look = "stars", low, high } = content;
  return (
    <div className="trycontrol" role="group" aria-label={content.text || w("options")}>
      <div className="marks">
        {options.map((one, at) => (
          <button
            key={idOf(one)}
            type="button"
            title={one.title}
            aria-label={w("mark", { mark: one.title, most: options.length })}
            onClick={() => onAnswer(payloadOf(one), one.title)}
          >
            {look === "stars" ? <Icon name="rating" size="l" /> : look === "faces" ? faceAt(at, options.length) : one.title}
          </button>
        ))}
      </div>
      {(low !== undefined || high !== undefined) && (
        <p className="row small t3">
          <span className="grow">{low}</span>
          <span>{high}</span>
        </p>
      )}
    </div>
  );
}

/** Sends the day as 2026-12-24, which the bot reads the same in every language. */
function Day({ content, onAnswer }: ControlProps<RequestMessage>) {
  const language = useEditorState((state) => state.language);
  const [day, setDay] = useState("");
  const id = useId();
  const moment = content.what === "datetime";
  const bound = (limit: string | undefined, time: string) => (limit === undefined || !moment ? limit : `${limit.slice(0, 10)}T${time}`);
  return (
    <form
      className="row trycontrol"
      onSubmit={(event) => {
        event.preventDefault();
        if (day !== "") onAnswer({ value: day }, readable(day, regional(language, navigator.languages)));
      }}
    >
      <label className="sr" htmlFor={id}>
        {moment ? w("dayAndTime") : w("day")}
      </label>
      <input
        id={id}
        className="input grow"
        type={moment ? "datetime-local" : "date"}
        value={day}
        min={bound(content.min, "00:00")}
        max={bound(content.max, "23:59")}
        onChange={(event) => setDay(event.target.value)}
      />
      <Button type="submit" disabled={day === ""}>
        {w("send")}
      </Button>
    </form>
  );
}

function Upload({ content, onAnswer, onFiles }: ControlProps<RequestMessage>) {
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState("");
  const most = content.most ?? 1;
  async function take(list: FileList | null): Promise<void> {
    const files = [...(list ?? [])].slice(0, most);
    if (files.length === 0 || sending !== "") return;
    const names = files.map((file) => file.name).join(", ");
    setSending(names);
    const tokens = await onFiles(files);
    setSending("");
    if (tokens !== undefined) onAnswer({ files: [...tokens] }, names);
  }
  if (sending !== "") {
    return (
      <p className="small t2" role="status">
        {w("sendingFile", { name: sending })}
      </p>
    );
  }
  return (
    <div className="trycontrol">
      <input
        ref={field}
        type="file"
        className="sr"
        tabIndex={-1}
        aria-hidden="true"
        accept={content.accept?.map((type) => (type.endsWith("/") ? `${type}*` : type)).join(",")}
        multiple={most > 1}
        onChange={(event) => void take(event.target.files)}
      />
      <Button icon="attach" onClick={() => field.current?.click()}>
        {most > 1 ? w("chooseFiles") : w("chooseFile")}
      </Button>
    </div>
  );
}

/** The control of a question that has one of its own; null where buttons do. */
export function Control(props: ControlProps<ChoiceMessage | RequestMessage>) {
  const { content, ...rest } = props;
  if (content.type === "request") {
    if (content.what === "file") return <Upload content={content} {...rest} />;
    return content.what === "date" || content.what === "datetime" ? <Day content={content} {...rest} /> : null;
  }
  if (content.multiple === true) return <Several content={content} {...rest} />;
  if (content.style === "rating") return <Rating content={content} {...rest} />;
  return content.style === "dropdown" ? <Dropdown content={content} {...rest} /> : null;
}

export function hasControl(content: ChoiceMessage): boolean {
  return content.multiple === true || content.style === "rating" || content.style === "dropdown";
}
