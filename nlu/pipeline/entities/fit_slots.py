"""Trains the CRF of learned entities; imported only where training happens."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from nlu.pipeline.annotations import Example
from nlu.pipeline.entities.found import Found
from nlu.pipeline.entities.slot_features import Phrase, Phrases, Token, folded, observations, tokens
from nlu.pipeline.entities.slots import OUTSIDE, Slots, Sureness, Tag, with_written
from nlu.pipeline.normalise import fold

_SMALL = 3_000
_ROUNDS_SMALL = 60
_ROUNDS_LARGE = 12
_FEW = 40
_MOST_WITHOUT = 4
"""Examples without any annotation, per annotated one, that are shown to the CRF."""
_LEAST_TO_DOUBT = 400
_MOST_TO_DOUBT = 4_000
"""Between so many examples the confidences are fitted, on every fifth of them; fewer tell too little."""
_FIFTH = 5
_LEAST_SEEN = 30
_NEVER = 1e-6
_DRAW = 0.5

Written = Callable[[str], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One example as the CRF learns it."""

    example: Example
    intent: str | None
    words: Sequence[Token]
    small: Sequence[str]
    tags: Sequence[str]
    own: Collection[tuple[Phrase, str]]
    written: Sequence[Found]


def learned_entities(examples: Iterable[Example], listed: Collection[str]) -> set[str]:
    """Entities that only a CRF can find: annotated ones that are not `listed`, or that have roles or groups."""
    return {
        span.entity
        for example in examples
        for span in example.spans
        if not span.entity.startswith("@") and (span.entity not in listed or span.role or span.group)
    }


def fit_slots(
    examples: Sequence[tuple[Example, str | None]], listed: Collection[str], written: Written = lambda text: ()
) -> Slots | None:
    """A CRF for the entities that need one, or None where no example marks any.

    `examples` stand beside their intents; `written` finds the lists and patterns of a text.
    """
    wanted = learned_entities((example for example, _ in examples), listed)
    if not wanted:
        return None
    marked = [one for one in examples if any(span.entity in wanted for span in one[0].spans)]
    bare = [one for one in examples if not any(span.entity in wanted for span in one[0].spans)]
    shown = marked + bare[:: max(1, len(bare) // (_MOST_WITHOUT * len(marked)))]
    lessons = [_lesson(example, intent, wanted, written) for example, intent in shown]
    lessons = [lesson for lesson in lessons if lesson.words]
    values = _values((example for example, _ in marked), wanted)
    return Slots(_crf(lessons, len(lessons), hiding=len(marked) < _FEW), values, _phrases(lessons), _sureness(lessons))


def _lesson(example: Example, intent: str | None, wanted: Collection[str], written: Written) -> Lesson:
    words = tokens(example.text)
    small = folded(word for word, _, _ in words)
    tags = [OUTSIDE] * len(words)
    own: set[tuple[Phrase, str]] = set()
    for span in example.spans:
        if span.entity not in wanted:
            continue
        inside = [at for at, (_, start, end) in enumerate(words) if start < span.end and end > span.start]
        for number, at in enumerate(inside):
            tags[at] = f"{'I' if number else 'B'}-{Tag(span.entity, span.role, span.group)}"
        own.add((tuple(small[at] for at in inside), span.entity))
    return Lesson(example, intent, words, small, tags, own, written(example.text))


def _phrases(lessons: Iterable[Lesson]) -> Phrases:
    phrases = Phrases()
    for lesson in lessons:
        for phrase, entity in lesson.own:
            phrases.add(phrase, entity)
    return phrases


def _crf(lessons: Sequence[Lesson], count: int, *, hiding: bool) -> bytes:
    """The CRF, made as is right for so many lessons: a sample is learned like the whole that it stands for."""
    phrases = _phrases(lessons)
    trainer = pycrfsuite.Trainer(verbose=False)
    for lesson in lessons:
        _show(trainer, lesson, phrases, hiding=hiding)
    small = count < _SMALL
    trainer.select("lbfgs" if small else "ap")
    trainer.set_params(
        {"c1": 0.05, "c2": 0.01, "max_iterations": _ROUNDS_SMALL} if small else {"max_iterations": _ROUNDS_LARGE}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slots.crf"
        trainer.train(str(path))
        return path.read_bytes()


def _show(trainer: Any, lesson: Lesson, phrases: Phrases, *, hiding: bool) -> None:
    """Shows an example as it is; `hiding` also with its entities hidden and in small letters, so that the words around
    them carry weight of their own. Few examples would else teach only the values they hold."""
    said = [word for word, _, _ in lesson.words]
    marks = phrases.marks(lesson.small, lesson.own)
    with_written(marks, lesson.words, lesson.written)
    trainer.append(observations(said, lesson.small, marks, lesson.intent), lesson.tags)
    hidden = {at for at, tag in enumerate(lesson.tags) if tag != OUTSIDE}
    if hiding and hidden:
        hints: list[list[str]] = [[] for _ in said]
        with_written(hints, lesson.words, lesson.written)
        lowered = [word.lower() for word in said]
        trainer.append(observations(said, lesson.small, marks, lesson.intent), lesson.tags)
        trainer.append(observations(lowered, lesson.small, hints, lesson.intent, hidden), lesson.tags)


def _sureness(lessons: Sequence[Lesson]) -> Sureness:
    """How far the shares of a CRF can be believed: measured with one that has not seen every fifth example."""
    if len(lessons) < _LEAST_TO_DOUBT:
        return Sureness()
    step = max(1, math.ceil(len(lessons) / _MOST_TO_DOUBT))
    some = lessons[::step]
    taught = [lesson for at, lesson in enumerate(some) if at % _FIFTH]
    tried = Slots(_crf(taught, len(lessons), hiding=False), {}, _phrases(taught))
    seen: list[tuple[float, bool]] = []
    for lesson in some[::_FIFTH]:
        wanted = {(span.start, span.end, span.entity, span.role) for span in lesson.example.spans}
        for found in tried.find_all(lesson.example.text, lesson.intent, lesson.written):
            seen.append((found.confidence, (found.start, found.end, found.entity, found.role) in wanted))
    return fitted_sureness(seen)


def fitted_sureness(seen: Sequence[tuple[float, bool]]) -> Sureness:
    """Of the logistic curves through shares and whether each was right the likeliest, drawn a little to no change."""
    if len(seen) < _LEAST_SEEN:
        return Sureness()
    shares = np.array([min(max(share, _NEVER), 1 - _NEVER) for share, _ in seen])
    odds, right = np.log(shares / (1 - shares)), np.array([right for _, right in seen])
    best = (-math.inf, Sureness())
    for slope in np.geomspace(0.05, 2.0, 25):
        for offset in np.linspace(-2.0, 3.0, 41):
            curve = slope * odds + offset
            likelihood = -float(np.logaddexp(0.0, np.where(right, -curve, curve)).sum())
            likelihood -= _DRAW * (math.log(slope) ** 2 + offset**2)
            if likelihood > best[0]:
                best = likelihood, Sureness(round(float(slope), 4), round(float(offset), 4))
    return best[1]


def _values(examples: Iterable[Example], wanted: Collection[str]) -> dict[str, dict[str, Any]]:
    """The values that annotations give, by entity and folded text."""
    values: dict[str, dict[str, Any]] = {}
    for example in examples:
        for span in example.spans:
            if span.entity in wanted and span.value is not None:
                values.setdefault(span.entity, {})[fold(example.text[span.start : span.end])] = span.value
    return values
