/** What all pages of one bot share while at least one of them is open: its draft and its live line. */
import { useEffect, useSyncExternalStore } from "react";
import { DraftClient, type DraftSnapshot } from "./draftClient";
import type { Operation } from "./draftParts";
import { EditorSocket, type Frame } from "./editorSocket";

export interface Bench {
  readonly draft: DraftClient;
  readonly socket: EditorSocket;
}

/** Pages come and go within a bot; the line stays up in between. */
const LINGER_MS = 3000;

const benches = new Map<string, Bench>();
const users = new Map<string, number>();

function use(bench: Bench, slug: string): () => void {
  users.set(slug, (users.get(slug) ?? 0) + 1);
  bench.socket.open();
  if (!bench.draft.snapshot.ready) void bench.draft.load();
  return () => {
    users.set(slug, (users.get(slug) ?? 1) - 1);
    setTimeout(() => {
      if (users.get(slug) === 0) bench.socket.close();
    }, LINGER_MS);
  };
}

function isOperations(value: unknown): value is readonly Operation[] {
  return Array.isArray(value);
}

function listen(bench: Bench): void {
  bench.socket.listen((frame: Frame) => {
    const revision = typeof frame["revision"] === "number" ? frame["revision"] : null;
    if (frame.type === "operations" && revision !== null && isOperations(frame["operations"])) {
      bench.draft.receive({ revision, tab: String(frame["tab"] ?? ""), operations: frame["operations"] });
    }
    if (frame.type === "welcome" && revision !== null) {
      bench.draft.retry();
      if (bench.draft.snapshot.ready) void bench.draft.catchUp(revision).catch(() => undefined);
    }
  });
  window.addEventListener("online", bench.draft.retry);
}

/** One draft client and one socket per bot and tab, made on first use. */
export function benchOf(slug: string): Bench {
  const found = benches.get(slug);
  if (found !== undefined) return found;
  const draft = new DraftClient(slug);
  const bench = { draft, socket: new EditorSocket(slug, draft.tab) };
  benches.set(slug, bench);
  listen(bench);
  return bench;
}

/** Forgets the bot, for one that was deleted. */
export function closeBench(slug: string): void {
  const bench = benches.get(slug);
  benches.delete(slug);
  users.delete(slug);
  bench?.socket.close();
  bench?.draft.dispose();
}

/** The bench of the bot on this page; loads the draft and opens the line. */
export function useBench(slug: string): Bench {
  const bench = benchOf(slug);
  useEffect(() => use(bench, slug), [bench, slug]);
  return bench;
}

/** The draft, followed. */
export function useDraft(slug: string): { draft: DraftClient; snapshot: DraftSnapshot } {
  const { draft } = useBench(slug);
  const snapshot = useSyncExternalStore(draft.subscribe, () => draft.snapshot);
  return { draft, snapshot };
}
