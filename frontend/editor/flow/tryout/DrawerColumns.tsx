import { Bead, isCategory, Icon } from "../../../ui";
import { stepTypeIn } from "../document/catalogue";
import { nodeIn, flowsOf } from "../document/model";
import { handleOf, waysOf } from "../document/outputs";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { shownValue, type Bid, type Call, type FoundEntity, type Turn, type Variable } from "./answers";
import type { TraceStep } from "./run";
import { whoTook } from "./who";
import { w } from "./words";

/** The name of what took a turn, where it is something of this bot. */
function useNameOf(what: string): string {
  return useEditorState((state) => flowsOf(state.parts).find((other) => other.id === what)?.title ?? what);
}

function Alternative({ bid }: { bid: Bid }) {
  const name = useNameOf(bid.what);
  return (
    <div className="rk" title={bid.why}>
      <span className="clip t2">{whoTook(bid.who, name)}</span>
      <span className="bar">
        <i style={{ width: `${String(Math.round((bid.confidence ?? 0) * 100))}%` }} />
      </span>
      <span className="num t3">{bid.confidence === null ? "" : bid.confidence.toFixed(2)}</span>
    </div>
  );
}

export function UnderstandingColumn({ turn }: { turn: Turn }) {
  const { by, what, confidence } = turn.decision;
  const name = useNameOf(what);
  const sure = confidence === null || confidence === 0 || confidence === 1 ? "" : w("sure", { share: confidence.toFixed(2) });
  const why = [whoTook(by, name), turn.decision.why, sure].filter(Boolean).join(" · ");
  return (
    <div>
      <h3>{t("understanding")}</h3>
      {why !== "" && (
        <div className="why">
          <Icon name="check" size="s" />
          <span>{why}</span>
        </div>
      )}
      {turn.intents.length === 0 && <p className="small t3">{t("notUnderstoodHere")}</p>}
      {turn.intents.slice(0, 4).map((intent, index) => (
        <div className="rk" key={intent.name}>
          <span className={index === 0 ? "clip strong" : "clip t2"}>{intent.name}</span>
          <span className={index === 0 ? "bar sig" : "bar"}>
            <i style={{ width: `${String(Math.round(intent.confidence * 100))}%` }} />
          </span>
          <span className={index === 0 ? "num strong" : "num t3"}>{intent.confidence.toFixed(2)}</span>
        </div>
      ))}
      {turn.alternatives.length > 0 && <h3 className="sub">{w("alternatives")}</h3>}
      {turn.alternatives.slice(0, 4).map((bid, index) => (
        <Alternative key={index} bid={bid} />
      ))}
    </div>
  );
}

/** The utterance with its entities marked; offsets count code points. */
function Marked({ text, entities }: { text: string; entities: readonly FoundEntity[] }) {
  const letters = [...text];
  const pieces: { text: string; mark: number | null }[] = [];
  let at = 0;
  const sorted = entities.map((entity, index) => ({ entity, index })).sort((a, b) => a.entity.start - b.entity.start);
  for (const { entity, index } of sorted) {
    if (entity.start < at) continue;
    pieces.push({ text: letters.slice(at, entity.start).join(""), mark: null });
    pieces.push({ text: letters.slice(entity.start, entity.end).join(""), mark: index });
    at = entity.end;
  }
  pieces.push({ text: letters.slice(at).join(""), mark: null });
  return (
    <p className="utt">
      {pieces.map((piece, index) => (piece.mark === null ? <span key={index}>{piece.text}</span> : <mark key={index} className={`e${String((piece.mark % 3) + 1)}`}>{piece.text}</mark>))}
    </p>
  );
}

export function EntitiesColumn({ turn, text }: { turn: Turn; text: string }) {
  return (
    <div>
      <h3>{t("entities")}</h3>
      {turn.entities.length === 0 && <p className="small t3">{t("noEntities")}</p>}
      {turn.entities.length > 0 && <Marked text={text} entities={turn.entities.filter((entity) => [...text].slice(entity.start, entity.end).join("") === entity.text)} />}
      <dl>
        {turn.entities.map((entity, index) => (
          <div key={index}>
            <dt>
              <i className={`e${String((index % 3) + 1)}`} />
              <span className="clip">{entity.entity}</span>
            </dt>
            <dd className="clip">{entity.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function VariablesColumn({ turn, variables, newest }: { turn: Turn; variables: readonly Variable[]; newest: boolean }) {
  const changed = Object.keys(turn.changed);
  const others = newest ? variables.filter((variable) => !changed.includes(variable.name) && variable.value !== null) : [];
  const scopeOf = (name: string) => variables.find((variable) => variable.name === name)?.scope ?? "";
  return (
    <div>
      <h3>
        {t("variables")} <span className="t3">{changed.length > 0 ? t("changedCount", { count: changed.length }) : ""}</span>
      </h3>
      {changed.length + others.length === 0 && <p className="small t3">{t("noVariables")}</p>}
      <table className="vt">
        <tbody>
          {changed.map((name) => (
            <tr className="ch" key={name}>
              <td className="mono">{name}</td>
              <td>{shownValue(turn.changed[name])}</td>
              <td className="t3">{scopeOf(name) === "user" ? t("scopeUser") : t("scopeChat")}</td>
            </tr>
          ))}
          {others.map((variable) => (
            <tr key={variable.name}>
              <td className="mono">{variable.name}</td>
              <td>{shownValue(variable.value)}</td>
              <td className="t3">{variable.scope === "user" ? t("scopeUser") : t("scopeChat")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useWayTitle(step: TraceStep): string {
  return useEditorState((state) => {
    const flow = flowsOf(state.parts).find((other) => other.id === step.flow);
    const node = nodeIn(flow, step.node);
    if (!flow || !node || step.output === null) return "";
    const ways = waysOf(node, flow.transitions.filter((transition) => transition.node === node.id), state.catalogue, state.language);
    if (step.output === "next" && node.steps[node.steps.length - 1]?.id !== step.step) return "";
    const all = [...ways.steps.flatMap((other) => other.ways), ...(ways.next ? [ways.next] : [])];
    const handle = handleOf({ step: step.output === "next" ? null : step.step, output: step.output });
    const way = all.find((other) => handleOf(other) === handle);
    const target = nodeIn(flow, way?.transition?.target ?? "")?.title;
    return target === undefined ? (step.output === "next" ? "" : (way?.title ?? step.output)) : t("toNode", { node: target });
  });
}

function TraceRow({ step, now }: { step: TraceStep; now: boolean }) {
  const editor = useEditor();
  const type = useEditorState((state) => stepTypeIn(state.catalogue, step.type));
  const node = useEditorState((state) => nodeIn(flowsOf(state.parts).find((flow) => flow.id === step.flow), step.node)?.title ?? step.node);
  const where = useWayTitle(step);
  return (
    <li className={now ? "now" : ""}>
      <Bead category={isCategory(type.category) ? type.category : undefined} icon={type.icon} />
      <button
        type="button"
        className="clip grow"
        onClick={() => {
          editor.open(step.flow);
          editor.select({ nodes: [step.node], step: step.step });
          editor.show(step.node);
        }}
      >
        {type.title} <span className="t3">{[node, now ? t("waitingShort") : where].filter(Boolean).join(", ")}</span>
      </button>
    </li>
  );
}

function CallRow({ call }: { call: Call }) {
  const type = useEditorState((state) => {
    const steps = flowsOf(state.parts).flatMap((flow) => flow.nodes.flatMap((node) => node.steps));
    const step = steps.find((other) => other.id === call.step);
    return step ? stepTypeIn(state.catalogue, step.type).title : call.kind;
  });
  return (
    <li className="rk call">
      <span className="clip">{type}</span>
      <span className={call.outcome === "failed" ? "bad clip" : "t2 clip"}>{call.outcome || w("running")}</span>
      <span className="num t3">{call.took === null ? "" : w("took", { seconds: Number(call.took.toFixed(2)) })}</span>
    </li>
  );
}

export function TraceColumn({ turn, calls }: { turn: Turn; calls: readonly Call[] }) {
  return (
    <div>
      <h3>{t("trace")}</h3>
      {turn.steps.length === 0 && <p className="small t3">{t("noSteps")}</p>}
      <ol className="trace">
        {turn.steps.map((step, index) => (
          <TraceRow key={index} step={step} now={index === turn.steps.length - 1 && step.output === null} />
        ))}
      </ol>
      {calls.length > 0 && <h3 className="sub">{w("calls")}</h3>}
      <ul>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
    </div>
  );
}
