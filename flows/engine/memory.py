"""What lasts beyond a step: its notes in the running flow, goals, the visitor's profile, and the language spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .effects import PutValue
from .events import Said
from .graph import CompiledStep
from .phrases import base_language
from .problem import StepProblem
from .run import HIDDEN, Run
from .scope import GOALS
from .tongues import guess_language, own_words
from .variables import storable

# Values of a profile that a trace may show though no variable declares them; the others say who somebody is.
SHOWN = frozenset({"language", "timezone", "country", "currency"})


class Memory:
    """Bound to one step in one turn. Its notes have names that begin with `@`, which no variable can have."""

    __slots__ = ("_run", "_step")

    def __init__(self, run: Run, step: CompiledStep) -> None:
        self._run = run
        self._step = step

    # -- notes of the step in the running flow --------------------------------------------------------------------

    @property
    def notes(self) -> Mapping[str, Any]:
        """What the step has noted since this flow began."""
        top = self._run.stack[-1]
        found: Mapping[str, Any] = top.variables.get(f"@{self._step.id}", {})
        return found

    def note(self, notes: Mapping[str, Any]) -> None:
        """Keeps notes in place of the earlier ones; empty ones are forgotten."""
        top = self._run.stack[-1]
        kept = {name: value for name, value in top.variables.items() if name != f"@{self._step.id}"}
        top.variables = {**kept, f"@{self._step.id}": dict(notes)} if notes else kept
        top.frozen = None

    @property
    def came_back(self) -> bool:
        """Whether the dialogue returns from a node that only this step's node leads to."""
        step, before = self._step, self._run.stack[-1].came_from
        return before is not None and step.flow.only_through(step.node, before)

    # -- goals ----------------------------------------------------------------------------------------------------

    def reach_goal(self, goal: str) -> bool:
        """Remembers a goal of this conversation; False where it had been reached before."""
        run = self._run
        reached: list[str] = run.variables.get(GOALS, [])
        if goal in reached:
            return False
        run.variables = {**run.variables, GOALS: [*reached, goal]}
        run.traced_variables["goals"] = [*reached, goal]
        return True

    # -- the visitor's profile ------------------------------------------------------------------------------------

    @property
    def profile(self) -> Mapping[str, Any]:
        """All values of the user scope that are set."""
        return {name: value for name, value in self._run.user.items() if value is not None}

    def write_profile(self, name: str, value: Any, *, sensitive: bool = False) -> None:
        """Sets a value of the visitor, declared as a variable or not; None removes it. Raises StepProblem `type`."""
        run = self._run
        variable = run.bot.variables.get(name)
        if variable is not None and variable.scope == "user":
            run.set(name, value)
            return
        if not storable(value):
            raise StepProblem("type", f"The value for {name!r} cannot be stored.")
        run.user = {**run.user, name: value}
        run.effects.append(PutValue("user", name, value))
        hide = value is not None and (sensitive or name not in SHOWN)
        run.traced_variables[f"user.{name}"] = HIDDEN if hide else value

    def forget(self, name: str) -> None:
        """A variable has its default again, and the visitor's value of that name is removed."""
        run = self._run
        variable = run.bot.variables.get(name)
        if run.user.get(name) is not None:
            self.write_profile(name, None)
        if (variable is None or variable.scope != "user") and run.given(name) is not None:
            run.set(name, None)

    def is_sensitive(self, name: str) -> bool:
        variable = self._run.bot.variables.get(name)
        return variable is not None and variable.sensitive

    # -- the language ---------------------------------------------------------------------------------------------

    def spoken(self, languages: Sequence[str]) -> str | None:
        """Which of these languages the visitor spoke last, None where that cannot be told or it was another one.

        Words decide, then what understanding has found out; before the first word the language of the visitor's page.
        """
        run = self._run
        now = run.language or run.bot.default_language
        if run.heard is None or run.heard.tapped is not None:
            return _like(now, languages)
        run.budget.spend(len(run.heard.text) // 8 + 1)
        known = list(dict.fromkeys((*languages, *run.bot.languages)))
        found = guess_language(
            run.heard.text, known, run.bot.prepared("own words", lambda: own_words(run.bot.document))
        )
        if found is None and isinstance(run.event, Said) and run.event.understanding is not None:
            told = run.event.understanding.get("language")
            # Understanding in the language it was asked in says nothing.
            found = told if isinstance(told, str) and told != now else None
        return None if found is None else _like(found, languages)

    def speak(self, language: str) -> str | None:
        """From now on the bot speaks and understands this language; the one chosen, None where it has none like it.

        `fr-CA` finds `fr` where the bot does not tell them apart.
        """
        run = self._run
        spoken = _like(language, run.bot.languages)
        if spoken is not None and run.language != spoken:
            run.language = spoken
            run.traced_variables["language"] = spoken
        return spoken


def remembered_language(run: Run) -> str | None:
    """The language that the visitor chose in an earlier conversation, if the bot speaks it."""
    chosen = run.user.get("language")
    return _like(chosen, run.bot.languages) if isinstance(chosen, str) else None


def _like(language: str, languages: Sequence[str]) -> str | None:
    """The same language, else the same without its region."""
    exact = next((one for one in languages if one.lower() == language.lower()), None)
    return exact or next((one for one in languages if one.lower() == base_language(language)), None)
