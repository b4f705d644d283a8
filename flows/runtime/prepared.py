"""What one turn wants to write, encoded and checked before any lock is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from flows.engine.record import record
from flows.engine.state import State

from .handoffs import HandoffChange
from .inbound import Inbound, Kind, Row
from .messages import Sent
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


@dataclass(slots=True)
class Prepared:
    """The conversation's new columns and the rows of one turn. `seq` is what the event is acknowledged with."""

    row: Row
    inbound: Inbound
    status: Status
    seq: int
    turn: int
    last_seq: int
    state: bytes
    decoded: State | None
    language: str
    version_id: int | None
    pinned_at: float
    waiting: str
    control: int
    event_body: str
    decision: str | None = None
    trace: bytes | None = None
    messages: list[Sent] = field(default_factory=list)
    timers: list[TimerRow] = field(default_factory=list)
    calls: list[CallRow] = field(default_factory=list)
    dropped_timers: list[str] = field(default_factory=list)
    dropped_calls: list[str] = field(default_factory=list)
    user_values: str | None = None  # the visitor's whole object, where this turn changed it
    bot_puts: list[tuple[str, Any]] = field(default_factory=list)
    bot_adds: list[tuple[str, float]] = field(default_factory=list)
    # Events this one causes in its own conversation; they are stored as held and run in order.
    inbox: list[Inbound] = field(default_factory=list)
    emitted: list[str] = field(default_factory=list)  # JSON `{"name", "data"}` for the journal
    # The held event that this turn is about to run.
    releases: bool = False
    snapshot: bool = False
    # The queue and the words with which a step of this turn asked for a human agent.
    asked: tuple[str, str] | None = None
    handoffs: list[HandoffChange] = field(default_factory=list)
    # What went wrong, for those who build the bot: the trace's problem.
    problem: Mapping[str, Any] | None = None
    # What the visitor said, where the bot can learn from it.
    unsure: Unsure | None = None

    def cause(self, kind: Kind, body: Mapping[str, Any]) -> None:
        """Another event of the same conversation, to be run as soon as this turn is written."""
        id = f"@{kind}/{self.turn}/{len(self.inbox)}"
        self.inbox.append(Inbound(id, kind, body, self.inbound.at, self.inbound.cause, self.inbound.hops + 1))

    @property
    def quiet(self) -> bool:
        """Nothing more will be said until somebody outside acts."""
        return self.waiting not in ("call", "timer") and not self.held

    @property
    def held(self) -> int:
        return self.row.held + len(self.inbox) + (self.status == "held") - self.releases
