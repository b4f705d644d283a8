"""A visitor, an agent, the clock, the outside and a builder do what they like with a random bot, in any order."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows.engine.effects import CancelCall, CancelTimer, Say, StartCall, StartTimer
from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired
from flows.engine.run import MOST_MESSAGES
from flows.engine.state import State
from tests.engine.recorded import Recorded, same
from tests.engine.test_properties import RESULTS, TEXTS, documents, understanding

LONG = 100_000.0  # seconds: more than a session
MOST_STEPS = 600  # the budget of a turn, and that of the error flow after it


class Conversation(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.talk: Recorded | None = None
        self.now = 1_000_000.0

    @property
    def state(self) -> State:
        assert self.talk is not None
        return self.talk.state

    @initialize(document=documents())
    def begins(self, document: dict[str, Any]) -> None:
        self.talk = Recorded(document)
        self.take(Started, language="fr", variables={"t": "Tea"})

    def take(self, kind: Any, **body: Any) -> None:
        assert self.talk is not None
        self.now += 1.0
        event: Event = kind(**self.talk.common(self.now), **body)
        before = self.state
        turn = self.talk.take(event)
        said = [effect for effect in turn.effects if isinstance(effect, Say)]
        problem = turn.trace["problem"]
        assert problem is None or problem["code"] != "internal", problem
        assert len(said) <= MOST_MESSAGES + 25
        assert len(turn.trace["steps"]) <= MOST_STEPS
        json.dumps(turn.trace)
        if isinstance(event, Said):
            self.is_no_silence(before, turn.trace, said)
        started = {effect.id for effect in turn.effects if isinstance(effect, StartTimer | StartCall)}
        ended = {effect.id for effect in turn.effects if isinstance(effect, CancelTimer | CancelCall)}
        assert started <= set(self.state.pending) <= set(before.pending) | started
        assert not ended & (set(self.state.pending) | started)

    def is_no_silence(self, before: State, trace: dict[str, Any], said: list[Say]) -> None:
        """Words come back, or something is going on that has a reason to be silent."""
        assert self.talk is not None
        decision = trace["decision"] or {}
        by = decision.get("by")
        # Whoever builds a flow of nothing gets nothing from it; after a problem the bot speaks in any case.
        empty = str(decision.get("what")) in self.talk.unfinished and not trace["problem"]
        steps_ran = bool(trace["steps"])
        waits = self.state.waiting_for is not None
        assert said or waits or steps_ran or trace.get("held") or by in ("agent", "opt out") or empty, trace

    @rule(text=st.sampled_from(TEXTS), heard=understanding)
    def says(self, text: str, heard: dict[str, Any] | None) -> None:
        self.take(Said, text=text, understanding=heard)

    @rule(number=st.integers(0, 3))
    def taps(self, number: int) -> None:
        options = self.state.open_options()
        if options:
            one = options[number % len(options)]
            self.take(Said, text=str(one["title"]), payload={"option": one["option"], "seq": one["seq"]})

    @rule(option=st.sampled_from(["o0", "yes", "none", "flow:a"]), seq=st.integers(0, 5))
    def taps_an_old_button(self, option: str, seq: int) -> None:
        self.take(Said, text="Tea", payload={"option": option, "seq": seq})

    @precondition(lambda self: self.talk is not None and self.talk.state.pending)
    @rule(number=st.integers(0, 3), result=st.sampled_from(RESULTS))
    def something_pending_ends(self, number: int, result: dict[str, Any]) -> None:
        assert self.talk is not None
        id = self.state.pending[number % len(self.state.pending)]
        if id in self.talk.calls:
            self.take(CallReturned, call=id, result=result)
        else:
            self.take(TimerFired, timer=id)

    @rule(number=st.integers(0, 3))
    def something_late_comes(self, number: int) -> None:
        assert self.talk is not None
        gone = sorted(self.talk.started - set(self.state.pending))
        if gone:
            id = gone[number % len(gone)]
            self.take(CallReturned, call=id, result={"failed": "timeout"})
            assert self.talk.said[-1] == b"[]", "what nobody waits for any more says nothing"

    @rule(name=st.sampled_from(["e", "unknown"]))
    def happens(self, name: str) -> None:
        self.take(Happened, name=name, data={"a": 1})

    @rule(action=st.sampled_from(["takeover", "say", "release", "unavailable"]))
    def an_agent_acts(self, action: Any) -> None:
        self.take(AgentActed, action=action, agent="ann", text="Hello" if action == "say" else None)

    @rule(seconds=st.sampled_from([60.0, LONG]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(document=documents())
    def a_version_is_published(self, document: dict[str, Any]) -> None:
        assert self.talk is not None
        self.talk.publish(document)

    @precondition(lambda self: self.talk is not None and len(self.talk.journal) > 1)
    @rule(data=st.data())
    def goes_back_to_an_earlier_turn(self, data: st.DataObject) -> None:
        """The words of that turn stay true, but the numbers of turns go on: no id comes a second time."""
        assert self.talk is not None
        turn = data.draw(st.integers(0, len(self.talk.journal) - 1))
        rewound = State.decode(self.talk.states[turn]).at_turn(self.state.turn)
        self.talk.rewind(rewound)

    @invariant()
    def the_state_can_be_stored(self) -> None:
        if self.talk is not None:
            encoded = self.state.encode()
            assert State.decode(encoded) == self.state == State.from_json(self.state.to_json())
            assert same(State.decode(encoded).encode(), encoded)

    def teardown(self) -> None:
        if self.talk is not None and self.talk.journal:
            self.talk.replay()
            self.talk.replay(since=len(self.talk.journal) // 2)


Conversation.TestCase.settings = settings(
    max_examples=100,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestConversation = Conversation.TestCase
