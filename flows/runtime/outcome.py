"""What became of an event, told after its turn was committed."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from typing import Final, Protocol

from .messages import Sent
from .ports import RuntimeRefusal


def is_quiet(waiting: str, held: int) -> bool:
    """Whether nothing more will be said until somebody outside acts, by these columns of a conversation."""
    return waiting not in ("call", "timer") and not held


class Outcome:
    """`messages` are those this turn stored, in order. `error` says that nothing was stored (or, for a
    quarantined event, is None: its apology is one of the messages).

    No dataclass: every turn makes one, and what dataclasses make is never compiled.
    """

    __slots__ = (
        "agent", "conversation_id", "duplicate", "epoch", "error", "event_id", "handoff", "last_seq", "messages",
        "origin", "quiet", "seq", "status", "turn", "uuid", "waiting",
    )  # fmt: skip

    def __init__(
        self,
        conversation_id: int,
        event_id: str,
        seq: int = 0,
        duplicate: bool = False,
        status: str = "done",
        last_seq: int = 0,
        epoch: int = 1,
        turn: int = 0,
        waiting: str = "",
        quiet: bool = True,
        messages: list[Sent] | None = None,
        handoff: str = "",
        agent: str = "",
        uuid: str = "",
        error: RuntimeRefusal | None = None,
        origin: Listener | None = None,
    ) -> None:
        self.conversation_id: Final = conversation_id
        self.event_id: Final = event_id
        self.seq: Final = seq
        self.duplicate: Final = duplicate
        self.status: Final = status
        self.last_seq: Final = last_seq
        self.epoch: Final = epoch
        self.turn: Final = turn
        self.waiting: Final = waiting
        self.quiet: Final = quiet
        self.messages: Final[list[Sent]] = [] if messages is None else messages
        # What became of the wish for a human agent: "requested", "active", "released" or "unavailable".
        self.handoff: Final = handoff
        self.agent: Final = agent
        # Of the conversation; set for openings only, whose callers do not know it yet.
        self.uuid: Final = uuid
        self.error: Final = error
        # A caller's mark, handed back; the hub sends the acknowledgement there.
        self.origin: Final = origin


class Listener(Protocol):
    """Somebody who wants to know what happens in a conversation. `heard` never blocks and never raises.

    It is called on `loop`, else (None) on the writer's thread.
    """

    loop: AbstractEventLoop | None

    def heard(self, outcome: Outcome) -> None: ...
