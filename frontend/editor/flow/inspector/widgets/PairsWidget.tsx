import { useState } from "react";
import { Button, Field, IconButton } from "../../../../ui";
import { objectOf, textOf, type JsonObject } from "../../document/json";
import { pointerOf } from "../../document/pointer";
import { t } from "../../words";
import { useForm, type WidgetProps } from "../form/scope";
import { TemplateInput } from "../form/TemplateInput";
import { isWhole } from "../form/text";
import { useTyping } from "../form/useDraft";
import { ValueWidget } from "./ValueWidget";

function PairText({ path, value, name }: { path: string; value: string; name: string }) {
  const { edit, leave } = useForm();
  const typing = useTyping(
    value,
    (text) => {
      if (!isWhole(text)) return false;
      edit(path, text);
      return true;
    },
    leave,
  );
  return <TemplateInput ties={{ id: path, "aria-describedby": undefined, "aria-invalid": typing.unsaved || undefined, ...{ "aria-label": name } }} text={typing.text} onText={typing.change} onLeave={typing.leave} single />;
}

function NewPair({ taken, onAdd }: { taken: readonly string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return (
      <Button kind="quiet" size="s" icon="add" className="addrow" onClick={() => setName("")}>
        {t("addOne")}
      </Button>
    );
  }
  const done = () => {
    if (name.trim() !== "" && !taken.includes(name.trim())) onAdd(name.trim());
    setName(null);
  };
  return (
    <input
      className="input mono"
      aria-label={t("name")}
      placeholder={t("name")}
      autoFocus
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter") done();
        if (event.key === "Escape") setName(null);
      }}
    />
  );
}

/** Names with values: headers of a call, inputs of a flow. */
export function PairsWidget({ schema, value, path, label, help, required }: WidgetProps) {
  const { edit, leave, refusal } = useForm();
  const pairs = objectOf(value);
  const inner: JsonObject = objectOf(schema["additionalProperties"]);
  const put = (next: JsonObject) => {
    edit(path, Object.keys(next).length === 0 && !required ? undefined : next);
    leave();
  };
  return (
    <Field label={label} help={help} optional={!required} error={refusal(path)}>
      {(ties) => (
        <div id={ties.id} role="group" aria-label={label} className="pairs">
          {Object.entries(pairs).map(([name, one]) => (
            <div className={inner["x-widget"] === "value" ? "rule tight" : "pair"} key={name}>
              {inner["x-widget"] === "value" ? (
                <ValueWidget label={name} help={undefined} schema={inner} required={false} value={one} path={`${path}${pointerOf([name])}`} />
              ) : (
                <>
                  <span className="mono clip" title={name}>
                    {name}
                  </span>
                  <PairText name={name} path={`${path}${pointerOf([name])}`} value={textOf(one)} />
                </>
              )}
              <IconButton icon="close" label={t("removeRow", { what: name })} onClick={() => put(Object.fromEntries(Object.entries(pairs).filter(([other]) => other !== name)))} />
            </div>
          ))}
          <NewPair taken={Object.keys(pairs)} onAdd={(name) => put({ ...pairs, [name]: "" })} />
        </div>
      )}
    </Field>
  );
}
