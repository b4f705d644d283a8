import { useState, type FormEvent } from "react";
import { Banner, Button, Field, Icon, IconButton, Skeleton, Table, toast, type Column } from "../../../ui";
import { ApiProblem } from "../../api/client";
import type { Json } from "../../api/json";
import { useAddRow, useRemoveRow, useRows } from "../../api/talk";
import type { TableRow } from "../../api/talkTypes";
import { when } from "../../app/dates";
import { readRecord, type ColumnRow, type TableView } from "./tablesView";
import { t } from "./words";

function shownCell(value: Json | undefined): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  return typeof value === "string" ? value : JSON.stringify(value);
}

export interface RecordsProps {
  slug: string;
  table: TableView;
  /** The draft is on the server, so the table is. */
  saved: boolean;
  may: boolean;
}

/** The records of a table: read, added and deleted. */
export function Records({ slug, table, saved, may }: RecordsProps) {
  const query = useRows(slug, table.name, saved);
  const [adding, setAdding] = useState(false);
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section aria-label={t("records")} className="records">
      <div className="row">
        <h3 className="label sclabel grow">{t("records")}</h3>
        {may && !adding && (
          <Button size="s" icon="add" disabled={!saved} onClick={() => setAdding(true)}>
            {t("addRow")}
          </Button>
        )}
      </div>
      {adding && <NewRecord slug={slug} table={table} onClose={() => setAdding(false)} />}
      {query.isError && (
        <Banner
          tone="bad"
          title={t("rowsFailed")}
          action={
            <Button size="s" onClick={() => void query.refetch()}>
              {t("again")}
            </Button>
          }
        >
          {query.error.message}
        </Banner>
      )}
      {query.isPending && (saved ? <Skeleton rows={3} round={false} height={36} /> : <p className="small t3">{t("waiting")}</p>)}
      {query.data !== undefined && rows.length === 0 && !adding && <p className="small t3">{t("noRows")}</p>}
      {rows.length > 0 && <RecordTable slug={slug} table={table} rows={rows} may={may} />}
      {query.hasNextPage && (
        <Button size="s" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("moreRows")}
        </Button>
      )}
    </section>
  );
}

function RecordTable({ slug, table, rows, may }: { slug: string; table: TableView; rows: readonly TableRow[]; may: boolean }) {
  const remove = useRemoveRow(slug, table.name);
  const add = useAddRow(slug, table.name);
  const drop = (row: TableRow) =>
    remove.mutate(row.id, { onSuccess: () => toast(t("rowGone"), { title: t("undo"), run: () => add.mutate(row.values) }) });
  const columns: Column<TableRow>[] = table.columns.map((column) => ({
    key: column.name,
    title: column.title,
    right: column.type === "number",
    cell: (row) => <span className="recordcell">{shownCell(row.values[column.name])}</span>,
  }));
  columns.push({ key: "@at", title: t("addedAt"), width: 110, wide: true, cell: (row) => <span className="t3 nowrap">{when(row.created_at)}</span> });
  if (may) {
    columns.push({
      key: "@delete",
      title: "",
      label: t("actions"),
      width: 44,
      cell: (row) => <IconButton icon="delete" label={t("removeRow")} onClick={() => drop(row)} />,
    });
  }
  return (
    <div className="card recordtable">
      <Table label={t("records")} rows={rows} rowKey={(row) => String(row.id)} columns={columns} />
    </div>
  );
}

function NewRecord({ slug, table, onClose }: { slug: string; table: TableView; onClose: () => void }) {
  const add = useAddRow(slug, table.name);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<readonly string[]>([]);
  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readRecord(table.columns, fields);
    setWrong(read.wrong);
    if (read.wrong.length > 0) return;
    add.mutate(read.values, {
      onSuccess: () => {
        toast(t("rowAdded"));
        onClose();
      },
    });
  }
  return (
    <form className="card newrecord" onSubmit={submit}>
      <div className="newfields">
        {table.columns.map((column) => (
          <RecordField
            key={column.name}
            column={column}
            text={fields[column.name] ?? ""}
            onText={(text) => setFields({ ...fields, [column.name]: text })}
          />
        ))}
      </div>
      {wrong.map((name) => (
        <p key={name} className="small bad" role="alert">
          {t("badJson", { name })}
        </p>
      ))}
      {add.error !== null && <Banner tone="bad">{detailOf(add.error)}</Banner>}
      <div className="row newfoot">
        <Button size="s" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button size="s" kind="primary" type="submit" disabled={add.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** What the server says about the record itself, where it says more than that it does not fit. */
function detailOf(error: Error): string {
  return (error instanceof ApiProblem ? error.problems[0]?.detail : undefined) ?? error.message;
}

function RecordField({ column, text, onText }: { column: ColumnRow; text: string; onText: (text: string) => void }) {
  const json = column.type === "list" || column.type === "object" || column.type === "any";
  return (
    <Field label={column.title} optional={!column.required} {...(json ? { help: t(`type.${column.type}`) } : {})}>
      {(ties) =>
        column.type === "boolean" ? (
          <span className="select">
            <select className="input" value={text} onChange={(event) => onText(event.target.value)} {...ties}>
              <option value="">–</option>
              <option value="true">{t("yes")}</option>
              <option value="false">{t("no")}</option>
            </select>
            <Icon name="down" size="s" />
          </span>
        ) : (
          <input
            className={json ? "input mono" : "input"}
            type={column.type === "date" ? "date" : column.type === "number" ? "number" : "text"}
            step="any"
            required={column.required}
            value={text}
            onChange={(event) => onText(event.target.value)}
            {...ties}
          />
        )
      }
    </Field>
  );
}
