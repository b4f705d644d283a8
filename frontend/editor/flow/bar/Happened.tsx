/** What visitors ran into: at the node where it happened, and in the problems foot, until somebody has read it. */
import { createContext, use, useMemo, type ReactNode } from "react";
import { Chip, Icon } from "../../../ui";
import { useMay, useProblems, useReadProblems } from "../../api/talk";
import type { NodeProblem } from "../../api/talkTypes";
import { when } from "../../app/dates";
import { flowIn, nodeIn } from "../document/model";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";

type ByNode = ReadonlyMap<string, readonly NodeProblem[]>;

const Problems = createContext<readonly NodeProblem[]>([]);
const Happened = createContext<ByNode>(new Map());
const NONE: readonly NodeProblem[] = [];

/** Asks once for the whole editor: a thousand nodes must not. */
export function HappenedProvider({ slug, children }: { slug: string; children: ReactNode }) {
  const problems = useProblems(slug).data ?? NONE;
  const byNode = useMemo(() => {
    const found = new Map<string, NodeProblem[]>();
    for (const problem of problems) {
      const key = `${problem.flow} ${problem.node}`;
      found.set(key, [...(found.get(key) ?? []), problem]);
    }
    return found;
  }, [problems]);
  return (
    <Problems value={problems}>
      <Happened value={byNode}>{children}</Happened>
    </Problems>
  );
}

function times(problems: readonly NodeProblem[]): number {
  return problems.reduce((sum, problem) => sum + problem.count, 0);
}

/** On the top edge of a node: how often it went wrong for visitors. */
export function HappenedBadge({ flow, node }: { flow: string; node: string }) {
  const editor = useEditor();
  const found = use(Happened).get(`${flow} ${node}`) ?? NONE;
  if (found.length === 0) return null;
  const words = t("happenedCount", { count: times(found) });
  return (
    <button type="button" tabIndex={-1} className="badge happened nodrag" title={words} aria-label={words} onClick={() => editor.set({ problemsOpen: true })}>
      <Icon name="person" />
      {times(found)}
    </button>
  );
}

/** In the foot, beside errors and warnings. */
export function HappenedChip() {
  const problems = use(Problems);
  if (problems.length === 0) return null;
  return (
    <Chip tone="bad" icon="person">
      {t("happenedCount", { count: times(problems) })}
    </Chip>
  );
}

function Line({ problem, slug }: { problem: NodeProblem; slug: string }) {
  const editor = useEditor();
  const may = useMay("editor");
  const read = useReadProblems(slug);
  const flow = useEditorState((state) => flowIn(state.parts, problem.flow));
  const node = nodeIn(flow, problem.node);
  const open = () => {
    if (flow === undefined) return;
    editor.open(problem.flow);
    if (node === undefined) return;
    editor.set({ panel: "inspector" });
    editor.select({ nodes: [problem.node], step: problem.step === "" ? null : problem.step });
    editor.show(problem.node);
  };
  const version = problem.version === null ? "" : t("happenedVersion", { version: problem.version });
  return (
    <li className="row">
      <button type="button" className="problem error" onClick={open}>
        <Icon name="person" size="s" />
        <span className="grow clip">{problem.detail || problem.code}</span>
        <span className="t3 clip where">
          {[[flow?.title ?? problem.flow, node?.title || problem.node].filter(Boolean).join(" / "), t("timesSo", { count: problem.count }), version, when(problem.last_at)]
            .filter(Boolean)
            .join(", ")}
        </span>
      </button>
      {may && (
        <button type="button" className="sig linkish strong fix" disabled={read.isPending} onClick={() => read.mutate([problem.id])}>
          {t("markRead")}
        </button>
      )}
    </li>
  );
}

/** All that happened, over the problems that lint foresees. */
export function HappenedList({ slug }: { slug: string }) {
  const problems = use(Problems);
  if (problems.length === 0) return null;
  return (
    <>
      <h2 className="problemshead">{t("happenedToVisitors")}</h2>
      <ul aria-label={t("happenedToVisitors")}>
        {problems.map((problem) => (
          <Line key={problem.id} problem={problem} slug={slug} />
        ))}
      </ul>
    </>
  );
}
