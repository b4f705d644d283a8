import { Button, Field, Segmented, Select, type Choice, type Segment } from "../../../../ui";
import { isArray, isObject, objectOf, textOf, type Json, type JsonObject } from "../../document/json";
import { namesOf } from "../../document/model";
import { useEditorState, useShallowState } from "../../store/context";
import { t } from "../../words";
import { LanguageSwitch } from "../form/LanguageSwitch";
import { useForm, type Rich, type WidgetProps } from "../form/scope";
import { TemplateInput } from "../form/TemplateInput";
import { isMissing, isWhole, textIn, writeText } from "../form/text";
import { useTyping } from "../form/useDraft";
import { ListWidget } from "./ListWidget";
import { OptionsWidget } from "./OptionsWidget";
import { TextWidget } from "./TextWidget";
import { JsonWidget } from "./values";

type Kind = "text" | "image" | "card" | "content" | "other";

function kindOf(message: Json | undefined): Kind {
  if (!isObject(message)) return "text";
  if (message["content"] !== undefined) return "content";
  const type = message["type"];
  if (type === undefined || type === "text") return "text";
  return type === "image" || type === "card" ? type : "other";
}

const STARTS: Readonly<Record<"image" | "card", JsonObject>> = {
  image: { type: "image", url: "", alt: "" },
  card: { type: "card", title: "" },
};

function MessageText({ value, path, label, help, required }: WidgetProps) {
  const { language, defaultLanguage, languages, edit, leave, refusal } = useForm();
  const inside = isObject(value) ? value["text"] : value;
  const typing = useTyping(
    textIn(inside, language, defaultLanguage),
    (text) => {
      if (!isWhole(text)) return false;
      if (text === "" && !required && languages.length === 1 && !isObject(value)) edit(path, undefined);
      else if (isObject(value)) {
        const place = writeText(inside, `${path}/text`, text, language, defaultLanguage);
        edit(place.path, place.value);
      } else {
        const place = writeText(value, path, text, language, defaultLanguage);
        edit(path, isObject(place.value) ? { text: place.value } : place.value);
      }
      return true;
    },
    leave,
    { held: refusal(path) !== undefined },
  );
  const empty = required && typing.left && typing.text.trim() === "" && language === defaultLanguage;
  return (
    <Field
      label={label}
      help={help}
      optional={!required}
      error={refusal(path) ?? (typing.unsaved ? t("notWhole") : empty ? t("fillThis") : undefined)}
      aside={<LanguageSwitch missing={(code) => (required || inside !== undefined) && isMissing(inside, code, defaultLanguage)} />}
    >
      {(ties) => <TemplateInput ties={ties} text={typing.text} onText={typing.change} onLeave={typing.leave} />}
    </Field>
  );
}

function QuickReplies({ value, path }: { value: Json | undefined; path: string }) {
  const { edit, leave } = useForm();
  const message = objectOf(value);
  if (isArray(message["options"])) {
    return <OptionsWidget label={t("quickReplies")} help={undefined} schema={{}} required={false} value={message["options"]} path={`${path}/options`} />;
  }
  return (
    <Button
      kind="quiet"
      size="s"
      icon="add"
      className="addrow"
      onClick={() => {
        edit(path, { text: isObject(value) ? (value["text"] ?? "") : textOf(value), options: [{ id: "o1", title: t("optionTitle", { count: 1 }) }] });
        leave();
      }}
    >
      {t("addQuickReplies")}
    </Button>
  );
}

function Text({ name, label, props, required = false, single = true }: { name: string; label: string; props: WidgetProps; required?: boolean; single?: boolean }) {
  return <TextWidget label={label} help={undefined} schema={{}} required={required} value={objectOf(props.value)[name]} path={`${props.path}/${name}`} kind={{ localized: true, single }} />;
}

function Picture(props: WidgetProps) {
  const image = objectOf(objectOf(props.value)["image"]);
  const { edit, leave } = useForm();
  if (objectOf(props.value)["image"] === undefined) {
    return (
      <Button kind="quiet" size="s" icon="add" className="addrow" onClick={() => { edit(`${props.path}/image`, { url: "", alt: "" }); leave(); }}>
        {t("addPicture")}
      </Button>
    );
  }
  const inside: WidgetProps = { ...props, value: image, path: `${props.path}/image` };
  return (
    <>
      <Text name="url" label={t("pictureUrl")} props={inside} required />
      <Text name="alt" label={t("pictureAlt")} props={inside} />
    </>
  );
}

/** The buttons of a card, by the same form as those of the step for cards. */
function CardButtons({ value, path }: WidgetProps) {
  const schema = useEditorState((state) => objectOf(objectOf(state.catalogue.get("card")?.schema["properties"])["actions"]));
  return <ListWidget label={t("cardButtons")} help={undefined} schema={schema} required={false} value={objectOf(value)["actions"]} path={`${path}/actions`} />;
}

function ContentPick({ value, path, label }: WidgetProps) {
  const { edit, leave } = useForm();
  const items = useShallowState((state) => namesOf(state.parts, "content"));
  const choices: Choice[] = items.map((id) => ({ value: id, title: id }));
  return <Select label={label} value={textOf(objectOf(value)["content"])} choices={choices} placeholder={t("chooseOne")} onChoose={(id) => { edit(path, { content: id }); leave(); }} />;
}

function KindSwitch({ kind, path, value }: { kind: Kind; path: string; value: Json | undefined }) {
  const { edit, leave } = useForm();
  const content = useShallowState((state) => namesOf(state.parts, "content"));
  const segments: readonly Segment<Kind>[] = [
    { value: "text", title: t("kindText") },
    { value: "image", title: t("kindImage") },
    { value: "card", title: t("kindCard") },
    ...(content.length > 0 || kind === "content" ? [segment("content", t("kindContent"))] : []),
    ...(kind === "other" ? [segment("other", textOf(objectOf(value)["type"]))] : []),
  ];
  const turn = (next: Kind) => {
    if (next === kind || next === "other") return;
    const message = objectOf(value);
    if (next === "image" || next === "card") edit(path, STARTS[next]);
    else if (next === "content") edit(path, { content: content[0] ?? "" });
    else edit(path, textOf(message["title"]) || textOf(message["alt"]));
    leave();
  };
  return <Segmented label={t("messageKind")} value={kind} segments={segments} onChange={turn} />;
}

function segment(value: Kind, title: string): Segment<Kind> {
  return { value, title };
}

/** What the bot says: text by language with quick replies, a picture, a card, or a piece of content. */
export function MessageWidget(props: WidgetProps & { rich: Rich }) {
  const kind = kindOf(props.value);
  const { value, path, rich } = props;
  return (
    <div className="msgw">
      {(rich === "any" || kind !== "text") && <KindSwitch kind={kind} path={path} value={value} />}
      {kind === "text" && <MessageText {...props} />}
      {kind === "text" && rich !== "text" && <QuickReplies value={value} path={path} />}
      {kind === "image" && (
        <>
          <Text name="url" label={t("pictureUrl")} props={props} required />
          <Text name="alt" label={t("pictureAlt")} props={props} />
          <Text name="caption" label={t("caption")} props={props} />
        </>
      )}
      {kind === "card" && (
        <>
          <Text name="title" label={t("cardTitle")} props={props} required />
          <Text name="subtitle" label={t("cardSubtitle")} props={props} />
          <Text name="text" label={t("cardText")} props={props} single={false} />
          <Picture {...props} />
          <CardButtons {...props} />
        </>
      )}
      {kind === "content" && <ContentPick {...props} />}
      {kind === "other" && <JsonWidget {...props} />}
    </div>
  );
}
