"""Learns from sentence vectors; imported only where training happens.

What counts how much is chosen by cross-validation on the bot's own examples, a stratified sample of at most 3,000:
the sparse model, both linear models over the vectors, their mixtures, and whether names of intents are examples, too.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from nlu.pipeline.dense import Dense, Floats, Linear, Pool, Scope, blocks, half, log_shares, nearest, pooled
from nlu.pipeline.fit_sparse import SparseHeldOut
from nlu.pipeline.prototypes import prototypes
from nlu.pipeline.quality import measure
from nlu.pipeline.sampling import Integers, stratified_sample
from nlu.pipeline.training_set import Label

COST = 10.0
TOLERANCE = 1e-3
MOST_ROUNDS = 200
MOST_SAMPLED = 3_000
SAMPLED_OF_MORE = 2_000
MOST_HELD_OUT = 1_000
MANY_EXAMPLES = 30_000  # from here on the earlier layers would cost more memory than they are worth
NAMES_UP_TO = 20  # examples per class
FEWEST_HELD_OUT = 20
MISSED = 0.04
"""Share of held-out examples of the bot's own that the threshold leaves out of scope."""

CLEARLY = 1.5  # standard errors of the difference

_USUAL_TEMPERATURE = 1.5
_TEMPERATURES = np.geomspace(0.4, 6.0, 24)
_USUAL_THRESHOLD = -2.7
_LOWEST_THRESHOLD = -4.0
_USUAL_SCOPE = Scope(3.0, 1.5, 0.6, 0.15, _USUAL_THRESHOLD)
_NEVER = -30.0

FOR_FEW = Pool(0.2, 0.4, 0.4)
FOR_MANY = Pool(0.33, 0.33, 0.33)
POOLS = (
    FOR_FEW,
    FOR_MANY,
    Pool(0.0, 0.5, 0.5),
    Pool(0.5, 0.5, 0.0),
    Pool(0.5, 0.0, 0.5),
    Pool(0.25, 0.0, 0.75),
    Pool(0.25, 0.75, 0.0),
    Pool(0.0, 1.0, 0.0),
    Pool(0.0, 0.0, 1.0),
    Pool(1.0, 0.0, 0.0),
)
"""What cross-validation chooses from. It must speak clearly for another mixture than the usual one, of `FOR_FEW` or
`FOR_MANY` examples per class: on small bots the usual one is better than what happens to win on their few folds."""


@dataclass(frozen=True, slots=True)
class Task:
    """Everything there is to learn from. `names` are vectors of the classes' names, where they say anything."""

    wide: Floats
    wanted: Integers
    classes: int
    own: npt.NDArray[np.bool_]
    dimensions: int
    names: Floats
    named: Integers

    def part(self, at: Integers) -> Task:
        """The same with some of the examples."""
        return replace(self, wide=self.wide[at], wanted=self.wanted[at])

    def nameless(self) -> Task:
        """The same without names."""
        return replace(self, names=self.names[:0], named=self.named[:0])


@dataclass(frozen=True, slots=True)
class Fitted:
    """The models of one set of examples, over all classes."""

    centre: Floats
    near: Linear
    deep: Linear
    prototypes: Floats
    solver: LogisticRegression | None = None


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What models say to examples that they have not seen, a row each."""

    wanted: Integers
    margins: Floats
    near: Floats
    deep: Floats
    nearness: Floats


def name_words(label: Label) -> str:
    """A class's name as words, where it looks like some: `card_arrival` is, `intent_12` and `q3f` are not."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label.name)
    words = re.sub(r"[\W_]+", " ", apart).strip()
    return words if re.fullmatch(r"[^\W\d]{2,}(?: [^\W\d]+)*", words) and len(words) > 3 else ""


def fit(task: Task, before: LogisticRegression | None = None) -> Fitted:
    """Both linear models and the prototypes. `before` is the solver of a nearly equal task, to begin at."""
    wide = np.concatenate([task.wide, task.names])
    wanted = np.concatenate([task.wanted, task.named])
    size = task.dimensions
    centre = wide.mean(axis=0)
    near, _ = _linear(wide[:, :size], wanted, task.classes, None)
    deep, solver = _linear(blocks(wide, centre, size), wanted, task.classes, before)
    own = task.own[task.wanted]
    typical = prototypes(task.wide[own, :size], task.wanted[own]) if own.any() else task.wide[:, :size]
    return Fitted(centre, near, deep, half(typical).astype(np.float32), solver)


def _linear(
    vectors: Floats, wanted: Integers, classes: int, before: LogisticRegression | None
) -> tuple[Linear, LogisticRegression]:
    """A class without an example is never the answer."""
    solver = before or LogisticRegression(C=COST, max_iter=MOST_ROUNDS, tol=TOLERANCE, warm_start=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a little short of the optimum is near enough
        solver.fit(vectors, wanted)
    coefficients, intercept = solver.coef_, solver.intercept_
    if len(solver.classes_) == 2:
        coefficients, intercept = np.vstack([-coefficients, coefficients]) / 2, np.r_[-intercept, intercept] / 2
    weights = np.zeros((vectors.shape[1], classes), dtype=np.float32)
    bias = np.full(classes, _NEVER, dtype=np.float32)
    weights[:, solver.classes_], bias[solver.classes_] = coefficients.T, intercept
    return Linear(half(weights).astype(np.float32), bias), solver


def ask(fitted: Fitted, task: Task, margins: Floats) -> HeldOut:
    """What the models say to the examples of a task."""
    narrow = task.wide[:, : task.dimensions]
    near = fitted.near.scores(narrow)
    deep = fitted.deep.scores(blocks(task.wide, fitted.centre, task.dimensions))
    return HeldOut(task.wanted, margins, near, deep, nearest(fitted.prototypes, narrow))


def cross_validate(task: Task, sparse: SparseHeldOut, sample: Integers) -> HeldOut | None:
    """What models of the rest of the sample say to each fold of it, beside what the sparse model said."""
    heard: list[HeldOut] = []
    begin = 0
    for held in sparse.folds:
        margins = sparse.margins[begin : begin + len(held)]
        begin += len(held)
        heard.append(ask(fit(task.part(np.setdiff1d(sample, held))), task.part(held), margins))
    if not heard:
        return None
    return HeldOut(*(np.concatenate([getattr(one, name) for one in heard]) for name in HeldOut.__slots__))


@dataclass(frozen=True, slots=True)
class Judged:
    """A mixture with its temperature; which held-out examples it gets right; how surprised it is by the rest."""

    pool: Pool
    right: npt.NDArray[np.bool_]
    surprise: float

    @property
    def merit(self) -> float:
        """The share that is right, and a little for being sure of it."""
        return float(self.right.mean()) - 0.05 * self.surprise

    def is_clearly_better_than(self, other: Judged) -> bool:
        """Whether the difference is more than chance would often make it, on the same examples."""
        gained = self.right.astype(np.float64) - other.right
        return self.merit > other.merit and float(gained.mean()) > CLEARLY * float(gained.std()) / len(gained) ** 0.5


def judge(pool: Pool, held: HeldOut) -> Judged:
    """A mixture on held-out examples, at the temperature that surprises it least."""
    rows = np.arange(len(held.wanted))
    logs = np.log(np.maximum(pooled(pool, held.margins, held.near, held.deep), 1e-12))
    surprise = [-float(log_shares(one * logs)[rows, held.wanted].mean()) for one in _TEMPERATURES]
    best = int(np.argmin(surprise))
    # Few examples say little about the temperature.
    trust = len(rows) / (len(rows) + 50.0)
    temperature = float(_TEMPERATURES[best] ** trust * _USUAL_TEMPERATURE ** (1.0 - trust))
    return Judged(replace(pool, temperature=temperature), logs.argmax(axis=1) == held.wanted, surprise[best])


def fit_scope(held: HeldOut, own: npt.NDArray[np.bool_]) -> Scope:
    """The scales and the threshold of being in scope; examples of `none`, where there are some, refine it."""
    score = held.deep[:, own].max(axis=1)
    inside = own[held.wanted]
    if inside.sum() < 5:
        return _USUAL_SCOPE
    mine, near = score[inside], held.nearness[inside]
    scope = Scope(
        float(mine.mean()),
        max(float(mine.std()), 0.1),
        float(near.mean()),
        max(float(near.std()), 0.02),
        _USUAL_THRESHOLD,
    )
    evidence = scope.evidence(mine, near)
    trust = len(mine) / (len(mine) + 100.0)
    threshold = trust * float(np.quantile(evidence, MISSED)) + (1.0 - trust) * _USUAL_THRESHOLD
    threshold = max(threshold, _LOWEST_THRESHOLD)
    outside = scope.evidence(score[~inside], held.nearness[~inside])
    if len(outside) >= FEWEST_HELD_OUT:
        threshold = _between(evidence, outside, threshold)
    return replace(scope, threshold=threshold)


def _between(inside: Floats, outside: Floats, usual: float) -> float:
    """The threshold with the fewest mistakes on both sides, that leaves out at most twice the usual share."""
    most = max(float(np.quantile(inside, 2 * MISSED)), usual)
    least = float(np.quantile(inside, MISSED / 4))
    steps = np.linspace(min(least, usual), most, 50)
    wrong = [float((inside < at).mean() + (outside >= at).mean()) for at in steps]
    return float(steps[int(np.argmin(wrong))])


def fit_dense(
    task: Task, sparse: SparseHeldOut, sample: Integers, identity: str, name: str
) -> tuple[Dense, dict[str, float]]:
    """Everything, and what held-out examples say of it. The folds are those of the sparse model, so that what both
    say can be weighed together. `identity` and `name` are those of the encoder."""
    task, held, pool = _choose(task, sparse, sample)
    fitted, seen = _fit_all(task, held)
    dense = Dense(
        encoder=identity,
        name=name,
        dimensions=task.dimensions,
        centre=fitted.centre,
        near=fitted.near,
        deep=fitted.deep,
        prototypes=fitted.prototypes,
        own=task.own,
        pool=pool,
        scope=_USUAL_SCOPE if seen is None else fit_scope(seen, task.own),
    )
    if held is None:
        return dense, {}
    return dense, measure(pooled(pool, held.margins, held.near, held.deep), held.wanted)


def _choose(task: Task, sparse: SparseHeldOut, sample: Integers) -> tuple[Task, HeldOut | None, Pool]:
    """The task with names of classes or without, what held-out examples say then, and the mixture."""
    few = len(task.wanted) <= NAMES_UP_TO * task.classes
    usual = FOR_FEW if few else FOR_MANY
    tasks = [task, task.nameless()] if few and len(task.named) else [task.nameless()]
    found: list[tuple[Task, HeldOut, Judged]] = []
    for one in tasks:
        held = cross_validate(one, sparse, sample)
        if held is None or len(held.wanted) < FEWEST_HELD_OUT:
            return one, held, replace(usual, temperature=_USUAL_TEMPERATURE)
        first = judge(usual, held)
        best = max((judge(pool, held) for pool in POOLS), key=lambda judged: judged.merit)
        found.append((one, held, best if best.is_clearly_better_than(first) else first))
    chosen = found[0]
    for other in found[1:]:
        chosen = other if other[2].is_clearly_better_than(chosen[2]) else chosen
    return chosen[0], chosen[1], chosen[2].pool


def _fit_all(task: Task, held: HeldOut | None) -> tuple[Fitted, HeldOut | None]:
    """The models of all examples, and what shows how they judge new ones.

    Where the folds were of a sample, they say too little about a model of everything: then some examples are first
    held back from it, and taught at the end, from where the solver stands.
    """
    if len(task.wanted) <= MOST_SAMPLED:
        return fit(task), held
    back = stratified_sample(task.wanted, MOST_HELD_OUT, seed=1)
    taught = np.setdiff1d(np.arange(len(task.wanted)), back)
    first = fit(task.part(taught))
    asked = task.part(back)
    seen = ask(first, asked, np.zeros((len(back), task.classes), dtype=np.float32))
    return fit(task, first.solver), seen
