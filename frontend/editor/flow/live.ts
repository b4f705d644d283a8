import { useEffect, useState } from "react";
import { benchOf, type Bench } from "../api/bench";
import type { Frame } from "../api/editorSocket";
import { isObject } from "../api/json";
import { useLint } from "../api/queries";
import type { Finding } from "../api/types";
import type { Editor } from "./store/editor";
import type { Peer } from "./store/state";
import { tryOutOf } from "./tryout/session";

const LINT_MS = 500;

/** Asks for the problems once edits have been saved and it is quiet. */
export function useFindings(editor: Editor): void {
  const [revision, setRevision] = useState(editor.draft.snapshot.revision);
  const lint = useLint(editor.draft.slug, revision);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.draft.subscribe(() => {
      const { status, revision: latest } = editor.draft.snapshot;
      clearTimeout(timer);
      if (status === "saved") timer = setTimeout(() => setRevision(latest), LINT_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor]);
  const findings = lint.data?.findings;
  useEffect(() => {
    if (findings) editor.set({ findings });
  }, [editor, findings]);
}

function isFindings(value: unknown): value is readonly Finding[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && typeof one["message"] === "string" && typeof one["severity"] === "string");
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function readPeers(value: unknown, own: string): readonly Peer[] {
  if (!Array.isArray(value)) return [];
  const members: readonly unknown[] = value;
  return members.filter(isObject).filter((member) => member["tab"] !== own).map((member) => ({
    tab: String(member["tab"] ?? ""),
    name: String(member["name"] ?? ""),
    colour: String(member["colour"] ?? ""),
    flow: textOrNull(member["flow"]),
    node: textOrNull(member["node"]),
    field: textOrNull(member["field"]),
  }));
}

function hear(editor: Editor, frame: Frame): void {
  if (frame.type === "presence" || frame.type === "welcome") editor.set({ peers: readPeers(frame["members"], editor.draft.tab) });
  else if (frame.type === "lint" && isFindings(frame["findings"])) editor.set({ findings: frame["findings"] });
  else if (frame.type === "tryout") tryOutOf(editor).hear(frame);
}

const PRESENCE_MS = 250;

function tellPresence(editor: Editor, { socket }: Bench): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = "";
  const stop = editor.store.subscribe(({ flow, selection, editing }) => {
    const where = { flow, node: selection.nodes[0] ?? null, step: selection.step, field: editing?.node ?? null };
    const text = JSON.stringify(where);
    if (text === told) return;
    told = text;
    clearTimeout(timer);
    timer = setTimeout(() => socket.send({ type: "presence", ...where }), PRESENCE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Follows the draft and the live line while the editor is open. */
export function useLive(editor: Editor): void {
  useEffect(() => {
    const bench = benchOf(editor.draft.slug);
    const stops = [editor.connect(), bench.socket.listen((frame) => hear(editor, frame)), tellPresence(editor, bench)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor]);
}
