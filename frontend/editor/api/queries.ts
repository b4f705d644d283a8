/** What the server knows, as hooks. Drafts are not in here: they live in the DraftClient. */
import { QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { closeBench } from "./bench";
import { api, ApiProblem, seg, setCsrf } from "./client";
import type { JsonObject } from "./json";
import type {
  Bot,
  Finding,
  Member,
  NewMember,
  NewToken,
  Page,
  PartChange,
  Secret,
  Session,
  Token,
  Understanding,
  Version,
} from "./types";

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && error instanceof ApiProblem && (error.offline || error.status >= 500),
      },
    },
  });
}

export const keys = {
  session: () => ["session"],
  bots: () => ["bots"],
  bot: (slug: string) => ["bots", slug],
  versions: (slug: string) => ["bots", slug, "versions"],
  lint: (slug: string) => ["bots", slug, "lint"],
  tokens: () => ["tokens"],
  secrets: () => ["secrets"],
  members: () => ["members"],
  job: (id: string) => ["jobs", id],
};

const MOST_PAGES = 20;
const TRAINING_POLL_MS = 1000;

/** All pages of a list, up to a bound that no real workspace reaches. */
export async function all<T>(path: string): Promise<T[]> {
  const results: T[] = [];
  let next: string | null = path;
  for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
    const { data }: { data: Page<T> | T[] } = await api.get<Page<T> | T[]>(next);
    if (Array.isArray(data)) return data;
    results.push(...data.results);
    next = data.next === null ? null : data.next.replace(/^.*\/api\/v1\//, "");
  }
  return results;
}

export function useSession() {
  return useQuery({
    queryKey: keys.session(),
    queryFn: async () => {
      const { data } = await api.get<Session>("session/");
      setCsrf(data.csrf);
      return data;
    },
    staleTime: 60_000,
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (who: { email: string; password: string }) => (await api.post<Session>("session/", who)).data,
    onSuccess: async () => {
      setCsrf(null);
      await client.resetQueries();
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete("session/"),
    onSuccess: () => {
      setCsrf(null);
      client.clear();
    },
  });
}

export function useBots() {
  return useQuery({ queryKey: keys.bots(), queryFn: () => all<Bot>("bots/") });
}

export function useBot(slug: string) {
  return useQuery({
    queryKey: keys.bot(slug),
    queryFn: async () => (await api.get<Bot>(`bots/${seg(slug)}/`)).data,
    // A training may be somebody else's, and its job ends a moment before the bot says so.
    refetchInterval: (query) => (query.state.data?.trained === "training" ? TRAINING_POLL_MS : false),
  });
}

export function useCreateBot() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (bot: { name: string; slug: string; language: string }) => (await api.post<Bot>("bots/", bot)).data,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.bots() }),
  });
}

export function useDeleteBot() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (slug: string) => api.delete(`bots/${seg(slug)}/`),
    onSuccess: async (_answer, slug) => {
      closeBench(slug);
      await client.invalidateQueries({ queryKey: keys.bots(), exact: true });
    },
  });
}

export function useVersions(slug: string) {
  return useQuery({ queryKey: keys.versions(slug), queryFn: () => all<Version>(`bots/${seg(slug)}/versions/`) });
}

export function useLint(slug: string, revision: number) {
  return useQuery({
    queryKey: [...keys.lint(slug), revision],
    queryFn: async () => (await api.get<{ findings: Finding[]; revision: number }>(`bots/${seg(slug)}/lint/`)).data,
  });
}

export function parseText(slug: string, text: string, language: string | null): Promise<Understanding> {
  const body: JsonObject = language === null ? { text } : { text, language };
  return api.post<Understanding>(`bots/${seg(slug)}/parse/`, body).then((answer) => answer.data);
}

export function useMembers() {
  return useQuery({ queryKey: keys.members(), queryFn: () => all<Member>("members/") });
}

/** The answer carries a one-time link where the person has no account yet. */
export function useAddMember() {
  return useWrite(keys.members(), async (who: { email: string; role: string }) => (await api.post<NewMember>("members/", who)).data);
}

export function useSetRole() {
  return useWrite(keys.members(), (who: { id: number; role: string }) => api.patch<Member>(`members/${String(who.id)}/`, { role: who.role }));
}

export function useRemoveMember() {
  return useWrite(keys.members(), (id: number) => api.delete(`members/${String(id)}/`));
}

export function useSignInLink() {
  return useMutation({ mutationFn: async (id: number) => (await api.post<NewMember>(`members/${String(id)}/sign-in-link/`)).data });
}

export function useTokens() {
  return useQuery({ queryKey: keys.tokens(), queryFn: () => all<Token>("tokens/") });
}

/** Viewers and agents do not see which there are. */
export function useSecrets(may: boolean) {
  return useQuery({ queryKey: keys.secrets(), queryFn: () => all<Secret>("secrets/"), enabled: may });
}

/** What changed from a version to another, or to the draft. `revision` makes an edited draft another question. */
export function useDiff(slug: string, from: number | null, to: number | "draft" | null, revision: number) {
  return useQuery({
    queryKey: ["bots", slug, "diff", from, to, to === "draft" ? revision : 0],
    queryFn: async () => {
      const path = `bots/${seg(slug)}/versions/${String(from)}/diff/${String(to)}/`;
      return (await api.get<{ changes: PartChange[] }>(path)).data.changes;
    },
    enabled: from !== null && to !== null,
  });
}

/** A change of the workspace that makes one list stale. */
export function useWrite<V, R>(key: readonly unknown[], write: (value: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSuccess: () => client.invalidateQueries({ queryKey: key }) });
}

export function useCreateToken() {
  return useWrite(keys.tokens(), async (body: { name: string; role: string }) => (await api.post<NewToken>("tokens/", body)).data);
}

export function useDeleteToken() {
  return useWrite(keys.tokens(), (id: number) => api.delete(`tokens/${String(id)}/`));
}

/** A new secret, or another value for one that is there. The value never comes back. */
export function useSetSecret() {
  return useWrite(keys.secrets(), (secret: { name: string; value: string; exists: boolean }) =>
    secret.exists
      ? api.put<Secret>(`secrets/${seg(secret.name)}/`, { value: secret.value })
      : api.post<Secret>("secrets/", { name: secret.name, value: secret.value }),
  );
}

export function useDeleteSecret() {
  return useWrite(keys.secrets(), (name: string) => api.delete(`secrets/${seg(name)}/`));
}
