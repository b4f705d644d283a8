import { useRef } from "react";
import { Button, Field, IconButton } from "../../../ui";
import { setFlowField } from "../document/commands/flows";
import { isObject, textOf, type Json, type JsonObject } from "../document/json";
import type { Flow } from "../document/model";
import { useEditor } from "../store/context";
import { t } from "../words";
import { BareSelect } from "./form/BareSelect";

const TYPES = ["any", "text", "number", "boolean", "date", "list", "object"] as const;

function bodyOf(parameter: Json): JsonObject {
  return isObject(parameter) ? parameter : { name: textOf(parameter) };
}

/** A name alone says all where the value may be of any type. */
function shortened(body: JsonObject): Json {
  const { type, ...rest } = body;
  const kept = type === undefined || type === "any" ? rest : body;
  return Object.keys(kept).length === 1 ? textOf(kept["name"]) : kept;
}

function freshName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`value${String(number)}`)) number += 1;
  return `value${String(number)}`;
}

/** What a flow takes from the flow that runs it, or gives back to it: names and types. */
export function FlowParameters({ flow, field }: { flow: Flow; field: "inputs" | "outputs" }) {
  const editor = useEditor();
  const gesture = useRef<string | null>(null);
  const bodies = flow[field].map(bodyOf);
  const put = (next: readonly JsonObject[]) => {
    gesture.current ??= editor.gesture(field);
    editor.run(setFlowField(flow, field, next.length === 0 ? undefined : next.map(shortened), gesture.current));
  };
  const leave = () => {
    gesture.current = null;
  };
  const change = (index: number, more: JsonObject) => {
    put(bodies.map((other, at) => (at === index ? { ...other, ...more } : other)));
  };
  return (
    <Field label={t(`flow.${field}`)} help={t(`flow.${field}Help`)} optional>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={t(`flow.${field}`)} className="conds">
          {bodies.map((body, index) => {
            const name = textOf(body["name"]);
            return (
              <div className="trig" key={index}>
                <input className="input mono" aria-label={t("name")} value={name} onBlur={leave} onChange={(event) => event.target.value !== "" && change(index, { name: event.target.value })} />
                <BareSelect
                  aria-label={t("valueType")}
                  value={textOf(body["type"], "any")}
                  onChoose={(type) => {
                    change(index, { type });
                    leave();
                  }}
                >
                  {TYPES.map((type) => (
                    <option key={type} value={type}>
                      {t(`valueType.${type}`)}
                    </option>
                  ))}
                </BareSelect>
                <IconButton
                  icon="close"
                  label={t("removeRow", { what: name })}
                  onClick={() => {
                    put(bodies.filter((_, at) => at !== index));
                    leave();
                  }}
                />
              </div>
            );
          })}
          <Button
            kind="quiet"
            size="s"
            icon="add"
            className="addrow"
            onClick={() => {
              put([...bodies, { name: freshName(bodies.map((body) => textOf(body["name"]))) }]);
              leave();
            }}
          >
            {t("addOne")}
          </Button>
        </div>
      )}
    </Field>
  );
}
