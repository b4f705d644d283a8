import { Field } from "../../../../ui";
import { textOf } from "../../document/json";
import { t } from "../../words";
import { LanguageSwitch } from "../form/LanguageSwitch";
import { useForm, type WidgetProps } from "../form/scope";
import { TemplateInput } from "../form/TemplateInput";
import { isMissing, isWhole, textIn, writeText } from "../form/text";
import { useTyping } from "../form/useDraft";

export type TextKind = { readonly localized: boolean; readonly single: boolean; readonly mono?: boolean; readonly plain?: boolean };

/** A text of visitors or a template, in the language shown. */
export function TextWidget({ value, path, label, help, required, kind }: WidgetProps & { kind: TextKind }) {
  const { language, defaultLanguage, edit, leave, refusal } = useForm();
  const saved = kind.localized ? textIn(value, language, defaultLanguage) : textOf(value);
  const typing = useTyping(
    saved,
    (text) => {
      if (!kind.plain && !isWhole(text)) return false;
      const place = kind.localized ? writeText(value, path, text, language, defaultLanguage) : { path, value: text };
      const gone = text === "" && !required && place.path === path;
      edit(place.path, gone ? undefined : place.value);
      return true;
    },
    leave,
    { held: refusal(path) !== undefined },
  );
  const empty = required && typing.left && typing.text.trim() === "" && language === defaultLanguage;
  const error = refusal(path) ?? (typing.unsaved ? t("notWhole") : empty ? t("fillThis") : undefined);
  return (
    <Field
      label={label}
      help={help}
      error={error}
      optional={!required}
      aside={kind.localized ? <LanguageSwitch missing={(code) => (required || value !== undefined) && isMissing(value, code, defaultLanguage)} /> : undefined}
    >
      {(ties) => <TemplateInput ties={ties} text={typing.text} onText={typing.change} onLeave={typing.leave} single={kind.single} mono={kind.mono} plain={kind.plain} />}
    </Field>
  );
}
