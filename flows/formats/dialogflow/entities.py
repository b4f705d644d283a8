"""Entities of an agent: lists, patterns, composites, and Dialogflow's own under our names."""

from __future__ import annotations

from typing import Any

from flows.engine.expressions_patterns import PatternError, compile_pattern
from flows.formats.dialogflow.files import Agent, Named
from flows.formats.names import Ids, entity_name
from flows.formats.told import Place

ANY = "@sys.any"
IGNORE = "@sys.ignore"
SYSTEM = {
    "date": "@date", "date-time": "@datetime", "time": "@time", "date-period": "@date_range",
    "time-period": "@time", "duration": "@duration", "number": "@number", "number-integer": "@number",
    "cardinal": "@number", "number-sequence": "@number", "ordinal": "@ordinal", "percentage": "@percentage",
    "unit-currency": "@money", "temperature": "@temperature", "unit-length": "@distance", "unit-volume": "@volume",
    "email": "@email", "phone-number": "@phone", "url": "@url", "age": "@duration",
}  # fmt: skip
_ABOUT = {"time-period", "number-sequence", "age"}
_KNOWN = {"id", "name", "isOverridable", "isEnum", "isRegexp", "automatedExpansion", "allowFuzzyExtraction", "entries"}


class Entities:
    """Our entities; `of` gives the one for a type of Dialogflow, and makes those that it had built in."""

    def __init__(self, agent: Agent) -> None:
        self._told = agent.told
        self._ids = Ids()
        self._language = agent.language
        self._languages = agent.languages
        self._names = {name: self._ids.unused(entity_name(name), "_") for name in agent.entities}
        self._learned: dict[str, str] = {}
        self.bodies = [self._entity(self._names[name], one) for name, one in agent.entities.items()]

    def of(self, kind: str, alias: str, place: Place) -> str | None:
        """The entity for `@sys.date` or `@size`; None where any words count."""
        plain = kind.removeprefix("@")
        if kind in (ANY, IGNORE):
            return None
        if plain in self._names:
            return self._names[plain]
        own = SYSTEM.get(plain.removeprefix("sys."))
        if plain.startswith("sys.") and own is not None:
            if plain.removeprefix("sys.") in _ABOUT:
                self._told.hint("system-entity", place, f"{kind[:60]} is {own} here, which comes near it.")
            return own
        return self._learn(plain, kind, place)

    def _learn(self, plain: str, kind: str, place: Place) -> str:
        if plain not in self._learned:
            name = self._ids.unused(entity_name(plain.removeprefix("sys.")), "_")
            self._learned[plain] = name
            self.bodies.append({"name": name, "kind": "learned"})
            self._told.warn(
                "system-entity" if plain.startswith("sys.") else "entity",
                place,
                f"{kind[:60]} is not built in here; it is learned from the marks in the examples.",
                "Mark more examples, or make a list of its values.",
                f"entity:{name}",
            )
        return self._learned[plain]

    def _entity(self, name: str, one: Named) -> dict[str, Any]:
        self._told.unknown_keys(one.place, one.body, _KNOWN)
        target = f"entity:{name}"
        if one.body.get("automatedExpansion"):
            self._told.hint(
                "expansion", one.place.at("automatedExpansion"), "Dialogflow also took words like the listed ones.",
                "Add the values you expect.", target,
            )  # fmt: skip
        if one.body.get("isRegexp"):
            return {"name": name, "kind": "pattern", "patterns": self._patterns(one, target)}
        values: dict[str, dict[str, list[str]]] = {}
        composite = False
        for language, (place, entries) in one.lists.items():
            for index, entry in enumerate(entries):
                at = place.at(index)
                value = entry.get("value") if isinstance(entry, dict) else None
                if not isinstance(value, str) or not value.strip():
                    self._told.lost("unreadable", at, "This value has no text; it was left out.", target=target)
                    continue
                words = _synonyms(entry)
                composite = composite or any("@" in word and ":" in word for word in (value, *words))
                values.setdefault(value, {}).setdefault(language, []).extend(
                    word for word in dict.fromkeys(words) if word.casefold() != value.casefold()
                )
        if composite:
            self._told.warn(
                "composite", one.place, f"{one.name[:60]!r} is made of other entities; it is learned from examples.",
                "Its parts are understood by themselves: use them in forms.", target,
            )  # fmt: skip
            return {"name": name, "kind": "learned"}
        return {"name": name, "kind": "list", "values": [_value(value, words) for value, words in values.items()]}

    def _patterns(self, one: Named, target: str) -> list[str]:
        kept: list[str] = []
        for place, entries in one.lists.values():
            for index, entry in enumerate(entries):
                for source in [entry.get("value"), *_synonyms(entry)] if isinstance(entry, dict) else ():
                    try:
                        compile_pattern(str(source or ""))
                    except PatternError as error:
                        self._told.lost("pattern", place.at(index), f"A pattern cannot be used: {error}",
                                        "Write it anew.", target)  # fmt: skip
                    else:
                        if source and source not in kept:
                            kept.append(str(source))
        return kept


def _synonyms(entry: dict[str, Any]) -> list[str]:
    listed = entry.get("synonyms")
    return [one for one in listed if isinstance(one, str) and one.strip()] if isinstance(listed, list) else []


def _value(value: str, words: dict[str, list[str]]) -> dict[str, Any]:
    synonyms = {language: listed for language, listed in words.items() if listed}
    return {"value": value, **({"synonyms": synonyms} if synonyms else {})}
