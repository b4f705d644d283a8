import { useEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { Button, EmptyState, Skeleton } from "../../ui";
import { useDraft } from "../api/bench";
import { useCatalogue } from "../api/catalogue";
import type { DraftClient } from "../api/draftClient";
import { useMay } from "../api/talk";
import { DraftNotices } from "../app/DraftNotices";
import { flowHref } from "../app/places";
import { AppRail } from "../app/Shell";
import type { Catalogue } from "./document/catalogue";
import { flowsOf } from "./document/model";
import { EditorLayout } from "./EditorLayout";
import { useFindings, useLive } from "./live";
import { EditorContext, useEditorState } from "./store/context";
import { Editor } from "./store/editor";
import { t } from "./words";
import "./styles/editor.css";
import "./styles/canvas.css";
import "./styles/panels.css";
import "./styles/forms.css";
import "./styles/tryout.css";

export interface FlowEditorPageProps {
  slug: string;
  /** The flow in the address; without it the main flow, else the first. */
  flow?: string;
}

function firstFlow(editor: Editor): string | undefined {
  const flows = flowsOf(editor.state.parts);
  return (flows.find((flow) => flow.kind === "main") ?? flows[0])?.id;
}

/** The node of the open flow that has this step, for a link that names the step alone. */
function nodeWith(editor: Editor, step: string | null): string | null {
  const flow = flowsOf(editor.state.parts).find((one) => one.id === editor.state.flow);
  return flow?.nodes.find((node) => node.steps.some((one) => one.id === step))?.id ?? null;
}

/** Keeps the address and the open flow together, and goes where a link to a node or step points. */
function useAddress(editor: Editor, wanted: string | undefined): void {
  const [, go] = useLocation();
  const search = useSearch();
  const slug = editor.draft.slug;
  useEffect(() => {
    const known = flowsOf(editor.state.parts).some((flow) => flow.id === wanted);
    const flow = wanted !== undefined && known ? wanted : firstFlow(editor);
    if (flow !== undefined) editor.open(flow);
    const query = new URLSearchParams(search);
    const step = query.get("step");
    const node = query.get("node") ?? nodeWith(editor, step);
    if (node === null) return;
    editor.select({ nodes: [node], step });
    editor.show(node);
  }, [editor, wanted, search]);
  useEffect(
    () =>
      editor.store.subscribe((state, before) => {
        if (state.flow !== before.flow && state.flow !== null && state.flow !== wanted) go(flowHref(slug, state.flow), { replace: before.flow === null });
      }),
    [editor, slug, wanted, go],
  );
}

function Title({ slug }: { slug: string }) {
  const title = useEditorState((state) => flowsOf(state.parts).find((flow) => flow.id === state.flow)?.title);
  useEffect(() => {
    document.title = `${title ?? slug} · BotBuilder`;
  }, [title, slug]);
  return null;
}

function Workbench({ draft, catalogue, flow }: { draft: DraftClient; catalogue: Catalogue; flow: string | undefined }) {
  const may = useMay("editor");
  const [editor] = useState(() => new Editor(draft, catalogue));
  useEffect(() => editor.set({ may }), [editor, may]);
  useLive(editor);
  useFindings(editor);
  useAddress(editor, flow);
  return (
    <EditorContext value={editor}>
      <Title slug={draft.slug} />
      <EditorLayout slug={draft.slug} />
    </EditorContext>
  );
}

function Waiting({ slug, failed, onRetry }: { slug: string; failed: boolean; onRetry: () => void }) {
  return (
    <div className="ed waitinged">
      <AppRail slug={slug} current="flows" />
      <main className="edwait">
        <DraftNotices slug={slug} />
        {failed ? (
          <EmptyState title={t("loadFailed")} drawing="cut" actions={<Button onClick={onRetry}>{t("tryAgain")}</Button>}>
            {t("loadFailedText")}
          </EmptyState>
        ) : (
          <Skeleton rows={6} what={t("opening")} />
        )}
      </main>
    </div>
  );
}

/** The flow editor: canvas, inspector, outline, problems and try-out of one bot's draft. */
export default function FlowEditorPage({ slug, flow }: FlowEditorPageProps) {
  const { draft, snapshot } = useDraft(slug);
  const catalogue = useCatalogue();
  if (!snapshot.ready || catalogue.data === undefined) {
    return <Waiting slug={slug} failed={catalogue.isError} onRetry={() => void catalogue.refetch()} />;
  }
  return <Workbench key={slug} draft={draft} catalogue={catalogue.data} flow={flow} />;
}
