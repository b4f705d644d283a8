"""A random conversation whose events are kept as JSON, as a journal keeps them, and its replay."""

from __future__ import annotations

import json
from typing import Any

import orjson

from flows.engine.advance import advance
from flows.engine.effects import AddValue, PutValue, Say, StartCall, StartTimer
from flows.engine.events import Event, event_from_json
from flows.engine.graph import CompiledBot, compile_bot
from flows.engine.run import Turn
from flows.engine.state import State
from flows.steps import STEP_TYPES


class Recorded:
    """Runs a conversation turn by turn; `journal` has all that a replay may read."""

    def __init__(self, document: dict[str, Any], seed: str = "seed") -> None:
        self.document = document
        self.bots: list[CompiledBot] = [compile_bot(document, STEP_TYPES)]
        self.state = State.initial(seed)
        self.journal: list[tuple[str, int]] = []  # an event as JSON, and the number of the version that it met
        self.said: list[bytes] = []  # the messages of each turn
        self.states: list[bytes] = [self.state.encode()]  # before each turn, and after the last
        self.set_by_hand: dict[int, bytes] = {}  # states that no event led to, by the turn that began from them
        self.seq = 0
        self.values: dict[str, dict[str, Any]] = {"user": {}, "bot": {}}
        self.calls: set[str] = set()
        self.started: set[str] = set()

    def publish(self, document: dict[str, Any]) -> None:
        self.document = document
        self.bots.append(compile_bot(document, STEP_TYPES))

    @property
    def unfinished(self) -> set[str]:
        """Flows with a node that does nothing, in the version that is live."""
        found = set()
        for flow in self.document["flows"]:
            acts = [[step for step in node["steps"] if step["type"] != "comment"] for node in flow["nodes"]]
            found |= {flow["id"]} if not all(acts) else set()
        return found

    def rewind(self, state: State) -> None:
        self.state = state
        self.set_by_hand[len(self.journal)] = state.encode()

    def common(self, at: float) -> dict[str, Any]:
        values = {scope: dict(held) for scope, held in self.values.items()}
        return {"id": f"e{len(self.journal)}", "at": at, "seq": self.seq, **values}

    def take(self, event: Event) -> Turn:
        self.journal.append((json.dumps(event.to_json()), len(self.bots) - 1))
        turn = advance(self.bots[-1], self.state, event)
        self.state = turn.state
        self.states.append(turn.state.encode())
        self.said.append(messages_of(turn))
        for effect in turn.effects:
            match effect:
                case Say():
                    self.seq += 1
                case StartCall(id=id) | StartTimer(id=id):
                    assert id not in self.started, f"the id {id} has been given before"
                    self.started.add(id)
                    if isinstance(effect, StartCall):
                        self.calls.add(id)
                case PutValue(scope=scope, name=name, value=value):
                    self.values[scope][name] = value
                case AddValue(scope=scope, name=name, amount=amount):
                    self.values[scope][name] = (self.values[scope].get(name) or 0) + amount
        return turn

    def replay(self, since: int = 0) -> None:
        """Runs the journal again from the state before turn `since` and compares messages and states, byte by byte."""
        state = State.decode(self.states[since])
        for number in range(since, len(self.journal)):
            if number in self.set_by_hand:
                state = State.decode(self.set_by_hand[number])
            encoded, version = self.journal[number]
            turn = advance(self.bots[version], state, event_from_json(json.loads(encoded)))
            state = State.decode(turn.state.encode())
            assert messages_of(turn) == self.said[number], f"turn {number} says something else"
            assert same(turn.state.encode(), self.states[number + 1]), f"turn {number} ends in another state"


def same(one: bytes, other: bytes) -> bool:
    return one == other or orjson.loads(one) == orjson.loads(other)


def messages_of(turn: Turn) -> bytes:
    said = [effect.message for effect in turn.effects if isinstance(effect, Say)]
    return json.dumps(said, sort_keys=True).encode()
