import { useRef, useState, type DragEvent } from "react";
import { Banner, Icon } from "../../../ui";
import { ApiProblem } from "../../api/client";
import { isObject } from "../../api/json";
import { previewImport, useImportBot, type ImportPreview, type ImportRequest } from "../../api/imports";
import { untilOver } from "../../api/jobs";
import type { ImportReport } from "../../api/types";
import { isReport, keepReport } from "./keptReports";
import { hasColumns } from "./mapping/mapping";
import { t } from "./words";

export interface BotImport {
  /** Name of the file being read. */
  busy: string | null;
  problem: { name: string; why: string } | null;
  /** A spreadsheet that waits for what its columns are. */
  sheets: { file: File; preview: ImportPreview } | null;
  choose: () => void;
  take: (file: File) => void;
  /** Imports the spreadsheet that waits; without arguments it is left. */
  map: (sheets?: string, slug?: string) => void;
}

function whyOf(error: ApiProblem): string {
  const first = error.problems[0];
  return first === undefined ? error.message : `${error.message} ${first.pointer}: ${first.detail}`;
}

/** Chooses, sends and follows one file; big ones become a job on the way. Of a spreadsheet the columns are asked first. */
export function useBotImport(onReport: (report: ImportReport) => void): BotImport {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<BotImport["problem"]>(null);
  const [sheets, setSheets] = useState<BotImport["sheets"]>(null);
  const send = useImportBot();

  /** A spreadsheet too large to be looked at is read as its heads say. */
  async function look(file: File) {
    setBusy(file.name);
    setProblem(null);
    try {
      setSheets({ file, preview: await previewImport(file) });
      setBusy(null);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === "too-large") await read({ file });
      else setProblem({ name: file.name, why: whyOf(error) });
      setBusy(null);
    }
  }

  async function read(request: ImportRequest) {
    const { file } = request;
    setBusy(file.name);
    setProblem(null);
    try {
      let answer: unknown = await send.mutateAsync(request);
      if (isObject(answer) && typeof answer["id"] === "string" && "progress" in answer) {
        const job = await untilOver(answer["id"]);
        if (job.state !== "done") throw new ApiProblem(422, { ...job.problem });
        answer = job.result;
      }
      setSheets(null);
      if (isReport(answer)) {
        keepReport(answer);
        onReport(answer);
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem({ name: file.name, why: whyOf(error) });
    } finally {
      setBusy(null);
    }
  }

  function choose() {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".json,.zip,.tgz,.gz,.tar,.bpz,.yml,.yaml,.md,.csv,.tsv,.xlsx,.xlf,.xliff";
    input.onchange = () => {
      const file = input.files?.[0];
      if (file !== undefined) take(file);
    };
    input.click();
  }

  function take(file: File) {
    void (hasColumns(file.name) ? look(file) : read({ file }));
  }

  function map(mapping?: string, slug?: string) {
    if (sheets !== null && mapping !== undefined) void read({ file: sheets.file, slug, sheets: mapping });
    else {
      setSheets(null);
      setProblem(null);
    }
  }

  return { busy, problem, sheets, choose, take, map };
}

/** Where a file may be dropped; a press opens the file dialog, so that keys do the same. */
export function DropZone({ importing }: { importing: BotImport }) {
  const [over, setOver] = useState(false);
  const inside = useRef(0);

  function drop(event: DragEvent) {
    event.preventDefault();
    inside.current = 0;
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) importing.take(file);
  }

  return (
    <section className="dropsection">
      {importing.problem !== null && importing.sheets === null && (
        <Banner tone="bad" title={t("importFailed", { name: importing.problem.name })}>
          {t("importFailedWhy", { why: importing.problem.why })}
        </Banner>
      )}
      <button
        type="button"
        className={over ? "drop over" : "drop"}
        disabled={importing.busy !== null}
        onClick={importing.choose}
        onDragEnter={() => {
          inside.current += 1;
          setOver(true);
        }}
        onDragLeave={() => {
          inside.current -= 1;
          if (inside.current === 0) setOver(false);
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <Icon name="download" size="l" />
        <span className="col">
          <span className="strong">{importing.busy === null ? t("dropTitle") : t("importing", { name: importing.busy })}</span>
          <span className="small t3">{t("dropText")}</span>
        </span>
        <span className="small t2 dropchoose">{t("choose")}</span>
      </button>
    </section>
  );
}
