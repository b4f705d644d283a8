import { useState } from "react";
import { firstSentence } from "../document/catalogue";
import { w } from "./words";

/** Words between stars are emphasised, between backticks code; nothing else of the help is marked up. */
function Line({ text }: { text: string }) {
  return text.split(/(`[^`]+`|\*[^*]+\*)/).map((run, index) => {
    if (run.startsWith("`") && run.length > 2) {
      return (
        <code key={index} className="mono">
          {run.slice(1, -1)}
        </code>
      );
    }
    return run.startsWith("*") && run.length > 2 ? <em key={index}>{run.slice(1, -1)}</em> : <span key={index}>{run}</span>;
  });
}

/** What a step does: the first sentence always, all of it on demand. */
export function StepHelp({ help }: { help: string }) {
  const [whole, setWhole] = useState(false);
  const first = firstSentence(help);
  const paragraphs = help.trim().split(/\n\s*\n/).map((one) => one.replaceAll(/\s+/g, " "));
  const more = paragraphs.join(" ").length > first.length + 1;
  if (first === "") return null;
  return (
    <div className="small t2 stephelp">
      {whole ? (
        paragraphs.map((one) => (
          <p key={one}>
            <Line text={one} />
          </p>
        ))
      ) : (
        <p>
          <Line text={/[.…!?]$/.test(first) ? first : `${first}.`} />
        </p>
      )}
      {more && (
        <button type="button" className="linkish t3" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? w("lessHelp") : w("moreHelp")}
        </button>
      )}
    </div>
  );
}
