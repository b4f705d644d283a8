import { useState, type ClipboardEvent, type FormEvent } from "react";
import { Button, EmptyState, IconButton, Kbd } from "../../../ui";
import type { Edits } from "../../app/useEdits";
import type { EntityRow, ValueRow } from "./draftView";
import { addValues, linesOf, removeValue, setSynonyms, setValue, wordsOf } from "./edits";
import { t } from "./words";

/** A cell that is text until it is edited; leaving it keeps what was typed, Esc does not. */
export function EditableCell({
  label,
  text,
  placeholder,
  onSave,
}: {
  label: string;
  text: string;
  placeholder?: string;
  onSave: (text: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    if (draft !== null && draft.trim() !== text) onSave(draft.trim());
    setDraft(null);
  };
  return (
    <input
      className="cell"
      aria-label={label}
      placeholder={placeholder}
      value={draft ?? text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}

function AddValue({ edits, entity }: { edits: Edits; entity: EntityRow }) {
  const [fresh, setFresh] = useState("");

  function add(lines: readonly string[]) {
    const known = new Set(entity.values.map((value) => value.value));
    const wanted = lines.filter((line) => !known.has(line));
    if (edits.edit(addValues(entity, wanted), t("addedValue", { name: entity.name }))) setFresh("");
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (fresh.trim() !== "") add([fresh.trim()]);
  }

  function paste(event: ClipboardEvent) {
    const lines = linesOf(event.clipboardData.getData("text/plain"));
    if (lines.length < 2) return;
    event.preventDefault();
    add(lines);
  }

  return (
    <form className="addx" onSubmit={submit}>
      <div className="input">
        <input
          aria-label={t("addValue")}
          placeholder={t("addValuePlaceholder")}
          value={fresh}
          onChange={(event) => setFresh(event.target.value)}
          onPaste={paste}
        />
        {fresh !== "" && (
          <Button size="s" kind="quiet" type="submit">
            {t("add")} <Kbd>Enter</Kbd>
          </Button>
        )}
      </div>
    </form>
  );
}

/** Values with their synonyms in one language. */
export function ValueTable({ edits, entity, language }: { edits: Edits; entity: EntityRow; language: string }) {
  return (
    <>
      <AddValue edits={edits} entity={entity} />
      {entity.values.length === 0 && <EmptyState title={t("noValues")}>{t("noValuesText")}</EmptyState>}
      {entity.values.length > 0 && (
        <div className="xscroll">
          <table className="table vt" aria-label={t("values")}>
            <thead>
              <tr>
                <th scope="col" className="vname">
                  {t("value")}
                </th>
                <th scope="col">{t("synonyms", { language: language.toUpperCase() })}</th>
                <th scope="col" className="xmore">
                  <span className="sr">{t("actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {entity.values.map((row, index) => (
                <Row key={`${String(index)}${row.value}`} edits={edits} entity={entity} row={row} index={index} language={language} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

interface RowProps {
  edits: Edits;
  entity: EntityRow;
  row: ValueRow;
  index: number;
  language: string;
}

function Row({ edits, entity, row, index, language }: RowProps) {
  const { value } = row;
  const changed = t("changedValue", { name: entity.name });
  const removed = t("removedValue", { value });
  return (
    <tr>
      <td className="vname">
        <EditableCell
          label={t("value")}
          text={value}
          onSave={(text) => text !== "" && edits.edit(setValue(entity, index, text), changed)}
        />
      </td>
      <td>
        <EditableCell
          label={t("synonymsOf", { value })}
          text={(row.synonyms.get(language) ?? []).join(", ")}
          placeholder={t("synonymsPlaceholder")}
          onSave={(text) => edits.edit(setSynonyms(entity, index, language, wordsOf(text)), changed)}
        />
      </td>
      <td className="xmore">
        <IconButton
          icon="delete"
          label={t("removeValue", { value })}
          onClick={() => edits.edit(removeValue(entity, index), removed, removed)}
        />
      </td>
    </tr>
  );
}
