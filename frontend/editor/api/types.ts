/** Shapes of the REST API, as its contract names them. */
import type { Json, JsonObject } from "./json";

export interface Page<T> {
  results: T[];
  next: string | null;
}

export type Role = "owner" | "admin" | "editor" | "agent" | "viewer";

export interface Member {
  id?: number;
  email: string;
  name: string;
  role: string;
}

export interface NewMember extends Member {
  sign_in_link: string | null;
}

export interface Session {
  member: Member | null;
  workspace: { slug: string; name: string } | null;
  csrf: string;
}

export type TrainedState = "trained" | "stale" | "never" | "training";

export interface Bot {
  slug: string;
  name: string;
  languages: string[];
  default_language: string;
  draft_revision: number;
  /** Number of the live version. */
  version: number | null;
  published_at: string | null;
  trained: TrainedState;
  updated_at: string;
  emblem: string | null;
  /** Draft revision the live version was made from. */
  published_revision: number | null;
  created_at: string;
}

export interface Job {
  id: string;
  kind: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  stage: string;
  progress: number;
  attempts: number;
  result: JsonObject | null;
  problem: { code?: string; title?: string; detail?: string } | null;
}

export interface Finding {
  severity: "error" | "warning" | "hint";
  code: string;
  pointer: string;
  flow: string | null;
  node: string | null;
  step: string | null;
  message: string;
  fix?: Json;
}

export interface ImportItem {
  severity: "error" | "warning" | "info" | "hint";
  code: string;
  source: { file?: string; pointer?: string } | null;
  target: string | null;
  what: string;
  todo: string | null;
}

export interface ImportReport {
  bot: string | null;
  format: string;
  counts: Record<string, number>;
  items: ImportItem[];
  findings: Finding[];
}

export interface Version {
  number: number;
  note: string;
  created_at: string;
  created_by: string | null;
  live: boolean;
  models: Record<string, string>;
  /** Draft revision it was made from. */
  revision: number;
}

export interface Understanding {
  language: string;
  intent: string | null;
  intents: { name: string; confidence: number }[];
  in_scope: boolean | number | null;
  entities: {
    entity: string;
    role?: string | null;
    start: number;
    end: number;
    text: string;
    value: Json;
    confidence: number | null;
    source: string;
  }[];
  answers: { id: string; confidence: number }[];
}

export interface Token {
  id: number;
  name: string;
  role: string;
  /** The first characters, to tell tokens apart. */
  prefix: string;
  member: string;
  created_at: string;
  last_used_at: string | null;
}

/** Only the answer that makes a token carries the token itself. */
export interface NewToken extends Token {
  token: string;
}

export interface Secret {
  name: string;
  updated_at: string;
  updated_by: string;
}

export interface PartChange {
  part: string;
  change: "added" | "removed" | "changed";
  places: { path: string; old?: Json; new?: Json }[];
}

// The parts of the document that the studio edits. Keys it does not know stay as they are.
export type ByLanguage<T> = { readonly [language: string]: T };

export interface Intent {
  readonly name: string;
  readonly examples?: ByLanguage<readonly string[]>;
  readonly description?: string;
}

export interface EntityValue {
  readonly value: string;
  readonly synonyms?: ByLanguage<readonly string[]>;
}

export interface Entity {
  readonly name: string;
  readonly kind: string;
  readonly values?: readonly EntityValue[];
  readonly patterns?: readonly string[];
}

export interface BotAnswer {
  readonly id: string;
  readonly questions?: ByLanguage<readonly string[]>;
  readonly answers?: ByLanguage<readonly string[]>;
  readonly enabled?: boolean;
}
