import { useRef, useState, type KeyboardEvent } from "react";
import { Button } from "../../../ui";
import { useSession } from "../../api/queries";
import { useAnswerVisitor } from "../../api/talk";
import type { Handoff } from "../../api/talkTypes";
import { Refused } from "./Refused";
import { t } from "./words";

/** Where an agent writes. Text that did not get through stays, and its second attempt is the same answer. */
export function Composer({ slug, id, name, handoff }: { slug: string; id: string; name: string; handoff: Handoff | undefined }) {
  const answer = useAnswerVisitor(slug, id);
  const me = useSession().data?.member?.email ?? "";
  const [text, setText] = useState("");
  const attempt = useRef<{ id: string; text: string } | null>(null);

  function send() {
    const wanted = text.trim();
    if (wanted === "" || answer.isPending) return;
    const known = attempt.current?.text === wanted ? attempt.current : { id: crypto.randomUUID(), text: wanted };
    attempt.current = known;
    answer.mutate(known, {
      onSuccess: () => {
        attempt.current = null;
        setText("");
      },
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  }

  return (
    <div className="cmp">
      <Refused error={answer.error} handoff={handoff} me={me} />
      <textarea
        className="input area"
        rows={3}
        aria-label={t("answer")}
        placeholder={t("answerPlaceholder", { who: name })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row cmpfoot">
        <span className="grow" />
        <Button kind="primary" disabled={text.trim() === "" || answer.isPending} onClick={send}>
          {answer.isPending ? t("sending") : t("send")} <span className="small cmpkeys">Ctrl Enter</span>
        </Button>
      </div>
    </div>
  );
}
