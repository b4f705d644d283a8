"""What a step may see and do: the one argument of `enter`, `resume`, `bid` and `repeat` beside its config."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .commands import back, start_over, stop_dialogue
from .dialogue_memory import enter_context, leave_contexts, remember
from .effects import CallKind, RequestHandoff
from .emissions import MOST_EVENTS
from .graph import CompiledBot, CompiledStep, place_of
from .heard import Heard
from .lots import lot, visitor_seed
from .memory import Memory
from .mentions import fill_slots
from .messages import BUTTONS, choice_message, message_options, render_message, render_options, resolve
from .phrases import sentence
from .problem import StepProblem
from .run import Run
from .state import WaitsFor
from .step_type import Bid
from .variables import coerce, storable
from .wordings import pick_message

SEQS_KEPT = 5


class Context:
    """Bound to one step in one turn. `bid` is the step's own bid that won this utterance, None for *no match*."""

    __slots__ = ("_run", "_step", "bid")

    def __init__(self, run: Run, step: CompiledStep, bid: Bid | None = None) -> None:
        self._run = run
        self._step = step
        self.bid = bid

    # -- what is known ------------------------------------------------------------------------------------------

    @property
    def bot(self) -> CompiledBot:
        return self._run.bot

    @property
    def step_id(self) -> str:
        return self._step.id

    @property
    def flow_id(self) -> str:
        return self._step.flow.id

    @property
    def open_form(self) -> tuple[str, Mapping[str, Any]] | None:
        """The nearest form that waits below this step: its id, and what its last `Wait` left for it."""
        for live in reversed(self._run.stack):
            if live.waiting is not None and live.step is not None and live.step.type.type == "form":
                return live.step.id, live.waiting.data
        return None

    @property
    def language(self) -> str:
        return self._run.language or self._run.bot.default_language

    @property
    def heard(self) -> Heard | None:
        """The utterance of this turn; None when the turn has another cause."""
        return self._run.heard

    @property
    def now(self) -> float:
        """Epoch seconds of the event."""
        return self._run.event.at

    @property
    def data(self) -> Mapping[str, Any]:
        """What the step's last `Wait` left for it."""
        top = self._run.top
        return {} if top is None or top.waiting is None else top.waiting.data

    @property
    def waits_for(self) -> WaitsFor:
        top = self._run.top
        return "visitor" if top is None or top.waiting is None else top.waiting.what

    @property
    def open_options(self) -> Sequence[Mapping[str, Any]]:
        """Options of the question this step has asked: `{"option", "title", "value", "synonyms"?}`."""
        top = self._run.top
        return () if top is None or top.waiting is None else top.waiting.options

    @property
    def touched(self) -> frozenset[str]:
        """Names of variables set since this flow began."""
        return frozenset() if self._run.top is None else self._run.top.touched

    @property
    def spent(self) -> tuple[str, ...]:
        """Names of variables that a form which is over had filled."""
        return self._run.spent

    def connected(self, output: str) -> bool:
        return self._step.connected(output)

    def wording(self, config: Mapping[str, Any]) -> Any:
        """The `M` to say of `{"message", "variations"?, "variants"?}`: see `wordings`."""
        return pick_message(self._run, self._step, config)

    @property
    def memory(self) -> Memory:
        """What lasts: the step's own notes in this flow, goals, the visitor's profile, the language."""
        return Memory(self._run, self._step)

    def lot(self, *, fixed: bool = False) -> float:
        """0 <= x < 1: `fixed` the same for a visitor at this step for ever, else new at each visit of the step."""
        flow, step = self._step.flow.id, self._step.id
        if fixed:
            return lot(visitor_seed(self._run.before.seed), flow, step)
        return lot(self._run.before.seed, flow, step, self._run.turn, self._run.steps_left)

    def work(self, amount: int) -> None:
        """Takes fuel for going through `amount` values; raises BudgetExceeded before the work is done."""
        self._run.budget.spend(amount)

    def chance(self) -> float:
        """0 <= x < 1, the same again on replay."""
        return self._run.chance(self._step.id)

    def get(self, name: str) -> Any:
        """The value of a variable or its default."""
        return self._run.get(name)

    def given(self, name: str) -> Any:
        """The value of a variable, None where there is only its default."""
        return self._run.given(name)

    def open_values(self) -> dict[str, Any]:
        """All variables that are not sensitive, for work done outside."""
        run = self._run
        names = [name for name, one in run.bot.variables.items() if not one.sensitive]
        undeclared = [name for name in run.variables if name not in run.bot.variables and name[0] != "@"]
        return {name: run.get(name) for name in (*names, *undeclared)}

    def text(self, template: Any) -> str:
        """A template, or `{language: template}`, filled in."""
        return self._run.localised(template)

    def segments(self, template: str) -> list[dict[str, str]]:
        """`[{"text": …} | {"secret": name}]`; the only form in which secrets pass through the engine."""
        run = self._run
        made = run.bot.template(template)
        if isinstance(made, str):
            return [{"text": made}] if made else []
        return made.render_segments(run, run.budget)

    def evaluate(self, expression: str) -> Any:
        return self._run.evaluate(expression)

    def holds(self, condition: Mapping[str, Any]) -> bool:
        return self._run.holds(condition)

    def value(self, source: Any) -> Any:
        """A value of the document: a string is a template, `{"expression"}` keeps its type, `{"literal"}` is itself."""
        if isinstance(source, str):
            return self._run.text(source)
        if isinstance(source, dict):
            expression = source.get("expression")
            if isinstance(expression, str):
                return self._run.evaluate(expression)
            if "literal" in source:
                return source["literal"]
        return source

    # -- what can be done ---------------------------------------------------------------------------------------

    def set(self, name: str, value: Any) -> None:
        """Raises StepProblem `type` where the value does not fit."""
        self._run.set(name, value)

    def fits(self, name: str, value: Any) -> bool:
        """Whether the value could be set."""
        variable = self.bot.variables.get(name)
        if variable is None:
            return storable(value)
        try:
            return coerce(variable, value, self.bot.languages) is not None
        except StepProblem:
            return False

    def enter_context(self, name: str, turns: int) -> None:
        """Intents and answers of this context count for so many utterances more; 0 ends it."""
        enter_context(self._run, name, turns)

    def keep_contexts(self) -> None:
        """The next session begins with the contexts that are open now."""
        remember(self._run, "keeps_contexts", value=True)

    def leave_contexts(self) -> None:
        leave_contexts(self._run)

    def start_over(self) -> str | None:
        """Ends all other dialogues and forgets the conversation; the id of the flow that begins it, if there is one."""
        return start_over(self._run)

    def stop_dialogue(self, *, all: bool = False) -> bool:
        """Ends the dialogue that this one has interrupted (or `all`); False where there was none."""
        return stop_dialogue(self._run, all=all)

    def go_back(self) -> bool:
        """The question before the present one is asked again when this flow is over; False where there is none."""
        return back(self._run)

    def take_entities(self) -> None:
        """The utterance begins something new: its entities fill their variables, and a form may use it, too."""
        run = self._run
        if run.heard is not None:
            run.heard.fresh = True
            fill_slots(run, run.heard)

    def add(self, name: str, amount: int | float) -> None:
        self._run.add(name, amount)

    def spend(self, *names: str) -> None:
        """A form is over: the next one that asks for these variables asks afresh."""
        self._run.spent = tuple(dict.fromkeys((*self._run.spent, *names)))

    def unspend(self, *names: str) -> None:
        self._run.spent = tuple(name for name in self._run.spent if name not in names)

    def say(self, message: Any) -> dict[str, Any] | None:
        """Says an `M` and gives the neutral message, None where there was nothing to say.

        Buttons in it are kept as the last offer, so that a tap on one is understood.
        """
        run = self._run
        if isinstance(message, str):
            return run.say(message, self._step.id)
        message = resolve(run, message)
        said = run.say(message, self._step.id)
        if said is not None and not run.muted and not isinstance(message, str):
            options = message_options(run, message)
            if options:
                run.offer = {"kind": "buttons", "seqs": [run.last_seq], "options": options}
        return said

    def ask(
        self,
        message: Any,
        options: Sequence[Mapping[str, Any]] | None = None,
        *,
        again: bool = False,
        look: Mapping[str, Any] = BUTTONS,
    ) -> None:
        """Says the question of this step and remembers its options (default: those of the message).

        `again`: the same question once more, so buttons shown before stay valid. `look`: style of the options.
        """
        run = self._run
        message = resolve(run, message)
        if options is None:
            said = run.say(message, self._step.id)
            opened: Sequence[Mapping[str, Any]] = () if isinstance(message, str) else message_options(run, message)
        else:
            opened = render_options(run, options)
            said = self._say_choice(message, opened, look)
        self._opened(opened, said=said is not None, again=again)

    def ask_opened(
        self, message: Any, options: Sequence[Mapping[str, Any]], look: Mapping[str, Any], *, again: bool = False
    ) -> None:
        """Asks with options that are made already: `{"option", "title", "value"}`."""
        said = self._say_choice(resolve(self._run, message), options, look)
        self._opened(options, said=said is not None, again=again)

    def opened(self, options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Options of the document, which must be part of it, as `ask_opened` takes them."""
        return render_options(self._run, options)

    def offer(self, message: Any, options: Sequence[Mapping[str, Any]], look: Mapping[str, Any]) -> None:
        """Shows buttons without waiting for them: a tap says what is on it."""
        run = self._run
        opened = render_options(run, options)
        self._say_choice(resolve(run, message), opened, look)
        if not run.muted:
            run.offer = {"kind": "buttons", "seqs": [run.last_seq], "options": opened}

    def show(self, message: dict[str, Any]) -> None:
        """Says a neutral message of somebody else, as it stands."""
        self._run.say_rendered(message, self._step.id)

    def offer_given(self, text: str, options: Sequence[Mapping[str, Any]]) -> None:
        """Shows buttons of somebody else, `{"option", "title", "value"}`, without waiting for them."""
        self._run.say_rendered(choice_message(text, options), self._step.id)
        if not self._run.muted:
            self._run.offer = {"kind": "buttons", "seqs": [self._run.last_seq], "options": list(options)}

    def tell(self, text: str) -> None:
        """Says a sentence of the engine's own, as it stands."""
        self._run.say_rendered({"type": "text", "text": text}, self._step.id)

    def pause(self, ms: float) -> None:
        """The next message is typed for so many milliseconds."""
        self._run.pause(ms)

    def request(self, message: Any, what: str, details: Mapping[str, Any], *, again: bool = False) -> None:
        """Asks for something that visitors give with a control of their own: `what` is date, file…"""
        text = self._text_before(resolve(self._run, message))
        self._run.say_rendered({"type": "request", "what": what, "text": text, **details}, self._step.id)
        self._opened((), said=True, again=again)

    def _opened(self, options: Sequence[Mapping[str, Any]], *, said: bool, again: bool) -> None:
        run = self._run
        before = run.top.waiting if again and run.top is not None else None
        run.asked_options = tuple(options)
        run.asked_seqs = (run.last_seq,) if said and not run.muted else ()
        if before is not None:
            run.asked_seqs = (*before.seqs, *run.asked_seqs)[-SEQS_KEPT:]

    def ask_yes_or_no(self, message: Any, *, again: bool = False) -> None:
        """Asks an `M`; without options of its own it gets two buttons in the visitor's language."""
        message = resolve(self._run, message)
        if not isinstance(message, str) and message_options(self._run, message):
            self.ask(message, again=again)
            return
        options = [
            {"option": "yes", "title": sentence("yes", self.language), "value": True},
            {"option": "no", "title": sentence("no", self.language), "value": False},
        ]
        self._opened(options, said=self._say_choice(message, options) is not None, again=again)

    def keep_question(self) -> None:
        """Wait on with the question as it is; says nothing."""
        top = self._run.top
        if top is not None and top.waiting is not None:
            self._run.asked_seqs = top.waiting.seqs
            self._run.asked_options = top.waiting.options

    def _say_choice(
        self, message: Any, options: Sequence[Mapping[str, Any]], look: Mapping[str, Any] = BUTTONS
    ) -> dict[str, Any] | None:
        run = self._run
        if not options:
            return run.say(message, self._step.id)
        choice = choice_message(self._text_before(message), options, look)
        run.say_rendered(choice, self._step.id)
        return choice

    def _text_before(self, message: Any) -> str:
        """The text of a question that has a control below it. A picture or card is said for itself before."""
        run = self._run
        rendered = render_message(run, message)
        if rendered is None or rendered.get("type") in ("text", "choice"):
            return "" if rendered is None else str(rendered.get("text", ""))
        run.say_rendered(rendered, self._step.id)
        return ""

    def start_timer(self, seconds: float, use: str = "wait") -> None:
        """A durable timer that comes back to this step while it waits."""
        self._run.opened_timers[self._run.start_timer(seconds, use)] = use

    def start_call(self, kind: CallKind, request: dict[str, Any], timeout: float, *, idempotent: bool = False) -> None:
        """Work outside; its outcome comes back to this step while it waits. `timeout` in seconds."""
        run = self._run
        run.opened_call = run.start_call(kind, request, timeout, idempotent=idempotent)
        run.traced_calls.append({"id": run.opened_call, "kind": kind, "step": self._step.id})

    def note_call(self, facts: Mapping[str, Any]) -> None:
        """What the trace shall know of an outcome of this step's call."""
        self._run.traced_calls.append({"step": self._step.id, **facts})

    def request_handoff(self, queue: str | None, message: str | None) -> None:
        self._run.effects.append(RequestHandoff(queue, message))

    def emit(self, name: str, data: Mapping[str, Any]) -> bool:
        """Tells the world; False (and a problem in the trace) where this conversation has told too much already."""
        sent = self._run.emit(name, data)
        if not sent:
            self.note_problem("events", f"More than {MOST_EVENTS} events in a minute: {name!r} was not sent.")
        return sent

    def note_problem(self, code: str, detail: str) -> None:
        """The step leaves by `failed`; the variable `problem` says why."""
        self._run.note_problem({"code": code, "detail": detail, **place_of(self._step)})

    def fail(self, code: str, detail: str) -> StepProblem:
        """To raise: the error flow takes over."""
        return StepProblem(code, detail)
