import { memo } from "react";
import { listOf, objectOf, textOf, type JsonObject } from "../../document/json";
import { pointerOf } from "../../document/pointer";
import { t } from "../../words";
import { FieldProblems } from "./FieldProblems";
import { applies } from "./rows";
import { widgetFor } from "./widgets";
import type { Rich, WidgetProps } from "./scope";

export interface SchemaFormProps {
  schema: JsonObject;
  value: JsonObject;
  path: string;
  rich: Rich;
  /** An element of a list: its id is the list's business. */
  nested?: boolean;
}

type FieldSpec = WidgetProps & { readonly name: string };

function fieldsOf({ schema, value, path, nested = false }: SchemaFormProps): readonly FieldSpec[] {
  const required = new Set(listOf(schema["required"]));
  return Object.entries(objectOf(schema["properties"]))
    .filter(([name, field]) => applies(schema, objectOf(field), value) && (!nested || name !== "id" || objectOf(field)["x-suggest"] !== undefined))
    .map(([name, field]) => ({
      name,
      schema: objectOf(field),
      value: value[name],
      path: `${path}${pointerOf([name])}`,
      label: textOf(objectOf(field)["title"], name),
      help: textOf(objectOf(field)["description"]) || undefined,
      required: required.has(name),
    }));
}

/** Used most: what must be filled, what is filled, what goes with another choice, and where the answer goes. */
function isFirst(field: FieldSpec): boolean {
  return field.required || field.value !== undefined || field.schema["x-widget"] === "variable" || field.schema["x-if"] !== undefined || field.name === "options";
}

const FieldView = memo(function FieldView({ field, rich }: { field: FieldSpec; rich: Rich }) {
  const { name: _, ...props } = field;
  return (
    <>
      {widgetFor(props, rich)}
      <FieldProblems path={props.path} whole={!isList(props.schema)} />
    </>
  );
}, sameField);

/** A list of forms: what is wrong inside of it stands at its own fields. */
function isList(schema: JsonObject): boolean {
  return schema["x-widget"] === "slots" || (schema["x-widget"] === undefined && objectOf(schema["items"])["properties"] !== undefined);
}

function sameField(a: { field: FieldSpec }, b: { field: FieldSpec }): boolean {
  return a.field.value === b.field.value && a.field.schema === b.field.schema && a.field.path === b.field.path && a.field.required === b.field.required;
}

const MANY = 4;

/** A form for any config: one column, most used first, the rest behind "More". */
export function SchemaForm(props: SchemaFormProps) {
  const { rich, nested = false } = props;
  const fields = fieldsOf(props);
  const first = fields.filter(isFirst);
  const rest = fields.filter((field) => !isFirst(field));
  const small = first.length === 0 || (nested && fields.length <= MANY);
  return (
    <>
      {(small ? fields : first).map((field) => (
        <FieldView key={field.path} field={field} rich={rich} />
      ))}
      {!small && rest.length > 0 && (
        <details className="more">
          <summary>{t("more", { what: rest.map((field) => field.label.toLowerCase()).join(", ") })}</summary>
          <div className="morebody">
            {rest.map((field) => (
              <FieldView key={field.path} field={field} rich={rich} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
