import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import { useLocation } from "wouter";
import { Bead, Icon, isCategory, Kbd, useFocusReturn } from "../../../ui";
import { placeHref } from "../../app/places";
import { tidyFlow } from "../canvas/actions";
import type { Editor } from "../store/editor";
import { useEditor, useEditorState } from "../store/context";
import { openTryOut } from "../tryout/session";
import { t } from "../words";
import { entriesOf, search, type Entry, type Place } from "./entries";
import { variablePlaces } from "./uses";

function commandsOf(editor: Editor): readonly Entry[] {
  const command = (title: string, icon: string, run: () => void): Entry => ({ key: `command ${title}`, group: "commands", title, hint: "", where: "", icon, category: "", place: { kind: "command", run } });
  return [
    command(t("tryItOut"), "play", () => openTryOut(editor)),
    command(t("tidy"), "tidy", () => tidyFlow(editor)),
    command(t("fit"), "fit", () => editor.look("fit")),
    command(t("undo"), "undo", () => editor.undo()),
    command(t("redo"), "redo", () => editor.redo()),
    command(t("problems"), "alert", () => editor.set({ problemsOpen: true })),
  ];
}

function groupTitle(group: Entry["group"]): string {
  return t(`find.${group}`);
}

/** The query marked where the text holds it. */
function Marked({ text, query }: { text: string; query: string }) {
  const at = query === "" ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="hl">{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  );
}

function Row({ entry, id, query, chosen, onPoint, onGo }: { entry: Entry; id: string; query: string; chosen: boolean; onPoint: () => void; onGo: () => void }) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li ref={row} id={id} role="option" aria-selected={chosen} className={chosen ? "on" : ""} onPointerMove={onPoint} onClick={onGo}>
      <Bead category={isCategory(entry.category) ? entry.category : undefined} icon={entry.icon} />
      <span className="nowrap">
        <Marked text={entry.title} query={query} />
      </span>
      <span className="t3 clip grow">
        <Marked text={entry.hint} query={query} />
      </span>
      <span className="t3 small nowrap clip where">{entry.where}</span>
    </li>
  );
}

function useGo(onClose: () => void): (place: Place) => void {
  const editor = useEditor();
  const [, go] = useLocation();
  return (place) => {
    onClose();
    if (place.kind === "command") place.run();
    else if (place.kind === "page") go(placeHref(editor.state.slug, place.page));
    else {
      const target = place.kind === "variable" ? variablePlaces(editor.state.parts, place.name)[0] : place;
      if (target === undefined) {
        editor.say(t("notUsed"));
        return;
      }
      editor.open(target.flow);
      if (target.node === null) return;
      editor.select({ nodes: [target.node], step: target.step });
      editor.show(target.node, "focus");
    }
  };
}

/** Goes to anything in the bot: flows, nodes, texts, variables, intents, answers, commands. */
export function Find({ onClose }: { onClose: () => void }) {
  const editor = useEditor();
  const parts = useEditorState((state) => state.parts);
  const catalogue = useEditorState((state) => state.catalogue);
  const language = useEditorState((state) => state.language);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const go = useGo(onClose);
  useFocusReturn();
  useEffect(() => box.current?.focus(), []);
  const entries = useMemo(() => [...commandsOf(editor), ...entriesOf(parts, catalogue, language)], [editor, parts, catalogue, language]);
  const found = useMemo(() => search(entries, query), [entries, query]);
  const current = Math.min(at, Math.max(0, found.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === "Escape") onClose();
    if (event.key === "Tab") event.preventDefault();
    const entry = found[current];
    if (event.key === "Enter" && entry) {
      event.preventDefault();
      go(entry.place);
    }
  }

  return createPortal(
    <div className="scrim palscrim" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className="pop pal" role="dialog" aria-modal="true" aria-label={t("goToAnything")} onKeyDown={onKeyDown}>
        <div className="pf l">
          <Icon name="search" />
          <input
            ref={box}
            className="grow"
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={found.length > 0 ? `${id}-${String(current)}` : undefined}
            aria-label={t("goToAnything")}
            placeholder={t("findHint")}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
          />
          <Kbd>Esc</Kbd>
        </div>
        <ul role="listbox" id={id} aria-label={t("goToAnything")}>
          {found.flatMap((entry, index) => [
            ...(entry.group === found[index - 1]?.group
              ? []
              : [
                  <li key={`group ${entry.group}`} className="g" role="presentation">
                    {groupTitle(entry.group)}
                  </li>,
                ]),
            <Row key={entry.key} id={`${id}-${String(index)}`} entry={entry} query={query} chosen={index === current} onPoint={() => setAt(index)} onGo={() => go(entry.place)} />,
          ])}
          {found.length === 0 && <li className="t3 none">{t("nothingFound", { what: query })}</li>}
        </ul>
      </div>
    </div>,
    document.body,
  );
}
