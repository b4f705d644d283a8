"""What became of an event, told after its turn was committed."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from dataclasses import field
from typing import Protocol

from flows.engine.record import record

from .messages import Sent
from .ports import RuntimeRefusal


@record(frozen=True, slots=True)
class Outcome:
    """`messages` are those this turn stored, in order. `error` says that nothing was stored (or, for a
    quarantined event, is None: its apology is one of the messages)."""

    conversation_id: int
    event_id: str
    seq: int = 0
    duplicate: bool = False
    status: str = "done"
    last_seq: int = 0
    epoch: int = 1
    turn: int = 0
    waiting: str = ""
    quiet: bool = True
    messages: list[Sent] = field(default_factory=list)
    # What became of the wish for a human agent: "requested", "active", "released" or "unavailable".
    handoff: str = ""
    agent: str = ""
    # Of the conversation; set for openings only, whose callers do not know it yet.
    uuid: str = ""
    error: RuntimeRefusal | None = None
    # A caller's mark, handed back; the hub sends the acknowledgement there.
    origin: Listener | None = None


class Listener(Protocol):
    """Somebody who wants to know what happens in a conversation. `heard` never blocks and never raises.

    It is called on `loop`, else (None) on the writer's thread.
    """

    loop: AbstractEventLoop | None

    def heard(self, outcome: Outcome) -> None: ...
