import { useState } from "react";
import { Select, Switch, TextField, type Choice } from "../../../../ui";
import { createVariable } from "../../document/commands/flows";
import { textOf } from "../../document/json";
import { flowsOf, namesOf } from "../../document/model";
import { useEditor, useEditorState, useShallowState } from "../../store/context";
import { t } from "../../words";
import { useForm, type WidgetProps } from "../form/scope";

const NEW = "\u0000new";

/** A variable, or a new one made on the spot. */
export function VariableWidget({ value, path, label, help, required }: WidgetProps) {
  const editor = useEditor();
  const { edit, leave } = useForm();
  const names = useShallowState((state) => namesOf(state.parts, "variable"));
  const [making, setMaking] = useState(false);
  const [name, setName] = useState("");
  const current = textOf(value);
  const choose = (chosen: string) => {
    edit(path, chosen === "" && !required ? undefined : chosen);
    leave();
  };
  const choices: Choice[] = names.map((title) => ({ value: title, title }));
  if (current !== "" && !names.includes(current)) choices.push({ value: current, title: current });
  choices.push({ value: NEW, title: t("newVariable") });
  const make = () => {
    const wanted = name.trim();
    if (wanted === "") return setMaking(false);
    editor.run(createVariable(editor.state.parts, wanted, "text"));
    choose(wanted);
    setMaking(false);
    setName("");
  };
  if (!making) {
    return <Select label={label} help={help} optional={!required} value={current} choices={choices} placeholder={t("noVariable")} className="mono" onChoose={(chosen) => (chosen === NEW ? setMaking(true) : choose(chosen))} />;
  }
  return (
    <TextField
      label={label}
      help={t("newVariableHelp")}
      mono
      autoFocus
      value={name}
      onChange={(event) => setName(event.target.value.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(\d)/, "_$1"))}
      onBlur={make}
      onKeyDown={(event) => {
        if (event.key === "Enter") make();
        if (event.key === "Escape") setMaking(false);
      }}
    />
  );
}

function Choose({ props, choices, placeholder }: { props: WidgetProps; choices: readonly Choice[]; placeholder: string }) {
  const { edit, leave } = useForm();
  const current = textOf(props.value);
  const known = current === "" || choices.some((choice) => choice.value === current);
  return (
    <Select
      label={props.label}
      help={props.help}
      optional={!props.required}
      error={known ? undefined : t("notThere", { what: current })}
      value={current}
      choices={known ? choices : [...choices, { value: current, title: current }]}
      placeholder={placeholder}
      onChoose={(chosen) => {
        edit(props.path, chosen === "" && !props.required ? undefined : chosen);
        leave();
      }}
    />
  );
}

const BUILT_IN = ["@date", "@time", "@number", "@money", "@email", "@phone", "@url"];

/** One of what the bot has: an intent, an entity, a flow, or a node of the flow chosen beside it. */
export function ReferenceWidget({ kind, ...props }: WidgetProps & { kind: "intent" | "entity" | "flow" | "node" }) {
  const { config } = useForm();
  const choices = useEditorState((state) => state.parts);
  const flow = textOf(config["flow"]);
  const list = ((): readonly Choice[] => {
    if (kind === "flow") return flowsOf(choices).map((other) => ({ value: other.id, title: other.title }));
    if (kind === "node") return flowsOf(choices).find((other) => other.id === flow)?.nodes.map((node) => ({ value: node.id, title: node.title })) ?? [];
    const names = namesOf(choices, kind);
    return [...names, ...(kind === "entity" ? BUILT_IN : [])].map((name) => ({ value: name, title: name }));
  })();
  return <Choose props={props} choices={list} placeholder={kind === "node" ? t("itsStart") : t("chooseOne")} />;
}

export function SwitchWidget({ schema, value, path, label, help }: WidgetProps) {
  const { edit, leave } = useForm();
  return (
    <Switch
      label={label}
      help={help}
      checked={value === undefined ? schema["default"] === true : value === true}
      onChange={(checked) => {
        edit(path, checked);
        leave();
      }}
    />
  );
}

