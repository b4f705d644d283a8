import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent as ReactKeyboardEvent, type PointerEvent } from "react";
import { Button, EmptyState } from "../../ui";
import { ConflictDialog, DraftNotices } from "../app/DraftNotices";
import { LookOnlyNotice } from "../app/LookOnly";
import { AppRail } from "../app/Shell";
import { EditorBar } from "./bar/EditorBar";
import { Foot, ProblemList } from "./bar/Foot";
import { HappenedProvider } from "./bar/Happened";
import { Canvas } from "./canvas/Canvas";
import { inField, onKey } from "./canvas/keys";
import { Find } from "./find/Find";
import { Inspector } from "./inspector/Inspector";
import { FlowList, newFlow } from "./left/FlowList";
import { Outline } from "./left/Outline";
import { Picker } from "./picker/Picker";
import { useEditor, useEditorState } from "./store/context";
import { flowOf } from "./store/selectors";
import { Drawer } from "./tryout/Drawer";
import { TryOutPanel } from "./tryout/TryOutPanel";
import { t } from "./words";

/** Keys that work anywhere in the editor while no field has the focus. Nudges in a row undo together. */
function useKeys(onFind: () => void): void {
  const editor = useEditor();
  useEffect(() => {
    let gesture = editor.gesture("nudge");
    const down = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && (event.key === "k" || event.key === "f") && !event.shiftKey) {
        event.preventDefault();
        onFind();
        return;
      }
      if (!inField(event.target) && onKey(editor, event, gesture)) event.preventDefault();
    };
    const up = (event: KeyboardEvent) => {
      if (event.key === "Shift") gesture = editor.gesture("nudge");
    };
    document.addEventListener("keydown", down);
    document.addEventListener("keyup", up);
    return () => {
      document.removeEventListener("keydown", down);
      document.removeEventListener("keyup", up);
    };
  }, [editor, onFind]);
}

const LEAST = 280;
const MOST = 480;

/** The edge between canvas and panel: drag it, or move it with the arrows. */
function Divider({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const set = (wanted: number) => onWidth(Math.min(MOST, Math.max(LEAST, wanted)));
  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(window.innerWidth - event.clientX);
  }
  function onKeyDown(event: ReactKeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    event.stopPropagation();
    set(width + (event.key === "ArrowLeft" ? 16 : -16));
  }
  return (
    <div
      className="divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("panelWidth")}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

function EmptyFlow() {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  return (
    <div className="emptyflow">
      <EmptyState
        title={t("emptyFlow")}
        actions={
          <Button
            kind="primary"
            icon="add"
            disabled={!may}
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              editor.pick({ kind: "after", at: { x: box.left, y: box.bottom + 6 }, place: { x: 80, y: 80 } });
            }}
          >
            {t("addFirst")}
          </Button>
        }
      >
        {t("emptyFlowText")}
      </EmptyState>
    </div>
  );
}

function NoFlow() {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  return (
    <div className="emptyflow">
      <EmptyState title={t("noFlows")} actions={<Button kind="primary" icon="add" disabled={!may} onClick={() => newFlow(editor, t("firstFlow"))}>{t("newFlow")}</Button>}>
        {t("noFlowsText")}
      </EmptyState>
    </div>
  );
}

function Middle({ slug }: { slug: string }) {
  const flow = useEditorState(flowOf);
  const trying = useEditorState((state) => state.panel === "tryout");
  const problems = useEditorState((state) => state.problemsOpen);
  return (
    <div className="cw">
      <LookOnlyNotice place="flows" />
      <DraftNotices slug={slug} />
      <main className="stage" id="content">
        {flow ? <Canvas /> : <NoFlow />}
        {flow?.nodes.length === 0 && <EmptyFlow />}
      </main>
      {trying && <Drawer />}
      {problems && !trying && <ProblemList slug={slug} />}
      <Foot slug={slug} />
    </div>
  );
}

function Said() {
  const said = useEditorState((state) => state.said);
  return (
    <div className="sr" aria-live="polite" role="status">
      {said}
    </div>
  );
}

/** The frame of the editor: rail, bar, flows and outline, canvas, inspector or try-out, foot. */
export function EditorLayout({ slug }: { slug: string }) {
  const [width, setWidth] = useState(324);
  const [finding, setFinding] = useState(false);
  const [left, setLeft] = useState(false);
  const find = useRef(() => setFinding(true)).current;
  useKeys(find);
  const trying = useEditorState((state) => state.panel === "tryout");
  const chosen = useEditorState((state) => state.selection.nodes.length > 0);
  const style: CSSProperties & { "--panel": string } = { "--panel": `${String(width)}px` };
  const names = ["ed", trying ? "try" : "", left ? "leftopen" : "", chosen || trying ? "sheet" : ""];
  return (
    <div className={names.filter(Boolean).join(" ")} style={style}>
      <AppRail slug={slug} current="flows" />
      <EditorBar slug={slug} onFind={find} onPanel={() => setLeft(!left)} />
      <aside className="lp" aria-label={t("flowsAndOutline")}>
        <FlowList />
        <Outline />
      </aside>
      <HappenedProvider slug={slug}>
        <Middle slug={slug} />
      </HappenedProvider>
      <Divider width={width} onWidth={setWidth} />
      {trying ? <TryOutPanel /> : <Inspector />}
      <Picker />
      {finding && <Find onClose={() => setFinding(false)} />}
      <ConflictDialog slug={slug} />
      <Said />
    </div>
  );
}
