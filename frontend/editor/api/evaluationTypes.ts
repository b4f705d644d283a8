/** Shapes of evaluations, suggestions, and trainings. Shares are between 0 and 1, or null where nothing could be measured. */
import type { Operation } from "./draftParts";

export type Share = number | null;

export type EvaluationKind = "cross-validation" | "tests" | "rows" | "training";
export type LabelKind = "intent" | "answer" | "none";

export type FigureName =
  | "accuracy"
  | "macro_f1"
  | "weighted_f1"
  | "in_scope_accuracy"
  | "oos_recall"
  | "oos_precision"
  | "oos_f1"
  | "oos_auroc"
  | "span_f1"
  | "ece";

export type Figures = Partial<Record<FigureName, Share>>;

export interface Evaluation {
  id: string;
  kind: EvaluationKind;
  language: string;
  title: string;
  created_at: string;
  created_by: string;
  revision: number | null;
  version: number | null;
  models: Record<string, string>;
  options: { out_of_scope?: "detected" | "taught" };
  folds: number | null;
  seeds: number | null;
  /** Utterances. */
  count: number;
  previous: string | null;
  figures: Figures;
  tests: { passed: number; failed: number } | null;
}

export interface LabelScore {
  label: string;
  kind: LabelKind;
  support: number;
  said: number;
  right: number;
  precision: Share;
  recall: Share;
  f1: Share;
}

export interface Confusion {
  labels: string[];
  /** Row: what was meant; column: what was heard. */
  matrix: number[][];
  pairs: { wanted: string; said: string; count: number; share: number; examples: string[] }[];
}

export interface Histogram {
  edges: number[];
  right: number[];
  wrong: number[];
}

export interface CalibrationBin {
  from: number;
  to: number;
  count: number;
  confidence: Share;
  accuracy: Share;
}

export interface ScopePoint {
  threshold: number;
  in_scope_accepted: Share;
  in_scope_accuracy: Share;
  oos_recall: Share;
}

export interface ScopeCurve {
  threshold: number;
  auroc: Share;
  outside: number;
  points: ScopePoint[];
  chosen: ScopePoint | null;
}

export interface MarkedSpan {
  start: number;
  end: number;
  entity: string;
}

export interface EntityScore {
  entity: string;
  support: number;
  found: number;
  right: number;
  precision: Share;
  recall: Share;
  f1: Share;
}

export interface EntityReport {
  precision: Share;
  recall: Share;
  f1: Share;
  support: number;
  found: number;
  right: number;
  entities: EntityScore[];
  mistakes: { text: string; wanted: MarkedSpan[]; found: MarkedSpan[] }[];
}

export interface EvaluationReport {
  labels: LabelScore[];
  confusion: Confusion;
  confidence: Histogram;
  calibration: { ece: Share; bins: CalibrationBin[] };
  scope: ScopeCurve | null;
  entities: EntityReport | null;
  tests: { passed: number; failed: number; tests: { name: string; passed: boolean }[] } | null;
  spread: { accuracy: { mean: number; deviation: number } } | null;
  findings: { pointer: string; detail: string }[];
}

export interface EvaluationDetail extends Evaluation {
  report: EvaluationReport;
}

export interface EvaluatedUtterance {
  text: string;
  wanted: string;
  said: string;
  confidence: number;
  in_scope: Share;
  right: boolean;
  kind: LabelKind;
  pointer: string | null;
}

export interface ChangedUtterance {
  text: string;
  wanted: string;
  before: string;
  after: string;
  confidence_before: number;
  confidence_after: number;
}

export interface Comparison {
  before: Evaluation;
  after: Evaluation;
  figures: Partial<Record<FigureName, { before: Share; after: Share; change: Share }>>;
  labels: { label: string; before: Share; after: Share; change: Share }[];
  shared: number;
  mended: ChangedUtterance[];
  broken: ChangedUtterance[];
  moved: ChangedUtterance[];
  counts: Record<"mended" | "broken" | "moved" | "same_right" | "same_wrong" | "added" | "removed", number>;
  significant: boolean;
  p: number;
  tests: { mended: string[]; broken: string[]; added: string[]; removed: string[] } | null;
}

export type SuggestionCode = "close-intents" | "pulls-wrong-way" | "few-examples" | "near-duplicates" | "two-intents";

export interface Suggestion {
  id: string;
  code: SuggestionCode;
  severity: "warning" | "hint";
  language: string;
  pointer: string;
  message: string;
  intents: string[];
  examples: { text: string; intent: string; pointer: string }[];
  measure: number | null;
  fixes: SuggestionFix[];
}

export interface SuggestionFix {
  code: "remove" | "move";
  /** Of intents and answers, as in `intents`. */
  from: string;
  to?: string;
  /** The example as the draft has it, marks and all; where it is moved. */
  text?: string;
  title: string;
  operations: Operation[];
}

export interface Suggestions {
  results: Suggestion[];
  state: "fresh" | "stale" | "none" | "running";
  revision: number | null;
  computed_at: string | null;
  job: string | null;
  /** How many somebody does not want to see. */
  dismissed: number;
}

export interface TrainingFailure {
  language: string;
  part: string;
  name: string;
  pointer: string;
  detail: string;
}

export interface TrainedLanguage {
  examples: number;
  intents: number;
  answers: number;
  bytes: number;
  /** Null: only the smaller model is in use. */
  encoder: string | null;
  metrics: Record<string, number>;
}

export interface Training {
  number: number;
  kind: "trained" | "restored";
  of: number | null;
  job: string | null;
  by: string;
  created_at: string;
  seconds: number | null;
  revision: number | null;
  current: boolean;
  restorable: boolean;
  models: Record<string, string>;
  parts: Record<string, Record<string, "trained" | "kept" | "failed">>;
  failures: TrainingFailure[];
  notes: string[];
  languages: Record<string, TrainedLanguage>;
  before: { training: number | null; languages: Record<string, { metrics: Record<string, number> }> } | null;
  tests: { passed: number; failed: number; changed: { name: string; before: boolean | null; after: boolean }[] } | null;
}
