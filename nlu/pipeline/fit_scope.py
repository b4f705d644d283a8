"""Learns from sentence vectors what is in scope; imported only where training happens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from nlu.pipeline.dense import Floats, Linear, Scope
from nlu.pipeline.logistic import logistic
from nlu.pipeline.sampling import Integers, stratified_sample

FEWEST_HELD_OUT = 20
MISSED = 0.03
"""Share of held-out examples of the bot's own that the threshold leaves out of scope."""

TAUGHT_SINCE = 0.3
"""So much higher the threshold is where folds showed the signs. Models of three quarters of the examples know what they
are asked less well than the model of all will know what it is asked: at the quantile of the folds, 1.9 % of new
utterances of the bot's own were left out, and with this 3.1 % (106 draws of 25 to 3,000 examples)."""

_STEEPER = 4.0
"""The slope there, for more of the bot's own come near to the threshold: the expected calibration error of five bots of
100 to 750 examples is 2.2, 2.5, 3.3, 3.1, 5.4 with it and 2.9, 3.3, 3.0, 3.6, 6.6 with the usual one."""

_USUAL_THRESHOLD = -3.3
_LOWEST_THRESHOLD = -4.8
USUAL_SCOPE = Scope((0.6, 0.6, 6.0, 3.0), (0.25, 0.2, 1.5, 1.0), _USUAL_THRESHOLD)
_LEAST_DEVIATIONS = (0.05, 0.05, 0.1, 0.1)

_ALIKE = 0.7  # cosine to an example from which on a stranger is none
_FEWEST_STRANGERS = 20
_MOST_EXAMPLES = 3_000


def tell_apart(examples: Floats, wanted: Integers, strangers: Floats, dimensions: int) -> Linear:
    """What tells the bot's own examples from strangers, in one column; nothing but noughts where there are too few
    strangers. Both are rows of blocks, of which the first is the sentence vector."""
    alike = (strangers[:, :dimensions] @ examples[:, :dimensions].T).max(axis=1, initial=-1.0)
    others = strangers[alike < _ALIKE]
    if len(others) < _FEWEST_STRANGERS or not len(examples):
        return Linear(np.zeros((strangers.shape[1], 1), dtype=np.float32), np.zeros(1, dtype=np.float32))
    own = examples[stratified_sample(wanted, _MOST_EXAMPLES)]
    is_own = np.repeat(np.asarray([0, 1], dtype=np.int64), [len(others), len(own)])
    both, _ = logistic(np.concatenate([others, own]), is_own, 2)
    return Linear(both.weights[:, 1:], both.bias[1:])


def fit_scope(seen: Floats, inside: npt.NDArray[np.bool_], *, by_folds: bool) -> Scope:
    """The scales and the threshold of being in scope, from the signs of held-out examples; those that are not `inside`
    are examples of `none` and decide the threshold, where there are enough. `by_folds` says that models of the other
    folds found the signs, and not one of nearly everything."""
    if inside.sum() < 5:
        return USUAL_SCOPE
    mine = seen[inside]
    deviations = np.maximum(mine.std(axis=0), _LEAST_DEVIATIONS)
    scope = Scope(tuple(mine.mean(axis=0).tolist()), tuple(deviations.tolist()), _USUAL_THRESHOLD)
    evidence = scope.evidence(seen)
    own, outside = evidence[inside], evidence[~inside]
    trust = len(own) / (len(own) + 100.0)
    threshold = trust * float(np.quantile(own, MISSED)) + (1.0 - trust) * _USUAL_THRESHOLD
    threshold = max(threshold, _LOWEST_THRESHOLD)
    if len(outside) >= FEWEST_HELD_OUT:
        threshold = _between(own, outside, threshold)
    elif by_folds:
        return replace(scope, threshold=threshold + TAUGHT_SINCE, slope=_STEEPER)
    return replace(scope, threshold=threshold)


def _between(inside: Floats, outside: Floats, usual: float) -> float:
    """The threshold with the fewest mistakes on both sides, that leaves out at most twice the usual share."""
    most = max(float(np.quantile(inside, 2 * MISSED)), usual)
    least = float(np.quantile(inside, MISSED / 4))
    steps = np.linspace(min(least, usual), most, 50)
    wrong = [float((inside < at).mean() + (outside >= at).mean()) for at in steps]
    return float(steps[int(np.argmin(wrong))])
