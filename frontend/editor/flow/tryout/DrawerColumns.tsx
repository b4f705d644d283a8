import { Bead, isCategory, Icon } from "../../../ui";
import { stepTypeIn } from "../document/catalogue";
import { nodeIn, flowsOf } from "../document/model";
import { handleOf, waysOf } from "../document/outputs";
import { useEditor, useEditorState } from "../store/context";
import { t } from "../words";
import { shownValue, type FoundEntity, type Turn, type Variable } from "./answers";
import type { TraceStep } from "./run";

/** Who took the turn. The engine's own word stands where we have none. */
function whoTook(by: string, what: string): string {
  switch (by) {
    case "step":
      return t("by.step");
    case "trigger":
      return t("by.trigger", { what });
    case "answer":
      return t("by.answer", { what });
    case "fallback":
      return t("by.fallback");
    case "start":
      return t("by.start");
    default:
      return by;
  }
}

export function UnderstandingColumn({ turn }: { turn: Turn }) {
  const flow = useEditorState((state) => flowsOf(state.parts).find((other) => other.id === turn.decision.what)?.title ?? "");
  const why = [whoTook(turn.decision.by, flow || turn.decision.what), turn.decision.why].filter(Boolean).join(" · ");
  return (
    <div>
      <h3>{t("understanding")}</h3>
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
      {why !== "" && (
        <div className="why">
          <Icon name="check" size="s" />
          <span>{why}</span>
        </div>
      )}
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
      {turn.entities.length > 0 && <Marked text={text} entities={turn.entities} />}
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

export function TraceColumn({ turn }: { turn: Turn }) {
  return (
    <div>
      <h3>{t("trace")}</h3>
      {turn.steps.length === 0 && <p className="small t3">{t("noSteps")}</p>}
      <ol className="trace">
        {turn.steps.map((step, index) => (
          <TraceRow key={index} step={step} now={index === turn.steps.length - 1 && step.output === null} />
        ))}
      </ol>
    </div>
  );
}
