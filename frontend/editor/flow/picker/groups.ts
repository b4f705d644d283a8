import { catalogue } from "../../../ui/i18n";
import { CATEGORIES, type StepType } from "../document/catalogue";
import { categoryName } from "../words";

/** Step types as the picker sorts them: by what a builder wants to do. The hue of a step stays that of its category. */
const GROUPS: Readonly<Record<string, Group>> = {
  branch: "ways",
  loop: "ways",
  split: "ways",
  random: "ways",
  call_flow: "ways",
  jump: "ways",
  return: "ways",
  end: "ways",
  back: "talk",
  stop: "talk",
  restart: "talk",
  wait: "talk",
  wait_event: "talk",
  context: "talk",
  detect_language: "talk",
  switch_language: "talk",
  comment: "talk",
  set: "values",
  counter: "values",
  change_list: "values",
  read_list: "values",
  profile: "visitor",
  remember: "visitor",
  recall: "visitor",
  forget: "visitor",
  goal: "visitor",
  find_records: "tables",
  insert_record: "tables",
  update_records: "tables",
  delete_records: "tables",
  call_api: "outside",
  send_email: "outside",
  code: "outside",
  emit_event: "outside",
  start_flow: "outside",
};

type Group = "ways" | "talk" | "values" | "visitor" | "tables" | "outside";

const t = catalogue({
  en: {
    ways: "Ways",
    talk: "Conversation",
    values: "Values",
    visitor: "Visitor",
    tables: "Tables",
    outside: "Outside",
  },
  fr: {
    ways: "Chemins",
    talk: "Conversation",
    values: "Valeurs",
    visitor: "Visiteur",
    tables: "Tables",
    outside: "Extérieur",
  },
});

const ORDER: readonly string[] = ["say", "ask", "ways", "logic", "values", "data", "talk", "visitor", "human", "outside", "tables", "ai", "channel", "other"];

function groupOf(type: StepType): string {
  return GROUPS[type.type] ?? (CATEGORIES.includes(type.category) ? type.category : "other");
}

function isGroup(name: string): name is Group {
  return Object.values(GROUPS).some((group) => group === name);
}

function groupName(group: string): string {
  return isGroup(group) ? t(group) : categoryName(group);
}

/** All types in the order of their groups, each with the name of its group. */
export function grouped(types: Iterable<StepType>): readonly { readonly group: string; readonly type: StepType }[] {
  const all = [...types].map((type) => ({ key: groupOf(type), type }));
  return ORDER.flatMap((key) => all.filter((one) => one.key === key).map((one) => ({ group: groupName(key), type: one.type })));
}
