"""Counts and shares over what was wanted and what was said. Pure arithmetic: nothing here knows of models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DIGITS = 4


def share(part: float, whole: float) -> float | None:
    """Rounded; None of nothing."""
    return round(part / whole, DIGITS) if whole else None


def f1(right: int, said: int, wanted: int) -> float:
    """Harmonic mean of precision and recall; 0 where nothing was right."""
    return 2 * right / (said + wanted) if said + wanted else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How one class did: `support` times wanted, `said` times, `right` times both."""

    label: str
    support: int
    said: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        return f1(self.right, self.said, self.support)


def scores(wanted: Sequence[str], said: Sequence[str]) -> list[Score]:
    """One score per class that was wanted or said, in the order of their names."""
    right = Counter(w for w, s in zip(wanted, said, strict=True) if w == s)
    asked, answered = Counter(wanted), Counter(said)
    return [Score(label, asked[label], answered[label], right[label]) for label in sorted({*asked, *answered})]


def accuracy(wanted: Sequence[str], said: Sequence[str]) -> float | None:
    """Share of right ones."""
    return share(sum(w == s for w, s in zip(wanted, said, strict=True)), len(wanted))


def macro_f1(found: Iterable[Score]) -> float | None:
    """Mean F1 over the classes that were wanted."""
    wanted = [one.f1 for one in found if one.support]
    return round(sum(wanted) / len(wanted), DIGITS) if wanted else None


def weighted_f1(found: Iterable[Score]) -> float | None:
    """Mean F1 over the classes, each as often as it was wanted."""
    wanted = [one for one in found if one.support]
    return share(sum(one.f1 * one.support for one in wanted), sum(one.support for one in wanted))


def auroc(ranks: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Chance that a positive has the higher number; ties count half. None where one of both kinds is missing."""
    count = sum(positive)
    if not count or count == len(ranks):
        return None
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    total = 0.0
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and ranks[order[last + 1]] == ranks[order[first]]:
            last += 1
        rank = (first + last) / 2 + 1
        total += rank * sum(positive[at] for at in order[first : last + 1])
        first = last + 1
    return (total - count * (count + 1) / 2) / (count * (len(ranks) - count))
