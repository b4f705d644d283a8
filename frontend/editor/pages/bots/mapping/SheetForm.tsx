import { useId } from "react";
import { Checkbox, Icon, Select, type Choice } from "../../../../ui";
import type { Sheet, SheetKind } from "../../../api/imports";
import { languageName } from "../../../app/dates";
import { languageChoices } from "../../../app/languages";
import { FirstRows } from "./FirstRows";
import { asKind, columnName, LANGUAGES, letters, withColumn, withHeader, withLanguage, type Missing, type SheetMapping } from "./mapping";
import { fieldName, kindName } from "./names";
import { t } from "./words";

interface SheetFormProps {
  sheet: Sheet;
  mapping: SheetMapping;
  kinds: readonly SheetKind[];
  missing: readonly Missing[];
  onChange: (mapping: SheetMapping) => void;
}

/** The columns to choose from, told apart by letter where heads are alike. */
function columnChoices(sheet: Sheet, header: boolean): Choice[] {
  const count = sheet.rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, column) => {
    const letter = letters(column);
    const head = columnName(sheet, header, column);
    return { value: String(column), title: head === letter ? letter : t("column", { letter, head }) };
  });
}

function columnOf(value: string): number | null {
  return value === "" ? null : Number(value);
}

interface PartProps {
  mapping: SheetMapping;
  columns: readonly Choice[];
  onChange: (mapping: SheetMapping) => void;
}

/** For sheets with a column per language: which is whose, and room for one more. */
function Languages({ mapping, columns, onChange, missing }: PartProps & { missing: boolean }) {
  const spoken = Object.keys(mapping.languages);
  const free = languageChoices(spoken);
  const firstFree = columns.find((column) => ![...Object.values(mapping.columns), ...Object.values(mapping.languages)].includes(Number(column.value)));
  return (
    <>
      {spoken.map((language) => (
        <Select
          key={language}
          label={t("languageOf", { language: languageName(language) })}
          choices={columns}
          placeholder={t("removeLanguage", { language: languageName(language) })}
          value={String(mapping.languages[language])}
          onChoose={(value) => onChange(withLanguage(mapping, language, columnOf(value)))}
        />
      ))}
      <Select
        label={t("languages")}
        error={missing ? t("missingLanguages") : null}
        choices={free}
        placeholder={t("addLanguage")}
        value=""
        onChoose={(language) => language !== "" && onChange(withLanguage(mapping, language, Number(firstFree?.value ?? 0)))}
      />
    </>
  );
}

function Fields({ mapping, columns, onChange, kind, missing }: PartProps & { kind: SheetKind; missing: readonly Missing[] }) {
  const lacks = (what: string) => missing.some((one) => one.what === what);
  const spokenAside = kind.columns.some((column) => column.name === "language") && mapping.columns["language"] === undefined;
  return (
    <div className="mapfields">
      {kind.columns.map(({ name, required }) => (
        <Select
          key={name}
          label={fieldName(name)}
          optional={!required}
          error={lacks(name) ? t("missing") : null}
          choices={columns}
          placeholder={required ? t("choose") : t("notUsed")}
          value={mapping.columns[name] === undefined ? "" : String(mapping.columns[name])}
          onChoose={(value) => onChange(withColumn(mapping, name, columnOf(value)))}
        />
      ))}
      {spokenAside && (
        <Select
          label={t("allIn")}
          choices={languageChoices()}
          placeholder={t("botsLanguage")}
          value={mapping.language}
          onChoose={(language) => onChange({ ...mapping, language })}
        />
      )}
      {kind.per_language && <Languages mapping={mapping} columns={columns} onChange={onChange} missing={lacks(LANGUAGES)} />}
    </div>
  );
}

/** One sheet: what it holds, which column is which, and its first rows as proof. */
export function SheetForm({ sheet, mapping, kinds, missing, onChange }: SheetFormProps) {
  const id = useId();
  const kind = kinds.find((one) => one.kind === mapping.kind);
  const columns = columnChoices(sheet, mapping.header);
  const count = Math.max(0, sheet.count - (mapping.header ? 1 : 0));
  return (
    <section className="mapsheet" aria-labelledby={id}>
      <h3 id={id} className="row">
        <Icon name="table" size="s" />
        <span className="clip">{sheet.name}</span>
        <span className="small t3 num">{t("rows", { count })}</span>
      </h3>
      <Select
        label={t("holds")}
        choices={kinds.map((one) => ({ value: one.kind, title: kindName(one.kind) }))}
        placeholder={t("leaveOut")}
        value={mapping.kind ?? ""}
        help={sheet.kind === null && mapping.kind === null ? t("unknownSheet") : undefined}
        onChoose={(value) => onChange(asKind(sheet, mapping, value === "" ? null : value))}
      />
      {kind !== undefined && (
        <>
          <Fields mapping={mapping} columns={columns} kind={kind} missing={missing} onChange={onChange} />
          <Checkbox label={t("header")} checked={mapping.header} onChange={(header) => onChange(withHeader(mapping, header))} />
        </>
      )}
      <FirstRows sheet={sheet} mapping={mapping} />
    </section>
  );
}
