"""Samples and folds that keep the classes' shares. The same classes give the same samples."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


def stratified_sample(wanted: Integers, most: int, seed: int = 0) -> Integers:
    """Indices of at most `most` examples, in order, from every class alike until it has no more."""
    if len(wanted) <= most:
        return np.arange(len(wanted))
    rank = _ranks(wanted, seed)
    chosen = np.argsort(rank, kind="stable")[:most]
    return np.sort(chosen)


def stratified_folds(wanted: Integers, folds: int, seed: int = 0) -> list[Integers]:
    """Indices of each fold; a class of one example is in none, for nobody could know it without that."""
    counts = np.bincount(wanted) if len(wanted) else np.zeros(0, dtype=np.int64)
    order = np.lexsort((_ranks(wanted, seed), wanted))
    order = order[counts[wanted[order]] > 1]
    return [np.sort(order[number::folds]) for number in range(folds)]


def _ranks(wanted: Integers, seed: int) -> npt.NDArray[np.float64]:
    """A place of each example within its class, 0 to 1, in an order of chance."""
    order = np.random.default_rng(seed).permutation(len(wanted))
    ranks = np.zeros(len(wanted))
    for number in np.unique(wanted):
        members = order[wanted[order] == number]
        ranks[members] = (np.arange(len(members)) + 0.5) / len(members)
    return ranks
