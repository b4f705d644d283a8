import { useState } from "react";
import { TextArea } from "../../../ui";
import type { Edits } from "../../app/useEdits";
import { linesOf } from "../understanding/edits";
import { setQuestions, type AnswerRow } from "./answersView";
import { t } from "./words";

const MOST_ROWS = 14;

/** Wordings of the question, one a line; kept when the field is left. */
export function Questions({ edits, row, language, title }: { edits: Edits; row: AnswerRow; language: string; title: string }) {
  const stored = (row.questions.get(language) ?? []).join("\n");
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? stored;

  function save() {
    setDraft(null);
    const lines = linesOf(text);
    if (lines.join("\n") !== stored) edits.edit(setQuestions(row, language, lines), t("changedQuestions", { name: title }));
  }

  return (
    <TextArea
      label={t("questions")}
      help={t("questionsHelp")}
      rows={Math.min(MOST_ROWS, Math.max(4, text.split("\n").length + 1))}
      placeholder={t("questionsPlaceholder")}
      value={text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
    />
  );
}
