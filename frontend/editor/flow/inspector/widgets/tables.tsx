import { Button, Field, IconButton, Select } from "../../../../ui";
import { objectOf, objectsOf, textOf, type JsonObject } from "../../document/json";
import { bodiesOf } from "../../document/model";
import { pointerOf } from "../../document/pointer";
import { useShallowState } from "../../store/context";
import { t } from "../../words";
import { w } from "../words";
import { useForm, type WidgetProps } from "../form/scope";
import { ValueWidget } from "./ValueWidget";

function useTables(): readonly JsonObject[] {
  return useShallowState((state) => bodiesOf(state.parts, "table"));
}

/** The columns of the table that the step works with; of records that are there already also their number. */
function useColumns(): readonly JsonObject[] {
  const { config } = useForm();
  const table = useTables().find((one) => one["name"] === config["table"]);
  return objectsOf(objectOf(table)["columns"]);
}

interface PickProps {
  props: WidgetProps;
  names: readonly string[];
  placeholder: string;
  help?: string | undefined;
}

function Pick({ props, names, placeholder, help = props.help }: PickProps) {
  const { edit, leave, refusal } = useForm();
  const current = textOf(props.value);
  const known = current === "" || names.includes(current);
  const choices = [...names, ...(known ? [] : [current])].map((name) => ({ value: name, title: name }));
  return (
    <Select
      label={props.label}
      help={help}
      optional={!props.required}
      error={refusal(props.path) ?? (known ? undefined : t("notThere", { what: current }))}
      className="mono"
      value={current}
      choices={choices}
      placeholder={placeholder}
      onChoose={(chosen) => {
        edit(props.path, chosen === "" && !props.required ? undefined : chosen);
        leave();
      }}
    />
  );
}

export function TableWidget(props: WidgetProps) {
  const tables = useTables();
  return <Pick props={props} names={tables.map((table) => textOf(table["name"]))} placeholder={w("chooseTable")} help={tables.length === 0 ? w("noTables") : props.help} />;
}

export function ColumnWidget(props: WidgetProps) {
  const columns = useColumns();
  return <Pick props={props} names={[...columns.map((column) => textOf(column["name"])), "id"]} placeholder={w("chooseColumn")} />;
}

/** A value for each column of a table; columns that must be filled are there from the beginning. */
export function ColumnValuesWidget({ value, path, label, help, required }: WidgetProps) {
  const { config, edit, leave, refusal } = useForm();
  const columns = useColumns();
  const given = objectOf(value);
  const adds = config["where"] === undefined;
  const must = adds ? columns.filter((column) => column["required"] === true).map((column) => textOf(column["name"])) : [];
  const shown = [...new Set([...must, ...Object.keys(given)])];
  const left = columns.map((column) => textOf(column["name"])).filter((name) => !shown.includes(name));
  const put = (next: JsonObject) => {
    edit(path, next);
    leave();
  };
  return (
    <Field label={label} help={columns.length === 0 ? w("chooseTable") : help} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="rules">
          {shown.map((name) => (
            <div className="rule tight" key={name}>
              <ValueWidget label={name} help={undefined} schema={{}} required={must.includes(name)} value={given[name]} path={`${path}${pointerOf([name])}`} />
              {!must.includes(name) && (
                <IconButton icon="close" label={t("removeRow", { what: name })} onClick={() => put(Object.fromEntries(Object.entries(given).filter(([other]) => other !== name)))} />
              )}
            </div>
          ))}
          <span className="tags">
            {left.map((name) => (
              <Button key={name} size="s" icon="add" onClick={() => put({ ...given, [name]: "" })}>
                {name}
              </Button>
            ))}
          </span>
        </div>
      )}
    </Field>
  );
}
