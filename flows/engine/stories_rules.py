"""Rules: what must hold, what the visitor says, and what the bot does then, in this order and without exception."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .stories_expand import KNOWN, Body, StoryProblem, alternatives
from .stories_points import ANYTHING, NO_FORM, START, act_token, is_utterance, utterance_token, wanted_entities
from .stories_slots import SlotKinds, Slots

ANY_FORM = "*"


@dataclass(frozen=True, slots=True)
class Act:
    """`act` as in a history, or `set`, then with `name` and `value`."""

    act: str
    step: int
    name: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One turn of a rule. `triggers` are utterance tokens with the entities they ask for; a segment without any begins
    when the form `done` is finished, or, if that is empty, with the session.

    `before` is what must have happened just before, each place with its alternatives; `form` the active form, none
    (`NO_FORM`) or whatever (`ANY_FORM`). `waits`: afterwards it is the visitor's turn.
    """

    rule: str
    story: int
    number: int
    before: tuple[frozenset[str], ...]
    form: str
    slots: Slots
    when: Body | None
    triggers: tuple[tuple[str, frozenset[str]], ...]
    done: str
    acts: tuple[Act, ...]
    waits: bool

    @property
    def names_form(self) -> bool:
        return self.form not in (ANY_FORM, NO_FORM)

    def follows(self, tokens: Sequence[str]) -> bool:
        """Whether a history ends as this turn of the rule needs it."""
        if not self.before:
            return True
        tail = tokens[-len(self.before) :]
        return len(tail) == len(self.before) and all(map(_fits, tail, self.before))

    def weight(self, trigger: int) -> tuple[bool, int, int, bool]:
        """Of several rules for one utterance the one that asks for most is meant."""
        asked = len(self.before) + len(self.slots)
        return self.names_form, asked, len(self.triggers[trigger][1]) if self.triggers else 0, self.when is not None


def _fits(token: str, wanted: frozenset[str]) -> bool:
    return token in wanted or (ANYTHING in wanted and is_utterance(token))


def compile_rule(body: Body, story: int, kinds: SlotKinds, problems: list[StoryProblem]) -> list[Segment]:
    """The turns of one rule; what cannot be followed is said in `problems`."""
    reading = _Reading(body, story, kinds, problems)
    for number, step in enumerate(body.get("steps", ())):
        reading.take(number, step)
    return reading.ended()


@dataclass
class _Reading:
    body: Body
    story: int
    kinds: SlotKinds
    problems: list[StoryProblem]
    segments: list[Segment] = field(default_factory=list)
    passed: list[frozenset[str]] = field(default_factory=list)
    before: tuple[frozenset[str], ...] = ()
    form: str = ANY_FORM
    asked_form: str = ANY_FORM
    slots: dict[str, str] = field(default_factory=dict)
    triggers: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    done: str = ""
    acts: list[Act] = field(default_factory=list)
    begun: bool = False

    def take(self, number: int, step: Body) -> None:
        options = alternatives(step)
        spoken = [(token, wanted_entities(one)) for one in options if (token := utterance_token(one)) is not None]
        if spoken:
            self._close(waits=True)
            self.begun, self.triggers, self.before, self.asked_form = True, spoken, tuple(self.passed), self.form
            self.passed.append(frozenset(token for token, _ in spoken))
            return
        if len(options) > 1 or "checkpoint" in step or not step.keys() & set(KNOWN):
            detail = "A rule takes alternatives only for what the visitor says, and no checkpoints."
            self.problems.append(StoryProblem("rule-step", self.story, number, detail))
            return
        self._take_act(number, options[0] if options else {})

    def _take_act(self, number: int, step: Body) -> None:
        token = act_token(step)
        over = bool(step.get("form_done")) or ("form" in step and step["form"] is None)
        if self.body.get("at_start") and not self.begun and token is not None and not self.segments:
            self.begun = True  # without an utterance before it: this is what the session begins with
        if token is not None:
            self._add(token, number)
            self.form = step["form"] if token.startswith("form:") else self.form
        elif over and self.passed and self.form != ANY_FORM and self.passed[-1] == {f"form:{self.form}"}:
            self._form_done()
        elif over and self.begun and self.form not in (ANY_FORM, NO_FORM):
            self._add(f"leave:{self.form}", number)
            self.form = NO_FORM
        elif over:
            self.form = NO_FORM
        for name, value in step["set"].items() if isinstance(step.get("set"), Mapping) else ():
            if self.begun:
                self.acts.append(Act("set", number, name, value))
            elif name in self.kinds:
                self.slots[name] = self.kinds.feature(name, value)

    def _form_done(self) -> None:
        """The form has run and is over: an event like an utterance."""
        context = not self.begun
        form = self.form
        if not context:
            self._close(waits=False)
        self.passed.append(frozenset({f"done:{form}"}))
        self.before = () if context else tuple(self.passed[:-1])
        self.begun, self.done, self.form, self.asked_form = True, form, NO_FORM, ANY_FORM

    def _add(self, token: str, number: int) -> None:
        self.passed.append(frozenset({token}))
        if self.begun:
            self.acts.append(Act(token, number))
        elif token.startswith("form:"):
            # Before the visitor has said anything an active form is a condition, not something that was just done.
            self.asked_form = token.removeprefix("form:")

    def _close(self, *, waits: bool) -> None:
        if not self.begun:
            self.passed = [one for one in self.passed if not next(iter(one)).startswith("form:")]
            return
        if not self.acts and not self.triggers and not self.done:
            return
        at_start = bool(self.body.get("at_start")) and not self.segments
        when = self.body.get("when")
        self.segments.append(
            Segment(
                str(self.body.get("name", "")),
                self.story,
                len(self.segments),
                (frozenset({START}), *self.before) if at_start and self.triggers else self.before,
                self.asked_form,
                frozenset(self.slots.items()) if not self.segments else frozenset(),
                when if isinstance(when, Mapping) else None,
                tuple(self.triggers),
                self.done,
                tuple(self.acts),
                waits,
            )
        )
        self.triggers, self.done, self.acts = [], "", []

    def ended(self) -> list[Segment]:
        self._close(waits=bool(self.body.get("then_wait", True)))
        if not self.begun:
            detail = (
                "This rule never begins. Let it start with what the visitor says, with the end of a form, "
                "or at the start of the conversation."
            )
            self.problems.append(StoryProblem("rule-beginning", self.story, None, detail))
        elif not any(one.acts for one in self.segments):
            detail = "This rule does nothing. Add what the bot says or does."
            self.problems.append(StoryProblem("rule-without-act", self.story, None, detail))
        return self.segments
