"""Which option of a question an utterance means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .fold import fold, has_words, one_slip_apart
from .heard import Heard
from .phrases import ordinal, yes_or_no

Option = Mapping[str, Any]
WORDING_KINDS = ("title", "value", "synonym")
SHORTEST_FUZZY = 4  # letters; shorter words are one slip from too many others


@dataclass(frozen=True, slots=True)
class Choice:
    """The option meant, how sure that is, and by what it was recognised."""

    option: Option
    why: str
    exact: bool


def option_of(options: Iterable[Option], payload: Mapping[str, Any]) -> Option | None:
    """The option a tap names."""
    return next((one for one in options if one["option"] == payload.get("option")), None)


def choose(options: Sequence[Option], heard: Heard, languages: Sequence[str], language: str) -> Choice | None:
    """Title, value and synonym beat an entity, that beats the ordinal, and all beat a similar title."""
    if heard.tapped is not None:
        return Choice(heard.tapped, "tap", exact=True)
    if not options or not heard.folded:
        return None
    wordings = [_wordings(option) for option in options]
    for kind, why in enumerate(WORDING_KINDS):
        for option, by_kind in zip(options, wordings, strict=True):
            if heard.folded in by_kind[kind]:
                return Choice(option, why, exact=True)
    return (
        _by_entity(options, heard)
        or _by_yes_or_no(options, heard, languages)
        or _by_ordinal(options, heard, language)
        or _by_similar_title(options, heard)
    )


def _wordings(option: Option) -> tuple[tuple[str, ...], ...]:
    """Folded wordings of an option, of each of WORDING_KINDS."""
    return _folded(str(option["title"]), str(option["value"]), tuple(map(str, option.get("synonyms", ()))))


@lru_cache(maxsize=4096)
def _folded(title: str, value: str, synonyms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return (fold(title),), (fold(value),), tuple(map(fold, synonyms))


def _by_entity(options: Sequence[Option], heard: Heard) -> Choice | None:
    part: Choice | None = None
    for entity in heard.entities:
        value = entity.get("value")
        for option in options:
            same = value == option["value"] or (isinstance(value, str) and fold(value) == fold(str(option["value"])))
            if same and heard.spans_all(entity):
                return Choice(option, "entity", exact=True)
            if same and part is None:
                part = Choice(option, "entity", exact=False)
    return part


def _by_yes_or_no(options: Sequence[Option], heard: Heard, languages: Sequence[str]) -> Choice | None:
    said = yes_or_no(heard.folded, languages)
    if said is None:
        return None
    meant = [option for option in options if _means(option, languages) is said]
    return Choice(meant[0], "yes or no", exact=True) if len(meant) == 1 else None


def _means(option: Option, languages: Sequence[str]) -> bool | None:
    if isinstance(option["value"], bool):
        return option["value"]
    for by_kind in _wordings(option):
        for wording in by_kind:
            meaning = yes_or_no(wording, languages)
            if meaning is not None:
                return meaning
    return None


def _by_ordinal(options: Sequence[Option], heard: Heard, language: str) -> Choice | None:
    position = ordinal(heard.folded, language)
    if position is None or not 0 <= position < len(options) or any(map(_numeric, options)):
        return None
    return Choice(options[position], "ordinal", exact=True)


def _numeric(option: Option) -> bool:
    value = option["value"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True
    return any(char.isdigit() for char in f"{option['title']}{value}")


def _by_similar_title(options: Sequence[Option], heard: Heard) -> Choice | None:
    """Inside more text, or one slip away. Two options alike in this are none."""
    found: list[Option] = []
    for option in options:
        wordings = (wording for by_kind in _wordings(option) for wording in by_kind)
        if any(has_words(heard.folded, one) or _one_slip(heard.folded, one) for one in wordings):
            found.append(option)
    return Choice(found[0], "similar title", exact=False) if len(found) == 1 else None


def _one_slip(said: str, wording: str) -> bool:
    return len(wording) >= SHORTEST_FUZZY and abs(len(said) - len(wording)) < 2 and one_slip_apart(said, wording)
