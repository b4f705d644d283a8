import { useCallback, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from "react";
import { Icon, Kbd, Popover, type Anchor } from "../../../ui";
import { editText, markSpan, pieces, unmark, type Annotated } from "./annotations";
import { hueOf, type EntityRow } from "./draftView";
import { t } from "./words";

export interface AnnotatedInputProps {
  label: string;
  value: Annotated;
  onChange: (value: Annotated) => void;
  entities: readonly EntityRow[];
  onEnter: () => void;
  onEscape?: (() => void) | undefined;
  /** Several lines at once; without it they are joined. */
  onPasteLines?: ((text: string) => void) | undefined;
  placeholder?: string | undefined;
  autoFocus?: boolean | undefined;
}

interface Picked {
  start: number;
  end: number;
  anchor: Anchor;
}

/** The words selected in the field, if any, and where they stand on the page. */
function picked(input: HTMLInputElement, measure: HTMLElement, text: string): Picked | null {
  const start = input.selectionStart ?? 0;
  const end = input.selectionEnd ?? 0;
  if (text.slice(start, end).trim() === "") return null;
  const box = input.getBoundingClientRect();
  measure.textContent = text.slice(0, start);
  const left = Math.min(box.left + measure.offsetWidth - input.scrollLeft, box.right - 40);
  return { start, end, anchor: { left, right: box.right, top: box.top, bottom: box.bottom + 6 } };
}

interface Marking {
  pick: Picked | null;
  look: () => void;
  close: () => void;
  mark: (entity: string | null) => void;
  /** Alt and a digit choose without leaving the text. True where the key was one of ours. */
  byKey: (event: KeyboardEvent) => boolean;
}

function useMarking(
  field: RefObject<HTMLInputElement | null>,
  measure: RefObject<HTMLElement | null>,
  { value, onChange, entities }: Pick<AnnotatedInputProps, "value" | "onChange" | "entities">,
): Marking {
  const [pick, setPick] = useState<Picked | null>(null);
  const close = useCallback(() => setPick(null), []);
  const look = () => {
    if (field.current !== null && measure.current !== null) setPick(picked(field.current, measure.current, value.text));
  };
  const mark = (entity: string | null) => {
    if (pick === null) return;
    onChange(entity === null ? unmark(value, pick.start, pick.end) : markSpan(value, pick.start, pick.end, entity));
    field.current?.setSelectionRange(pick.end, pick.end);
    close();
  };
  const byKey = (event: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    if (pick === null || !event.altKey || digit === undefined) return false;
    const entity = entities[Number(digit) - 1];
    if (digit === "0") mark(null);
    else if (entity !== undefined) mark(entity.name);
    return true;
  };
  return { pick, look, close, mark, byKey };
}

/** One line of text in which entities are marked: select words, then choose what they are.
 *  The marks are drawn behind a plain text field, which lays out the same text in the same place. */
export function AnnotatedInput(props: AnnotatedInputProps) {
  const { label, value, onChange, entities, onEnter, onEscape, onPasteLines, placeholder, autoFocus } = props;
  const field = useRef<HTMLInputElement>(null);
  const back = useRef<HTMLDivElement>(null);
  const measure = useRef<HTMLSpanElement>(null);
  const { pick, look, close, mark, byKey } = useMarking(field, measure, props);

  const follow = () => {
    if (field.current !== null && back.current !== null) back.current.scrollLeft = field.current.scrollLeft;
  };
  useLayoutEffect(follow);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (byKey(event)) event.preventDefault();
    else if (event.key === "Enter") {
      event.preventDefault();
      close();
      onEnter();
    } else if (event.key === "Escape" && pick === null) onEscape?.();
  }

  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData("text/plain");
    if (onPasteLines === undefined || !/\S\s*\n\s*\S/.test(text)) return;
    event.preventDefault();
    onPasteLines(text);
  }

  return (
    <span className="ax">
      <div className="axback" ref={back} aria-hidden="true">
        <Pieces value={value} names={entities.map((entity) => entity.name)} />
      </div>
      <span className="axmeasure" ref={measure} aria-hidden="true" />
      <input
        ref={field}
        aria-label={label}
        value={value.text}
        placeholder={placeholder}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck
        onChange={(event) => onChange(editText(value, event.target.value))}
        onSelect={look}
        onScroll={follow}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {pick !== null && <MarkPopover picked={pick} value={value} entities={entities} onMark={mark} onClose={close} />}
    </span>
  );
}

function MarkPopover({ onClose, ...choices }: MarkChoicesProps & { onClose: () => void }) {
  const { picked: pick, value } = choices;
  const label = t("markAs", { text: value.text.slice(pick.start, pick.end) });
  return (
    <Popover anchor={pick.anchor} label={label} className="markpop" takeFocus={false} onClose={onClose}>
      <MarkChoices {...choices} />
    </Popover>
  );
}

interface MarkChoicesProps {
  picked: Picked;
  value: Annotated;
  entities: readonly EntityRow[];
  onMark: (entity: string | null) => void;
}

function MarkChoices({ picked, value, entities, onMark }: MarkChoicesProps) {
  const names = entities.map((entity) => entity.name);
  const touched = value.spans.some((span) => span.start < picked.end && span.end > picked.start);
  return (
    <div
      // The text field keeps the focus and the selection.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div className="micro t3 markhead">
        {entities.length === 0 ? t("noEntities") : t("markAs", { text: value.text.slice(picked.start, picked.end) })}
      </div>
      {entities.slice(0, 9).map((entity, index) => (
        <button key={entity.name} type="button" tabIndex={-1} className="mi" onClick={() => onMark(entity.name)}>
          <i className={`swatch ${hueOf(entity.name, names)}`} />
          <span className="grow">{entity.name}</span>
          <span className="t3 small">{t(entity.kind)}</span>
          <Kbd>Alt {index + 1}</Kbd>
        </button>
      ))}
      {touched && (
        <button type="button" tabIndex={-1} className="mi" onClick={() => onMark(null)}>
          <Icon name="close" size="s" />
          <span className="grow">{t("unmark")}</span>
          <Kbd>Alt 0</Kbd>
        </button>
      )}
    </div>
  );
}

/** A text with its marks. */
export function Pieces({ value, names }: { value: Annotated; names: readonly string[] }) {
  return pieces(value).map((piece) =>
    piece.entity === null ? (
      <span key={piece.start}>{piece.text}</span>
    ) : (
      <mark key={piece.start} className={hueOf(piece.entity, names)} title={piece.entity}>
        {piece.text}
        <span className="sr"> ({piece.entity})</span>
      </mark>
    ),
  );
}
