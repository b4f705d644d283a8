import type { ReactNode } from "react";
import { isObject, objectOf, textOf } from "../../document/json";
import { ConditionWidget } from "../widgets/ConditionWidget";
import { ListWidget } from "../widgets/ListWidget";
import { MessageWidget } from "../widgets/MessageWidget";
import { OptionsWidget } from "../widgets/OptionsWidget";
import { PairsWidget } from "../widgets/PairsWidget";
import { EnumWidget, IntentsWidget, ReferenceWidget, SwitchWidget, VariableWidget } from "../widgets/references";
import { RulesWidget } from "../widgets/RulesWidget";
import { SlotsWidget } from "../widgets/SlotsWidget";
import { TextWidget } from "../widgets/TextWidget";
import { JsonWidget, NumberWidget, PlainText, ValueWidget, WordsWidget } from "../widgets/values";
import type { Rich, WidgetProps } from "./scope";

/** By JSON type, for fields without a hint of their own. */
function byType(props: WidgetProps): ReactNode {
  const { schema } = props;
  if (Array.isArray(schema["enum"])) return <EnumWidget {...props} />;
  const type = Array.isArray(schema["type"]) ? schema["type"].find((one) => one !== "null") : schema["type"];
  if (type === "boolean") return <SwitchWidget {...props} />;
  if (type === "number" || type === "integer") return <NumberWidget {...props} />;
  if (type === "string") return <PlainText {...props} />;
  if (type === "object" && isObject(schema["additionalProperties"])) return <PairsWidget {...props} />;
  if (type === "array") {
    const items = objectOf(schema["items"]);
    return items["type"] === "string" && items["x-widget"] === undefined ? <WordsWidget {...props} /> : <ListWidget {...props} />;
  }
  return <JsonWidget {...props} />;
}

/** The control for a field, from its `x-widget` hint. An unknown hint falls back to the JSON type, so a new step type needs no code here. */
export function widgetFor(props: WidgetProps, rich: Rich): ReactNode {
  switch (textOf(props.schema["x-widget"])) {
    case "message":
      return <MessageWidget {...props} rich={rich} />;
    case "text":
      return <TextWidget {...props} kind={{ localized: true, single: true }} />;
    case "template":
      return isObject(props.value) || Array.isArray(props.value) ? <JsonWidget {...props} /> : <TextWidget {...props} kind={{ localized: false, single: false }} />;
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
      return <IntentsWidget {...props} />;
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
      return <NumberWidget {...props} seconds />;
    case "expression":
      return <PlainText {...props} mono />;
    case "code":
      return <TextWidget {...props} kind={{ localized: false, single: false, mono: true, plain: true }} />;
    case "headers":
      return <PairsWidget {...props} />;
    case "json":
      return <JsonWidget {...props} />;
    default:
      return byType(props);
  }
}
