import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Bead, Icon, isCategory, Kbd, Popover } from "../../../ui";
import { flowOf, nodeOf } from "../store/selectors";
import { useEditor, useEditorState } from "../store/context";
import type { PickerRequest } from "../store/state";
import { t } from "../words";
import { choose } from "./insert";
import { likelyNext, optionsFor, type Option } from "./options";

function useOptions(request: PickerRequest, query: string): readonly Option[] {
  const parts = useEditorState((state) => state.parts);
  const catalogue = useEditorState((state) => state.catalogue);
  const flow = useEditorState(flowOf);
  return useMemo(() => {
    const source = nodeOf(flow, request.from?.node ?? request.node ?? "");
    const after = source?.steps.find((step) => step.id === request.from?.step) ?? source?.steps[source.steps.length - 1];
    return optionsFor({
      query,
      catalogue,
      likely: likelyNext(parts, catalogue, after?.type),
      flow,
      without: request.from?.node,
      connectFirst: request.kind === "connect",
      nodes: request.from !== undefined,
      words: { likely: t("likelyNext"), nodes: t("nodesHere"), connect: t("connectToIt") },
    });
  }, [parts, catalogue, flow, query, request]);
}

function OptionRow({ id, option, chosen, onPoint, onChoose }: { id: string; option: Option; chosen: boolean; onPoint: () => void; onChoose: () => void }) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const category = option.kind === "type" && isCategory(option.type.category) ? option.type.category : undefined;
  return (
    <li ref={row} id={id} role="option" aria-selected={chosen} className={chosen ? "on" : ""} onPointerMove={onPoint} onClick={onChoose}>
      <Bead category={category} icon={option.kind === "type" ? option.type.icon : "flow"} />
      <span className="strong nowrap">{option.title}</span>
      <span className="t3 clip grow">{option.hint}</span>
      {chosen && <Kbd>Enter</Kbd>}
    </li>
  );
}

function PickerBody({ request }: { request: PickerRequest }) {
  const editor = useEditor();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const options = useOptions(request, query);
  const current = Math.min(at, Math.max(0, options.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" || (event.key === "Tab" && !event.shiftKey) ? 1 : event.key === "ArrowUp" || event.key === "Tab" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + options.length) % Math.max(1, options.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = options[current];
      if (option) choose(editor, request, option);
    }
  }

  return (
    <div onKeyDown={onKeyDown}>
      <div className="pf">
        <Icon name="search" size="s" className="t3" />
        <input
          className="grow"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={options.length > 0 ? `${id}-${String(current)}` : undefined}
          aria-label={t("pickerSearch")}
          placeholder={request.from ? t("pickerSearch") : t("pickerStep")}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
        />
      </div>
      <ul role="listbox" id={id} aria-label={t("pickerSearch")}>
        {options.map((option, index) => (
          <Grouped key={option.key} title={option.group === options[index - 1]?.group ? null : option.group}>
            <OptionRow id={`${id}-${String(index)}`} option={option} chosen={index === current} onPoint={() => setAt(index)} onChoose={() => choose(editor, request, option)} />
          </Grouped>
        ))}
        {options.length === 0 && <li className="t3 none">{t("nothingFound", { what: query })}</li>}
      </ul>
      <div className="pfoot">
        <span className="row">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>
          {t("choose")}
        </span>
        <span className="row">
          <Kbd>Enter</Kbd>
          {request.from ? t("insertConnect") : t("insert")}
        </span>
        <span className="row end">
          <Kbd>Esc</Kbd>
        </span>
      </div>
    </div>
  );
}

function Grouped({ title, children }: { title: string | null; children: ReactNode }) {
  return (
    <>
      {title !== null && (
        <li className="g" role="presentation">
          {title}
        </li>
      )}
      {children}
    </>
  );
}

/** Adds a step or connects: at the pointer where a transition was dropped, or beside the chosen node. Esc leaves no trace. */
export function Picker() {
  const editor = useEditor();
  const request = useEditorState((state) => state.picker);
  const anchor = useMemo(() => request && { left: request.at.x, right: request.at.x, top: request.at.y, bottom: request.at.y }, [request]);
  if (request === null || anchor === null) return null;
  return (
    <Popover key={`${String(request.at.x)} ${String(request.at.y)}`} anchor={anchor} label={t("addStep")} className="pick" onClose={() => editor.pick(null)}>
      <PickerBody request={request} />
    </Popover>
  );
}
