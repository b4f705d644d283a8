import { useSearchParams } from "wouter";
import { EmptyState, Skeleton } from "../../../ui";
import { useDraft } from "../../api/bench";
import { useSession } from "../../api/queries";
import { useHandoffs, useLineUp, useMay } from "../../api/talk";
import { BotShell } from "../../app/Shell";
import { ListProblem } from "../conversations/ConversationList";
import "../conversations/conversations.css";
import "../talk/talk.css";
import { t as shared } from "../talk/words";
import "./inbox.css";
import { firstOf, queueOf } from "./queue";
import { QueueList } from "./QueueList";
import { Queues } from "./Queues";
import { TalkView } from "./TalkView";
import { t } from "./words";

/** Visitors who asked for a person: who waits, who is mine, and the talk with the chosen one. */
export function InboxPage({ slug }: { slug: string }) {
  const may = useMay("agent");
  const me = useSession().data?.member?.email ?? "";
  const handoffs = useHandoffs(slug, useLineUp(slug) ? "line" : "ask");
  const { snapshot } = useDraft(slug);
  const [params, setParams] = useSearchParams();
  const queue = queueOf(handoffs.data ?? [], me);
  const chosen = params.get("c");
  const context = params.get("context") === "1";
  const current = chosen ?? firstOf(queue)?.conversation ?? null;
  const open = (conversation: string | null, withContext = false) =>
    setParams(
      { ...(conversation === null ? {} : { c: conversation }), ...(withContext ? { context: "1" } : {}) },
      { replace: conversation === chosen },
    );
  const count = queue.waiting.length;
  const empty = handoffs.data !== undefined && current === null;
  const classes = ["talk ib", chosen === null ? "" : "detail", context ? "context" : ""].filter(Boolean).join(" ");
  return (
    <BotShell
      slug={slug}
      current="inbox"
      title={t("title")}
      actions={
        <>
          <span className="small t2" role="status">
            {count > 0 ? t("headWaiting", { count }) : ""}
          </span>
          {may && <Queues slug={slug} parts={snapshot.parts} handoffs={handoffs.data ?? []} />}
        </>
      }
    >
      {!may && (
        <EmptyState title={shared("notAllowed")} drawing="cut">
          {shared("notAllowedText")}
        </EmptyState>
      )}
      {handoffs.isError && handoffs.data === undefined && <ListProblem error={handoffs.error} onAgain={() => void handoffs.refetch()} />}
      {may && handoffs.isPending && <Skeleton rows={6} height={74} />}
      {empty && <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      {handoffs.data !== undefined && current !== null && (
        <div className={classes}>
          <section className="cl" aria-label={t("queue")}>
            <QueueList queue={queue} current={current} onOpen={(conversation) => open(conversation)} />
          </section>
          <TalkView
            key={current}
            slug={slug}
            id={current}
            me={me}
            handoff={handoffs.data.find((one) => one.conversation === current)}
            parts={snapshot.parts}
            context={context}
            onBack={() => open(null)}
            onContext={(shown) => open(current, shown)}
          />
        </div>
      )}
    </BotShell>
  );
}
