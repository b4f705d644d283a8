"""Which option of a question an utterance means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from .fold import fold, has_words, slips_between
from .heard import Heard
from .phrases import ORDINAL_FILLERS, ordinal, yes_or_no
from .record import record
from .taps import single

Option = Mapping[str, Any]
WORDING_KINDS = ("title", "value", "synonym")
# A wording of so many letters may be so many slips away: a shorter one is too near to other words.
SLIPS = ((8, 2), (4, 1))
LAST_WORDS = frozenset(
    ("last", "dernier", "derniere", "letzte", "letzter", "letztes", "letzten", "ultimo", "ultima", "laatste")
)


@record(frozen=True, slots=True)
class Choice:
    """The option meant, how sure that is, and by what it was recognised."""

    option: Option
    why: str
    exact: bool


def choose(options: Sequence[Option], heard: Heard, languages: Sequence[str], language: str) -> Choice | None:
    """Title, value and synonym beat an entity, that beats an intent, that the ordinal, and all beat a similar title."""
    if heard.tapped is not None:
        tapped = single(heard.tapped)
        return None if tapped is None else Choice(tapped, "tap", exact=True)
    if not options or not heard.folded:
        return None
    wordings = [_wordings(option) for option in options]
    for kind, why in enumerate(WORDING_KINDS):
        for option, by_kind in zip(options, wordings, strict=True):
            if heard.folded in by_kind[kind]:
                return Choice(option, why, exact=True)
    return (
        _by_entity(options, heard)
        or _by_intent(options, heard)
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


def _by_intent(options: Sequence[Option], heard: Heard) -> Choice | None:
    meant = [option for option in options if heard.intent is not None and option.get("intent") == heard.intent]
    return Choice(meant[0], f"intent {heard.intent}", exact=True) if len(meant) == 1 else None


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
    """Positions count where no option is a number itself, or where the visitor sees numbers before the options."""
    position = _position(heard.folded, language, len(options))
    if position is None or not 0 <= position < len(options):
        return None
    if not heard.numbered and any(map(_numeric, options)):
        return None
    return Choice(options[position], "ordinal", exact=True)


def _position(folded: str, language: str, count: int) -> int | None:
    """`"number 2"`, `"the second one"` -> 1; `"the last one"` -> the end of the list."""
    words = [word for word in folded.split() if word not in ORDINAL_FILLERS]
    if len(words) == 1 and words[0] in LAST_WORDS:
        return count - 1
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) < 4:
        return int(words[0]) - 1
    return ordinal(folded, language)


def _numeric(option: Option) -> bool:
    value = option["value"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True
    return any(char.isdigit() for char in f"{option['title']}{value}")


def _by_similar_title(options: Sequence[Option], heard: Heard) -> Choice | None:
    """Inside more text, or a slip or two away; the nearest. Two options alike in this are none."""
    said: list[tuple[str, Option]] = []
    near: list[tuple[int, Option]] = []
    for option in options:
        wordings = [wording for by_kind in _wordings(option) for wording in by_kind]
        inside = [one for one in wordings if has_words(heard.folded, one)]
        if inside:
            said.append((max(inside, key=len), option))
        slips = [found for one in wordings if (found := _slips(heard.folded, one)) is not None]
        if slips:
            near.append((min(slips), option))
    if said:
        longest = max((wording for wording, _ in said), key=len)
        # "Extra large" has said "large" as well: what holds the other is what was meant.
        meant = [option for wording, option in said if wording == longest or not has_words(longest, wording)]
    elif near:
        nearest = min(slips for slips, _ in near)
        meant = [option for slips, option in near if slips == nearest]
    else:
        meant = _by_part_of_title(options, heard)
    return Choice(meant[0], "similar title", exact=False) if len(meant) == 1 else None


def _by_part_of_title(options: Sequence[Option], heard: Heard) -> list[Option]:
    """ "The blue one" of "Dark blue" and "Red"."""
    words = " ".join(word for word in heard.folded.split() if word not in ORDINAL_FILLERS)
    return [one for one in options if any(has_words(wording, words) for kind in _wordings(one) for wording in kind)]


def _slips(said: str, wording: str) -> int | None:
    most = next((slips for letters, slips in SLIPS if len(wording) >= letters), 0)
    return slips_between(said, wording, most) if most else None
