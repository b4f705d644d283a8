import { useState } from "react";
import { Banner, Button, Dialog, Select } from "../../../../ui";
import type { ImportPreview } from "../../../api/imports";
import type { Bot } from "../../../api/types";
import { asSheets, botChoices, guessed, missingOf, type SheetMapping } from "./mapping";
import { SheetForm } from "./SheetForm";
import { t } from "./words";
import "./mapping.css";

export interface MapColumnsProps {
  name: string;
  preview: ImportPreview;
  bots: readonly Bot[];
  busy: boolean;
  /** Why the last attempt was refused. */
  problem: string | null;
  onImport: (sheets: string, slug: string | undefined) => void;
  onClose: () => void;
}

/** What keeps it from being imported, in a sentence; null where nothing does. */
function whyNot(mappings: readonly SheetMapping[], missing: number, slug: string): string | null {
  const kept = mappings.filter((mapping) => mapping.kind !== null);
  if (kept.length === 0) return t("nothingChosen");
  if (missing > 0) return t("missingCount", { count: missing });
  return slug === "" && kept.every((mapping) => mapping.kind === "translations") ? t("needsBot") : null;
}

/** What the sheets of a spreadsheet hold and which column is which, before anything is kept. */
export function MapColumnsDialog({ name, preview, bots, busy, problem, onImport, onClose }: MapColumnsProps) {
  const [mappings, setMappings] = useState(() => guessed(preview));
  const [slug, setSlug] = useState("");
  const missing = missingOf(mappings, preview.kinds);
  const reason = whyNot(mappings, missing.length, slug);
  const change = (changed: SheetMapping) => setMappings(mappings.map((mapping) => (mapping.name === changed.name ? changed : mapping)));
  return (
    <Dialog
      title={t("title", { name })}
      width="l"
      onClose={onClose}
      note={
        <span role="status" className={reason === null ? "" : "bad"}>
          {reason}
        </span>
      }
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            disabled={reason !== null || busy}
            onClick={() => onImport(asSheets(mappings, preview.kinds), slug === "" ? undefined : slug)}
          >
            {busy ? t("importing") : t("import")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="t2">{t("text")}</p>
        {problem !== null && (
          <Banner tone="bad" title={t("failed")}>
            {t("nothingKept", { why: problem })}
          </Banner>
        )}
        <Select
          label={t("into")}
          help={slug === "" ? undefined : t("intoHelp")}
          choices={botChoices(bots)}
          placeholder={t("newBot")}
          value={slug}
          onChoose={setSlug}
          data-autofocus
        />
        {preview.sheets.map((sheet, index) => {
          const mapping = mappings[index];
          return (
            mapping !== undefined && (
              <SheetForm
                key={sheet.name}
                sheet={sheet}
                mapping={mapping}
                kinds={preview.kinds}
                missing={missing.filter((one) => one.sheet === sheet.name)}
                onChange={change}
              />
            )
          );
        })}
        {preview.more > 0 && <p className="small t2">{t("moreSheets", { count: preview.more })}</p>}
      </div>
    </Dialog>
  );
}
