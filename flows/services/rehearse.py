"""One conversation with a bot in memory: the engine, a clock of its own, and stubs for the outside. No database."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.engine.action_server import VALIDATION
from flows.engine.advance import advance
from flows.engine.effects import AddValue, CancelTimer, Emit, PutValue, RequestHandoff, Say, StartCall, StartTimer
from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired
from flows.engine.graph import CompiledBot
from flows.engine.run import Turn
from flows.engine.state import Frame, State
from flows.runtime.emitted import is_heard

from .fill_form import replies_for
from .rehearsed_tables import RehearsedTables
from .wildcards import fits

Understand = Callable[[str, str, float], dict[str, Any]]  # language, text, now → understanding

NOON = 1_767_268_800.0  # epoch seconds; every rehearsal begins at the same moment, so that dates come out the same
MOST_EVENTS = 200  # caused by one act of the visitor
MOST_REPLIES = 60  # to the questions of one form


@dataclass(frozen=True, slots=True)
class Happening:
    """A message (`flow` and `step` say who said it, if a step did), or code of a flow that ran (`message` is None)."""

    flow: str
    step: str
    message: dict[str, Any] | None = None


class Rehearsal:
    """What a visitor does. `said` are the messages of the bot since the visitor's last act, `done` all that it did."""

    def __init__(
        self,
        bot: CompiledBot,
        understand: Understand,
        language: str,
        calls: Sequence[Mapping[str, Any]] = (),
        *,
        agents: bool = False,
    ) -> None:
        """`agents`: whether there are any; without, whoever asks for a person hears at once that nobody is there."""
        self.said: list[dict[str, Any]] = []
        self.done: list[Happening] = []
        self.understanding: Mapping[str, Any] = {}
        self.traces: list[Mapping[str, Any]] = []
        self._bot = bot
        self._understand = understand
        self._language = language
        self._agents = agents
        self._stubs = [call for call in calls if "url" in call]
        self._flow_stubs = [call for call in calls if "flow" in call]
        self._state = State.initial("rehearsal")
        self._values: dict[str, dict[str, Any]] = {"user": {}, "bot": {}}
        self._now = NOON
        self._seq = 0
        self._ids = itertools.count(1)
        self._tables = RehearsedTables()
        self._timers: list[tuple[float, int, str]] = []
        self._run(Started(**self._common(), language=language))

    @property
    def intent(self) -> str | None:
        """What the last utterance was understood as."""
        return self.understanding.get("intent")

    @property
    def waiting(self) -> tuple[str, str] | None:
        """Flow and step whose question is open."""
        return (self._state.stack[-1].flow, self._state.stack[-1].step) if self._state.stack else None

    def say(self, text: str) -> None:
        self._act()
        self._hear(text, self._understand(self._state.language or self._language, text, self._now))

    def _hear(self, text: str, understanding: Mapping[str, Any]) -> None:
        self.understanding = understanding
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

    def choose_all(self, options: Sequence[str]) -> bool:
        """Mark several options of the open question and send them; False where one of them is not offered."""
        self._act()
        offered = {each["option"]: each for each in self._state.open_options()}
        if not options or any(option not in offered for option in options):
            return False
        self._seq += 1
        text = ", ".join(str(offered[option]["title"]) for option in options)
        payload = {"options": list(options), "seq": offered[options[0]]["seq"]}
        self._run(Said(**self._common(), text=text, payload=payload))
        return True

    def agent(self, action: Any, text: str | None = None) -> None:
        """What a person of the team does: `takeover`, `say`, `release` or `unavailable`."""
        self._act()
        self._run(AgentActed(**self._common(), action=action, agent="agent", text=text))

    def happen(self, name: str, data: Mapping[str, Any]) -> None:
        self._act()
        self._run(Happened(**self._common(), name=name, data=data))

    def advance(self, seconds: float) -> None:
        """Let time pass; timers that fall due on the way fire, each at its moment."""
        self.said, self.done = [], []
        end = self._now + seconds
        for _ in range(MOST_EVENTS):
            if not self._timers or self._timers[0][0] > end:
                break
            self._now, _, timer = heapq.heappop(self._timers)
            if timer in self._state.pending:
                self._run(TimerFired(**self._common(), timer=timer))
        self._now = end

    def complete_form(self, flow: str) -> bool:
        """Answer all open questions of the form of a flow that waits in front; False where it does not come to an end.

        What is said in reply is made up and perfectly understood: this checks what happens after the form, not whether
        visitors get through it. The questions are not among what the bot `said`.
        """
        frame = self._form_in_front(flow)
        if frame is None:
            return False
        form = frame.step
        self._act()
        for _ in range(MOST_REPLIES):
            waiting = frame.waiting
            for text, understanding in replies_for(self._bot, frame):
                self._now += 1.0
                self._hear(text, understanding)
                here = self._form_in_front(flow)
                if here is None or here.waiting is None or here.waiting.data != (waiting and waiting.data):
                    break
            after = self._form_in_front(flow)
            if after is None:
                break
            if after.waiting is not None and waiting is not None and after.waiting.data == waiting.data:
                return False
            frame = after
        self.done = [one for one in self.done if one.message is None or (one.flow, one.step) != (flow, form)]
        self.said = [one.message for one in self.done if one.message is not None]
        return self._form_in_front(flow) is None

    def _form_in_front(self, flow: str) -> Frame | None:
        top = self._state.stack[-1] if self._state.stack else None
        return top if top is not None and top.flow == flow and top.type == "form" else None

    def variable(self, name: str) -> Any:
        """The value of a variable of any lasting scope; None where it is not set."""
        for values in (self._state.variables, self._values["user"], self._values["bot"]):
            if name in values:
                return values[name]
        return next((frame.variables[name] for frame in self._state.stack if name in frame.variables), None)

    def put(self, values: Mapping[str, Any]) -> None:
        """Set variables, as something outside of the bot would."""
        variables = dict(self._state.variables)
        for name, value in values.items():
            declared = self._bot.variables.get(name)
            scope = "conversation" if declared is None else declared.scope
            held = self._values.get(scope, variables)
            if value is None:
                held.pop(name, None)
            else:
                held[name] = value
        self._state = State.from_json({**self._state.to_json(), "variables": variables})

    def _act(self) -> None:
        self.said, self.done, self.traces = [], [], []
        self.understanding = {}
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
            self.traces.append(turn.trace)
            waiting += [caused for effect in turn.effects if (caused := self._perform(effect, turn)) is not None]

    def _perform(self, effect: Any, turn: Turn) -> Event | None:
        match effect:
            case Say(message=message, step=step):
                self._seq += 1
                self.said.append(message)
                self.done.append(Happening(_flow_of_step(turn, step), step, message))
            case StartTimer(id=id, seconds=seconds):
                heapq.heappush(self._timers, (self._now + seconds, next(self._ids), id))
            case CancelTimer(id=id):
                self._timers = [timer for timer in self._timers if timer[2] != id]
                heapq.heapify(self._timers)
            case PutValue(scope=scope, name=name, value=value):
                self._values[scope][name] = value
            case AddValue(scope=scope, name=name, amount=amount):
                self._values[scope][name] = (self._values[scope].get(name) or 0) + amount
            case Emit(name=name, data=data) if is_heard(self._bot, self._state, name):
                return Happened(**self._common(), name=name, data=data)
            case RequestHandoff() if not self._agents:
                return AgentActed(**self._common(), action="unavailable")
            case StartCall():
                flow, step = self.waiting or ("", "")
                # What checks the replies to a form, or puts its questions, is no act of the bot.
                if effect.kind in ("code", "action") and not self._is_for_form(effect.request):
                    self.done.append(Happening(flow, step))
                result = self._answer(effect, flow)
                return CallReturned(**self._common(), call=effect.id, result=result)
        return None

    def _answer(self, call: StartCall, flow: str) -> Mapping[str, Any]:
        """The stub for a call; a test never reaches the outside."""
        if call.kind == "code" or (call.kind == "action" and any(each["flow"] == flow for each in self._flow_stubs)):
            return self._answer_code(flow)
        if call.kind == "records":
            return self._tables.answer(call.request)
        if call.kind in ("email", "flow"):  # taken as done: neither leaves the rehearsal
            return {"value": {}}
        if call.kind not in ("api", "action"):
            return {"failed": f"the test has no answer for a call of the kind {call.kind}"}
        url = "".join(segment.get("text", "***") for segment in call.request["url"])
        for stub in self._stubs:
            used = call.request.get("method", "POST").upper()
            if fits(stub["url"], url) and stub.get("method", used).upper() == used:
                if "failed" in stub:
                    return {"failed": stub["failed"]}
                names = {"status": stub.get("status", 200), "headers": stub.get("headers", {})}
                return {**names, "body": stub.get("body")}
        if self._is_for_form(call.request):  # code does not run in tests: what a form was told is taken as it is
            return {"value": {}}
        return {"failed": f"the test has no answer for {url}"}

    def _is_for_form(self, request: Mapping[str, Any]) -> bool:
        """Whether a form waits for the call, or it checks the replies to one after it."""
        top = self._state.stack[-1] if self._state.stack else None
        return (top is not None and top.type == "form") or str(request.get("action", "")).startswith(VALIDATION)

    def _answer_code(self, flow: str) -> Mapping[str, Any]:
        """Each stub of a flow stands for one call, in their order; it sets what the code would have set."""
        stub = next((each for each in self._flow_stubs if each["flow"] == flow), None)
        if stub is None:
            return {"failed": "code does not run in tests"}
        self._flow_stubs.remove(stub)
        self.put(stub.get("set", {}))
        return {"value": stub.get("body")}


def _flow_of_step(turn: Turn, step: str) -> str:
    """The flow of a step that spoke in a turn; empty where the dialogue manager did."""
    return next((one["flow"] for one in reversed(turn.trace["steps"]) if step and one.get("step") == step), "")
