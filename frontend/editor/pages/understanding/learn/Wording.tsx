import { useState } from "react";
import { Link } from "wouter";
import { Button, Checkbox, IconButton } from "../../../../ui";
import type { Unsure } from "../../../api/learning";
import { when } from "../../../app/dates";
import { conversationHref } from "../../../app/places";
import { decimal } from "../evaluation/reading";
import { t } from "./words";

interface WordingProps {
  slug: string;
  utterance: Unsure;
  may: boolean;
  chosen: ReadonlySet<number>;
  rewritten: string | undefined;
  onChoose: (ids: readonly number[], on: boolean) => void;
  onRewrite: (id: number, text: string) => void;
}

/** Other words for a sentence before it is added. Enter keeps them, Esc leaves it as it was said. */
function Rewrite({ text, onKeep, onClose }: { text: string; onKeep: (text: string) => void; onClose: () => void }) {
  const [words, setWords] = useState(text);
  return (
    <form
      className="row lnrewrite"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== "") onKeep(words.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <input className="input grow" aria-label={t("rewriteLabel", { text })} value={words} maxLength={2000} autoFocus onChange={(event) => setWords(event.target.value)} />
      <Button size="s" type="submit" disabled={words.trim() === ""}>
        {t("rewriteKeep")}
      </Button>
      <Button size="s" kind="quiet" onClick={onClose}>
        {t("rewriteLeave")}
      </Button>
    </form>
  );
}

/** One sentence of a group, as it was said or as it will be added. */
export function Wording({ slug, utterance, may, chosen, rewritten, onChoose, onRewrite }: WordingProps) {
  const [editing, setEditing] = useState(false);
  const { ids, text, count, intent, confidence, conversation, last_at } = utterance;
  const id = ids[0];
  const told = [
    rewritten === undefined || rewritten === text ? "" : t("saidAs", { text }),
    count > 1 ? t("said", { count }) : "",
    intent === null ? "" : t("heardAs", { name: intent, confidence: decimal(confidence, 2) }),
    when(last_at),
  ];
  if (editing && id !== undefined) {
    const keep = (words: string) => {
      onRewrite(id, words);
      setEditing(false);
    };
    return (
      <li>
        <Rewrite text={rewritten ?? text} onKeep={keep} onClose={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li>
      {may ? (
        <Checkbox label={rewritten ?? text} checked={ids.every((one) => chosen.has(one))} onChange={(on) => onChoose(ids, on)} />
      ) : (
        <span>{text}</span>
      )}
      <span className="small t3 grow">{told.filter((one) => one !== "").join(" · ")}</span>
      {may && id !== undefined && <IconButton icon="edit" label={t("rewrite", { text: rewritten ?? text })} onClick={() => setEditing(true)} />}
      {conversation !== null && (
        <Link className="small sig" href={conversationHref(slug, conversation)}>
          {t("conversation")}
        </Link>
      )}
    </li>
  );
}
