"""Learns from sentence vectors; imported only where training happens.

What counts how much is chosen by cross-validation on the bot's own examples, a stratified sample of at most 3,000:
the sparse model, those over the vectors, their mixtures, and whether names of intents are examples, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from nlu.pipeline.dense import Dense, Floats, Likeness, Linear, Pool, blocks, gists, log_shares, pooled, signs
from nlu.pipeline.fit_likeness import fit_likeness
from nlu.pipeline.fit_scope import FEWEST_HELD_OUT, USUAL_SCOPE, fit_scope, tell_apart
from nlu.pipeline.fit_sparse import SparseHeldOut
from nlu.pipeline.logistic import logistic
from nlu.pipeline.sampling import Integers, stratified_sample
from nlu.pipeline.training_set import Label

MOST_SAMPLED = 3_000
SAMPLED_OF_MORE = 2_000
MOST_HELD_OUT = 1_000
MANY_EXAMPLES = 30_000
"""As many are encoded at most, and then the earlier layers are left out: they cost much and add little."""

NAMES_UP_TO = 20  # examples per class
MANY_UP_TO = 300  # examples per class
CLEARLY = 1.5  # standard errors of the difference

_USUAL_TEMPERATURE = 1.5
_TEMPERATURES = np.geomspace(0.4, 6.0, 24)

FOR_FEW = Pool(0.2, 0.2, 0.2, 0.4)
FOR_MANY = Pool(0.3, 0.2, 0.2, 0.3)
FOR_LOTS = Pool(0.55, 0.0, 0.15, 0.3)
POOLS = (
    FOR_FEW,
    FOR_MANY,
    FOR_LOTS,
    Pool(0.0, 0.25, 0.25, 0.5),
    Pool(0.5, 0.0, 0.0, 0.5),
    Pool(0.25, 0.0, 0.0, 0.75),
    Pool(0.25, 0.75, 0.0, 0.0),
    Pool(0.0, 1.0, 0.0, 0.0),
    Pool(0.0, 0.0, 1.0, 0.0),
    Pool(0.0, 0.0, 0.0, 1.0),
    Pool(1.0, 0.0, 0.0, 0.0),
)
"""What cross-validation chooses from. It must speak clearly for another mixture than the usual one, of `FOR_FEW`,
`FOR_MANY` or `FOR_LOTS` of examples per class: on small bots the usual one is better than what happens to win on their
few folds, and folds of a sample of a large one know fewer words than the whole."""


@dataclass(frozen=True, slots=True)
class Task:
    """Everything there is to learn from. `names` are vectors of the classes' names, where they say anything, and
    `strangers` those of what the bot is not for."""

    wide: Floats
    wanted: Integers
    classes: int
    own: npt.NDArray[np.bool_]
    dimensions: int
    names: Floats
    named: Integers
    strangers: Floats

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
    likeness: Likeness
    apart: Linear
    solver: LogisticRegression | None = None


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What models say to examples that they have not seen, a row each."""

    wanted: Integers
    margins: Floats
    near: Floats
    deep: Floats
    like: Floats
    signs: Floats

    def shares(self, pool: Pool) -> Floats:
        """What a mixture makes of it."""
        return pooled(pool, self.margins, self.near, self.deep, self.like)


def name_words(label: Label) -> str:
    """A class's name as words, where it looks like some: `card_arrival` is, `intent_12` and `q3f` are not."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label.name)
    words = re.sub(r"[\W_]+", " ", apart).strip()
    return words if re.fullmatch(r"[^\W\d]{2,}(?: [^\W\d]+)*", words) and len(words) > 3 else ""


def fit(task: Task, before: LogisticRegression | None = None) -> Fitted:
    """All models. `before` is the solver of a nearly equal task, to begin at."""
    wide = np.concatenate([task.wide, task.names])
    wanted = np.concatenate([task.wanted, task.named])
    size = task.dimensions
    centre = wide.mean(axis=0)
    moved = blocks(wide, centre, size)
    near, _ = logistic(wide[:, :size], wanted, task.classes)
    deep, solver = logistic(moved, wanted, task.classes, before)
    likeness = fit_likeness(gists(wide, moved, size), wanted, task.classes, size)
    taught, own = moved[: len(task.wide)], task.own[task.wanted]
    strangers = np.concatenate([blocks(task.strangers, centre, size), taught[~own]])
    apart = tell_apart(taught[own], task.wanted[own], strangers, size)
    return Fitted(centre, near, deep, likeness, apart, solver)


def ask(fitted: Fitted, task: Task, margins: Floats) -> HeldOut:
    """What the models say to the examples of a task."""
    moved = blocks(task.wide, fitted.centre, task.dimensions)
    near, deep = fitted.near.scores(task.wide[:, : task.dimensions]), fitted.deep.scores(moved)
    like, alike = fitted.likeness.scores(gists(task.wide, moved, task.dimensions))
    seen = signs(alike, like, deep, fitted.apart.scores(moved), task.own)
    return HeldOut(task.wanted, margins, near, deep, like, seen)


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
    logs = np.log(np.maximum(held.shares(pool), 1e-12))
    surprise = [-float(log_shares(one * logs)[rows, held.wanted].mean()) for one in _TEMPERATURES]
    best = int(np.argmin(surprise))
    # Few examples say little about the temperature.
    trust = len(rows) / (len(rows) + 50.0)
    temperature = float(_TEMPERATURES[best] ** trust * _USUAL_TEMPERATURE ** (1.0 - trust))
    return Judged(replace(pool, temperature=temperature), logs.argmax(axis=1) == held.wanted, surprise[best])


def fit_dense(
    task: Task, sparse: SparseHeldOut, sample: Integers, identity: str, name: str
) -> tuple[Dense, Floats, Integers]:
    """Everything; the shares that it gives to the classes for held-out examples; and which class each wants. The folds
    are those of the sparse model, so that what both say can be weighed together. `identity` and `name` are those of
    the encoder."""
    task, held, pool = _choose(task, sparse, sample)
    fitted, seen, by_folds = _fit_all(task, held)
    dense = Dense(
        encoder=identity,
        name=name,
        dimensions=task.dimensions,
        centre=fitted.centre,
        near=fitted.near,
        deep=fitted.deep,
        likeness=fitted.likeness,
        apart=fitted.apart,
        own=task.own,
        pool=pool,
        scope=USUAL_SCOPE if seen is None else fit_scope(seen.signs, task.own[seen.wanted], by_folds=by_folds),
    )
    if held is None:
        return dense, *nothing_held_out(task.classes)
    return dense, held.shares(pool), held.wanted


def nothing_held_out(classes: int) -> tuple[Floats, Integers]:
    """Shares and wanted classes of no examples."""
    return np.zeros((0, classes), dtype=np.float32), np.zeros(0, dtype=np.int64)


def _choose(task: Task, sparse: SparseHeldOut, sample: Integers) -> tuple[Task, HeldOut | None, Pool]:
    """The task with names of classes or without, what held-out examples say then, and the mixture."""
    few = len(task.wanted) <= NAMES_UP_TO * task.classes
    many = len(task.wanted) <= MANY_UP_TO * task.classes
    usual = FOR_FEW if few else FOR_MANY if many else FOR_LOTS
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


def _fit_all(task: Task, held: HeldOut | None) -> tuple[Fitted, HeldOut | None, bool]:
    """The models of all examples, what shows how they judge new ones, and whether folds show that.

    Where the folds were of a sample, they say too little about a model of everything: then some examples are first
    held back from it, and taught at the end, from where the solver stands.
    """
    if len(task.wanted) <= MOST_SAMPLED:
        return fit(task), held, True
    back = stratified_sample(task.wanted, MOST_HELD_OUT, seed=1)
    taught = np.setdiff1d(np.arange(len(task.wanted)), back)
    first = fit(task.part(taught))
    asked = task.part(back)
    seen = ask(first, asked, np.zeros((len(back), task.classes), dtype=np.float32))
    return fit(task, first.solver), seen, False
