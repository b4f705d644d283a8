"""Which of several wordings is said: the most fitting ones, each once before one comes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .graph import CompiledStep
    from .run import Run

MOST_REMEMBERED = 64  # places of a bot that vary their words; of more, the one longest silent begins anew


def pick_message(run: Run, place: CompiledStep | str, body: Mapping[str, Any]) -> Any:
    """The `M` to say of `{"message", "variations"?, "variants"?}`. `place`, a step or a name, is for its memory.

    Variants are more special than the message and its variations: those with a condition and a channel that fit come
    first, then those with a condition, then those for the channel, then all that is bound to nothing.
    """
    if not body.get("variations") and not body.get("variants"):
        return body["message"]
    key = place if isinstance(place, str) else f"{place.flow.id}/{place.id}"
    wordings = _able(run, body)
    chosen = next_wording(run, key, [number for number, _ in wordings])
    return next(message for number, message in wordings if number == chosen)


def next_wording(run: Run, key: str, able: Sequence[int]) -> int:
    """One of the numbers `able`: none twice in a row, and all of them before one comes again."""
    if len(able) == 1:
        return able[0]
    used = run.wordings.get(key, ())
    fresh = [number for number in able if number not in used]
    if not fresh:
        fresh = [number for number in able if number != used[-1]] or list(able)
        used = ()
    chosen = fresh[int(run.chance(f"wording {key}") * len(fresh))]
    others = {name: numbers for name, numbers in run.wordings.items() if name != key}
    if len(others) >= MOST_REMEMBERED:
        del others[next(iter(others))]
    run.wordings = {**others, key: [*used, chosen]}
    return chosen


def _able(run: Run, body: Mapping[str, Any]) -> list[tuple[int, Any]]:
    """The wordings of the best rank that may be said now, each with its number in the document."""
    plain = [body["message"], *(body.get("variations") or ())]
    best, found = 0, list(enumerate(plain))
    for number, variant in enumerate(body.get("variants") or (), start=len(plain)):
        rank = _rank(run, variant)
        if rank > best:
            best, found = rank, []
        if rank == best:
            found.append((number, variant["message"]))
    return found


def _rank(run: Run, variant: Mapping[str, Any]) -> int:
    """Higher is more special; -1 must not be said."""
    channels, when = variant.get("channels"), variant.get("when")
    if channels and run.event.channel not in channels:
        return -1
    if when and not run.holds(when):
        return -1
    return (2 if when else 0) + (1 if channels else 0)
