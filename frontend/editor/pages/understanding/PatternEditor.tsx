import { useState } from "react";
import { Button, TextArea } from "../../../ui";
import type { Edits } from "../../app/useEdits";
import type { EntityRow } from "./draftView";
import { setPatterns } from "./edits";
import { t } from "./words";

/** One pattern a line. Kept on leaving the field; the server checks that each can be read. */
export function PatternEditor({ edits, entity }: { edits: Edits; entity: EntityRow }) {
  const stored = entity.patterns.join("\n");
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? stored;

  function save() {
    setDraft(null);
    const patterns = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (patterns.join("\n") !== stored) edits.edit(setPatterns(entity, patterns), t("changedPatterns", { name: entity.name }));
  }

  return (
    <div className="patterns">
      <TextArea
        label={t("patterns")}
        help={t("patternsHelp")}
        mono
        rows={6}
        spellCheck={false}
        placeholder="[A-Z]{2}-\d{4}"
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
      />
      {draft !== null && draft !== stored && (
        <div className="row">
          <Button size="s" onClick={save}>
            {t("keep")}
          </Button>
        </div>
      )}
    </div>
  );
}
