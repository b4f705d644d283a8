"""What a turn asks the world to do. The engine never does any of it itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from .record import record

CallKind = Literal["api", "code", "email", "records", "flow", "action"]
StoredScope = Literal["user", "bot"]


@record(frozen=True, slots=True)
class Say:
    """Show `message` (neutral message JSON) to the visitor; `step` is the id of the step that says it ("" for none)."""

    message: dict[str, Any]
    step: str = ""


@record(frozen=True, slots=True)
class StartTimer:
    """Durable timer; `kind` is "wait", "timeout", "handoff" or "session"."""

    id: str
    seconds: float
    kind: str


@record(frozen=True, slots=True)
class CancelTimer:
    """Forget a timer; one that is already gone is no error."""

    id: str


@record(frozen=True, slots=True)
class StartCall:
    """Work done outside, answered by a `CallReturned` event with this id. `timeout` in seconds."""

    id: str
    kind: CallKind
    request: dict[str, Any]
    timeout: float
    idempotent: bool = False


@record(frozen=True, slots=True)
class CancelCall:
    """Nobody waits for this call any more."""

    id: str


@record(frozen=True, slots=True)
class PutValue:
    """Store a value of the user or bot scope. None removes it."""

    scope: StoredScope
    name: str
    value: Any


@record(frozen=True, slots=True)
class AddValue:
    """Add `amount` to a stored number in one atomic step; a missing number counts as 0."""

    scope: StoredScope
    name: str
    amount: int | float


@record(frozen=True, slots=True)
class RequestHandoff:
    """Ask for a human agent; `message` is what the visitor was told."""

    queue: str | None = None
    message: str | None = None


@record(frozen=True, slots=True)
class Emit:
    """Tell the world (connectors, analytics) that something happened."""

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)


@record(frozen=True, slots=True)
class EndSession:
    """The session is over; the next message begins a new one."""


Effect = (
    Say | StartTimer | CancelTimer | StartCall | CancelCall | PutValue | AddValue | RequestHandoff | Emit | EndSession
)
