"""Rewriting a conversation from outside: going back to a turn, or setting its state. Clients read all again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.engine.state import State
from flows.models import Conversation
from flows.runtime.outcome import Outcome
from flows.runtime.ports import Refused

from .hub import Hub
from .turn_store import TurnStore
from .writer_database import PostgresWriter, Writer

_AFTER = (
    ("flows_message", "seq > ?", "last_seq"),
    ("flows_event", "turn > ?", "turn"),
    ("flows_snapshot", "turn > ?", "turn"),
    ("flows_unsureutterance", "turn > ?", "turn"),
)
_SNAPSHOT = (
    "INSERT INTO flows_snapshot (workspace_id, conversation_id, turn, state, last_seq, language, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A moment of a conversation: after `turn`, when `last_seq` was the last number used."""

    turn: int
    last_seq: int
    language: str


@dataclass(frozen=True, slots=True)
class Rewriter:
    store: TurnStore
    hub: Hub

    def go_back(self, found: Conversation, state: State, point: Point, *, version_id: int | None, at: float) -> None:
        """What came after `point` is gone. The count of turns goes on: ids of timers and calls are made from it."""
        turn = found.turn + 1
        moved = state.at_turn(turn)

        def rewrite(writer: Writer) -> None:
            for table, later, name in _AFTER:
                sql = f"DELETE FROM {table} WHERE conversation_id = ? AND {later}"  # noqa: S608
                writer.run(sql, (found.pk, getattr(point, name)))
            writer.run("DELETE FROM flows_event WHERE conversation_id = ? AND status = 'held'", (found.pk,))
            writer.run("DELETE FROM flows_timer WHERE conversation_id = ?", (found.pk,))
            writer.run("DELETE FROM flows_call WHERE conversation_id = ?", (found.pk,))
            sql = (
                "UPDATE flows_conversation SET last_seq = ?, epoch = epoch + 1, held = 0, version_id = ?, language = ? "
                "WHERE id = ?"
            )
            writer.run(sql, (point.last_seq, version_id, point.language, found.pk))
            _set_state(writer, found, moved, turn, point.last_seq, point.language, at)

        self._transact(found, rewrite)
        self._tell(found, point, turn, moved)

    def set_state(self, found: Conversation, state: State, *, at: float) -> None:
        """Another state under a turn number of its own, so that a replay finds it."""
        turn = found.turn + 1
        moved = state.at_turn(turn)
        self._transact(found, lambda writer: _set_state(writer, found, moved, turn, found.last_seq, found.language, at))

    def _transact(self, found: Conversation, rewrite: Callable[[Writer], None]) -> None:
        def run(writer: Writer) -> None:
            writer.begin()
            try:
                _check(writer, found)
                rewrite(writer)
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            self.store.forget_rows()

        self.store.transact(run).result()

    def _tell(self, found: Conversation, point: Point, turn: int, state: State) -> None:
        waiting = state.waiting_for or ""
        outcome = Outcome(
            found.pk, "", last_seq=point.last_seq, epoch=found.epoch + 1, turn=turn, waiting=waiting, quiet=True
        )
        self.hub.publish([outcome])


def _check(writer: Writer, found: Conversation) -> None:
    lock = " FOR UPDATE" if isinstance(writer, PostgresWriter) else ""
    rows = writer.rows(f"SELECT revision FROM flows_conversation WHERE id = ?{lock}", (found.pk,))  # noqa: S608
    if not rows or rows[0][0] != found.revision:
        raise Refused("the conversation went on meanwhile; look again", code="moved-on")


def _set_state(
    writer: Writer, found: Conversation, state: State, turn: int, last_seq: int, language: str, at: float
) -> None:
    encoded = state.encode().decode()
    sql = "UPDATE flows_conversation SET state = ?, waiting = ?, turn = ?, revision = revision + 1 WHERE id = ?"
    writer.run(sql, (encoded, state.waiting_for or "", turn, found.pk))
    writer.run(_SNAPSHOT, (found.workspace_id, found.pk, turn, encoded, last_seq, language, at))
