/** What visitors said and the bot did not take, or not surely: grouped, to be made into examples or put aside. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, seg } from "./client";
import type { Operation } from "./draftParts";
import { useMay } from "./talk";
import type { Page } from "./types";

export type LearningState = "waiting" | "accepted" | "ignored";
export type Reason = "fallback" | "unsure" | "clarified";

export interface Unsure {
  /** One for each time it was said. */
  ids: number[];
  text: string;
  count: number;
  reason: Reason;
  intent: string | null;
  confidence: number | null;
  first_at: string;
  last_at: string;
  conversation: string | null;
}

export interface UnsureGroup {
  id: number;
  language: string;
  /** The most typical of its sentences. */
  text: string;
  count: number;
  utterances: Unsure[];
  suggestion: { kind: "intent" | "answer"; name: string; confidence: number | null } | null;
  decided: { intent?: string | null; answer?: string | null; by: string; at: string } | null;
}

export interface LearningSettings {
  keep: "on" | "consent" | "off";
  consent: string | null;
  redact: string[];
  days: number;
  unsure_below: number;
}

export interface LearningPage extends Page<UnsureGroup> {
  waiting: number;
  settings: LearningSettings;
}

const EVERY_MS = 20_000;

export const learningKey = (slug: string) => ["bots", slug, "learning"];

function base(slug: string): string {
  return `bots/${seg(slug)}/learning/`;
}

export function useLearning(slug: string, state: LearningState, language: string | null) {
  const may = useMay("agent");
  const query = new URLSearchParams({ state, ...(language === null ? {} : { language }) }).toString();
  return useInfiniteQuery({
    queryKey: [...learningKey(slug), query],
    initialPageParam: `${base(slug)}?${query}`,
    queryFn: async ({ pageParam }) => (await api.get<LearningPage>(pageParam)).data,
    getNextPageParam: (last) => (last.next === null ? null : last.next.replace(/^.*\/api\/v1\//, "")),
    enabled: may,
    // Whoever reads further back is not disturbed.
    refetchInterval: (found) => (state === "waiting" && found.state.data?.pages.length === 1 ? EVERY_MS : false),
  });
}

export interface Acceptance {
  readonly ids: readonly number[];
  /** An intent, or an answer by its id. */
  readonly to: { readonly kind: "intent" | "answer"; readonly name: string };
  /** The intent is made. */
  readonly fresh?: boolean;
  /** Sentences as they were put right, by the id of an utterance. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface Accepted {
  accepted: number;
  added: string[];
  revision: number;
  undo: Operation[];
}

function useDecision<V, R>(slug: string, decide: (value: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: decide, onSettled: () => client.invalidateQueries({ queryKey: learningKey(slug) }) });
}

export function useAccept(slug: string) {
  return useDecision(slug, async ({ ids, to, fresh, texts }: Acceptance) => {
    const body = { ids, [to.kind]: to.name, ...(fresh === true ? { new: true } : {}), ...(texts === undefined ? {} : { texts }) };
    return (await api.post<Accepted>(`${base(slug)}accept/`, body)).data;
  });
}

export function useIgnore(slug: string) {
  return useDecision(slug, (ids: readonly number[]) => api.post(`${base(slug)}ignore/`, { ids }));
}

/** Back to those that wait, after an undo. */
export function useWaitAgain(slug: string) {
  return useDecision(slug, (ids: readonly number[]) => api.post(`${base(slug)}restore/`, { ids }));
}

/** Everything that is kept of this bot to learn from goes. */
export function useForget(slug: string) {
  return useDecision(slug, (_: null) => api.delete(base(slug)));
}
