"""What can happen to a conversation. Events are values: they carry everything `advance` may know of the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, ClassVar, Literal

from .record import record

EMPTY: Mapping[str, Any] = {}

AgentAction = Literal["takeover", "say", "release", "unavailable"]


@record(frozen=True, slots=True, kw_only=True)
class Event:
    """Common part of all events.

    `at` is in epoch seconds (UTC). `seq` is the last sequence number already used in the conversation, the visitor's
    own message of this event included; the engine's messages take `seq + 1`, `seq + 2`, …
    `user` and `bot` are the values of these scopes as read for this event. `hops` counts events caused by events.
    `channel` is where the conversation is held (web, rest, talk, slack…); empty where nobody knows.
    """

    kind: ClassVar[str] = "event"

    id: str
    at: float
    seq: int = 0
    user: Mapping[str, Any] = field(default_factory=dict)
    bot: Mapping[str, Any] = field(default_factory=dict)
    hops: int = 0
    channel: str = ""

    def to_json(self) -> dict[str, Any]:
        """`{"format": 1, "kind": …}` and every field by its name."""
        body: dict[str, Any] = {"format": 1, "kind": self.kind}
        for one in fields(self):
            value = getattr(self, one.name)
            body[one.name] = dict(value) if isinstance(value, Mapping) else value
        return body


@record(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """A conversation or session begins. `variables` come from the host page; only those declared `input` are kept.

    `flow` and `node`: begin there instead of where the bot would (someone tries a part of it).
    """

    kind: ClassVar[str] = "started"

    language: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    flow: str | None = None
    node: str | None = None


@record(frozen=True, slots=True, kw_only=True)
class Said(Event):
    """The visitor said something.

    `payload` is `{"option": id, "seq": n}` when a button was tapped: `n` is the number of the message that showed it;
    `{"options": [id…], "seq"}` where several were marked, `{"files": [{"id", "url", "name", "mime", "size"}…], "seq"}`
    for files that were sent.
    `understanding` has the shape of docs "understanding"; None for a tap.
    """

    kind: ClassVar[str] = "said"

    text: str = ""
    payload: Mapping[str, Any] | None = None
    understanding: Mapping[str, Any] | None = None


@record(frozen=True, slots=True, kw_only=True)
class Happened(Event):
    """A named event from the visitor's page, a channel or another part of the product."""

    kind: ClassVar[str] = "happened"

    name: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@record(frozen=True, slots=True, kw_only=True)
class TimerFired(Event):
    """A timer started by a `StartTimer` effect is due."""

    kind: ClassVar[str] = "timer"

    timer: str = ""


@record(frozen=True, slots=True, kw_only=True)
class CallReturned(Event):
    """Outcome of a `StartCall`: `{"status", "headers", "body"}` (api), `{"value"}` (code) or `{"failed": reason}`.

    `took` are the seconds from the step to the outcome, retries included; None where nobody measured them.
    """

    kind: ClassVar[str] = "call"

    call: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    took: float | None = None


@record(frozen=True, slots=True, kw_only=True)
class AgentActed(Event):
    """A member took over, spoke, gave the conversation back, or nobody is available."""

    kind: ClassVar[str] = "agent"

    action: AgentAction = "say"
    agent: str | None = None
    text: str | None = None


EVENTS: dict[str, type[Event]] = {
    one.kind: one for one in (Started, Said, Happened, TimerFired, CallReturned, AgentActed)
}


def event_from_json(body: Mapping[str, Any]) -> Event:
    """The inverse of `Event.to_json`. Raises ValueError on an unknown kind or format."""
    kind = EVENTS.get(str(body.get("kind")))
    if kind is None or body.get("format", 1) != 1:
        raise ValueError(f"not an event: kind {body.get('kind')!r}, format {body.get('format')!r}")
    names = {one.name for one in fields(kind)}
    return kind(**{name: value for name, value in body.items() if name in names})
