"""The queue of conversations that ask for a human agent, as turns change it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flows.runtime.handoffs import HandoffChange
from flows.runtime.inbound import TRYOUT
from flows.runtime.opening_hours import within_hours
from flows.runtime.prepared import Prepared

from .turn_tables import HANDOFFS, Values
from .writer_database import Writer

# The state of an entry in the words of the visitor's chat.
TOLD = {
    "waiting": "requested",
    "taken": "active",
    "resolved": "released",
    "timeout": "unavailable",
    "unavailable": "unavailable",
    "left": "released",
}


def answer_for_closed_queues(writer: Writer, batch: Sequence[Prepared]) -> None:
    """Before anything is written: who asks in a closed queue hears in the next turn that nobody is there.

    So does a try-out: no agent should be called because somebody builds.
    """
    for one in batch:
        if one.asked is None:
            continue
        sql = "SELECT is_open, hours_json FROM flows_agentqueue WHERE bot_id = ? AND name = ?"
        rows = writer.rows(sql, (one.row.bot_id, one.asked[0]))
        if one.row.channel == TRYOUT or (rows and not answers_at(rows[0][0], rows[0][1], one.inbound.at)):
            one.cause("agent", {"action": "unavailable", "agent": None, "text": None})


def answers_at(is_open: bool, hours_json: str, at: float) -> bool:
    """Whether somebody answers in a queue at this moment, by the columns of its row."""
    return bool(is_open) and within_hours(json.loads(hours_json) if hours_json else None, at)


def write_handoffs(writer: Writer, batch: Sequence[Prepared]) -> None:
    """In the transaction of the turns."""
    made: list[Values] = []
    for one in batch:
        for change in one.handoffs:
            at = one.inbound.at
            if change.state == "waiting":
                made.append(_row(one, change, "waiting", None))
            elif change.state != "taken":
                _end(writer, one, change)
            elif not _take(writer, one, change):  # an agent may take a conversation that has not asked
                made.append(_row(one, change, "taken", at))
    HANDOFFS.run(writer, made)


def _row(one: Prepared, change: HandoffChange, state: str, taken_at: float | None) -> Values:
    row, at = one.row, one.inbound.at
    head = (
        row.workspace_id,
        row.id,
        row.bot_id,
        change.queue or "default",
        change.message,
        state,
        change.agent,
        change.name,
    )
    return (*head, at, taken_at, None)


def _take(writer: Writer, one: Prepared, change: HandoffChange) -> bool:
    # The rows, not their count: in a pipeline nobody knows the count yet.
    taken = writer.rows(
        "UPDATE flows_handoff SET state = 'taken', agent = ?, agent_name = ?, taken_at = ? WHERE conversation_id = ? "
        "AND state = 'waiting' RETURNING id",
        (change.agent, change.name, one.inbound.at, one.row.id),
    )
    return bool(taken)


def _end(writer: Writer, one: Prepared, change: HandoffChange) -> None:
    writer.run(
        "UPDATE flows_handoff SET state = ?, ended_at = ? WHERE conversation_id = ? AND state IN ('waiting', 'taken')",
        (change.state, one.inbound.at, one.row.id),
    )


def told(changes: Sequence[HandoffChange]) -> str:
    """The last change in the words of the chat's `handoff` frame; "" where there is none."""
    return TOLD[changes[-1].state] if changes else ""


def read_handoff(writer: Writer, conversation_id: int) -> tuple[str, str] | None:
    """State and agent's name for the visitor's chat; None where nobody was asked for, or it is over."""
    rows = writer.rows(
        "SELECT state, agent_name FROM flows_handoff WHERE conversation_id = ? AND state IN ('waiting', 'taken') "
        "ORDER BY id DESC LIMIT 1",
        (conversation_id,),
    )
    return (TOLD[rows[0][0]], rows[0][1]) if rows else None
