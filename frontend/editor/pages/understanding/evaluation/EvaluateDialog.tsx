import { useState, type FormEvent } from "react";
import { Banner, Button, Dialog, Field, Segmented, Select, TextField } from "../../../../ui";
import { ApiProblem } from "../../../api/client";
import { useStartEvaluation, type EvaluationRequest } from "../../../api/evaluation";
import type { Job } from "../../../api/types";
import { languageName } from "../../../app/dates";
import { t } from "./words";

type Scope = "usual" | "detected" | "taught";

export interface EvaluateDialogProps {
  slug: string;
  languages: readonly string[];
  language: string;
  onClose: () => void;
  onStarted: (job: Job) => void;
}

function numbers(values: readonly number[]) {
  return values.map((value) => ({ value: String(value), title: String(value) }));
}

/** What is evaluated and how. The usual needs no more than Enter. */
export function EvaluateDialog({ slug, languages, language, onClose, onStarted }: EvaluateDialogProps) {
  const start = useStartEvaluation(slug);
  const [kind, setKind] = useState<EvaluationRequest["kind"]>("cross-validation");
  const [chosen, setChosen] = useState(language);
  const [folds, setFolds] = useState(5);
  const [seeds, setSeeds] = useState(1);
  const [scope, setScope] = useState<Scope>("usual");
  const [title, setTitle] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const cross = kind === "cross-validation";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (kind === "rows" && file === null) return;
    const options = scope === "usual" ? {} : { out_of_scope: scope };
    const request: EvaluationRequest = {
      kind,
      language: chosen,
      ...(title.trim() === "" ? {} : { title: title.trim() }),
      ...(cross ? { folds, seeds, options } : {}),
    };
    start.mutate({ request, file: kind === "rows" ? file : null }, { onSuccess: onStarted });
  }

  return (
    <Dialog
      title={t("dialogTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="evaluate-form" disabled={start.isPending} data-autofocus>
            {t("run")}
          </Button>
        </>
      }
    >
      <form id="evaluate-form" className="form" onSubmit={submit} noValidate>
        {start.error instanceof ApiProblem && <Banner tone="bad">{start.error.message}</Banner>}
        <Select
          label={t("what")}
          value={kind}
          choices={[
            { value: "cross-validation", title: t("whatCross") },
            { value: "tests", title: t("whatTests") },
            { value: "rows", title: t("whatRows") },
          ]}
          onChoose={(value) => setKind(value === "tests" || value === "rows" ? value : "cross-validation")}
        />
        {kind === "rows" && (
          <Field label={t("chooseFile")} help={t("whatRowsHelp")} error={tried && file === null ? t("fileMissing") : null}>
            {(ties) => <input className="input" type="file" accept=".jsonl,.csv" {...ties} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
          </Field>
        )}
        {languages.length > 1 && (
          <Select label={t("language")} value={chosen} choices={languages.map((code) => ({ value: code, title: languageName(code) }))} onChoose={setChosen} />
        )}
        <TextField label={t("name")} help={t("nameHelp")} optional value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} />
        {cross && (
          <details className="more">
            <summary>{t("more")}</summary>
            <div className="form evmore">
              <Select label={t("parts")} help={t("partsHelp")} value={String(folds)} choices={numbers([3, 5, 10])} onChoose={(value) => setFolds(Number(value))} />
              <Select label={t("times")} help={t("timesHelp")} value={String(seeds)} choices={numbers([1, 2, 3, 5])} onChoose={(value) => setSeeds(Number(value))} />
              <Field label={t("scope")}>
                {() => (
                  <Segmented
                    label={t("scope")}
                    value={scope}
                    onChange={setScope}
                    segments={[
                      { value: "usual", title: t("scopeUsual") },
                      { value: "detected", title: t("scopeDetected") },
                      { value: "taught", title: t("scopeTaught") },
                    ]}
                  />
                )}
              </Field>
            </div>
          </details>
        )}
      </form>
    </Dialog>
  );
}
