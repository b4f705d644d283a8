import { useState } from "react";
import { Avatar, Banner, Button, Chip, EmptyState, SearchBox, Skeleton } from "../../../ui";
import { ApiProblem } from "../../api/client";
import type { useConversations, Outcome } from "../../api/talk";
import type { Conversation } from "../../api/talkTypes";
import { when } from "../../app/dates";
import { visitorAvatar, visitorTitle } from "../talk/names";
import { t as shared } from "../talk/words";
import { t } from "./words";

export interface ConversationListProps {
  slug: string;
  query: ReturnType<typeof useConversations>;
  rows: readonly Conversation[];
  outcome: Outcome;
  current: string | null;
  onOpen: (id: string) => void;
  onAll: () => void;
}

function HandoffChip({ state }: { state: Conversation["handoff"] }) {
  if (state === null) return null;
  return <span className="chip human">{state === "waiting" ? t("waits") : state === "taken" ? t("taken") : t("wasHanded")}</span>;
}

/** How it went, in marks that are worth a look. */
export function Outcomes({ row }: { row: Conversation }) {
  if (row.handoff === null && row.misses === 0 && !row.broke) return null;
  return (
    <span className="cvchips">
      <HandoffChip state={row.handoff} />
      {row.misses > 0 && <Chip tone="warn">{t("missesCount", { count: row.misses })}</Chip>}
      {row.broke && <Chip tone="bad">{t("broke")}</Chip>}
    </span>
  );
}

function Entry({ row, on, onOpen }: { row: Conversation; on: boolean; onOpen: () => void }) {
  return (
    <li>
      <button type="button" className="cv" aria-current={on ? "true" : undefined} onClick={onOpen}>
        <Avatar name={visitorAvatar(row.id, row.visitor)} />
        <span className="grow">
          <span className="row">
            <span className="strong clip grow">{visitorTitle(row.id, row.visitor)}</span>
            <span className="t3 small num nowrap">{when(row.last_event_at)}</span>
          </span>
          <span className="small t2 clip cvline">{row.said ?? shared("nothingSaid")}</span>
          <Outcomes row={row} />
        </span>
      </button>
    </li>
  );
}

/** A list that could not be had: why, and what to do. */
export function ListProblem({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const forbidden = error instanceof ApiProblem && error.status === 403;
  if (forbidden) {
    return (
      <EmptyState title={shared("notAllowed")} drawing="cut">
        {shared("notAllowedText")}
      </EmptyState>
    );
  }
  return (
    <div className="notices">
      <Banner
        tone="bad"
        title={t("loadFailed")}
        action={
          <Button size="s" onClick={onAgain}>
            {t("again")}
          </Button>
        }
      >
        {error.message}
      </Banner>
    </div>
  );
}

function matches(row: Conversation, needle: string): boolean {
  return needle === "" || `${visitorTitle(row.id, row.visitor)} ${row.said ?? ""} ${row.id}`.toLowerCase().includes(needle);
}

export function ConversationList({ query, rows, outcome, current, onOpen, onAll }: ConversationListProps) {
  const [wanted, setWanted] = useState("");
  if (query.isPending) return <Skeleton rows={7} height={66} />;
  const needle = wanted.trim().toLowerCase();
  const found = rows.filter((row) => matches(row, needle));
  return (
    <>
      {rows.length > 5 && (
        <div className="clfind">
          <SearchBox label={t("find")} placeholder={t("find")} value={wanted} onText={setWanted} />
        </div>
      )}
      <ul aria-label={t("list")}>
        {found.map((row) => (
          <Entry key={row.id} row={row} on={row.id === current} onOpen={() => onOpen(row.id)} />
        ))}
      </ul>
      {found.length === 0 && rows.length > 0 && <p className="small t3 clmore">{t("nothingFound")}</p>}
      {rows.length === 0 && outcome !== "all" && (
        <EmptyState title={t("noneSuch")} drawing="loop" actions={<Button onClick={onAll}>{t("showAll")}</Button>}>
          {t("noneSuchText")}
        </EmptyState>
      )}
      {query.hasNextPage && (
        <div className="clmore">
          <Button size="s" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}
