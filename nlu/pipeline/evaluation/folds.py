"""Stratified folds, and samples of large sets. The same seed gives the same ones on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

Key = tuple[str, str]
"""A class, and what makes two examples of it the same: its folded text."""


def stratified_folds(keys: Sequence[Key], folds: int, seed: int) -> list[list[int]]:
    """Places of the examples by fold: each class is dealt out evenly, and what reads the same stays together.

    A class with a single example is in no fold: held out, it could only be missed.
    """
    held: list[list[int]] = [[] for _ in range(folds)]
    at = 0
    for label, groups in _groups(keys).items():
        if len(groups) < 2:
            continue
        for members in _shuffled(label, groups, seed):
            held[at % folds].extend(members)
            at += 1
    return [sorted(members) for members in held if members]


def stratified_sample(keys: Sequence[Key], most: int, seed: int) -> list[int]:
    """Places of at most `most` examples, every class with its share and, while there is room, with two at least."""
    if len(keys) <= most:
        return list(range(len(keys)))
    queues = {label: _shuffled(label, groups, seed) for label, groups in _groups(keys).items()}
    chosen: list[int] = []
    turn = 0
    while len(chosen) < most and any(queues.values()):
        for label, queue in queues.items():
            # Each class gives in proportion to its size, two in the first round.
            give = 2 if turn == 0 else max(1, round(len(queue) / max(1, len(keys)) * most / 4))
            for members in queue[:give]:
                chosen.extend(members[: most - len(chosen)])
            queues[label] = queue[give:]
        turn += 1
    return sorted(chosen)


def _groups(keys: Sequence[Key]) -> dict[str, dict[str, list[int]]]:
    groups: dict[str, dict[str, list[int]]] = {}
    for at, (label, text) in enumerate(keys):
        groups.setdefault(label, {}).setdefault(text, []).append(at)
    return groups


def _shuffled(label: str, groups: dict[str, list[int]], seed: int) -> list[list[int]]:
    """In the order of a hash, which no other class and no added example changes."""

    def rank(text: str) -> bytes:
        return hashlib.sha256(f"{seed}\0{label}\0{text}".encode("utf-8", "surrogatepass")).digest()

    return [groups[text] for text in sorted(groups, key=rank)]
