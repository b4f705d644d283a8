import type { ReactNode } from "react";
import { isArray, isObject, objectOf, textOf } from "../../document/json";
import { ConditionWidget } from "../widgets/ConditionWidget";
import { ListWidget } from "../widgets/ListWidget";
import { MessageWidget } from "../widgets/MessageWidget";
import { OptionsWidget } from "../widgets/OptionsWidget";
import { PairsWidget } from "../widgets/PairsWidget";
import { EnumWidget, ManyWidget, NamesWidget } from "../widgets/choices";
import { ReferenceWidget, SwitchWidget, VariableWidget } from "../widgets/references";
import { RulesWidget } from "../widgets/RulesWidget";
import { SecondsWidget } from "../widgets/SecondsWidget";
import { SlotsWidget } from "../widgets/SlotsWidget";
import { LanguageWidget, SuggestedText } from "../widgets/suggest";
import { ColumnValuesWidget, ColumnWidget, TableWidget } from "../widgets/tables";
import { TextWidget } from "../widgets/TextWidget";
import { ValueWidget } from "../widgets/ValueWidget";
import { JsonWidget, NumberWidget, PlainText, WordsWidget } from "../widgets/values";
import { fieldName } from "./rows";
import { useForm, type Rich, type WidgetProps } from "./scope";

/** Texts that run over several lines; all others stay on one. */
const LONG = ["text", "body", "caption", "comment", "description"];

function listWidget(props: WidgetProps): ReactNode {
  const items = objectOf(props.schema["items"]);
  if (isArray(items["enum"])) return <ManyWidget {...props} />;
  if (items["x-widget"] === "variable") return <NamesWidget {...props} kind="variable" />;
  return items["type"] === "string" && items["x-widget"] === undefined ? <WordsWidget {...props} /> : <ListWidget {...props} />;
}

function MapWidget(props: WidgetProps): ReactNode {
  const { config } = useForm();
  const ofTable = typeof config["table"] === "string" && fieldName(props.path) === "values";
  return ofTable ? <ColumnValuesWidget {...props} /> : <PairsWidget {...props} />;
}

/** By JSON type, for fields without a hint of their own. */
function byType(props: WidgetProps): ReactNode {
  const { schema } = props;
  if (isArray(schema["enum"])) return <EnumWidget {...props} />;
  const type = isArray(schema["type"]) ? schema["type"].find((one) => one !== "null") : schema["type"];
  if (type === "boolean") return <SwitchWidget {...props} />;
  if (type === "number" || type === "integer") return <NumberWidget {...props} />;
  if (type === "string" && schema["x-suggest"] === "languages") return <LanguageWidget {...props} template={false} />;
  if (type === "string" && schema["x-suggest"] !== undefined) return <SuggestedText {...props} />;
  if (type === "string") return <PlainText {...props} plain single={!LONG.includes(fieldName(props.path))} />;
  if (type === "object" && isObject(schema["additionalProperties"])) return <MapWidget {...props} />;
  return type === "array" ? listWidget(props) : <JsonWidget {...props} />;
}

/** The control for a field, from its `x-widget` hint. An unknown hint falls back to the JSON type, so a new step type needs no code here. */
export function widgetFor(props: WidgetProps, rich: Rich): ReactNode {
  switch (textOf(props.schema["x-widget"])) {
    case "message":
      return <MessageWidget {...props} rich={rich} />;
    case "text":
      return <TextWidget {...props} kind={{ localized: true, single: !LONG.includes(fieldName(props.path)) }} />;
    case "template":
      if (props.schema["x-suggest"] === "languages") return <LanguageWidget {...props} template />;
      return isObject(props.value) || Array.isArray(props.value) ? <JsonWidget {...props} /> : <TextWidget {...props} kind={{ localized: false, single: fieldName(props.path) !== "body" }} />;
    case "variable":
      return <VariableWidget {...props} />;
    case "flow":
      return <ReferenceWidget {...props} kind="flow" />;
    case "node":
      return <ReferenceWidget {...props} kind="node" />;
    case "intent":
      return <ReferenceWidget {...props} kind="intent" />;
    case "entity":
      return <ReferenceWidget {...props} kind="entity" />;
    case "intents":
      return <NamesWidget {...props} kind="intent" />;
    case "options":
      return <OptionsWidget {...props} />;
    case "condition":
      return <ConditionWidget {...props} />;
    case "rules":
      return <RulesWidget {...props} />;
    case "slots":
      return <SlotsWidget {...props} />;
    case "value":
      return <ValueWidget {...props} />;
    case "seconds":
      return <SecondsWidget {...props} />;
    case "expression":
      return <PlainText {...props} mono />;
    case "code":
      return <TextWidget {...props} kind={{ localized: false, single: false, mono: true, plain: true }} />;
    case "headers":
      return <PairsWidget {...props} />;
    case "table":
      return <TableWidget {...props} />;
    case "column":
      return <ColumnWidget {...props} />;
    case "json":
      return <JsonWidget {...props} />;
    default:
      return byType(props);
  }
}
