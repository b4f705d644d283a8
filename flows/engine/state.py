"""All that a conversation remembers between turns: an immutable value with an exact JSON form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Literal

import orjson

from .record import record

WaitsFor = Literal["visitor", "call", "timer", "event", "agent"]
Control = Literal["bot", "agent"]
# How a frame came onto the stack; a "call" gives its values back, every other one uncovers what it interrupted.
Origin = Literal["start", "call", "trigger", "error", "timeout", "end", "fallback", "answer", "story"]

FORMAT = 1


@record(frozen=True, slots=True)
class Waiting:
    """What a step waits for.

    `data` is the step's own memory. `seqs` are the numbers of the messages that asked this question, and `options`
    its open options (`{"option", "title", "value", "match": [folded texts]}`). `timers` maps timer id to use
    ("timeout", "wait", "handoff"); `call` is the id of the open call.
    """

    what: WaitsFor
    data: Mapping[str, Any] = field(default_factory=dict)
    seqs: tuple[int, ...] = ()
    options: tuple[Mapping[str, Any], ...] = ()
    timers: Mapping[str, str] = field(default_factory=dict)
    call: str | None = None

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"for": self.what}
        if self.data:
            body["data"] = self.data
        if self.seqs:
            body["seqs"] = list(self.seqs)
        if self.options:
            body["options"] = list(self.options)
        if self.timers:
            body["timers"] = self.timers
        if self.call is not None:
            body["call"] = self.call
        return body

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Waiting:
        return Waiting(
            body["for"],
            body.get("data", {}),
            tuple(body.get("seqs", ())),
            tuple(body.get("options", ())),
            body.get("timers", {}),
            body.get("call"),
        )


@record(frozen=True, slots=True)
class Frame:
    """One running flow. `node` and `step` say where it is: a step that waits, or the `call_flow` it is inside of;
    `type` is that step's type, so that a new version of the bot can tell whether it is still the same question.

    `variables` is the flow scope, `touched` the variables set since this flow began, `save` maps variables of the
    caller to outputs of this flow. `due` is an event (JSON) that arrived while another flow was in front.
    """

    flow: str
    origin: Origin
    node: str = ""
    step: str = ""
    type: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    save: Mapping[str, str] = field(default_factory=dict)
    waiting: Waiting | None = None
    due: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"flow": self.flow, "origin": self.origin, "node": self.node, "step": self.step}
        body["type"] = self.type
        if self.variables:
            body["variables"] = self.variables
        if self.touched:
            body["touched"] = sorted(self.touched)
        if self.save:
            body["save"] = self.save
        if self.waiting is not None:
            body["waiting"] = self.waiting.to_json()
        if self.due is not None:
            body["due"] = self.due
        return body

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Frame:
        waiting = body.get("waiting")
        return Frame(
            body["flow"],
            body["origin"],
            body["node"],
            body["step"],
            body.get("type", ""),
            body.get("variables", {}),
            frozenset(body.get("touched", ())),
            body.get("save", {}),
            None if waiting is None else Waiting.from_json(waiting),
            body.get("due"),
        )


@record(frozen=True, slots=True)
class State:
    """See the module's docstring. Never change a mapping inside: every turn makes new ones where something changed.

    `offer` is a question the engine itself asked (did you mean…, leave this?) or the last buttons shown:
    `{"kind", "seqs", "options"}`. `spent` are variables that a finished form had filled. `misses` counts utterances
    nobody took, in a row. `heard` is what the visitor said, kept only while the turn waits for a call or a timer.
    `unheard` is the message (an event's JSON) that began a session whose start flow waits for a call.
    `memory` is what the dialogue manager knows of earlier turns: see `flows.engine.memory`.
    `wordings` maps places that vary their words to the numbers of those said since all of them have been.
    """

    seed: str
    turn: int = 0
    language: str | None = None
    session: int = 0  # how many sessions have begun
    open: bool = False  # whether a session is running
    last_event_at: float = 0.0  # of the visitor
    variables: Mapping[str, Any] = field(default_factory=dict)
    turn_variables: Mapping[str, Any] = field(default_factory=dict)
    stack: tuple[Frame, ...] = ()
    control: Control = "bot"
    session_timer: str | None = None
    offer: Mapping[str, Any] | None = None
    spent: tuple[str, ...] = ()
    misses: int = 0
    heard: Mapping[str, Any] | None = None
    unheard: Mapping[str, Any] | None = None
    wordings: Mapping[str, Sequence[int]] = field(default_factory=dict)
    memory: Mapping[str, Any] = field(default_factory=dict)
    _encoded: list[bytes] = field(default_factory=list, compare=False, repr=False)

    @staticmethod
    def initial(seed: str) -> State:
        """The state before the first event. `seed` decides all chance of this conversation."""
        return State(seed)

    @property
    def waiting(self) -> Waiting | None:
        """What the flow in front waits for; None when nothing waits."""
        return self.stack[-1].waiting if self.stack else None

    @property
    def waiting_for(self) -> WaitsFor | None:
        """None is quiet as well: the bot has nothing open."""
        if self.control == "agent":
            return "agent"
        waiting = self.waiting
        return None if waiting is None else waiting.what

    @property
    def pending(self) -> tuple[str, ...]:
        """Ids of all open timers and calls; events for any other id are late."""
        ids: list[str] = []
        for frame in self.stack:
            if frame.waiting is not None:
                ids.extend(frame.waiting.timers)
                if frame.waiting.call is not None:
                    ids.append(frame.waiting.call)
        if self.session_timer is not None:
            ids.append(self.session_timer)
        return tuple(ids)

    def open_options(self) -> list[dict[str, Any]]:
        """Options of the open question, best first: `{"option", "title", "value", "seq"}`."""
        waiting = self.waiting
        asked = waiting is not None and bool(waiting.options)
        if self.offer is not None and (self.offer["kind"] != "buttons" or not asked):
            seqs, options = self.offer["seqs"], self.offer["options"]
        elif waiting is not None:
            seqs, options = waiting.seqs, waiting.options
        else:
            return []
        seq = seqs[-1] if seqs else 0
        return [{"option": o["option"], "title": o["title"], "value": o["value"], "seq": seq} for o in options]

    def at_turn(self, turn: int) -> State:
        """The same state under another turn number (a rewound conversation must not reuse ids)."""
        return replace(self, turn=turn, _encoded=[])

    def to_json(self) -> dict[str, Any]:
        """Exact: `State.from_json(state.to_json()) == state`. Holds the state's own mappings; do not change them."""
        body: dict[str, Any] = {
            "format": FORMAT,
            "seed": self.seed,
            "turn": self.turn,
            "language": self.language,
            "session": self.session,
            "open": self.open,
            "last_event_at": self.last_event_at,
            "variables": self.variables,
            "stack": [frame.to_json() for frame in self.stack],
        }
        if self.control != "bot":
            body["control"] = self.control
        if self.turn_variables:
            body["turn_variables"] = self.turn_variables
        if self.session_timer is not None:
            body["session_timer"] = self.session_timer
        if self.offer is not None:
            body["offer"] = self.offer
        if self.spent:
            body["spent"] = list(self.spent)
        if self.misses:
            body["misses"] = self.misses
        if self.heard is not None:
            body["heard"] = self.heard
        if self.unheard is not None:
            body["unheard"] = self.unheard
        if self.wordings:
            body["wordings"] = self.wordings
        if self.memory:
            body["memory"] = self.memory
        return body

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> State:
        """Raises ValueError on a format this build does not know."""
        if body.get("format") != FORMAT:
            raise ValueError(f"state has format {body.get('format')!r}, this engine reads {FORMAT}")
        return State(
            seed=body["seed"],
            turn=body["turn"],
            language=body["language"],
            session=body["session"],
            open=body["open"],
            last_event_at=body["last_event_at"],
            variables=body["variables"],
            turn_variables=body.get("turn_variables", {}),
            stack=tuple(Frame.from_json(frame) for frame in body["stack"]),
            control=body.get("control", "bot"),
            session_timer=body.get("session_timer"),
            offer=body.get("offer"),
            spent=tuple(body.get("spent", ())),
            misses=body.get("misses", 0),
            heard=body.get("heard"),
            unheard=body.get("unheard"),
            wordings=body.get("wordings", {}),
            memory=body.get("memory", {}),
        )

    def encode(self) -> bytes:
        """`to_json` as UTF-8 JSON, made once per state: the engine weighs it, the turn store writes it.

        Raises `orjson.JSONEncodeError` (a TypeError) on what JSON cannot hold.
        """
        if not self._encoded:
            self._encoded.append(orjson.dumps(self.to_json()))
        return self._encoded[0]

    @staticmethod
    def decode(data: bytes) -> State:
        """The inverse of `encode`."""
        return State.from_json(orjson.loads(data))
