import { useSearchParams } from "wouter";
import { EmptyState, Segmented } from "../../../ui";
import { useConversations, type Outcome } from "../../api/talk";
import { DraftStatus } from "../../app/DraftNotices";
import { BotShell } from "../../app/Shell";
import { useDraft } from "../../api/bench";
import { useBotState } from "../../app/useBotState";
import "../talk/talk.css";
import { ConversationList, ListProblem } from "./ConversationList";
import { ConversationView } from "./ConversationView";
import "./conversations.css";
import { t } from "./words";

const OUTCOMES: readonly Outcome[] = ["all", "handed-over", "missed", "problem"];

function outcomeTitle(outcome: Outcome): string {
  if (outcome === "handed-over") return t("handed");
  return t(outcome);
}

function isOutcome(value: string | null): value is Outcome {
  return OUTCOMES.some((outcome) => outcome === value);
}

/** What visitors said and why the bot did what it did. */
export function ConversationsPage({ slug }: { slug: string }) {
  const [params, setParams] = useSearchParams();
  const wanted = params.get("outcome");
  const outcome = isOutcome(wanted) ? wanted : "all";
  const query = useConversations(slug, outcome);
  const { snapshot } = useDraft(slug);
  const bot = useBotState(slug).data;
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  const chosen = params.get("c");
  const current = chosen ?? rows[0]?.id ?? null;
  const turn = params.get("turn") === null ? null : Number(params.get("turn"));

  function go(changes: { c?: string | null; turn?: number | null; outcome?: Outcome }, replace = true) {
    const next: Record<string, string> = {};
    const values = { c: chosen, turn, outcome, ...changes };
    if (values.outcome !== "all") next["outcome"] = values.outcome;
    if (values.c !== null) next["c"] = values.c;
    if (values.turn !== null) next["turn"] = String(values.turn);
    setParams(next, { replace });
  }

  const filter = (
    <Segmented
      label={t("outcome")}
      value={outcome}
      segments={OUTCOMES.map((value) => ({ value, title: outcomeTitle(value) }))}
      onChange={(value) => go({ outcome: value, c: null, turn: null })}
    />
  );
  const empty = query.data !== undefined && rows.length === 0 && outcome === "all" && chosen === null;
  const classes = ["talk", chosen === null ? "" : "detail", turn === null ? "" : "context"].filter(Boolean).join(" ");
  return (
    <BotShell slug={slug} current="conversations" title={t("title")} views={filter} actions={<DraftStatus slug={slug} />}>
      {query.isError && <ListProblem error={query.error} onAgain={() => void query.refetch()} />}
      {empty && <NoneYet slug={slug} published={bot?.version !== null} />}
      {!query.isError && !empty && (
        <div className={classes}>
          <section className="cl" aria-label={t("list")}>
            <ConversationList
              slug={slug}
              query={query}
              rows={rows}
              outcome={outcome}
              current={current}
              onOpen={(id) => go({ c: id, turn: null }, false)}
              onAll={() => go({ outcome: "all" })}
            />
          </section>
          {current !== null && (
            <ConversationView
              key={current}
              slug={slug}
              id={current}
              parts={snapshot.parts}
              turn={turn}
              onTurn={(next) => go({ c: current, turn: next })}
              onBack={() => go({ c: null, turn: null })}
            />
          )}
        </div>
      )}
    </BotShell>
  );
}

function NoneYet({ slug, published }: { slug: string; published: boolean }) {
  return (
    <EmptyState
      title={t("none")}
      actions={
        published && (
          <a className="btn" href={`/chat/${encodeURIComponent(slug)}/`} target="_blank" rel="noreferrer">
            {t("openChat")}
          </a>
        )
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}
