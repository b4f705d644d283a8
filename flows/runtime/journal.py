"""What a conversation's journal holds of one event, and the event that the engine got then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired

from .served import Served


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as stored. `body` is the event's own (see `Inbound`) with what the turn read beside it:
    `understanding`, values of `user` and `bot`, `hops`, the `version` (id, None for a draft), the engine's
    `build`, the `channel`, and `at_seq` where the event's own message had its number before the turn ran.

    `said` are the contents of the bot's messages of that turn, in order.
    """

    id: str
    kind: str
    status: str
    body: Mapping[str, Any]
    seq: int
    turn: int
    at: float
    said: tuple[Mapping[str, Any], ...]

    @property
    def build(self) -> str:
        return str(self.body.get("build", ""))

    @property
    def text(self) -> str:
        return str(self.body.get("text") or "")


def event_of(recorded: Recorded, served: Served, understanding: Mapping[str, Any] | None) -> Event:
    """The event as the engine got it. Raises ValueError for a kind that reaches no engine."""
    body = recorded.body
    common: dict[str, Any] = {
        "id": recorded.id,
        "at": recorded.at,
        "seq": body.get("at_seq", recorded.seq),
        "hops": body.get("hops", 0),
        "user": body.get("user", {}),
        "bot": body.get("bot", {}),
        "channel": body.get("channel", ""),
    }
    match recorded.kind:
        case "say":
            common |= {"text": recorded.text, "payload": body.get("payload")}
            return Said(**common, understanding=understanding)
        case "start":
            asked = served.language(body["language"]) if body.get("language") else None
            begin: dict[str, Any] = {name: body.get(name) for name in ("flow", "node")}
            return Started(**common, language=asked, variables=body.get("variables", {}), **begin)
        case "happen":
            return Happened(**common, name=body["name"], data=body.get("data", {}))
        case "timer":
            return TimerFired(**common, timer=body["timer"])
        case "call":
            return CallReturned(**common, call=body["call"], result=body["result"], took=body.get("took"))
        case "agent":
            return AgentActed(**common, action=body["action"], agent=body.get("agent"), text=body.get("text"))
    raise ValueError(f"{recorded.kind!r} is no event of the engine")
