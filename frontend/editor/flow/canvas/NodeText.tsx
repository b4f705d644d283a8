import { memo } from "react";
import { flowsOf } from "../document/model";
import { objectOf } from "../document/json";
import { messageText, templateRuns, type Piece } from "../document/summary";
import { useEditorState } from "../store/context";
import { t } from "../words";

/** Text of visitors with its variables as chips. */
export function TemplateText({ text }: { text: string }) {
  return templateRuns(text).map((run, index) =>
    run.variable ? (
      <span key={index} className="var">
        {run.text}
      </span>
    ) : (
      <span key={index}>{run.text}</span>
    ),
  );
}

function FlowName({ id }: { id: string }) {
  const title = useEditorState((state) => flowsOf(state.parts).find((flow) => flow.id === id)?.title);
  return <b className="ref">{title ?? id}</b>;
}

/** A piece of content that several steps share, by its text. */
function ContentText({ id }: { id: string }) {
  const message = useEditorState((state) => objectOf(state.parts.get(`content:${id}`))["message"]);
  const language = useEditorState((state) => state.language);
  const text = messageText(message, language);
  return text === "" ? <b className="ref">{id}</b> : <TemplateText text={text} />;
}

function PieceView({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "text":
      return <TemplateText text={piece.text} />;
    case "variable":
      return <span className="var">{piece.name}</span>;
    case "code":
      return <span className="mono t2">{piece.text}</span>;
    case "condition":
      return <span>{t("if", { what: piece.text })}</span>;
    case "flow":
      return <FlowName id={piece.id} />;
    case "content":
      return <ContentText id={piece.id} />;
    case "slots":
      return null;
  }
}

/** What a step shows of itself: its text, call or condition in at most four lines, or the slots of a form. */
export const Summary = memo(function Summary({ pieces }: { pieces: readonly Piece[] }) {
  const slots = pieces.find((piece) => piece.kind === "slots");
  const inline = pieces.filter((piece) => piece.kind !== "slots");
  return (
    <>
      {inline.length > 0 && (
        <p className="sum">
          {inline.map((piece, index) => (
            <span key={index}>
              {index > 0 && " "}
              <PieceView piece={piece} />
            </span>
          ))}
        </p>
      )}
      {slots && (
        <div className="slots">
          {slots.rows.map((row, index) => (
            <div key={index} className="slot">
              <span className="mono clip">{row.variable}</span>
              <span className="t3 clip">{row.text}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
});
