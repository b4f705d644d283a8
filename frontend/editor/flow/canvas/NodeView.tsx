import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo, useMemo } from "react";
import { Icon } from "../../../ui";
import { flowsOf, startOf, type FlowNode, type Step } from "../document/model";
import { handleOf, waysOf, type NodeWays } from "../document/outputs";
import { useEditor, useEditorState, useShallowState } from "../store/context";
import { countsAt, flowOf, incoming, outgoing } from "../store/selectors";
import { t } from "../words";
import { HappenedBadge } from "../bar/Happened";
import { useFar } from "./far";
import { markOf } from "./marks";
import { measure } from "./measure";
import { NodeHead, Triggers } from "./NodeHead";
import { useRemeasured } from "./remeasure";
import { NextRow, OutRow } from "./OutRow";
import { StepRow } from "./StepRow";

export type FlowNodeType = Node<{ node: FlowNode; flow: string }, "step">;

function Badges({ flow, node }: { flow: string; node: string }) {
  const editor = useEditor();
  const counts = useEditorState((state) => countsAt(state.findings, flow, node));
  const count = counts.errors || counts.warnings;
  if (count === 0) return null;
  const words = counts.errors > 0 ? t("errors", { count }) : t("warnings", { count });
  return (
    <button type="button" tabIndex={-1} className={counts.errors > 0 ? "badge nodrag" : "badge warn nodrag"} title={words} aria-label={words} onClick={() => editor.set({ problemsOpen: true })}>
      <Icon name={counts.errors > 0 ? "alert" : "warning"} />
      {count}
    </button>
  );
}

function Marks({ flow, node }: { flow: string; node: string }) {
  const mark = useShallowState((state) => markOf(state.lens === "path" ? state.run : null, flow, node));
  const peer = useEditorState((state) => state.peers.find((other) => other.flow === flow && other.node === node));
  return (
    <>
      {mark.order > 0 && (
        <span className="visit" title={t("visited", { order: mark.order })}>
          {mark.order}
        </span>
      )}
      {mark.live && <span className="waiting">{t("waitingForAnswer")}</span>}
      {peer && !mark.live && <span className="peer">{peer.name}</span>}
    </>
  );
}

/** A step that never goes on: the thread ends here, and the pill says where the talk goes. */
function Terminal({ step }: { step: Step }) {
  const target = useEditorState((state) => flowsOf(state.parts).find((flow) => flow.id === step.config["flow"])?.title);
  return (
    <div className="out last">
      <span className="pill">
        <span className="clip t3">{target === undefined ? t("endsHere") : t("toNode", { node: target })}</span>
      </span>
      <i className="h jump" />
    </div>
  );
}

function Body({ flow, node, ways, selected }: { flow: string; node: FlowNode; ways: NodeWays; selected: boolean }) {
  const count = ways.steps.length;
  const last = ways.steps[count - 1];
  return (
    <>
      {ways.steps.map((step, index) => (
        <div key={step.step.id}>
          <StepRow flow={flow} node={node.id} ways={step} />
          {step.ways.map((way, at) => (
            <OutRow
              key={way.output}
              flow={flow}
              node={node.id}
              way={way}
              reachable={selected}
              last={ways.next === undefined && index === count - 1 && at === step.ways.length - 1}
            />
          ))}
        </div>
      ))}
      {ways.next && <NextRow flow={flow} node={node.id} way={ways.next} reachable={selected} />}
      {!ways.next && last?.ways.length === 0 && <Terminal step={last.step} />}
      {!ways.next && <div className="pad" />}
    </>
  );
}

/** Below half size: the title, and one bar for each step. Handles stay where the full node has them. */
function Far({ node, ways, triggers }: { node: FlowNode; ways: NodeWays; triggers: number }) {
  const { handles } = measure(ways, triggers, "");
  const all = [...ways.steps.flatMap((step) => step.ways), ...(ways.next ? [ways.next] : [])];
  return (
    <div className="farbody">
      <b className="clip">{node.title || t("untitled")}</b>
      <span>
        {ways.steps.map((step) => (
          <i key={step.step.id} className={step.type.category} />
        ))}
      </span>
      {all.map((way) => (
        <Handle key={handleOf(way)} type="source" position={Position.Right} id={handleOf(way)} className="h farh" style={{ top: handles.get(handleOf(way)) }} />
      ))}
    </div>
  );
}

/** A node: one thread runs in at the top left, through every step, out at the right. */
export const NodeView = memo(function NodeView({ data, selected = false, height }: NodeProps<FlowNodeType>) {
  const { node, flow } = data;
  const far = useFar();
  const language = useEditorState((state) => state.language);
  const catalogue = useEditorState((state) => state.catalogue);
  const transitions = useShallowState((state) => outgoing(flowOf(state), node.id));
  const entered = useEditorState((state) => incoming(flowOf(state), node.id).length > 0);
  const start = useEditorState((state) => {
    const here = flowOf(state);
    return here !== undefined && startOf(here) === node.id;
  });
  const triggers = useEditorState((state) => flowOf(state)?.triggers);
  const mark = useShallowState((state) => markOf(state.lens === "path" ? state.run : null, flow, node.id));
  const theirs = useEditorState((state) => state.peers.some((peer) => peer.flow === flow && peer.node === node.id));
  const ways = useMemo(() => waysOf(node, transitions, catalogue, language), [node, transitions, catalogue, language]);
  useRemeasured(node.id, ways, far, triggers);
  const lit = mark.order > 0 && !mark.live;
  const names = ["node", start && "start", selected && "sel", lit && "lit", mark.live && "live", mark.dim && "dim", theirs && !selected && "theirs", far && "far"];
  return (
    <section className={names.filter(Boolean).join(" ")} style={far ? { height: height ?? 120 } : undefined}>
      <Handle type="target" position={Position.Left} id="in" className={entered ? "h in on" : "h in"} isConnectableStart={false} tabIndex={-1} aria-hidden="true" />
      <Badges flow={flow} node={node.id} />
      <HappenedBadge flow={flow} node={node.id} />
      <Marks flow={flow} node={node.id} />
      {far ? (
        <Far node={node} ways={ways} triggers={start ? (triggers?.length ?? 0) : 0} />
      ) : (
        <>
          {start && (
            <span className="flag" title={t("startHere")}>
              <Icon name="start" />
            </span>
          )}
          <NodeHead node={node} />
          {start && triggers && <Triggers triggers={triggers} />}
          <Body flow={flow} node={node} ways={ways} selected={selected} />
        </>
      )}
    </section>
  );
});
