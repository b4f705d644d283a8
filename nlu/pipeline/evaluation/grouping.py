"""Puts utterances that mean about the same together, so that one decision teaches many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlu.pipeline.evaluation.similarity import Index, cosine, vectors
from nlu.pipeline.normalise import fold

Matrix = npt.NDArray[np.float32]

LEAST_ALIKE = 0.42
LEAST_ALIKE_ENCODED = 0.65  # sentence vectors lie closer together than words do
MOST_TEXTS = 3_000


@dataclass(frozen=True, slots=True)
class Group:
    """Places of the texts that belong together, the most typical one first."""

    members: tuple[int, ...]


def group(texts: Sequence[str], *, encode: Callable[[Sequence[str]], Matrix] | None = None) -> list[Group]:
    """A partition of the texts, the largest group first.

    Leaders are found first (the most frequent texts before others), each text joins the leader it is most like, and
    the most typical member of each group then speaks for it. Texts that fold to the same are one from the start.
    `encode` gives unit vectors of sentences where there is an encoder. Beyond 3,000 different texts the rest is alone.
    """
    same: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        same.setdefault(fold(text) or text, []).append(at)
    folded = sorted(same, key=lambda key: (-len(same[key]), same[key][0]))
    near, rest = folded[:MOST_TEXTS], folded[MOST_TEXTS:]
    said = [texts[same[key][0]] for key in near]
    clusters = _dense(encode(said)) if encode is not None and near else _sparse(near)
    groups = [Group(tuple(at for number in members for at in same[near[number]])) for members in clusters]
    groups += [Group(tuple(same[key])) for key in rest]
    return sorted(groups, key=lambda one: (-len(one.members), one.members[0]))


def _sparse(texts: Sequence[str]) -> list[list[int]]:
    found = vectors(texts)
    index = Index()
    clusters: list[list[int]] = []
    for at, vector in enumerate(found):
        leader, likeness = max(index.near(vector).items(), key=lambda pair: (pair[1], -pair[0]), default=(-1, 0.0))
        if likeness >= LEAST_ALIKE:
            clusters[leader].append(at)
        else:
            index.add(vector)
            clusters.append([at])
    return [_typical_first(members, lambda a, b: cosine(found[a], found[b])) for members in clusters]


def _dense(found: Matrix) -> list[list[int]]:
    leaders: list[int] = []
    clusters: list[list[int]] = []
    for at in range(len(found)):
        alike = found[leaders] @ found[at] if leaders else np.zeros(0, dtype=np.float32)
        best = int(alike.argmax()) if leaders else -1
        if leaders and float(alike[best]) >= LEAST_ALIKE_ENCODED:
            clusters[best].append(at)
        else:
            leaders.append(at)
            clusters.append([at])
    return [_typical_first(members, lambda a, b: float(found[a] @ found[b])) for members in clusters]


def _typical_first(members: list[int], alike: Callable[[int, int], float]) -> list[int]:
    """The member most like all others first; of very large groups the first hundred are asked."""
    if len(members) < 3:
        return members
    asked = members[:100]
    best = max(asked, key=lambda one: sum(alike(one, other) for other in asked))
    return [best, *(one for one in members if one != best)]
