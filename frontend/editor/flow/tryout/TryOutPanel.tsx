import { useEffect, useLayoutEffect, useRef, useState, type FormEvent } from "react";
import { useStore } from "zustand";
import { Button, Dot, IconButton, Kbd } from "../../../ui";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { BotMessage } from "./Message";
import { place, type Placed } from "./pins";
import { closeTryOut, tryOutOf, type TryOut } from "./session";
import { localText } from "../document/outputs";
import { w } from "./words";

function Head({ session }: { session: TryOut }) {
  const editor = useEditor();
  const turns = useStore(session.store, (state) => state.turns);
  const version = useStore(session.store, (state) => state.version);
  const before = turns[turns.length - 2];
  return (
    <div className="hd">
      <Dot tone="sig" />
      <div className="grow">
        <h2 className="strong">{t("tryItOut")}</h2>
        <div className="small t3">{version === null ? t("draftVisitor") : w("onVersion", { number: version })}</div>
      </div>
      <IconButton icon="stepback" label={t("stepBack")} disabled={before === undefined} onClick={() => before && void session.rewind(before.turn)} />
      <IconButton icon="restore" label={t("startAgain")} onClick={() => void session.start()} />
      <IconButton icon="close" label={t("close")} onClick={() => closeTryOut(editor)} />
    </div>
  );
}

function Entry({ placed, open, session }: { placed: Placed; open: boolean; session: TryOut }) {
  const { message, turn, order } = placed;
  const current = useStore(session.store, (state) => turn !== null && (state.turn ?? state.turns[state.turns.length - 1]?.turn) === turn);
  const language = useEditorState((state) => state.language);
  if (message.from === "user") {
    return (
      <div className={current ? "t cur" : "t"}>
        <span className="pin me" />
        <button type="button" className="msg me" title={t("showTurn")} onClick={() => session.set({ turn, drawer: true })}>
          {localText(message.content["text"], language)}
        </button>
      </div>
    );
  }
  return (
    <div className="t">
      <span className={order > 0 ? "pin" : "pin now"}>{order > 0 ? order : ""}</span>
      <BotMessage
        content={message.content}
        onAnswer={open ? (payload, shown) => void session.answer(payload, shown, message.seq) : undefined}
        onFiles={(files) => session.keep(files)}
      />
    </div>
  );
}

function Log({ session }: { session: TryOut }) {
  const { conversation, messages, turns, turnOf, sending, queued, busy, pending, problem, startedAt, notice } = useStore(session.store);
  const run = useEditorState((state) => state.run);
  const catalogue = useEditorState((state) => state.catalogue);
  const bottom = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    bottom.current?.scrollIntoView({ block: "end" });
  }, [messages, sending, queued, busy]);
  const placed = place(messages, turns, turnOf, run, catalogue);
  const lastAsked = messages.findLast((message) => message.from === "user")?.seq ?? -1;
  return (
    <div className="log" role="log" aria-label={t("tryOutChat")}>
      <div className="mk">{startedAt !== null && t("newConversation", { time: new Date(startedAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) })}</div>
      {placed.map((entry) => (
        <Entry key={entry.message.seq} placed={entry} open={!busy && entry.message.seq > lastAsked} session={session} />
      ))}
      {sending !== null && (
        <div className="t">
          <span className="pin me" />
          <div className="msg me">{sending}</div>
        </div>
      )}
      {(busy || pending) && (
        <div className="t">
          <span className="pin now" />
          <span className="typing" role="status" aria-label={t("typing")}>
            <i />
            <i />
            <i />
          </span>
        </div>
      )}
      {queued.map((text, index) => (
        <div className="t" key={`${String(index)} ${text}`}>
          <span className="pin me" />
          <div className="msg me queued">
            {text} <span className="small">{w("queued")}</span>
          </div>
        </div>
      ))}
      {notice !== null && (
        <div className="banner warn" role="alert">
          {notice}
        </div>
      )}
      {problem !== null && (
        <div className="banner bad" role="alert">
          <span className="grow">{problem}</span>
          {conversation !== null && queued.length > 0 ? (
            <Button size="s" onClick={() => void session.retry()}>
              {w("sendAgain")}
            </Button>
          ) : (
            <Button size="s" onClick={() => void session.start()}>
              {t("startAgain")}
            </Button>
          )}
        </div>
      )}
      <div ref={bottom} />
    </div>
  );
}

function Composer({ session }: { session: TryOut }) {
  const [text, setText] = useState("");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === "") return;
    void session.say(text.trim());
    setText("");
  }
  return (
    <form className="composer" onSubmit={onSubmit}>
      <span className="input">
        <input
          ref={box}
          aria-label={t("writeAsVisitor")}
          placeholder={t("writeAsVisitor")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            const last = session.state.messages.findLast((message) => message.from === "user");
            if (event.key === "ArrowUp" && text === "" && last) setText(localText(last.content["text"], ""));
          }}
        />
        <Kbd>↑</Kbd>
      </span>
    </form>
  );
}

/** A talk with the draft beside the canvas, which shows the path it takes. */
export function TryOutPanel() {
  const session = tryOutOf(useEditor());
  return (
    <aside className="panel chat" aria-label={t("tryItOut")}>
      <Head session={session} />
      <Log session={session} />
      <Composer session={session} />
    </aside>
  );
}
