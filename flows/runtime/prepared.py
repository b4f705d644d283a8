"""What one turn wants to write, encoded and checked before any lock is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from flows.engine.state import State

from .inbound import Inbound, Row
from .messages import Sent

Status = Literal["done", "held", "late", "quarantined"]


@dataclass(frozen=True, slots=True)
class TimerRow:
    id: str
    kind: str
    due: float
    hops: int


@dataclass(frozen=True, slots=True)
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
    handoff: str = ""

    @property
    def quiet(self) -> bool:
        """Nothing more will be said until somebody outside acts."""
        return self.waiting not in ("call", "timer") and not self.held

    @property
    def held(self) -> int:
        return self.row.held + len(self.inbox) + (self.status == "held") - self.releases
