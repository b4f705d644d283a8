import type { ReactNode } from "react";

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
  return (
    <table className={tall === true ? "table tall" : "table"} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={[column.right === true ? "r" : "", column.wide === true ? "wide" : ""].filter(Boolean).join(" ") || undefined}
              style={column.width === undefined ? undefined : { width: column.width }}
            >
              {column.label === undefined ? column.title : <span className="sr">{column.label}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className={onOpen === undefined ? undefined : "opens"}
            onClick={(event) => {
              const inControl = event.target instanceof Element && event.target.closest("a, button, input") !== null;
              if (!inControl) onOpen?.(row);
            }}
          >
            {columns.map((column) => (
              <td
                key={column.key}
                className={[column.right === true ? "r" : "", column.wide === true ? "wide" : ""].filter(Boolean).join(" ") || undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
