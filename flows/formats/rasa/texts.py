"""Texts with `{slot}` in them as our templates."""

from __future__ import annotations

import re
from typing import Any

from flows.formats.literal import compiles, literal
from flows.formats.rasa.names import Variables
from flows.formats.told import Place, Told

_HOLE = re.compile(r"\{([^\n{}]+)\}")

LONGEST = 20_000  # characters of a template; a brace that is none takes nine


class Texts:
    """Makes templates. A name that is no slot was filled by code: it becomes a variable, and is told once."""

    def __init__(self, variables: Variables, told: Told) -> None:
        self._variables = variables
        self._told = told

    def template(self, text: Any, place: Place) -> str:
        """Our template that shows the same."""
        source = str(text)
        made = self._written(source[: LONGEST + 1], place)
        if len(source) <= LONGEST and len(made) <= LONGEST and compiles(made):
            return made
        self._told.lost("text", place, f"A text of {len(source)} characters was cut.", "Make several of it.")
        made = self._written(source[: LONGEST // 10], place)
        return made if compiles(made) else made.replace("{", "(")

    def _written(self, source: str, place: Place) -> str:
        written: list[str] = []
        at = 0
        for hole in _HOLE.finditer(source):
            # `{{x}}` shows braces around the value.
            written += [literal(source[at : hole.start()]), "{{ ", self.variable(hole[1].strip(), place), " }}"]
            at = hole.end()
        made = "".join([*written, literal(source[at:])])
        return re.sub(r"\{(?=\{\{ )", "{{ '{' }}", made)

    def variable(self, name: str, place: Place) -> str:
        """The variable of a slot, or of what only code could fill."""
        found = self._variables.of_slot(name)
        if found is None:
            found = self._variables.declare(name, {"type": "any", "scope": "conversation"})
            self._told.warn(
                "argument",
                place,
                f"{{{name[:60]}}} is no slot: code handed it over.",
                "Set this variable before it is said.",
                f"variable:{found}",
            )
        return found
