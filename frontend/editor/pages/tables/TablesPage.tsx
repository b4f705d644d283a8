import { useState, type FormEvent } from "react";
import { useSearchParams } from "wouter";
import { Button, Dialog, EmptyState, IconButton, Menu, Skeleton, TextField } from "../../../ui";
import { useMay } from "../../api/talk";
import { DraftStatus } from "../../app/DraftNotices";
import { BotShell } from "../../app/Shell";
import { useEdits, type Edits } from "../../app/useEdits";
import "../stories/stories.css";
import { Columns } from "./Columns";
import { Records } from "./Records";
import "./tables.css";
import { isName, newTable, tablesOf, type TableView } from "./tablesView";
import { t } from "./words";

/** The bot's own tables: typed columns in the draft, records beside it. */
export function TablesPage({ slug }: { slug: string }) {
  const edits = useEdits(slug);
  return (
    <BotShell slug={slug} current="tables" title={t("title")} actions={<DraftStatus slug={slug} />}>
      {!edits.snapshot.ready && edits.snapshot.problem === null && <Skeleton rows={8} height={40} round={false} />}
      {edits.snapshot.ready && <Tables slug={slug} edits={edits} />}
    </BotShell>
  );
}

function Tables({ slug, edits }: { slug: string; edits: Edits }) {
  const [params, setParams] = useSearchParams();
  const [making, setMaking] = useState(false);
  const may = useMay("editor");
  const rows = tablesOf(edits.snapshot.parts);
  const chosen = params.get("table");
  const current = rows.find((row) => row.name === chosen) ?? rows[0];
  const open = (name: string | null) => setParams(name === null ? {} : { table: name }, { replace: true });
  const make = may && (
    <Button icon="add" kind={rows.length === 0 ? "primary" : "plain"} onClick={() => setMaking(true)}>
      {t("fresh")}
    </Button>
  );
  return (
    <>
      {current === undefined ? (
        <EmptyState title={t("none")} actions={make}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <div className={chosen === null ? "stories" : "stories detail"}>
          <section className="sl" aria-label={t("list")}>
            <ul className="slist">
              {rows.map((row) => (
                <li key={row.name}>
                  <button type="button" className="qrow" aria-current={row.name === current.name ? "true" : undefined} onClick={() => open(row.name)}>
                    <span className="clip grow">{row.title}</span>
                    <span className="small t3 num nowrap">{t("columnsCount", { count: row.columns.length })}</span>
                  </button>
                </li>
              ))}
            </ul>
            <div className="tablesmake">{make}</div>
          </section>
          <TableEditor key={current.name} slug={slug} edits={edits} table={current} onOpen={open} />
        </div>
      )}
      {making && <NewTable edits={edits} taken={rows.map((row) => row.name)} onClose={() => setMaking(false)} onMade={open} />}
    </>
  );
}

function TableEditor({ slug, edits, table, onOpen }: { slug: string; edits: Edits; table: TableView; onOpen: (name: string | null) => void }) {
  const { name, title } = table;
  const may = useMay("editor");
  const remove = () => {
    const gone = edits.edit([{ op: "remove", part: `table:${name}`, path: "" }], t("remove", { name: title }), t("removed", { name: title }));
    if (gone) onOpen(null);
  };
  return (
    <section className="sc" aria-label={title}>
      <div className="sch">
        <IconButton icon="back" label={t("list")} className="scback" onClick={() => onOpen(null)} />
        <div className="grow">
          <h2 className="tabletitle clip">{title}</h2>
          <div className="small t3 mono">{name}</div>
        </div>
        {may && (
          <Menu
            label={t("more", { name: title })}
            items={[{ title: t("remove", { name: title }), icon: "delete", danger: true, onSelect: remove }]}
            button={(ties) => <IconButton icon="more" label={t("more", { name: title })} {...ties} />}
          />
        )}
      </div>
      <div className="scbody tablebody">
        <Records slug={slug} table={table} saved={edits.snapshot.status === "saved"} may={may} />
        <Columns edits={edits} table={table} may={may} />
      </div>
    </section>
  );
}

interface NewTableProps {
  edits: Edits;
  taken: readonly string[];
  onClose: () => void;
  onMade: (name: string) => void;
}

/** `Opening hours` → opening_hours. */
function nameFrom(title: string): string {
  const plain = title.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^(\d)/, "_$1").replace(/_+$/, "");
}

function NewTable({ edits, taken, onClose, onMade }: NewTableProps) {
  const [title, setTitle] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const name = own ?? nameFrom(title);
  const error = !isName(name) ? t("badName") : taken.includes(name) ? t("nameTaken") : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    setLeft(true);
    if (error !== null) return;
    if (!edits.edit(newTable(name, title.trim(), "name"), t("added", { name }))) return;
    onMade(name);
    onClose();
  }
  return (
    <Dialog
      title={t("newTitle")}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="new-table">
            {t("create")}
          </Button>
        </>
      }
    >
      <form id="new-table" className="form" onSubmit={submit}>
        <TextField label={t("tableTitle")} value={title} maxLength={200} data-autofocus onChange={(event) => setTitle(event.target.value)} />
        <TextField
          label={t("tableName")}
          help={t("tableNameHelp")}
          mono
          value={name}
          maxLength={200}
          error={left ? error : null}
          onBlur={() => setLeft(name !== "")}
          onChange={(event) => setOwn(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
