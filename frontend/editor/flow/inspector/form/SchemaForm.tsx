import { memo } from "react";
import { listOf, objectOf, textOf, type JsonObject } from "../../document/json";
import { pointerOf } from "../../document/pointer";
import { t } from "../../words";
import { widgetFor } from "./widgets";
import type { Rich, WidgetProps } from "./scope";

export interface SchemaFormProps {
  schema: JsonObject;
  value: JsonObject;
  path: string;
  rich: Rich;
}

type FieldSpec = WidgetProps & { readonly name: string };

function fieldsOf(schema: JsonObject, value: JsonObject, path: string): readonly FieldSpec[] {
  const required = new Set(listOf(schema["required"]));
  return Object.entries(objectOf(schema["properties"])).map(([name, field]) => ({
    name,
    schema: objectOf(field),
    value: value[name],
    path: `${path}${pointerOf([name])}`,
    label: textOf(objectOf(field)["title"], name),
    help: textOf(objectOf(field)["description"]) || undefined,
    required: required.has(name),
  }));
}

/** Used most: what must be filled, what is filled, and where the answer goes. */
function isFirst(field: FieldSpec): boolean {
  return field.required || field.value !== undefined || field.schema["x-widget"] === "variable";
}

const FieldView = memo(function FieldView({ field, rich }: { field: FieldSpec; rich: Rich }) {
  const { name: _, ...props } = field;
  return widgetFor(props, rich);
}, sameField);

function sameField(a: { field: FieldSpec }, b: { field: FieldSpec }): boolean {
  return a.field.value === b.field.value && a.field.schema === b.field.schema && a.field.path === b.field.path && a.field.required === b.field.required;
}

/** A form for any config: one column, most used first, the rest behind "More". */
export function SchemaForm({ schema, value, path, rich }: SchemaFormProps) {
  const fields = fieldsOf(schema, value, path);
  const first = fields.filter(isFirst);
  const rest = fields.filter((field) => !isFirst(field));
  const shown = first.length === 0 ? fields : first;
  return (
    <>
      {shown.map((field) => (
        <FieldView key={field.path} field={field} rich={rich} />
      ))}
      {first.length > 0 && rest.length > 0 && (
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

