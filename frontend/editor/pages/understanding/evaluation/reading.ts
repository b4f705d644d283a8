/** What the pages make of a report: names, shares in words, and the part of the matrix that is worth looking at. */
import { language } from "../../../../ui/i18n";
import type { Confusion, Evaluation, LabelScore, Share } from "../../../api/evaluationTypes";
import { when } from "../../../app/dates";
import { t } from "./words";

/** What the server calls out of scope, and what it folds the rest of a large matrix into. */
export const NONE = "none";
export const OTHERS = "…";

const ANSWER = "answer:";
const LONG = 19; // letters

/** The bare name of an intent or an answer. */
export function bareName(label: string): string {
  if (label === NONE) return t("none");
  if (label === OTHERS) return t("others");
  return label.startsWith(ANSWER) ? label.slice(ANSWER.length) : label;
}

export function labelName(label: string): string {
  return label.startsWith(ANSWER) ? t("answerNamed", { name: bareName(label) }) : bareName(label);
}

/** A long name cut in the middle: names differ at their ends, too. */
export function shortName(label: string): string {
  const name = labelName(label);
  if (name.length <= LONG) return name;
  const half = (LONG - 1) / 2;
  return `${name.slice(0, Math.ceil(half))}…${name.slice(-Math.floor(half))}`;
}

export function percent(share: Share, digits = 1): string {
  if (share === null) return "–";
  return new Intl.NumberFormat(language(), { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);
}

export function decimal(share: Share, digits = 3): string {
  if (share === null) return "–";
  return new Intl.NumberFormat(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);
}

/** "+1.8", with the sign that it always has. */
export function signed(change: number, digits: number): string {
  const format = new Intl.NumberFormat(language(), { signDisplay: "exceptZero", minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(change).replace("-", "−");
}

export function nameOf(evaluation: Evaluation): string {
  const kind = t(`kind.${evaluation.kind}`);
  return `${evaluation.title === "" ? kind : evaluation.title}, ${when(evaluation.created_at)}`;
}

/** Two evaluations of one day apart: with the draft they looked at, or the version, and the minute. */
export function exactNameOf(evaluation: Evaluation): string {
  const kind = evaluation.title === "" ? t(`kind.${evaluation.kind}`) : evaluation.title;
  const at = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(evaluation.created_at));
  if (evaluation.version !== null) return t("ofVersion", { kind, number: evaluation.version, at });
  return evaluation.revision === null ? `${kind}, ${at}` : t("ofDraft", { kind, number: evaluation.revision, at });
}

/** The stage of a job as the server names it, in the studio's language. */
export function stageName(stage: string): string {
  const fold = /^fold (\d+) of (\d+)$/.exec(stage);
  if (fold !== null) return t("stage.fold", { number: Number(fold[1]), count: Number(fold[2]) });
  switch (stage) {
    case "starting":
    case "reading":
    case "training":
    case "measuring":
    case "suggesting":
    case "tests":
      return t(`stage.${stage}`);
    case "out of scope":
      return t("stage.scope");
    default:
      return stage;
  }
}

export interface Matrix {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** How many sentences meant each label, shown columns or not. */
  readonly meant: readonly number[];
}

/** The matrix of the labels that are mixed up most, in the order in which the report has them. */
export function hardest({ labels, matrix }: Confusion, most: number): Matrix {
  const wrong = labels.map((_, at) =>
    labels.reduce((sum, __, other) => (other === at ? sum : sum + (matrix[at]?.[other] ?? 0) + (matrix[other]?.[at] ?? 0)), 0),
  );
  const ranked = labels.map((_, at) => at).sort((a, b) => (wrong[b] ?? 0) - (wrong[a] ?? 0));
  const shown = ranked.slice(0, most).sort((a, b) => a - b);
  return {
    labels: shown.map((at) => labels[at] ?? ""),
    counts: shown.map((row) => shown.map((column) => matrix[row]?.[column] ?? 0)),
    meant: shown.map((row) => (matrix[row] ?? []).reduce((sum, count) => sum + count, 0)),
  };
}

export interface Cell {
  readonly wanted: string;
  /** Null: everything that was heard wrongly. */
  readonly said: string | null;
}

/** Where to look first: the two that are mixed up most. */
export function worstCell(confusion: Confusion): Cell | null {
  const [pair] = confusion.pairs;
  return pair === undefined ? null : { wanted: pair.wanted, said: pair.said };
}

export function mistakesOf(score: LabelScore): number {
  return score.support - score.right;
}

/** The figures by intent as a file for spreadsheets. */
export function csvOf(labels: readonly LabelScore[]): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? "" : String(value);
    // A spreadsheet would run what begins like a formula.
    const safe = /^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const rows = labels.map((one) => [one.label, one.kind, one.support, one.said, one.right, one.precision, one.recall, one.f1]);
  return [["label", "kind", "support", "said", "right", "precision", "recall", "f1"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}
