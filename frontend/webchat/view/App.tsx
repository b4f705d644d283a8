import type { JSX, RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Action, Payload, SentFile } from "../../protocol/messages.ts";
import { regional } from "../../protocol/days.ts";
import type { Identity, Link } from "../core/link.ts";
import type { Session } from "../core/session.ts";
import { upload, type Upload } from "../core/upload.ts";
import { fill, type Labels } from "../labels/index.ts";
import type { Options, Theme } from "../options.ts";
import { Composer } from "./Composer.tsx";
import { Chat } from "./context.ts";
import { initials } from "./HandoffBanner.tsx";
import { Emblem, Icon } from "./icons.tsx";
import { Log } from "./Log.tsx";
import { Menu } from "./Menu.tsx";

const READ_AFTER = 800;

export interface AppProps {
  session: Session;
  options: Options;
  labels: Labels;
  isShown: boolean;
  theme: Theme;
  setTheme: (theme: Theme) => void;
  close: () => void;
  /** Text for the live region: what has just arrived, said once. */
  spoken: string;
}

function useLink(session: Session): Link {
  const [link, setLink] = useState(session.link);
  useEffect(() => {
    setLink(session.link);
    return session.subscribe(setLink);
  }, [session]);
  return link;
}

/** The link without what the bot still "types". */
function usePaced(session: Session, link: Link): Link {
  const [, look] = useState(0);
  const { messages, wait } = session.pace.shown(link.messages, Date.now());
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => look((count) => count + 1), wait);
    return () => clearTimeout(timer);
  });
  return wait === 0 ? link : { ...link, messages, typing: true };
}

function payloadOf(action: Action, seq: number): Payload {
  if (action.option !== undefined) return { option: action.option, seq };
  return { value: action.value ?? action.title, seq };
}

function Header({
  link,
  labels,
  options,
  menu,
  close,
}: {
  link: Link;
  labels: Labels;
  options: Options;
  menu: JSX.Element;
  close: () => void;
}): JSX.Element {
  const agent = link.handoff?.state === "active" ? link.handoff.agent : null;
  const bot = link.bot?.name ?? "";
  return (
    <div class="head">
      {agent ? (
        <span class="avatar">{initials(agent)}</span>
      ) : (
        <span class="emblem">
          <Emblem path={link.bot?.emblem} />
        </span>
      )}
      <div class="who">
        <h2>{agent ? `${agent}, ${bot}` : bot}</h2>
      </div>
      {menu}
      {options.mode === "widget" ? (
        <button type="button" class="ibtn" aria-label={labels.close} onClick={close}>
          <Icon name="close" />
        </button>
      ) : null}
    </div>
  );
}

function Notice({ link, labels }: { link: Link; labels: Labels }): JSX.Element | null {
  if (link.phase === "stopped")
    return (
      <p class="notice bad" role="status">
        {labels.gone}
      </p>
    );
  if (link.phase !== "open" && link.attempt > 1)
    return (
      <p class="notice" role="status">
        {labels.reconnecting}
      </p>
    );
  if (link.problem !== null)
    return (
      <p class="notice" role="status">
        {labels.trouble}
      </p>
    );
  return null;
}

/** After a restart: the way back to the conversation that has left the screen, until something is said in the new one. */
function useRestart(session: Session, link: Link): { restart: () => void; back: (() => void) | null } {
  const [left, setLeft] = useState<{ identity: Identity; to: string } | null>(null);
  const restart = (): void => {
    const identity = session.link.identity;
    session.restart();
    setLeft({ identity, to: session.link.identity.id });
  };
  const isFresh =
    left?.to === link.identity.id &&
    !link.messages.some((message) => message.from === "user") &&
    link.outbox.length === 0;
  const back = left && isFresh ? () => session.adopt(left.identity) : null;
  return { restart, back };
}

/** On a phone, focusing the field would open the keyboard over the answer. */
function focusWhereTyped(field: HTMLTextAreaElement | null): void {
  if (matchMedia("(pointer: fine)").matches) field?.focus();
}

function WayBack({ labels, back }: { labels: Labels; back: (() => void) | null }): JSX.Element | null {
  if (back === null) return null;
  return (
    <p class="notice" role="status">
      {labels.restarted}{" "}
      <button type="button" onClick={back}>
        {labels.undo}
      </button>
    </p>
  );
}

/** A chat that is shown has the visitor's attention: the field gets the focus, and the server hears what was read. */
function useAttention(
  session: Session,
  lastSeq: number,
  isShown: boolean,
  field: RefObject<HTMLTextAreaElement | null>,
): void {
  useEffect(() => {
    if (isShown) focusWhereTyped(field.current);
  }, [isShown]);
  useEffect(() => {
    if (!isShown || lastSeq === 0) return;
    // An answer often comes as several messages: one word of the last is enough.
    const timer = setTimeout(() => session.read(lastSeq), READ_AFTER);
    return () => clearTimeout(timer);
  }, [isShown, lastSeq]);
}

export function App(props: AppProps): JSX.Element {
  const { session, options, labels, isShown, close } = props;
  const link = usePaced(session, useLink(session));
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const { restart, back } = useRestart(session, link);
  useAttention(session, link.lastSeq, isShown, field);
  const context = useMemo(
    () => ({
      labels,
      base: options.server,
      language: regional(options.language, navigator.languages),
      tap: (action: Action, seq: number): void => {
        session.tap(action.title, payloadOf(action, seq));
        focusWhereTyped(field.current);
      },
      send: (title: string, payload: Payload, files?: SentFile[]): void => {
        session.tap(title, payload, files);
        focusWhereTyped(field.current);
      },
      upload: (file: File, progress: (share: number) => void): Upload => {
        const { conversation = "", token = "" } = session.link.identity;
        const path = `/api/v1/chat/${encodeURIComponent(options.bot)}/conversations/${conversation}/files/`;
        const address = new URL(`${path}?name=${encodeURIComponent(file.name)}`, options.server).href;
        return upload(address, token, file, progress);
      },
    }),
    [labels, options.server, session],
  );
  const agent = link.handoff?.state === "active" ? link.handoff.agent : null;
  const menu = <Menu labels={labels} theme={props.theme} setTheme={props.setTheme} restart={restart} />;
  return (
    <Chat.Provider value={context}>
      <section
        class={`chat ${options.mode}`}
        role={options.mode === "widget" ? "dialog" : "region"}
        aria-label={fill(labels.chatWith, { name: agent ?? link.bot?.name ?? "" })}
        hidden={!isShown}
        onKeyDown={(event) => event.key === "Escape" && options.mode === "widget" && close()}
      >
        <Header link={link} labels={labels} options={options} menu={menu} close={close} />
        <Log
          link={link}
          labels={labels}
          retry={(id) => session.retry(id)}
          discard={(id) => session.discard(id)}
          edit={(entry) => {
            session.discard(entry.id);
            setText(entry.title);
            field.current?.focus();
          }}
        />
        <Notice link={link} labels={labels} />
        <WayBack labels={labels} back={back} />
        <Composer
          labels={labels}
          field={field}
          text={text}
          setText={setText}
          say={(said) => session.say(said)}
          placeholder={agent ? fill(labels.writeTo, { name: agent }) : labels.write}
        />
        <div class="sr" aria-live="polite">
          {props.spoken}
        </div>
      </section>
    </Chat.Provider>
  );
}
