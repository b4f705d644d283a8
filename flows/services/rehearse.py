"""One conversation with a bot in memory: the engine, a clock of its own, and stubs for the outside. No database."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flows.engine.advance import advance
from flows.engine.effects import AddValue, CancelTimer, PutValue, RequestHandoff, Say, StartCall, StartTimer
from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired
from flows.engine.graph import CompiledBot
from flows.engine.state import State

from .wildcards import fits

Understand = Callable[[str, str, float], dict[str, Any]]  # language, text, now → understanding

NOON = 1_767_268_800.0  # epoch seconds; every rehearsal begins at the same moment, so that dates come out the same
MOST_EVENTS = 200  # caused by one act of the visitor


class Rehearsal:
    """What a visitor does, and `said`: the messages of the bot since the visitor's last act."""

    def __init__(
        self, bot: CompiledBot, understand: Understand, language: str, calls: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        self.said: list[dict[str, Any]] = []
        self.intent: str | None = None
        self._bot = bot
        self._understand = understand
        self._language = language
        self._stubs = calls
        self._state = State.initial("rehearsal")
        self._values: dict[str, dict[str, Any]] = {"user": {}, "bot": {}}
        self._now = NOON
        self._seq = 0
        self._ids = itertools.count(1)
        self._timers: list[tuple[float, int, str]] = []
        self._run(Started(**self._common(), language=language))

    def say(self, text: str) -> None:
        self._act()
        understanding = self._understand(self._state.language or self._language, text, self._now)
        self.intent = understanding.get("intent")
        self._seq += 1
        self._run(Said(**self._common(), text=text, understanding=understanding))

    def choose(self, option: str) -> bool:
        """Tap an option of the open question; False where it is not offered."""
        self._act()
        offered = next((each for each in self._state.open_options() if each["option"] == option), None)
        if offered is None:
            return False
        self._seq += 1
        payload = {"option": option, "seq": offered["seq"]}
        self._run(Said(**self._common(), text=offered["title"], payload=payload))
        return True

    def happen(self, name: str, data: Mapping[str, Any]) -> None:
        self._act()
        self._run(Happened(**self._common(), name=name, data=data))

    def advance(self, seconds: float) -> None:
        """Let time pass; timers that fall due on the way fire, each at its moment."""
        self.said = []
        end = self._now + seconds
        for _ in range(MOST_EVENTS):
            if not self._timers or self._timers[0][0] > end:
                break
            self._now, _, timer = heapq.heappop(self._timers)
            if timer in self._state.pending:
                self._run(TimerFired(**self._common(), timer=timer))
        self._now = end

    def variable(self, name: str) -> Any:
        """The value of a variable of any lasting scope; None where it is not set."""
        for values in (self._state.variables, self._values["user"], self._values["bot"]):
            if name in values:
                return values[name]
        return next((frame.variables[name] for frame in self._state.stack if name in frame.variables), None)

    def _act(self) -> None:
        self.said = []
        self.intent = None
        self._now += 1.0

    def _common(self) -> dict[str, Any]:
        values = {scope: dict(held) for scope, held in self._values.items()}
        return {"id": f"e{next(self._ids)}", "at": self._now, "seq": self._seq, **values}

    def _run(self, event: Event) -> None:
        waiting = [event]
        for _ in range(MOST_EVENTS):
            if not waiting:
                return
            turn = advance(self._bot, self._state, waiting.pop(0))
            self._state = turn.state
            waiting += [caused for effect in turn.effects if (caused := self._perform(effect)) is not None]

    def _perform(self, effect: Any) -> Event | None:
        match effect:
            case Say(message=message):
                self._seq += 1
                self.said.append(message)
            case StartTimer(id=id, seconds=seconds):
                heapq.heappush(self._timers, (self._now + seconds, next(self._ids), id))
            case CancelTimer(id=id):
                self._timers = [timer for timer in self._timers if timer[2] != id]
                heapq.heapify(self._timers)
            case PutValue(scope=scope, name=name, value=value):
                self._values[scope][name] = value
            case AddValue(scope=scope, name=name, amount=amount):
                self._values[scope][name] = (self._values[scope].get(name) or 0) + amount
            case RequestHandoff():
                return AgentActed(**self._common(), action="unavailable")
            case StartCall():
                return CallReturned(**self._common(), call=effect.id, result=self._answer(effect))
        return None

    def _answer(self, call: StartCall) -> Mapping[str, Any]:
        """The stub for a call; a test never reaches the outside."""
        if call.kind != "api":
            return {"failed": "code does not run in tests"}
        url = "".join(segment.get("text", "***") for segment in call.request["url"])
        for stub in self._stubs:
            method = stub.get("method", call.request["method"])
            if fits(stub["url"], url) and method.upper() == call.request["method"].upper():
                names = {"status": stub.get("status", 200), "headers": stub.get("headers", {})}
                return {**names, "body": stub.get("body")}
        return {"failed": f"the test has no answer for {url}"}
