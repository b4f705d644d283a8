import { useState } from "react";
import { Link } from "wouter";
import { Button, IconButton, TextField } from "../../../../ui";
import type { Suggestion, SuggestionFix } from "../../../api/evaluationTypes";
import { placeHref } from "../../../app/places";
import { labelName } from "../evaluation/reading";
import { fixName, hasSeveral, noteOf, titleOf } from "./titles";
import { t } from "./words";

const TEXTS = 3;

interface EntryProps {
  slug: string;
  suggestion: Suggestion;
  number: number;
  /** Whether whoever looks may follow it. */
  may: boolean;
  busy: boolean;
  onFix: (fix: SuggestionFix, words?: string) => void;
  onDismiss: () => void;
}

function Title({ slug, suggestion }: { slug: string; suggestion: Suggestion }) {
  const first = suggestion.intents.find((name) => !name.startsWith("answer:"));
  if (first === undefined) return <p className="strong">{titleOf(suggestion)}</p>;
  return (
    <p className="strong">
      <Link className="userlink" href={`${placeHref(slug, "understanding")}?intent=${encodeURIComponent(first)}`}>
        {titleOf(suggestion)}
      </Link>
    </p>
  );
}

function Texts({ suggestion }: { suggestion: Suggestion }) {
  const texts = suggestion.examples.slice(0, TEXTS);
  const several = new Set(texts.map((one) => one.intent)).size > 1;
  return (
    <>
      {texts.length > 0 && (
        <ul className="small t2">
          {texts.map((one) => (
            <li key={one.pointer} className="clip" title={one.text}>
              “{one.text}” {several && <span className="t3 mono">{labelName(one.intent)}</span>}
            </li>
          ))}
        </ul>
      )}
      {suggestion.examples.length > TEXTS && <p className="small t3">{t("more", { count: suggestion.examples.length - TEXTS })}</p>}
    </>
  );
}

/** The words of an example before it is moved. Esc leaves them. */
function EditWords({ fix, busy, onMove, onClose }: { fix: SuggestionFix; busy: boolean; onMove: (words: string) => void; onClose: () => void }) {
  const [words, setWords] = useState(fix.text ?? "");
  return (
    <form
      className="suggestionwords"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== "") onMove(words.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <TextField label={t("words")} value={words} maxLength={2000} autoFocus onChange={(event) => setWords(event.target.value)} />
      <span className="row suggestionfixes">
        <Button size="s" type="submit" disabled={busy || words.trim() === ""}>
          {t("moveEdited")}
        </Button>
        <Button size="s" kind="quiet" onClick={onClose}>
          {t("keepWords")}
        </Button>
      </span>
    </form>
  );
}

/** One thing that could be better, with its fixes. */
export function Entry({ slug, suggestion, number, may, busy, onFix, onDismiss }: EntryProps) {
  const [editing, setEditing] = useState(false);
  const note = noteOf(suggestion);
  const move = suggestion.fixes.find((fix) => fix.code === "move");
  return (
    <li className="suggestion">
      <span className="suggestionno num">{number}</span>
      <div className="grow">
        <Title slug={slug} suggestion={suggestion} />
        {note !== null && <p className="small t2">{note}</p>}
        <Texts suggestion={suggestion} />
        {may && !editing && (
          <div className="row suggestionfixes">
            {suggestion.fixes.map((fix) => (
              <Button key={fix.title} size="s" disabled={busy} onClick={() => onFix(fix)}>
                <span className="clip">{fixName(fix, hasSeveral(suggestion))}</span>
              </Button>
            ))}
            {move !== undefined && (
              <Button size="s" kind="quiet" disabled={busy} onClick={() => setEditing(true)}>
                {t("edit")}
              </Button>
            )}
          </div>
        )}
        {may && editing && move !== undefined && <EditWords fix={move} busy={busy} onMove={(words) => onFix(move, words)} onClose={() => setEditing(false)} />}
      </div>
      {may && (
        <IconButton icon="close" label={t("dismiss", { title: titleOf(suggestion) })} disabled={busy} onClick={onDismiss} />
      )}
    </li>
  );
}
