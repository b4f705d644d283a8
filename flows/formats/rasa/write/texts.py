"""Our templates as texts of Rasa: a variable is `{slot}`, and nothing else can be computed in a text there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.formats.told import Place, Told

_HOLE = re.compile(r"\{\{\s*(?:'(?P<literal>[^']*)'|(?P<name>[^\W\d]\w*)|(?P<other>.*?))\s*\}\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIRST = re.compile(r"[^\W\d]\w*")
DOCUMENT = Place("bot.json")


class Texts:
    """Writes texts of one language. `slots` maps variables to slots; texts that name no language are `plain`."""

    def __init__(self, slots: Mapping[str, str], language: str, plain: str, told: Told) -> None:
        self._slots = slots
        self._language = language
        self._plain = plain
        self._told = told

    def of(self, localised: Any) -> str:
        """The template of a text in the language of the project."""
        if isinstance(localised, Mapping):
            localised = localised.get(self._language) or next((one for one in localised.values() if one), "")
        return str(localised or "")

    def written(self, localised: Any, target: str, *, spoken: bool = True) -> str:
        """The text with its variables in Rasa's way of writing. `spoken`: it is in a language, unlike an address."""
        template = self.of(localised)
        if spoken and template.strip() and not self._translated(localised):
            self._told.warn("untranslated", DOCUMENT, f"There is no text in {self._language}; that of another language "
                            "is said.", "Translate it, and export again.", target)  # fmt: skip
        lost: list[str] = [found[0] for found in _TAG.finditer(template)]

        def fill(hole: re.Match[str]) -> str:
            if hole["literal"] is not None:
                return hole["literal"]
            if hole["name"] in self._slots:
                return "{" + self._slots[hole["name"]] + "}"
            lost.append(hole[0])
            named = next((one for one in _FIRST.findall(hole[0]) if one in self._slots), None)
            return "" if named is None else "{" + self._slots[named] + "}"

        text = _HOLE.sub(fill, _TAG.sub("", template))
        if lost:
            self._told.lost(
                "template",
                DOCUMENT,
                f"Nothing can be computed inside of a text there; {', '.join(lost)[:160]} was left out or shows the "
                "plain value.",
                "Compute it in an action, into a slot of its own.",
                target,
            )
        return text

    def _translated(self, localised: Any) -> bool:
        return bool(localised.get(self._language)) if isinstance(localised, Mapping) else self._language == self._plain
