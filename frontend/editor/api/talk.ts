/** Conversations, the queue of agents, records and problems, as hooks. What others do shows by asking again: at once where
 *  the live line tells of it, else every few seconds. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { benchOf } from "./bench";
import { api, seg } from "./client";
import type { JsonObject } from "./json";
import { all, useSession, useWrite } from "./queries";
import type {
  AgentActed,
  AgentQueue,
  Conversation,
  ConversationDetail,
  Handoff,
  Happened,
  NodeProblem,
  QueueChange,
  Replay,
  Said,
  TableRow,
  TurnEvents,
} from "./talkTypes";
import type { Page } from "./types";

const LIVE_MS = 3000;
const COUNT_MS = 15_000;
const HOURS_MS = 60_000; // a queue opens and closes by its hours
const PAGE = 40;

export type Outcome = "all" | "handed-over" | "missed" | "problem";

export const talkKeys = {
  conversations: (slug: string) => ["bots", slug, "conversations"],
  conversation: (slug: string, id: string) => ["bots", slug, "conversation", id],
  handoffs: (slug: string) => ["bots", slug, "handoffs"],
  queues: (slug: string) => ["bots", slug, "queues"],
  rows: (slug: string, table: string) => ["bots", slug, "rows", table],
  problems: (slug: string) => ["bots", slug, "problems"],
};

function base(slug: string, conversation: string): string {
  return `bots/${seg(slug)}/conversations/${seg(conversation)}/`;
}

/** The path of a next page, which the server gives as a whole address. */
function nextPath(next: string | null): string | null {
  return next === null ? null : next.replace(/^.*\/api\/v1\//, "");
}

/** Roles from the least to the most. */
const RANKS = ["viewer", "agent", "editor", "admin", "owner"];

/** Whether whoever is signed in may do what needs this role. */
export function useMay(role: "agent" | "editor" | "admin"): boolean {
  const mine = useSession().data?.member?.role ?? "viewer";
  return RANKS.indexOf(mine) >= RANKS.indexOf(role);
}

export function useConversations(slug: string, outcome: Outcome) {
  return useInfiniteQuery({
    queryKey: [...talkKeys.conversations(slug), outcome],
    initialPageParam: `bots/${seg(slug)}/conversations/?limit=${String(PAGE)}&outcome=${outcome}`,
    queryFn: async ({ pageParam }) => (await api.get<Page<Conversation>>(pageParam)).data,
    getNextPageParam: (last) => nextPath(last.next),
    // Whoever reads further back is not disturbed.
    refetchInterval: (query) => (query.state.data?.pages.length === 1 ? COUNT_MS : false),
  });
}

/** How a page follows what goes on: not at all, by asking, or told by the live line (and asking now and then). */
export type Follow = "not" | "ask" | "line";
const EVERY: Record<Follow, number | false> = { not: false, ask: LIVE_MS, line: COUNT_MS };

export function useConversation(slug: string, id: string | null, follow: Follow = "not") {
  return useQuery({
    queryKey: [...talkKeys.conversation(slug, id ?? ""), "itself"],
    queryFn: async () => (await api.get<ConversationDetail>(base(slug, id ?? ""))).data,
    enabled: id !== null,
    refetchInterval: EVERY[follow],
  });
}

export function useSaid(slug: string, id: string | null, follow: Follow = "not") {
  return useQuery({
    queryKey: [...talkKeys.conversation(slug, id ?? ""), "messages"],
    queryFn: () => all<Said>(`${base(slug, id ?? "")}messages/?limit=500`),
    enabled: id !== null,
    refetchInterval: EVERY[follow],
  });
}

export function useHappened(slug: string, id: string | null, follow: Follow = "not") {
  return useQuery({
    queryKey: [...talkKeys.conversation(slug, id ?? ""), "events"],
    queryFn: () => all<Happened>(`${base(slug, id ?? "")}events/?limit=500`),
    enabled: id !== null,
    refetchInterval: EVERY[follow],
  });
}

export function useTurn(slug: string, id: string, turn: number | null) {
  return useQuery({
    queryKey: [...talkKeys.conversation(slug, id), "turn", turn],
    queryFn: async () => (await api.get<TurnEvents>(`${base(slug, id)}events/${String(turn)}/`)).data.events,
    enabled: turn !== null,
  });
}

const MOST_REPLAYED = 10;

/** The whole conversation run again on the draft. */
export function useReplay(slug: string, id: string) {
  return useMutation({
    mutationFn: async (how: { recompute: boolean }): Promise<Replay> => {
      const path = `${base(slug, id)}replay/`;
      const body = { version: null, recompute: how.recompute };
      let whole = (await api.post<Replay>(path, body)).data;
      for (let page = 1; whole.next !== null && page < MOST_REPLAYED; page += 1) {
        const { data } = await api.post<Replay>(path, { ...body, since: whole.next });
        whole = { ...data, same: whole.same && data.same, turns: [...whole.turns, ...data.turns] };
      }
      return whole;
    },
  });
}

/** Back to how things stood after a turn; what came later is gone. */
export function useRewind(slug: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (turn: number) => api.post<Conversation>(`${base(slug, id)}rewind/`, { turn }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: talkKeys.conversation(slug, id) });
      await client.invalidateQueries({ queryKey: talkKeys.conversations(slug) });
    },
  });
}

/** Waiting and taken, longest waiting first. */
export function useHandoffs(slug: string, follow: Follow = "line") {
  const may = useMay("agent");
  return useQuery({
    queryKey: talkKeys.handoffs(slug),
    queryFn: () => all<Handoff>(`bots/${seg(slug)}/handoffs/`),
    enabled: may,
    refetchInterval: EVERY[follow],
  });
}

/** Whether the live line is up, so that hand-offs are told as they change. */
export function useLineUp(slug: string): boolean {
  const { socket } = benchOf(slug);
  return useSyncExternalStore(socket.listenState, () => socket.state === "open");
}

/** Asks anew about the hand-offs and conversations that the live line names. Once per page. */
export function useHandoffLine(slug: string): void {
  const client = useQueryClient();
  useEffect(
    () =>
      benchOf(slug).socket.listen((frame) => {
        if (frame.type !== "handoffs" && frame.type !== "welcome") return;
        void client.invalidateQueries({ queryKey: talkKeys.handoffs(slug) });
        const moved = frame["conversations"];
        if (!Array.isArray(moved)) return;
        for (const id of moved) void client.invalidateQueries({ queryKey: talkKeys.conversation(slug, String(id)) });
      }),
    [client, slug],
  );
}

/** Queues that somebody has opened or closed; every other one is open. */
export function useQueues(slug: string) {
  const may = useMay("agent");
  return useQuery({ queryKey: talkKeys.queues(slug), queryFn: () => all<AgentQueue>(`bots/${seg(slug)}/queues/`), enabled: may, refetchInterval: HOURS_MS });
}

export function useSetQueue(slug: string) {
  return useWrite(talkKeys.queues(slug), async ({ name, open, hours }: QueueChange) => {
    const given = hours === undefined ? {} : { hours: hours === null ? null : { ...hours } };
    return (await api.put<AgentQueue>(`bots/${seg(slug)}/queues/${seg(name)}/`, { open, ...given })).data;
  });
}

function useAct<V>(slug: string, id: string, act: (value: V) => Promise<{ data: AgentActed }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (value: V) => (await act(value)).data,
    // Also after a refusal: then somebody else has moved things.
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: talkKeys.handoffs(slug) });
      await client.invalidateQueries({ queryKey: talkKeys.conversation(slug, id) });
    },
  });
}

export function useTakeOver(slug: string, id: string) {
  return useAct(slug, id, (control: number) => api.post<AgentActed>(`${base(slug, id)}takeover/`, { control }));
}

/** `id` makes a second attempt of the same answer harmless. */
export function useAnswerVisitor(slug: string, id: string) {
  return useAct(slug, id, (answer: { id: string; text: string }) => api.post<AgentActed>(`${base(slug, id)}messages/`, answer));
}

export function useResolve(slug: string, id: string) {
  return useAct(slug, id, (_: null) => api.post<AgentActed>(`${base(slug, id)}resolve/`, {}));
}

/** `there`: the server has the table, which it has once the draft is saved. */
export function useRows(slug: string, table: string, there: boolean) {
  return useInfiniteQuery({
    enabled: there,
    queryKey: talkKeys.rows(slug, table),
    initialPageParam: `bots/${seg(slug)}/tables/${seg(table)}/rows/?limit=100`,
    queryFn: async ({ pageParam }) => (await api.get<Page<TableRow>>(pageParam)).data,
    getNextPageParam: (last) => nextPath(last.next),
    retry: false,
  });
}

export function useAddRow(slug: string, table: string) {
  return useWrite(talkKeys.rows(slug, table), (values: JsonObject) =>
    api.post<TableRow>(`bots/${seg(slug)}/tables/${seg(table)}/rows/`, { values }),
  );
}

export function useRemoveRow(slug: string, table: string) {
  return useWrite(talkKeys.rows(slug, table), (id: number) => api.delete(`bots/${seg(slug)}/tables/${seg(table)}/rows/${String(id)}/`));
}

export interface ContentUse {
  pointer: string;
  flow: string | null;
  node: string | null;
  step: string | null;
}

/** Where each piece of content is said; `revision` makes an edited draft another question. */
export function useContentUsage(slug: string, revision: number) {
  return useQuery({
    queryKey: ["bots", slug, "content", revision],
    queryFn: async () => (await api.get<{ usage: Record<string, ContentUse[]> }>(`bots/${seg(slug)}/content/?limit=500`)).data.usage,
    placeholderData: (before) => before,
  });
}

/** What visitors ran into and nobody has read yet. */
export function useProblems(slug: string) {
  return useQuery({
    queryKey: talkKeys.problems(slug),
    queryFn: () => all<NodeProblem>(`bots/${seg(slug)}/problems/?unread=true`),
    refetchInterval: COUNT_MS * 4,
  });
}

/** Read: gone from the list until it happens again. */
export function useReadProblems(slug: string) {
  return useWrite(talkKeys.problems(slug), (ids: readonly number[]) => api.post(`bots/${seg(slug)}/problems/read/`, { ids }));
}
