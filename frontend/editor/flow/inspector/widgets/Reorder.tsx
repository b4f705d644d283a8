import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { Icon, IconButton } from "../../../../ui";
import { t } from "../../words";

export function movedItem<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

export interface ReorderRowProps {
  index: number;
  count: number;
  label: string;
  onMove: (from: number, to: number) => void;
  onRemove: (() => void) | undefined;
  children: ReactNode;
}

/** A row that can be dragged by its grip, or moved with Alt and the arrows while the grip has the focus. */
export function ReorderRow({ index, count, label, onMove, onRemove, children }: ReorderRowProps) {
  const row = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(index, index + (event.key === "ArrowUp" ? -1 : 1));
  }
  return (
    <div
      ref={row}
      className="opt"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const from = Number(event.dataTransfer.getData("application/x-row"));
        if (Number.isInteger(from) && from !== index && from < count) onMove(from, index);
      }}
    >
      <button
        type="button"
        className="grip t3"
        draggable
        aria-label={t("moveRow", { what: label })}
        title={t("moveRowHint")}
        onDragStart={(event) => {
          event.dataTransfer.setData("application/x-row", String(index));
          if (row.current) event.dataTransfer.setDragImage(row.current, 10, 16);
        }}
        onKeyDown={onKeyDown}
      >
        <Icon name="drag" size="s" />
      </button>
      {children}
      <IconButton icon="close" label={t("removeRow", { what: label })} disabled={onRemove === undefined} onClick={onRemove} />
    </div>
  );
}
