"""What would make a training set better, from its cross-validation and from its examples alone.

    suggest(training_set, cross_validate(training_set, seeds=(0, 1)), trainer=train)

Classes are named as in reports: an intent by name, an answer as `answer:<id>`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nlu.pipeline import train
from nlu.pipeline.evaluation.cross_validation import CrossValidation, Tell, cross_validate
from nlu.pipeline.evaluation.figures import Trainer
from nlu.pipeline.evaluation.folds import Key
from nlu.pipeline.evaluation.predictions import Prediction
from nlu.pipeline.evaluation.rows import label_kind, label_name
from nlu.pipeline.evaluation.similarity import Index, alike_pairs, vectors
from nlu.pipeline.normalise import fold
from nlu.pipeline.training_set import read_training_set

FEW = 5
"""Examples below which an intent is a guess."""
CLOSE = 0.2
"""Share of two classes' examples that are taken for each other from which on they are too close."""
LEAST_CONFUSED = 3
NEAR_DUPLICATE = 0.93
SURE = 0.5
VERY_SURE = 0.75
"""How sure models must be of another class where leaving the example out helps no other utterance."""
MOST_SUSPECTS = 25
MOST_OF_A_KIND = 50
_ORDER = ("two-intents", "pulls-wrong-way", "close-intents", "few-examples", "near-duplicates")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`examples` are (class, text), the one it is about first; `target` is the class that would fit better.

    `measure`: close-intents: share confused; pulls-wrong-way: how many others are understood better without it;
    few-examples: how many there are; near-duplicates: likeness.
    """

    code: str
    labels: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    measure: float
    target: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The suggestion as JSON."""
        return {
            "code": self.code,
            "labels": list(self.labels),
            "examples": [{"label": label, "text": text} for label, text in self.examples],
            "measure": round(self.measure, 4),
            "target": self.target,
        }


def suggest(
    training_set: Mapping[str, Any],
    done: CrossValidation,
    *,
    trainer: Trainer = train,
    tell: Tell | None = None,
) -> list[Suggestion]:
    """All suggestions, the gravest kind first. Costs one more cross-validation where examples are suspect."""
    read = read_training_set(training_set)
    taught = [(label_name(label), example.text) for example, label in read.examples]
    found = [
        *_two_classes(taught),
        *_pulling(training_set, done, trainer, tell),
        *_close(done),
        *_few(training_set, taught),
        *_near_duplicates(taught),
    ]
    return sorted(found, key=lambda one: _ORDER.index(one.code))


def _two_classes(taught: Sequence[tuple[str, str]]) -> Iterator[Suggestion]:
    """The same words, taught as two things."""
    seen: dict[str, tuple[str, str]] = {}
    for label, text in taught:
        first = seen.setdefault(fold(text), (label, text))
        if first[0] != label:
            yield Suggestion("two-intents", (label, first[0]), ((label, text), first), 1.0, first[0])


def _few(training_set: Mapping[str, Any], taught: Sequence[tuple[str, str]]) -> Iterator[Suggestion]:
    different: defaultdict[str, set[str]] = defaultdict(set)
    for label, text in taught:
        different[label].add(fold(text))
    for intent in training_set.get("intents", ()):
        count = len(different[intent["name"]])
        if count < FEW and label_kind(intent["name"]) == "intent":
            yield Suggestion("few-examples", (intent["name"],), (), count)


def _near_duplicates(taught: Sequence[tuple[str, str]]) -> Iterator[Suggestion]:
    """Examples of one class that say the same in the same words; the later one teaches nothing."""
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for label, text in taught:
        by_label[label].append(text)
    count = 0
    for label, texts in by_label.items():
        gone: set[int] = set()
        for first, second, likeness in alike_pairs(texts, NEAR_DUPLICATE):
            if first in gone or second in gone or count >= MOST_OF_A_KIND:
                continue
            gone.add(second)
            count += 1
            yield Suggestion("near-duplicates", (label,), ((label, texts[second]), (label, texts[first])), likeness)


def _close(done: CrossValidation) -> Iterator[Suggestion]:
    """Pairs of classes that are taken for each other."""
    asked: Counter[str] = Counter()
    confused: defaultdict[tuple[str, str], list[Prediction]] = defaultdict(list)
    for one in (one for seed in done.predictions for one in seed):
        asked[one.wanted] += 1
        if one.best != one.wanted and "none" not in (label_kind(one.wanted), label_kind(one.best)):
            confused[min(one.wanted, one.best), max(one.wanted, one.best)].append(one)
    seeds = max(len(done.predictions), 1)
    pairs = []
    for (a, b), wrong in confused.items():
        portion = len(wrong) / max(1, asked[a] + asked[b])
        if portion >= CLOSE and len(wrong) >= LEAST_CONFUSED * seeds:
            different = dict.fromkeys((one.wanted, one.text) for one in wrong)
            pairs.append(Suggestion("close-intents", (a, b), tuple(different)[:6], portion))
    yield from sorted(pairs, key=lambda one: -one.measure)[:MOST_OF_A_KIND]


def _pulling(
    training_set: Mapping[str, Any], done: CrossValidation, trainer: Trainer, tell: Tell | None
) -> Iterator[Suggestion]:
    """Examples that look like another class to every model that has not seen them, and that harm others.

    All of them are left out of one more cross-validation with the same folds; an utterance that is understood only
    then speaks against the suspect of the class it was mistaken for that it is most like.
    """
    suspects = _suspects(done)
    if not suspects:
        return
    keys: dict[Key, str] = {(one.wanted, fold(one.text)): one.best for one in suspects}
    without = cross_validate(
        training_set,
        folds=done.folds,
        seeds=done.seeds[:1],
        without=frozenset(keys),
        trainer=trainer,
        tell=tell,
    )
    gains = _gains(done.predictions[0], without.predictions[0], suspects)
    for number, one in enumerate(suspects):
        gain = gains[number]
        if gain > 0 or (gain == 0 and one.confidence >= VERY_SURE):
            examples = ((one.wanted, one.text),)
            yield Suggestion("pulls-wrong-way", (one.wanted, one.best), examples, gain, one.best)


def _suspects(done: CrossValidation) -> list[Prediction]:
    """Always mistaken for the same other class, in all seeds, and surely; and not because its class has few."""
    if not done.predictions:
        return []
    others: defaultdict[Key, list[Prediction]] = defaultdict(list)
    for seed in done.predictions:
        for one in seed:
            others[one.wanted, fold(one.text)].append(one)
    support = Counter(label for label, _ in others)
    found = [
        votes[0]
        for (label, _), votes in others.items()
        if support[label] >= FEW
        and all(one.best != label and one.confidence >= SURE for one in votes)
        and all(a.best == b.best for a, b in pairwise(votes))
        and "none" not in (label_kind(label), label_kind(votes[0].best))
    ]
    return sorted(found, key=lambda one: -one.confidence)[:MOST_SUSPECTS]


def _gains(before: Sequence[Prediction], after: Sequence[Prediction], suspects: Sequence[Prediction]) -> list[float]:
    """Per suspect, utterances that are right only without it, less those that are right only with it."""
    found = vectors([*(one.text for one in suspects), *(one.text for one in before)])
    index = Index()
    for vector in found[: len(suspects)]:
        index.add(vector)
    known = {(one.wanted, fold(one.text)) for one in suspects}
    then = {(one.wanted, one.text): one for one in after}
    gains = [0.0] * len(suspects)
    for at, one in enumerate(before):
        other = then.get((one.wanted, one.text))
        if other is None or (one.wanted, fold(one.text)) in known:
            continue
        change = int(other.best == one.wanted) - int(one.best == one.wanted)
        near = index.near(found[len(suspects) + at]) if change else {}
        if near:
            gains[max(near, key=near.__getitem__)] += change
    return gains
