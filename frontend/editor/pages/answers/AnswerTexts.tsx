import { useState } from "react";
import { Banner, Button, IconButton } from "../../../ui";
import type { Edits } from "../../app/useEdits";
import { removeMessage, setMessage, type AnswerRow } from "./answersView";
import { t } from "./words";

/** What the bot says, in one or more wordings. */
export function AnswerTexts({ edits, row, language, title }: { edits: Edits; row: AnswerRow; language: string; title: string }) {
  const stored = row.answers.get(language) ?? [];
  const [extra, setExtra] = useState(false);
  const fields = [...stored, ...(extra || stored.length === 0 ? [""] : [])];
  const save = (index: number, text: string) => {
    if (text !== "" || index < stored.length) edits.edit(setMessage(row, language, index, text), t("changedAnswers", { name: title }));
    if (index >= stored.length) setExtra(false);
  };
  return (
    <div className="field">
      <span className="label">{t("answers")}</span>
      {fields.map((message, index) =>
        typeof message === "string" ? (
          <div key={index} className="row answertext">
            <AnswerField label={`${t("answers")} ${String(index + 1)}`} text={message} onSave={(text) => save(index, text)} />
            {index < stored.length && stored.length > 1 && (
              <IconButton
                icon="delete"
                label={t("removeWording")}
                onClick={() =>
                  edits.edit(
                    removeMessage(row, language, index),
                    t("changedAnswers", { name: title }),
                    t("changedAnswers", { name: title }),
                  )
                }
              />
            )}
          </div>
        ) : (
          <Banner key={index} tone="info">
            {t("rich")}
          </Banner>
        ),
      )}
      <span className="row">
        <span className="help grow">{t("answersHelp")}</span>
        {stored.length > 0 && !extra && (
          <Button size="s" kind="quiet" icon="add" onClick={() => setExtra(true)}>
            {t("addWording")}
          </Button>
        )}
      </span>
    </div>
  );
}

function AnswerField({ label, text, onSave }: { label: string; text: string; onSave: (text: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? text;
  return (
    <textarea
      className="input area"
      aria-label={label}
      rows={Math.min(10, Math.max(2, shown.split("\n").length))}
      placeholder={t("answerPlaceholder")}
      value={shown}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft !== null && draft.trim() !== text) onSave(draft.trim());
        setDraft(null);
      }}
    />
  );
}
