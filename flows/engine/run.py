"""The working copy of one turn. It is made from a state and an event, and frozen into a `Turn` at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .effects import AddValue, CallKind, CancelCall, CancelTimer, Effect, Emit, PutValue, Say, StartCall, StartTimer
from .emissions import count_emission
from .events import Event
from .expressions import Budget, EvaluationError, LanguageError
from .expressions_errors import size_of
from .graph import CompiledBot, CompiledFlow
from .heard import Heard
from .live import Live
from .lots import lot
from .messages import LONGEST_PAUSE, pick, render_message
from .problem import OverBudget, StepProblem
from .record import record
from .scope import special
from .state import Origin, State, Waiting
from .variables import Variable, coerce, storable

MOST_STEPS = 500
MOST_MESSAGES = 100
DEEPEST_STACK = 32
MOST_HOPS = 50
HIDDEN = "•••"


@record(frozen=True, slots=True)
class Turn:
    """What one event led to. `trace` is JSON and holds no value of a sensitive variable."""

    state: State
    effects: tuple[Effect, ...]
    trace: dict[str, Any]


class Run:
    """Everything the steps and the dialogue may change in a turn, and the counters that bound it."""

    # fmt: off
    __slots__ = (
        "_ordinal", "asked_options", "asked_seqs", "before", "bot", "bot_values", "budget", "control",
        "decision", "delay", "effects", "errors", "event", "heard", "history", "language", "last_event_at", "late",
        "memory", "messages_left", "misses", "muted", "offer", "open", "opened_call", "opened_timers", "problem",
        "returns", "said", "said_before_error", "session", "session_timer", "spent", "stack", "steps_left",
        "traced_calls", "traced_steps",
        "traced_variables", "turn", "turn_variables", "unheard", "user", "variables", "wordings",
    )
    # fmt: on

    def __init__(self, bot: CompiledBot, state: State, event: Event) -> None:
        self.bot = bot
        self.before = state
        self.event = event
        self.turn = state.turn + 1
        self.language = state.language
        self.stack: list[Live] = []
        self.variables: Mapping[str, Any] = state.variables
        self.turn_variables: Mapping[str, Any] = state.turn_variables
        self.user: Mapping[str, Any] = event.user
        self.bot_values: Mapping[str, Any] = event.bot
        self.heard: Heard | None = None if state.heard is None else Heard.from_json(state.heard)
        self.unheard = state.unheard
        self.open = state.open
        self.session = state.session
        self.session_timer = state.session_timer
        self.last_event_at = state.last_event_at
        self.control = state.control
        self.offer = state.offer
        self.spent = state.spent
        self.misses = state.misses
        self.memory = state.memory
        self.history: Any = None  # of stories: read from the memory when it is first asked for
        self.returns = False  # to an earlier question as asked: no words about coming back to it
        self.wordings: Mapping[str, Sequence[int]] = state.wordings
        self.delay = 0  # milliseconds that the next message is typed
        self.muted = False  # under human control steps go on, but say nothing
        self.effects: list[Effect] = []
        self.budget = Budget()
        self.steps_left = MOST_STEPS
        self.messages_left = MOST_MESSAGES
        self.errors = 0
        self.said = 0
        self.said_before_error = 0
        self._ordinal = 0
        # What the running step has opened; belongs to its `Waiting` once it waits.
        self.asked_seqs: tuple[int, ...] = ()
        self.asked_options: tuple[Mapping[str, Any], ...] = ()
        self.opened_timers: dict[str, str] = {}
        self.opened_call: str | None = None
        self.traced_steps: list[dict[str, Any]] = []
        self.traced_variables: dict[str, Any] = {}
        self.traced_calls: list[dict[str, Any]] = []
        self.late: list[str] = []
        self.decision: dict[str, Any] | None = None
        self.problem: dict[str, Any] | None = None

    # -- budgets ------------------------------------------------------------------------------------------------

    def allow_error_flow(self) -> None:
        """A small fresh budget: the error flow must be able to speak, and to do nothing else for long."""
        if not self.errors:
            self.said_before_error = self.said
        self.errors += 1
        self.steps_left = 50
        self.messages_left = 10
        self.budget = Budget(5_000, 16_000)

    # -- values -------------------------------------------------------------------------------------------------

    def get(self, name: str) -> Any:
        """The value of a variable, its default, or what the engine knows under that name; None where unset.

        Declared variables come first, then values saved under undeclared names, then what the engine knows itself.
        """
        variable = self.bot.variables.get(name)
        if variable is not None:
            held = self.variables if variable.scope == "conversation" else self.holder(variable)
            value = held.get(name)
            return variable.default if value is None else value
        if self.stack and name in self.stack[-1].variables:
            return self.stack[-1].variables[name]
        if name in self.variables:
            return self.variables[name]
        return self.turn_variables.get(name) if name in self.turn_variables else special(self, name)

    def given(self, name: str) -> Any:
        """The value that was really set; a default is None here."""
        variable = self.bot.variables.get(name)
        return self.get(name) if variable is None else self.holder(variable).get(name)

    def holder(self, variable: Variable) -> Mapping[str, Any]:
        match variable.scope:
            case "turn":
                return self.turn_variables
            case "flow":
                return self.stack[-1].variables if self.stack else {}
            case "user":
                return self.user
            case "bot":
                return self.bot_values
            case _:
                return self.variables

    def set(self, name: str, value: Any) -> None:
        """Raises StepProblem `type` where the value does not fit the variable."""
        variable = self.bot.variables.get(name)
        if variable is None:
            if not storable(value):
                raise StepProblem("type", f"The value for {name!r} cannot be stored.")
            variable = Variable(name)
        else:
            value = coerce(variable, value, self.bot.languages)
        if variable.scope == "conversation" and value is not None:  # most are
            self.variables = {**self.variables, name: value}
        else:
            self._store(variable, value)
        if self.stack:
            top = self.stack[-1]
            if name not in top.touched:
                top.touched |= {name}
                top.frozen = None
        self.traced_variables[name] = HIDDEN if variable.sensitive and value is not None else value

    def _store(self, variable: Variable, value: Any) -> None:
        name = variable.name
        match variable.scope:
            case "turn":
                self.turn_variables = {**self.turn_variables, name: value}
            case "flow" if self.stack:
                self.stack[-1].variables = {**self.stack[-1].variables, name: value}
                self.stack[-1].frozen = None
            case "user":
                self.user = {**self.user, name: value}
                self.effects.append(PutValue("user", name, value))
            case "bot":
                self.bot_values = {**self.bot_values, name: value}
                self.effects.append(PutValue("bot", name, value))
            case _ if value is None:
                self.variables = {key: held for key, held in self.variables.items() if key != name}
            case _:
                self.variables = {**self.variables, name: value}

    def add(self, name: str, amount: int | float) -> None:
        """Adds to a number; for user and bot values in one atomic step outside."""
        now = self.get(name) or 0
        if isinstance(now, bool) or not isinstance(now, int | float):
            raise StepProblem("type", f"{name!r} is not a number.")
        variable = self.bot.variables.get(name)
        if variable is None or variable.scope not in ("user", "bot"):
            self.set(name, now + amount)
            return
        coerce(variable, now + amount)
        if variable.scope == "user":
            self.user = {**self.user, name: now + amount}
            self.effects.append(AddValue("user", name, amount))
        else:
            self.bot_values = {**self.bot_values, name: now + amount}
            self.effects.append(AddValue("bot", name, amount))
        self.traced_variables[name] = HIDDEN if variable.sensitive else now + amount

    def decide(self, by: str, what: str, why: str, confidence: float = 1.0) -> None:
        """Who has taken the turn, for the trace."""
        self.decision = {"by": by, "what": what, "why": why, "confidence": round(confidence, 4), "bids": []}

    def note_problem(self, problem: dict[str, Any]) -> None:
        """Remembers what went wrong as the variable `problem` of this turn, and for the trace."""
        self.problem = problem
        self.turn_variables = {**self.turn_variables, "problem": problem}

    # -- texts --------------------------------------------------------------------------------------------------

    def text(self, source: str) -> str:
        template = self.bot.template(source)
        if isinstance(template, str):
            self.budget.produce(size_of(template))
            return template
        try:
            return template.render(self, self.budget)
        except (EvaluationError, LanguageError) as error:
            raise StepProblem("template", str(error)) from error

    def localised(self, value: Any) -> str:
        """A text or `{language: text}` in the visitor's language, filled in."""
        chosen = pick(value, self.language, self.bot.default_language)
        return self.text(chosen) if isinstance(chosen, str) else str(chosen)

    def evaluate(self, source: str) -> Any:
        try:
            return self.bot.expression(source).evaluate(self, self.budget)
        except EvaluationError as error:
            raise StepProblem("expression", str(error)) from error

    def holds(self, condition: Mapping[str, Any]) -> bool:
        intent = None if self.heard is None else self.heard.intent
        try:
            return self.bot.condition(condition).holds(self, self.budget, intent)
        except EvaluationError as error:
            raise StepProblem("condition", str(error)) from error

    def chance(self, key: str) -> float:
        """0 <= x < 1; the same for the same conversation, step and turn."""
        return lot(self.before.seed, key, self.turn)

    # -- effects ------------------------------------------------------------------------------------------------

    def say(self, message: Any, step: str) -> dict[str, Any] | None:
        """Renders and says an `M`; gives the neutral message, None where there was nothing to say."""
        rendered = render_message(self, message)
        if rendered is not None:
            self.say_rendered(rendered, step)
        return rendered

    def say_rendered(self, message: dict[str, Any], step: str) -> None:
        if self.muted:
            return
        self.messages_left -= 1
        if self.messages_left < 0:
            raise OverBudget("messages", "This turn says too much.")
        if self.delay:
            message = {**message, "delay": self.delay}
            self.delay = 0
        self.said += 1
        self.effects.append(Say(message, step))

    def pause(self, ms: Any) -> None:
        """The next message comes later, as if it were being typed."""
        if isinstance(ms, int | float) and ms > 0:
            self.delay = min(LONGEST_PAUSE, self.delay + int(ms))

    @property
    def last_seq(self) -> int:
        """The number that the last message said in this turn will have."""
        return self.event.seq + self.said

    def _new_id(self) -> str:
        if self.event.hops > MOST_HOPS:
            raise OverBudget("hops", "This conversation keeps itself busy without its visitor.")
        self._ordinal += 1
        return f"{self.turn}/{self._ordinal}"

    def start_timer(self, seconds: float, use: str) -> str:
        """Opens a timer of at least one second; its id."""
        id = self._new_id()
        self.effects.append(StartTimer(id, max(1.0, float(seconds)), use))
        return id

    def start_call(self, kind: CallKind, request: dict[str, Any], timeout: float, *, idempotent: bool) -> str:
        id = self._new_id()
        self.effects.append(StartCall(id, kind, request, timeout, idempotent))
        return id

    def emit(self, name: str, data: Mapping[str, Any]) -> bool:
        """False where the conversation has told the world too much already, and the event is dropped."""
        counted = None if self.event.hops > MOST_HOPS else count_emission(self.variables, self.event.at)
        if counted is None:
            return False
        self.variables = counted
        self.effects.append(Emit(name, data))
        return True

    def cancel(self, waiting: Waiting | None) -> None:
        """Closes the timers and the call of a question that is over."""
        if waiting is None:
            return
        for timer in waiting.timers:
            self.close_timer(timer)
        if waiting.call is not None:
            self.close_call(waiting.call)

    def forget_opened(self) -> None:
        """What the running step had opened belongs to its `Waiting` now, or is over."""
        self.asked_seqs = ()
        self.asked_options = ()
        self.opened_timers = {}
        self.opened_call = None

    def abandon_opened(self) -> None:
        """The running step has failed: nobody will wait for what it had opened."""
        for timer in self.opened_timers:
            self.close_timer(timer)
        if self.opened_call is not None:
            self.close_call(self.opened_call)
        self.forget_opened()

    def close_timer(self, id: str) -> None:
        if not self._withdraw(id):
            self.effects.append(CancelTimer(id))

    def close_call(self, id: str) -> None:
        if not self._withdraw(id):
            self.effects.append(CancelCall(id))

    def _withdraw(self, id: str) -> bool:
        """What was started in this very turn has not happened yet: it is taken back instead of cancelled."""
        if not id.startswith(f"{self.turn}/"):
            return False
        kept = [one for one in self.effects if not (isinstance(one, StartTimer | StartCall) and one.id == id)]
        withdrawn = len(kept) < len(self.effects)
        self.effects[:] = kept
        return withdrawn

    # -- the stack ----------------------------------------------------------------------------------------------

    @property
    def calls_out(self) -> bool:
        top = self.top
        return top is not None and top.waiting is not None and top.waiting.what == "call"

    @property
    def top(self) -> Live | None:
        return self.stack[-1] if self.stack else None

    def push(self, flow: CompiledFlow, origin: Origin, save: Mapping[str, str] | None = None) -> Live:
        if len(self.stack) >= DEEPEST_STACK:
            raise OverBudget("depth", f"More than {DEEPEST_STACK} flows are running inside of each other.")
        live = Live(flow, origin, save)
        self.stack.append(live)
        return live

    def drop_top(self) -> Live:
        live = self.stack.pop()
        self.cancel(live.waiting)
        live.waiting = None
        return live

    def segment_start(self) -> int:
        """Index of the flow that began the dialogue in front: the called flows on top of it belong to it."""
        index = len(self.stack) - 1
        while index > 0 and self.stack[index].origin == "call":
            index -= 1
        return index
