/** How well the bot understands: evaluations, what could be better, and the trainings so far. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { benchOf } from "./bench";
import { api, seg } from "./client";
import type { Comparison, EvaluatedUtterance, Evaluation, EvaluationDetail, EvaluationKind, Suggestions, Training } from "./evaluationTypes";
import { isJob, isOver, useJob } from "./jobs";
import { isObject, type JsonObject } from "./json";
import { all } from "./queries";
import type { Job, Page } from "./types";

export const evaluationKeys = {
  evaluations: (slug: string) => ["bots", slug, "evaluations"],
  suggestions: (slug: string) => ["bots", slug, "suggestions"],
  trainings: (slug: string) => ["bots", slug, "trainings"],
};

function base(slug: string): string {
  return `bots/${seg(slug)}/`;
}

/** Newest first. */
export function useEvaluations(slug: string) {
  return useQuery({
    queryKey: [...evaluationKeys.evaluations(slug), "list"],
    queryFn: () => all<Evaluation>(`${base(slug)}evaluations/`),
  });
}

/** One with its report, which never changes. */
export function useEvaluation(slug: string, id: string | null) {
  return useQuery({
    queryKey: [...evaluationKeys.evaluations(slug), "one", id],
    queryFn: async () => (await api.get<EvaluationDetail>(`${base(slug)}evaluations/${seg(id ?? "")}/`)).data,
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Which utterances of an evaluation: what was meant, what was heard, and whether that was wrong. */
export interface UtteranceFilter {
  readonly wanted?: string;
  readonly said?: string;
  readonly wrong?: boolean;
}

export function useUtterances(slug: string, id: string, filter: UtteranceFilter) {
  const query = new URLSearchParams();
  if (filter.wanted !== undefined) query.set("wanted", filter.wanted);
  if (filter.said !== undefined) query.set("said", filter.said);
  if (filter.wrong === true) query.set("wrong", "true");
  const text = query.toString();
  return useInfiniteQuery({
    queryKey: [...evaluationKeys.evaluations(slug), "utterances", id, text],
    initialPageParam: `${base(slug)}evaluations/${seg(id)}/utterances/${text === "" ? "" : `?${text}`}`,
    queryFn: async ({ pageParam }) => (await api.get<Page<EvaluatedUtterance>>(pageParam)).data,
    getNextPageParam: (last) => (last.next === null ? null : last.next.replace(/^.*\/api\/v1\//, "")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useComparison(slug: string, before: string | null, after: string | null) {
  return useQuery({
    queryKey: [...evaluationKeys.evaluations(slug), "compare", before, after],
    queryFn: async () =>
      (await api.get<Comparison>(`${base(slug)}evaluations/${seg(before ?? "")}/compare/${seg(after ?? "")}/`)).data,
    enabled: before !== null && after !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface EvaluationRequest {
  kind: Exclude<EvaluationKind, "training">;
  language?: string;
  title?: string;
  folds?: number;
  seeds?: number;
  options?: { out_of_scope?: "detected" | "taught" };
}

function bodyOf(request: EvaluationRequest): JsonObject {
  return { ...request, options: { ...request.options } };
}

/** Starts one; with a file, on the rows in it. */
export function useStartEvaluation(slug: string) {
  return useMutation({
    mutationFn: async ({ request, file }: { request: EvaluationRequest; file: File | null }): Promise<Job> => {
      const path = `${base(slug)}evaluations/`;
      const { options, ...plain } = bodyOf(request);
      if (file === null) {
        const bare = options === undefined || Object.keys(options ?? {}).length === 0;
        return (await api.post<Job>(path, bare ? plain : { ...plain, options })).data;
      }
      const form = new FormData();
      for (const [key, value] of Object.entries(plain)) form.append(key, String(value));
      form.append("file", file);
      return (await api.post<Job>(path, form)).data;
    },
  });
}

export function useRemoveEvaluation(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`${base(slug)}evaluations/${seg(id)}/`),
    onSuccess: () => client.invalidateQueries({ queryKey: [...evaluationKeys.evaluations(slug), "list"] }),
  });
}

const KIND = "evaluate";

/** The evaluation under way, whoever began it; `follow` shows one that was just started here. */
export function useEvaluationJob(slug: string, onOver: (job: Job) => void): { job: Job | undefined; follow: (job: Job) => void } {
  const [id, setId] = useState<string | null>(null);
  const client = useQueryClient();
  const job = useJob(slug, id).data;
  useEffect(
    () =>
      benchOf(slug).socket.listen((frame) => {
        const heard = frame.type === "job" && isJob(frame["job"]) ? frame["job"] : null;
        if (heard?.kind === KIND && !isOver(heard)) setId(heard.id);
      }),
    [slug],
  );
  const told = useRef(onOver);
  told.current = onOver;
  useEffect(() => {
    if (job === undefined || !isOver(job)) return;
    setId(null);
    void client.invalidateQueries({ queryKey: evaluationKeys.evaluations(slug) });
    void client.invalidateQueries({ queryKey: evaluationKeys.suggestions(slug) });
    told.current(job);
  }, [job, client, slug]);
  return { job: id === null ? undefined : (job ?? undefined), follow: (fresh) => setId(fresh.id) };
}

/** The evaluation that a finished job made. */
export function evaluationOf(job: Job): string | null {
  const made = isObject(job.result) ? job.result["evaluation"] : null;
  return typeof made === "string" ? made : null;
}

export function suggestionsQuery(slug: string, language: string) {
  return {
    queryKey: [...evaluationKeys.suggestions(slug), language],
    queryFn: async () => (await api.get<Suggestions>(`${base(slug)}suggestions/?language=${seg(language)}`)).data,
  };
}

export function useSuggestions(slug: string, language: string) {
  const client = useQueryClient();
  const query = useQuery(suggestionsQuery(slug, language));
  const job = useJob(slug, query.data?.job ?? null).data;
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: evaluationKeys.suggestions(slug) });
  }, [over, client, slug]);
  return query;
}

/** Those that somebody does not want to see; asked for once they are to be shown. */
export function useDismissed(slug: string, language: string, shown: boolean) {
  return useQuery({
    queryKey: [...evaluationKeys.suggestions(slug), language, "dismissed"],
    queryFn: async () => (await api.get<Suggestions>(`${base(slug)}suggestions/?language=${seg(language)}&dismissed=true`)).data.results,
    enabled: shown,
  });
}

function useSuggestionWrite(slug: string, path: "dismiss" | "restore") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post(`${base(slug)}suggestions/${path}/`, { ids: [id] }),
    onSettled: () => client.invalidateQueries({ queryKey: evaluationKeys.suggestions(slug) }),
  });
}

export function useDismiss(slug: string) {
  return useSuggestionWrite(slug, "dismiss");
}

export function useBringBack(slug: string) {
  return useSuggestionWrite(slug, "restore");
}

export function useLookForSuggestions(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (language: string) => (await api.post<Job>(`${base(slug)}suggestions/`, { language })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: evaluationKeys.suggestions(slug) }),
  });
}

/** Newest first; asked again when a training has ended. */
export function useTrainings(slug: string) {
  const client = useQueryClient();
  useEffect(
    () =>
      benchOf(slug).socket.listen((frame) => {
        const job = frame.type === "job" && isJob(frame["job"]) ? frame["job"] : null;
        if (job?.kind === "train" && isOver(job)) void client.invalidateQueries({ queryKey: evaluationKeys.trainings(slug) });
      }),
    [client, slug],
  );
  return useQuery({ queryKey: evaluationKeys.trainings(slug), queryFn: () => all<Training>(`${base(slug)}trainings/`) });
}

export function useRestoreTraining(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (number: number) => (await api.post<Training>(`${base(slug)}trainings/${String(number)}/restore/`)).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ["bots"] }),
  });
}
