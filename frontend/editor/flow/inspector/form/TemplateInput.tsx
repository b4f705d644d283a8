import { useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { Icon, Kbd, Popover, type Anchor, type FieldTies } from "../../../../ui";
import { namesOf } from "../../document/model";
import { useShallowState } from "../../store/context";
import { t } from "../../words";

export interface TemplateInputProps {
  ties: FieldTies;
  text: string;
  onText: (text: string) => void;
  onLeave: () => void;
  single?: boolean | undefined;
  mono?: boolean | undefined;
  placeholder?: string | undefined;
  /** Without variables, for names and patterns. */
  plain?: boolean | undefined;
}

function Variables({ anchor, onChoose, onClose }: { anchor: Anchor; onChoose: (name: string) => void; onClose: () => void }) {
  const names = useShallowState((state) => namesOf(state.parts, "variable"));
  const [query, setQuery] = useState("");
  const shown = [...names, "user.name", "today"].filter((name) => name.toLowerCase().includes(query.toLowerCase()));
  const [at, setAt] = useState(0);
  const current = Math.min(at, shown.length - 1);
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + shown.length) % Math.max(1, shown.length));
    }
    const chosen = shown[current];
    if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      onChoose(chosen);
    }
  }
  return (
    <Popover anchor={anchor} label={t("insertVariable")} onClose={onClose} className="varlist">
      <div className="pf" onKeyDown={onKeyDown}>
        <Icon name="variable" size="s" className="t3" />
        <input className="grow" aria-label={t("insertVariable")} placeholder={t("variable")} value={query} onChange={(event) => setQuery(event.target.value)} />
      </div>
      <ul role="listbox" aria-label={t("variables")}>
        {shown.map((name, index) => (
          <li key={name} role="option" aria-selected={index === current} className={index === current ? "on" : ""} onPointerMove={() => setAt(index)} onClick={() => onChoose(name)}>
            <span className="var">{name}</span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

function useAutoHeight(text: string, single: boolean) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null || single) return;
    area.style.height = "0";
    area.style.height = `${String(Math.min(320, area.scrollHeight + 2))}px`;
  }, [text, single]);
  return box;
}

/** A text that may hold variables: `/` after a space, or the button, inserts one. */
export function TemplateInput({ ties, text, onText, onLeave, single = false, mono = false, placeholder, plain = false }: TemplateInputProps) {
  const area = useAutoHeight(text, single);
  const [at, setAt] = useState<{ anchor: Anchor; place: number } | null>(null);

  function open(place: number) {
    const box = area.current?.getBoundingClientRect();
    if (box && !plain) setAt({ anchor: box, place });
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const place = event.currentTarget.selectionStart;
    if (single && event.key === "Enter") event.preventDefault();
    if (event.key === "/" && !plain && (place === 0 || /\s/.test(text[place - 1] ?? ""))) {
      event.preventDefault();
      open(place);
    }
  }
  function insert(name: string) {
    const place = at?.place ?? text.length;
    onText(`${text.slice(0, place)}{{ ${name} }}${text.slice(place)}`);
    setAt(null);
    requestAnimationFrame(() => {
      const end = place + name.length + 6;
      area.current?.focus();
      area.current?.setSelectionRange(end, end);
    });
  }

  return (
    <div className="tpl">
      <textarea
        ref={area}
        className={["input", single ? "line" : "area", mono ? "mono" : ""].filter(Boolean).join(" ")}
        rows={single ? 1 : 2}
        value={text}
        placeholder={placeholder}
        spellCheck={!mono}
        {...ties}
        onChange={(event) => onText(single ? event.target.value.replaceAll("\n", " ") : event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
      />
      {!plain && !single && (
        <div className="row small t3 under">
          <button type="button" className="end linkish" onClick={() => open(area.current?.selectionStart ?? text.length)}>
            {t("insertVariable")}
          </button>
          <Kbd>/</Kbd>
        </div>
      )}
      {at && <Variables anchor={at.anchor} onChoose={insert} onClose={() => setAt(null)} />}
    </div>
  );
}
