import { Dot } from "../../../../ui";
import { useEditor } from "../../store/context";
import { t } from "../../words";
import { useForm } from "./scope";

/** Which language's text is shown; a dot marks the missing ones. */
export function LanguageSwitch({ missing }: { missing: (language: string) => boolean }) {
  const editor = useEditor();
  const { languages, language } = useForm();
  if (languages.length < 2) return null;
  return (
    <span className="seg langs" role="group" aria-label={t("language")}>
      {languages.map((code) => (
        <button key={code} type="button" aria-pressed={code === language} title={missing(code) ? t("missing") : undefined} onClick={() => editor.set({ language: code })}>
          {code.toUpperCase()}
          {missing(code) && <Dot tone="warn" label={t("missing")} />}
        </button>
      ))}
    </span>
  );
}
