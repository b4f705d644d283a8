"""Events as they come in, and a conversation's row as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import orjson

from flows.engine.state import State

from .ports import Refused

Kind = Literal["start", "say", "happen", "timer", "call", "agent"]

ID_LENGTH = 120
TRYOUT = "tryout"  # the channel of those who build; it never moves to the live version by itself
RESERVED = "@"  # ids that begin with it are made by the runtime


class Inbound:
    """An event with an id that is unique in its conversation: the same id again has no second effect.

    `body` by kind: start `{"language", "variables", "flow"?, "node"?}`, say `{"text", "payload"?}`,
    happen `{"name", "data"}`, timer `{"timer"}`, call `{"call", "result"}`,
    agent `{"action", "agent", "text", "control"}`. `cause` is the visitor's event that led to this one.
    `background` is catching up and other work that nobody looks at; it gets at most a quarter of a batch.

    No dataclass: every turn makes one, and what dataclasses make is never compiled.
    """

    __slots__ = ("at", "background", "body", "cause", "hops", "id", "kind")

    def __init__(
        self,
        id: str,
        kind: Kind,
        body: Mapping[str, Any],
        at: float,
        cause: str = "",
        hops: int = 0,
        background: bool = False,
    ) -> None:
        self.id: Final = id
        self.kind: Final[Kind] = kind
        self.body: Final = body
        self.at: Final = at
        self.cause: Final = cause
        self.hops: Final = hops
        self.background: Final = background

    def encode(self) -> str:
        return orjson.dumps({**self.body, "hops": self.hops}).decode()

    @staticmethod
    def decode(event_id: str, kind: Kind, body: str, at: float, cause: str) -> Inbound:
        fields: dict[str, Any] = orjson.loads(body)
        hops = fields.pop("hops", 0)
        return Inbound(event_id, kind, fields, at, cause, hops)


def seed_of(conversation_id: int, visitor_id: int | None) -> str:
    """The seed of a conversation's first state: what chance decides for a visitor is the same in all of them."""
    return str(conversation_id) if visitor_id is None else f"{conversation_id}@{visitor_id}"


def check_client_id(value: object) -> str:
    """A client's own id for an event. Raises Refused."""
    if not isinstance(value, str) or not 0 < len(value) <= ID_LENGTH or value.startswith(RESERVED):
        raise Refused(f"id must be a text of 1 to {ID_LENGTH} characters", code="bad-id")
    return value


@dataclass(slots=True)
class Row:
    """A conversation at `revision`, with what its turn may know beside it. Read by the turn store."""

    id: int
    workspace_id: int
    bot_id: str
    version_id: int | None
    pinned_at: float
    visitor_id: int | None
    channel: str
    language: str
    state: bytes
    revision: int
    turn: int
    last_seq: int
    epoch: int
    control: int
    waiting: str
    held: int
    # Of the bot, now: where conversations may move to.
    live_version_id: int | None
    decoded: State | None = None
    user_values: Mapping[str, Any] = field(default_factory=dict)
    user_revision: int = 0
    bot_values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """A conversation to begin, or to find again: `key` is unique per bot and channel.

    `version_id` None opens a try-out on the draft. `visitor_key` is `user:<id>` or, where empty, made from the
    conversation. `first` is the message that begins (or continues) it; without one the start triggers run.
    """

    workspace_id: int
    bot_id: str
    version_id: int | None
    channel: str
    key: str
    at: float
    language: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    visitor_key: str = ""
    flow: str | None = None
    node: str | None = None
    first: Inbound | None = None

    def event(self) -> Inbound:
        if self.first is not None:
            return self.first
        body: dict[str, Any] = {"language": self.language or None, "variables": dict(self.variables)}
        if self.flow is not None:
            body |= {"flow": self.flow, "node": self.node}
        return Inbound("@start", "start", body, self.at, "@start")
