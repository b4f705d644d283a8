"""An event on its way through the turn store, and what became of a batch of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.runtime.inbound import Inbound, Opening
from flows.runtime.outcome import Listener, Outcome
from flows.runtime.ports import RuntimeRefusal
from flows.runtime.prepared import Prepared

FAILURES = 3
LOSSES = 3


@dataclass(slots=True, eq=False)
class Submission:
    """An event on its way. `inbound` None means: run the oldest held event of the conversation."""

    lane: str
    conversation_id: int = 0
    inbound: Inbound | None = None
    opening: Opening | None = None
    origin: Listener | None = None
    uuid: str = ""
    failures: int = 0
    losses: int = 0
    lost_connections: int = 0

    @property
    def key(self) -> object:
        if self.conversation_id or self.opening is None:
            return self.conversation_id
        return (self.opening.channel, self.opening.key or id(self))

    def outcome(self, error: RuntimeRefusal) -> Outcome:
        event_id = "" if self.inbound is None else self.inbound.id
        return Outcome(self.conversation_id, event_id, error=error, origin=self.origin, uuid=self.uuid)

    @property
    def alone(self) -> bool:
        """It lost or failed too often to be run among others."""
        return self.losses >= LOSSES or self.failures > 0


@dataclass(slots=True)
class BatchResult:
    outcomes: list[Outcome] = field(default_factory=list)
    again: list[Submission] = field(default_factory=list)
    # Conversations whose held events may run now, with their bots.
    release: list[tuple[int, str]] = field(default_factory=list)
    calls: bool = False  # calls were started
    problems: list[Prepared] = field(default_factory=list)  # turns in which something went wrong
    unsure: list[Prepared] = field(default_factory=list)  # turns that the bot can learn from
    next_timer: float | None = None  # the earliest timer that was set
