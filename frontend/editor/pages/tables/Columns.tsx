import { useState, type FormEvent } from "react";
import { Button, Checkbox, Icon, IconButton } from "../../../ui";
import type { Edits } from "../../app/useEdits";
import { addColumn, COLUMN_TYPES, isColumnType, isName, removeColumn, setColumn, type ColumnRow, type TableView } from "./tablesView";
import { t } from "./words";

/** The columns of a table: names stay, types and duties change. */
export function Columns({ edits, table, may }: { edits: Edits; table: TableView; may: boolean }) {
  const changed = t("changed", { name: table.title });
  const [name, setName] = useState("");
  const [left, setLeft] = useState(false);
  const wanted = name.trim();
  const taken = table.columns.some((column) => column.name === wanted);
  const error = wanted === "" ? null : !isName(wanted) ? t("badName") : taken ? t("nameTaken") : null;
  function add(event: FormEvent) {
    event.preventDefault();
    setLeft(true);
    if (wanted === "" || error !== null) return;
    if (edits.edit(addColumn(table, wanted), changed)) {
      setName("");
      setLeft(false);
    }
  }
  return (
    <section aria-label={t("columns")}>
      <h3 className="label sclabel">{t("columns")}</h3>
      <ul className="columns card">
        {table.columns.map((column) => (
          <ColumnLine key={column.name} edits={edits} table={table} column={column} may={may} />
        ))}
      </ul>
      {may && (
        <form className="row columnadd" onSubmit={add}>
          <input
            className="input mono"
            aria-label={t("columnName")}
            placeholder={t("columnName")}
            aria-invalid={(left && error !== null) || undefined}
            value={name}
            maxLength={200}
            onBlur={() => setLeft(true)}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" icon="add" disabled={wanted === ""}>
            {t("addColumn")}
          </Button>
        </form>
      )}
      {left && error !== null && (
        <p className="small bad" role="alert">
          {error}
        </p>
      )}
      <p className="small t3 columnhelp">{t("columnsHelp")}</p>
    </section>
  );
}

function ColumnLine({ edits, table, column, may }: { edits: Edits; table: TableView; column: ColumnRow; may: boolean }) {
  const changed = t("changed", { name: table.title });
  return (
    <li className="row">
      <span className="mono grow clip">{column.name}</span>
      <span className="select columntype">
        <select
          className="input"
          aria-label={t("columnType", { name: column.name })}
          value={column.type}
          disabled={!may}
          onChange={(event) => isColumnType(event.target.value) && edits.edit(setColumn(table, column.name, "type", event.target.value), changed)}
        >
          {COLUMN_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`type.${type}`)}
            </option>
          ))}
        </select>
        <Icon name="down" size="s" />
      </span>
      <Checkbox
        label={
          <span>
            <span aria-hidden="true">{t("required")}</span>
            <span className="sr">{t("requiredOf", { name: column.name })}</span>
          </span>
        }
        checked={column.required}
        onChange={(required) => may && edits.edit(setColumn(table, column.name, "required", required), changed)}
      />
      {may && (
        <IconButton
          icon="delete"
          label={t("removeColumn", { name: column.name })}
          disabled={table.columns.length === 1}
          onClick={() => edits.edit(removeColumn(table, column.name), changed, changed)}
        />
      )}
    </li>
  );
}
