import { useState, type ReactNode } from "react";
import { Icon } from "./Icon";

export interface Column<R> {
  key: string;
  title: ReactNode;
  /** Spoken name of a column whose head shows nothing. */
  label?: string | undefined;
  width?: number | string | undefined;
  /** Numbers stand right, in columns of equal figures. */
  right?: boolean | undefined;
  /** Left out below 1024 px: what a narrow window can do without. */
  wide?: boolean | undefined;
  cell: (row: R) => ReactNode;
  /** What the column sorts by; without it, it does not. What is null stands last either way. */
  sort?: ((row: R) => number | string | null) | undefined;
}

interface Order {
  readonly key: string;
  readonly down: boolean;
}

function compare(a: number | string | null, b: number | string | null, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const less = typeof a === "string" || typeof b === "string" ? String(a).localeCompare(String(b)) : a - b;
  return down ? -less : less;
}

function sorted<R>(rows: readonly R[], columns: readonly Column<R>[], order: Order | null): readonly R[] {
  const by = columns.find((column) => column.key === order?.key)?.sort;
  if (order === null || by === undefined) return rows;
  return [...rows].sort((a, b) => compare(by(a), by(b), order.down));
}

function classesOf<R>(column: Column<R>): string | undefined {
  return [column.right === true ? "r" : "", column.wide === true ? "wide" : ""].filter(Boolean).join(" ") || undefined;
}

function Head<R>({ column, order, onSort }: { column: Column<R>; order: Order | null; onSort: (order: Order) => void }) {
  const mine = order?.key === column.key ? order : null;
  const title = column.label === undefined ? column.title : <span className="sr">{column.label}</span>;
  return (
    <th
      scope="col"
      className={classesOf(column)}
      style={column.width === undefined ? undefined : { width: column.width }}
      aria-sort={mine === null ? undefined : mine.down ? "descending" : "ascending"}
    >
      {column.sort === undefined ? (
        title
      ) : (
        <button type="button" className="sorthead" onClick={() => onSort({ key: column.key, down: mine === null ? column.right === true : !mine.down })}>
          {title}
          {mine !== null && <Icon name={mine.down ? "down" : "up"} size="s" />}
        </button>
      )}
    </th>
  );
}

export interface TableProps<R> {
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** 60 with a description, 36 without. */
  tall?: boolean | undefined;
  onOpen?: ((row: R) => void) | undefined;
}

/** A plain table. A row opens on click; its own link in the first cell does the same by keyboard. */
export function Table<R>({ label, columns, rows, rowKey, tall, onOpen }: TableProps<R>) {
  const [order, setOrder] = useState<Order | null>(null);
  return (
    <table className={tall === true ? "table tall" : "table"} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} order={order} onSort={setOrder} />
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted(rows, columns, order).map((row) => (
          <tr
            key={rowKey(row)}
            className={onOpen === undefined ? undefined : "opens"}
            onClick={(event) => {
              const inControl = event.target instanceof Element && event.target.closest("a, button, input") !== null;
              if (!inControl) onOpen?.(row);
            }}
          >
            {columns.map((column) => (
              <td key={column.key} className={classesOf(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
