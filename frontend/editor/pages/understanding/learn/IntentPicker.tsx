import { useId, useState, type KeyboardEvent } from "react";
import { Chip, Icon, Popover, type Anchor } from "../../../../ui";
import type { Acceptance } from "../../../api/learning";
import { t } from "./words";

export interface Target {
  readonly kind: "intent" | "answer";
  readonly name: string;
  /** What people read: the first question of an answer. */
  readonly title: string;
}

export type Picked = Pick<Acceptance, "to" | "fresh">;

export interface IntentPickerProps {
  anchor: Anchor;
  label: string;
  targets: readonly Target[];
  onPick: (picked: Picked) => void;
  onClose: () => void;
}

const MOST = 40;

/** Intents and answers to choose from by typing; a name that is none yet makes a new intent. */
export function IntentPicker({ anchor, label, targets, onPick, onClose }: IntentPickerProps) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const found = targets.filter((target) => `${target.name} ${target.title}`.toLowerCase().includes(wanted)).slice(0, MOST);
  const name = text.trim().replace(/\s+/g, "_");
  const fresh = /^[\p{L}\p{N}_.-]+$/u.test(name) && !targets.some((target) => target.kind === "intent" && target.name === name) ? name : null;
  const count = found.length + (fresh === null ? 0 : 1);
  const current = Math.min(at, count - 1);

  function pick(index: number) {
    const target = found[index];
    if (target !== undefined) onPick({ to: { kind: target.kind, name: target.name } });
    else if (fresh !== null) onPick({ to: { kind: "intent", name: fresh }, fresh: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") setAt(Math.min(count - 1, current + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, current - 1));
    else if (event.key === "Enter") pick(current);
    else return;
    event.preventDefault();
  }

  return (
    <Popover anchor={anchor} label={label} className="lnpick" onClose={onClose}>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={count > 0 ? `${id}-${String(current)}` : undefined}
        aria-label={label}
        placeholder={t("find")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label}>
        {found.map((target, index) => (
          <li
            key={`${target.kind} ${target.name}`}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === current}
            className="mi"
            onPointerEnter={() => setAt(index)}
            onClick={() => pick(index)}
          >
            <span className={target.kind === "intent" ? "mono grow clip" : "grow clip"}>{target.title}</span>
            {target.kind === "answer" && <Chip tone="line">{t("answer")}</Chip>}
          </li>
        ))}
        {fresh !== null && (
          <li
            id={`${id}-${String(found.length)}`}
            role="option"
            aria-selected={current === found.length}
            className="mi"
            onPointerEnter={() => setAt(found.length)}
            onClick={() => pick(found.length)}
          >
            <Icon name="add" size="s" />
            <span className="grow clip">{t("newIntent", { name: fresh })}</span>
          </li>
        )}
      </ul>
      {count === 0 && <p className="small t3">{t("nothingFits")}</p>}
    </Popover>
  );
}
