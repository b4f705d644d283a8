"""What a turn asks the world to do. The engine never does any of it itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

CallKind = Literal["api", "code"]
StoredScope = Literal["user", "bot"]


@dataclass(frozen=True, slots=True)
class Say:
    """Show `message` (neutral message JSON) to the visitor; `step` is the id of the step that says it ("" for none)."""

    message: dict[str, Any]
    step: str = ""


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Durable timer; `kind` is "wait", "timeout", "handoff" or "session"."""

    id: str
    seconds: float
    kind: str


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """Forget a timer; one that is already gone is no error."""

    id: str


@dataclass(frozen=True, slots=True)
class StartCall:
    """Work done outside, answered by a `CallReturned` event with this id. `timeout` in seconds."""

    id: str
    kind: CallKind
    request: dict[str, Any]
    timeout: float
    idempotent: bool = False


@dataclass(frozen=True, slots=True)
class CancelCall:
    """Nobody waits for this call any more."""

    id: str


@dataclass(frozen=True, slots=True)
class PutValue:
    """Store a value of the user or bot scope. None removes it."""

    scope: StoredScope
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class AddValue:
    """Add `amount` to a stored number in one atomic step; a missing number counts as 0."""

    scope: StoredScope
    name: str
    amount: float


@dataclass(frozen=True, slots=True)
class RequestHandoff:
    """Ask for a human agent; `message` is what the visitor was told."""

    queue: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Emit:
    """Tell the world (connectors, analytics) that something happened."""

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EndSession:
    """The session is over; the next message begins a new one."""


Effect = (
    Say | StartTimer | CancelTimer | StartCall | CancelCall | PutValue | AddValue | RequestHandoff | Emit | EndSession
)
