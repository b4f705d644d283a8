"""Cross-validation of a training set: every example is asked of a model that has not seen it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlu.pipeline import train
from nlu.pipeline.evaluation.figures import Trainer
from nlu.pipeline.evaluation.folds import Key, stratified_folds, stratified_sample
from nlu.pipeline.evaluation.predictions import Prediction, predict
from nlu.pipeline.evaluation.rows import Row, label_name
from nlu.pipeline.normalise import fold
from nlu.pipeline.training_set import NONE_INTENT, Finding, TrainingSet, read_training_set

FOLDS = 5
MOST_EXAMPLES = 3_000
LEAST_INTENTS_TO_LEAVE_OUT = 5
LEFT_OUT = 5  # every fifth class

Tell = Callable[[str, float], None]


@dataclass(slots=True)
class CrossValidation:
    """Predictions of each seed, all of the same rows in another order of folds; and how it went.

    `strangers` are examples of intents that were left out altogether: what an utterance of something else looks like
    to this bot. Empty where the set has a `none` intent, whose examples do that.
    """

    seeds: list[int]
    folds: int
    predictions: list[list[Prediction]]
    rows: list[list[Row]]
    strangers: list[Prediction] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sampled: int = 0  # examples that were used, where the set has more; else 0


def cross_validate(
    training_set: Mapping[str, Any],
    *,
    folds: int = FOLDS,
    seeds: Sequence[int] = (0,),
    most: int = MOST_EXAMPLES,
    without: frozenset[Key] = frozenset(),
    trainer: Trainer = train,
    tell: Tell | None = None,
) -> CrossValidation:
    """Trains once per fold and seed, and once more for the strangers. Raises TrainingSetError.

    `without`: examples (class, folded text) that are asked but never taught.
    """
    read = read_training_set(training_set)
    keys: list[Key] = [(label_name(label), fold(example.text)) for example, label in read.examples]
    chosen = stratified_sample(keys, most, seeds[0])
    keys = [keys[at] for at in chosen]
    rows = [_row(read, at) for at in chosen]
    done = CrossValidation(list(seeds), folds, [], [], findings=[*read.findings, *_single(keys)])
    done.sampled = len(chosen) if len(chosen) < len(read.examples) else 0
    course = _Course(tell or (lambda stage, share: None), folds * len(seeds) + 1)
    spans = any(row.spans for row in rows)
    for seed in seeds:
        found: list[Prediction] = []
        asked: list[Row] = []
        for number, held in enumerate(stratified_folds(keys, folds, seed), start=1):
            course.step(f"fold {number} of {folds}")
            missing = {*held, *(at for at, key in enumerate(keys) if key in without)}
            model = trainer(_part(training_set, read, chosen, missing))
            found += predict(model, [rows[at] for at in held], spans=spans)
            asked += [rows[at] for at in held]
        done.predictions.append(found)
        done.rows.append(asked)
    course.step("out of scope")
    if not without:
        done.strangers = _strangers(training_set, read, chosen, rows, trainer)
    return done


@dataclass(slots=True)
class _Course:
    tell: Tell
    steps: int
    done: int = 0

    def step(self, stage: str) -> None:
        self.tell(stage, self.done / self.steps)
        self.done += 1


def _row(read: TrainingSet, at: int) -> Row:
    example, label = read.examples[at]
    spans = frozenset((s.start, s.end, s.entity) for s in example.spans if not s.entity.startswith("@"))
    return Row(example.text, label_name(label), spans)


def _part(training_set: Mapping[str, Any], read: TrainingSet, chosen: Sequence[int], held: set[int]) -> dict[str, Any]:
    """The set with the chosen examples but for those that are held (numbers in `chosen`)."""
    kept = {chosen[at] for at in range(len(chosen)) if at not in held}
    taught = iter(range(len(read.examples)))
    refused = {finding.pointer for finding in read.findings}
    part = dict(training_set)
    for collection, key in (("intents", "examples"), ("answers", "questions")):
        part[collection] = []
        for number, body in enumerate(training_set.get(collection, ())):
            texts = [
                text
                for place, text in enumerate(body.get(key, ()))
                if f"/{collection}/{number}/{key}/{place}" not in refused and next(taught) in kept
            ]
            part[collection].append({**body, key: texts})
    return part


def _single(keys: Sequence[Key]) -> list[Finding]:
    texts: dict[str, set[str]] = {}
    for label, text in keys:
        texts.setdefault(label, set()).add(text)
    return [
        Finding(f"/labels/{label}", "has a single example, so it could not be asked")
        for label, different in texts.items()
        if len(different) < 2
    ]


def _strangers(
    training_set: Mapping[str, Any], read: TrainingSet, chosen: Sequence[int], rows: Sequence[Row], trainer: Trainer
) -> list[Prediction]:
    labels = list(dict.fromkeys(row.intent for row in rows))
    if len(labels) < LEAST_INTENTS_TO_LEAVE_OUT or NONE_INTENT in labels or training_set.get("out_of_scope"):
        return []
    gone = set(labels[2::LEFT_OUT])
    held = {at for at, row in enumerate(rows) if row.intent in gone}
    model = trainer(_part(training_set, read, chosen, held))
    unknown = [Row(rows[at].text, NONE_INTENT) for at in sorted(held)]
    return predict(model, unknown)
