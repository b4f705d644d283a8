"""What became better and what became worse between two evaluations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

MOST_LISTED = 200

Utterance = Mapping[str, Any]


def compare(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    asked_before: Sequence[Utterance],
    asked_after: Sequence[Utterance],
) -> dict[str, Any]:
    """Two reports and their utterances (as `Prediction.to_json`), held against each other by the texts of both.

    `significant`: whether the shared utterances that turned right or wrong are too uneven for chance (exact McNemar
    test, p < 0.05).
    """
    one = {utterance["text"]: utterance for utterance in reversed(asked_before)}
    two = {utterance["text"]: utterance for utterance in reversed(asked_after)}
    shared = [text for text in dict.fromkeys(u["text"] for u in asked_after) if text in one]
    mended = [text for text in shared if two[text]["right"] and not one[text]["right"]]
    broken = [text for text in shared if one[text]["right"] and not two[text]["right"]]
    wrong = [text for text in shared if not one[text]["right"] and not two[text]["right"]]
    moved = [text for text in wrong if one[text]["said"] != two[text]["said"]]
    chance = mcnemar(len(mended), len(broken))
    lists = {"mended": mended, "broken": broken, "moved": moved}
    return {
        "figures": _figures(before, after),
        "labels": _labels(before, after),
        "shared": len(shared),
        **{name: [_change(one[text], two[text]) for text in texts[:MOST_LISTED]] for name, texts in lists.items()},
        "counts": {
            **{name: len(texts) for name, texts in lists.items()},
            "same_right": len(shared) - len(mended) - len(broken) - len(wrong),
            "same_wrong": len(wrong) - len(moved),
            "added": len(two.keys() - one.keys()),
            "removed": len(one.keys() - two.keys()),
        },
        "p": round(chance, 4),
        "significant": chance < 0.05,
        "tests": _tests(before.get("tests"), after.get("tests")),
    }


def mcnemar(mended: int, broken: int) -> float:
    """Chance of a split at least this uneven if nothing had changed: the exact two-sided binomial test."""
    count = mended + broken
    if not count:
        return 1.0
    tail = sum(math.comb(count, number) for number in range(min(mended, broken) + 1))
    return min(1.0, float(2 * tail / 2**count))


def _change(before: Utterance, after: Utterance) -> dict[str, Any]:
    return {
        "text": after["text"],
        "wanted": after["wanted"],
        "before": before["said"],
        "after": after["said"],
        "confidence_before": before["confidence"],
        "confidence_after": after["confidence"],
    }


def _figures(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    old, new = before["figures"], after["figures"]
    return {name: _moved(old.get(name), new.get(name)) for name in {**old, **new}}


def _labels(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    old, new = ({label["label"]: label["f1"] for label in each["labels"]} for each in (before, after))
    moves = [{"label": label, **_moved(old.get(label), new.get(label))} for label in {**old, **new}]
    return sorted(moves, key=lambda move: (-abs(move["change"] or 0.0), move["label"]))


def _moved(before: float | None, after: float | None) -> dict[str, float | None]:
    change = None if before is None or after is None else round(after - before, 4)
    return {"before": before, "after": after, "change": change}


def _tests(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> dict[str, list[str]] | None:
    if before is None or after is None:
        return None
    old, new = ({test["name"]: test["passed"] for test in each["tests"]} for each in (before, after))
    shared = [name for name in new if name in old]
    return {
        "mended": [name for name in shared if new[name] and not old[name]],
        "broken": [name for name in shared if old[name] and not new[name]],
        "added": [name for name in new if name not in old],
        "removed": [name for name in old if name not in new],
    }
