"""What one turn wants to write, encoded and checked before any lock is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from flows.engine.record import record
from flows.engine.state import State

from .handoffs import HandoffChange
from .inbound import Inbound, Kind, Row
from .messages import Sent
from .outcome import Listener, Outcome, is_quiet
from .unsure import Unsure

Status = Literal["done", "held", "late", "quarantined"]


@record(frozen=True, slots=True)
class TimerRow:
    id: str
    kind: str
    due: float
    hops: int


@record(frozen=True, slots=True)
class CallRow:
    id: str
    kind: str
    request: str
    timeout: float
    idempotent: bool
    hops: int


class Prepared:
    """The conversation's new columns and the rows of one turn. `seq` is what the event is acknowledged with.

    No dataclass: every turn makes one, and what dataclasses make is never compiled.
    """

    __slots__ = (
        "asked", "bot_adds", "bot_puts", "calls", "control", "decision", "decoded", "dropped_calls", "dropped_timers",
        "emitted", "event_body", "handoffs", "inbound", "inbox", "language", "last_seq", "messages", "pinned_at",
        "problem", "releases", "row", "seq", "snapshot", "state", "status", "timers", "trace", "turn", "unsure",
        "user_values", "version_id", "waiting",
    )  # fmt: skip

    def __init__(
        self,
        row: Row,
        inbound: Inbound,
        *,
        status: Status,
        seq: int,
        turn: int,
        last_seq: int,
        state: bytes,
        decoded: State | None,
        language: str,
        version_id: int | None,
        pinned_at: float,
        waiting: str,
        control: int,
        event_body: str,
        messages: list[Sent],
        snapshot: bool = False,
    ) -> None:
        self.row = row
        self.inbound = inbound
        self.status: Status = status
        self.seq = seq
        self.turn = turn
        self.last_seq = last_seq
        self.state = state
        self.decoded = decoded
        self.language = language
        self.version_id = version_id
        self.pinned_at = pinned_at
        self.waiting = waiting
        self.control = control
        self.event_body = event_body
        self.messages = messages
        self.snapshot = snapshot
        self.decision: str | None = None
        self.trace: bytes | None = None
        self.timers: list[TimerRow] = []
        self.calls: list[CallRow] = []
        self.dropped_timers: list[str] = []
        self.dropped_calls: list[str] = []
        self.user_values: str | None = None  # the visitor's whole object, where this turn changed it
        self.bot_puts: list[tuple[str, Any]] = []
        self.bot_adds: list[tuple[str, int | float]] = []
        # Events this one causes in its own conversation; they are stored as held and run in order.
        self.inbox: list[Inbound] = []
        self.emitted: list[str] = []  # JSON `{"name", "data"}` for the journal
        # The held event that this turn is about to run.
        self.releases = False
        # The queue and the words with which a step of this turn asked for a human agent.
        self.asked: tuple[str, str] | None = None
        self.handoffs: list[HandoffChange] = []
        # What went wrong, for those who build the bot: the trace's problem.
        self.problem: Mapping[str, Any] | None = None
        # What the visitor said, where the bot can learn from it.
        self.unsure: Unsure | None = None

    def cause(self, kind: Kind, body: Mapping[str, Any]) -> None:
        """Another event of the same conversation, to be run as soon as this turn is written."""
        id = f"@{kind}/{self.turn}/{len(self.inbox)}"
        self.inbox.append(Inbound(id, kind, body, self.inbound.at, self.inbound.cause, self.inbound.hops + 1))

    def move(self) -> Row:
        """Its conversation's row, made what it is once this turn is stored."""
        row = self.row
        row.held = self.held  # before what it is counted from
        row.state, row.decoded, row.revision = self.state, self.decoded, row.revision + 1
        row.turn, row.last_seq = self.turn, self.last_seq
        row.language, row.version_id, row.pinned_at = self.language, self.version_id, self.pinned_at
        row.waiting, row.control = self.waiting, self.control
        return row

    def outcome(self, uuid: str, origin: Listener | None, handoff: str, agent: str) -> Outcome:
        """What is told once this turn is stored and its row has moved."""
        row = self.row
        return Outcome(
            row.id,
            self.inbound.id,
            self.seq,
            status=self.status,
            last_seq=row.last_seq,
            epoch=row.epoch,
            turn=row.turn,
            waiting=row.waiting,
            quiet=is_quiet(row.waiting, row.held),
            messages=self.messages,
            handoff=handoff,
            agent=agent,
            uuid=uuid,
            origin=origin,
        )

    @property
    def is_plain(self) -> bool:
        """Whether this turn only moves its conversation, says something and is recorded."""
        return not (
            self.releases
            or self.inbox
            or self.emitted
            or self.timers
            or self.calls
            or self.dropped_timers
            or self.dropped_calls
            or self.handoffs
            or self.asked is not None
            or self.user_values is not None
            or self.bot_puts
            or self.bot_adds
        )

    @property
    def held(self) -> int:
        return self.row.held + len(self.inbox) + (self.status == "held") - self.releases
