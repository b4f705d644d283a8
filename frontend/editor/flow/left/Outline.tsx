import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Bead, Dot, isCategory } from "../../../ui";
import { stepTypeIn } from "../document/catalogue";
import { moveStep } from "../document/commands/steps";
import type { Flow, FlowNode, Step } from "../document/model";
import { outlineOf } from "../document/outline";
import { waysOf } from "../document/outputs";
import { summaryOf, summaryWords } from "../document/summary";
import { hasRun, markOf } from "../canvas/marks";
import { useEditor, useEditorState, useShallowState } from "../store/context";
import { countsAt, flowOf, outgoing } from "../store/selectors";
import { t } from "../words";
import { useWindow } from "./windowed";

type Item = { readonly node: FlowNode; readonly step: Step | null };

function keyOf(item: Item): string {
  return `${item.node.id} ${item.step?.id ?? ""}`;
}

function useWords(flow: Flow, { node }: Item): { readonly label: string; readonly errors: number; readonly category: string } {
  const catalogue = useEditorState((state) => state.catalogue);
  const language = useEditorState((state) => state.language);
  const counts = useEditorState((state) => countsAt(state.findings, flow.id, node.id));
  const ways = waysOf(node, outgoing(flow, node.id), catalogue, language);
  const out = ways.steps.reduce((sum, step) => sum + step.ways.length, ways.next ? 1 : 0);
  const parts = [node.title || t("untitled"), t("stepCount", { count: node.steps.length }), t("waysOut", { count: out })];
  if (counts.errors > 0) parts.push(t("errors", { count: counts.errors }));
  const asks = ways.steps.find((step) => step.type.category !== "say") ?? ways.steps[0];
  return { label: parts.join(", "), errors: counts.errors, category: asks?.type.category ?? "" };
}

interface RowProps {
  flow: Flow;
  item: Item;
  open: boolean;
  selected: boolean;
  stop: boolean;
  onChoose: () => void;
  onToggle: () => void;
}

function NodeRow({ flow, item, open, selected, stop, onChoose, onToggle }: RowProps) {
  const { label, errors, category } = useWords(flow, item);
  const mark = useShallowState((state) => markOf(state.lens === "path" ? state.run : null, flow.id, item.node.id));
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-expanded={open}
      aria-selected={selected}
      aria-label={label}
      tabIndex={stop ? 0 : -1}
      data-item={keyOf(item)}
      className={mark.order > 0 ? "ol lit" : "ol"}
      onClick={onChoose}
      onDoubleClick={onToggle}
    >
      <i className={`k ${category}`} />
      <span className="clip grow">{item.node.title || t("untitled")}</span>
      {errors > 0 && <Dot tone="bad" />}
    </div>
  );
}

function StepRowItem({ flow, item, step, selected, stop, onChoose }: RowProps & { step: Step }) {
  const type = useEditorState((state) => stepTypeIn(state.catalogue, step.type));
  const language = useEditorState((state) => state.language);
  const ran = useEditorState((state) => state.lens === "path" && hasRun(state.run, flow.id, item.node.id, step.id));
  const words = summaryWords(summaryOf(type, step.config, language));
  return (
    <div
      role="treeitem"
      aria-level={2}
      aria-selected={selected}
      aria-label={`${type.title}, ${words}`}
      tabIndex={stop ? 0 : -1}
      data-item={keyOf(item)}
      className={ran ? "ol ols lit" : "ol ols"}
      onClick={onChoose}
    >
      <Bead category={isCategory(type.category) ? type.category : undefined} icon={type.icon} />
      <span className="clip grow">{words || type.title}</span>
    </div>
  );
}

function useItems(flow: Flow | undefined, open: ReadonlySet<string>): readonly Item[] {
  return useMemo(() => {
    if (!flow) return [];
    return outlineOf(flow).flatMap((node): readonly Item[] => [{ node, step: null }, ...(open.has(node.id) ? node.steps.map((step) => ({ node, step })) : [])]);
  }, [flow, open]);
}

/** The flow as a tree, equal to the canvas: same selection, same editing, made for the keyboard and for screen readers. */
export function Outline() {
  const editor = useEditor();
  const flow = useEditorState(flowOf);
  const selection = useShallowState((state) => state.selection);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const tree = useRef<HTMLDivElement>(null);
  const items = useItems(flow, open);
  const at = items.findIndex((item) => item.node.id === selection.nodes[0] && (item.step?.id ?? null) === (open.has(item.node.id) ? selection.step : null));
  const current = at < 0 ? items.findIndex((item) => item.node.id === selection.nodes[0]) : at;

  const view = useWindow(tree, items.length, current);

  const toggle = (node: string, to?: boolean) => {
    const next = new Set(open);
    if (to ?? !next.has(node)) next.add(node);
    else next.delete(node);
    setOpen(next);
  };
  const choose = (item: Item, focus = false) => {
    editor.select({ nodes: [item.node.id], step: item.step?.id ?? null });
    editor.show(item.node.id);
    if (focus) requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(keyOf(item))}"]`)?.focus());
  };
  const reorder = (item: Item, by: number) => {
    if (!flow || !item.step) return;
    const index = item.node.steps.indexOf(item.step) + by;
    if (index >= 0 && index < item.node.steps.length) editor.run(moveStep(flow, item.node.id, item.step.id, item.node.id, index));
  };

  function onKeyDown(event: KeyboardEvent) {
    const item = items[Math.max(0, current)];
    if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const move = (to: Item | undefined) => to && choose(to, true);
    const acts: Record<string, () => void> = {
      ArrowDown: () => (event.altKey ? reorder(item, 1) : move(items[current + 1])),
      ArrowUp: () => (event.altKey ? reorder(item, -1) : move(items[Math.max(0, current - 1)])),
      Home: () => move(items[0]),
      End: () => move(items[items.length - 1]),
      ArrowRight: () => (open.has(item.node.id) ? move(items[current + 1]) : toggle(item.node.id, true)),
      ArrowLeft: () => (item.step ? move({ node: item.node, step: null }) : toggle(item.node.id, false)),
      Enter: () => {
        choose(item);
        requestAnimationFrame(() => document.querySelector<HTMLElement>(".insp .bd textarea, .insp .bd input, .insp .bd select")?.focus());
      },
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <>
      <h2 className="second">{t("outline")}</h2>
      <div ref={tree} role="tree" aria-label={t("outlineOf", { title: flow?.title ?? "" })} className="outline" onKeyDown={onKeyDown}>
        {view.before > 0 && <div style={{ height: view.before }} role="presentation" />}
        {flow &&
          items.slice(view.from, view.to).map((item, offset) => {
            const index = view.from + offset;
            const props: RowProps = {
              flow,
              item,
              open: open.has(item.node.id),
              selected: index === current,
              stop: index === Math.max(0, current),
              onChoose: () => choose(item),
              onToggle: () => toggle(item.node.id),
            };
            return item.step ? <StepRowItem key={keyOf(item)} {...props} step={item.step} /> : <NodeRow key={keyOf(item)} {...props} />;
          })}
        {view.after > 0 && <div style={{ height: view.after }} role="presentation" />}
        {items.length === 0 && <p className="small t3 none">{t("emptyOutline")}</p>}
      </div>
    </>
  );
}
