"""Trains the CRF of learned entities; imported only where training happens."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from nlu.pipeline.annotations import Example
from nlu.pipeline.entities.slots import OUTSIDE, Slots, Tag, Token, observations, tokens
from nlu.pipeline.normalise import fold

_SMALL = 1_000
_ROUNDS_SMALL = 60
_ROUNDS_LARGE = 12
_FEW = 100
_MOST_WITHOUT = 4
"""Examples without any annotation, per annotated one, that are shown to the CRF."""


def learned_entities(examples: Iterable[Example], listed: Collection[str]) -> set[str]:
    """Entities that only a CRF can find: annotated ones that are not `listed`, or that have roles or groups."""
    return {
        span.entity
        for example in examples
        for span in example.spans
        if not span.entity.startswith("@") and (span.entity not in listed or span.role or span.group)
    }


def fit_slots(examples: Sequence[Example], listed: Collection[str]) -> Slots | None:
    """A CRF for the entities that need one, or None where no example marks any."""
    wanted = learned_entities(examples, listed)
    if not wanted:
        return None
    marked = [e for e in examples if any(span.entity in wanted for span in e.spans)]
    bare = [e for e in examples if not any(span.entity in wanted for span in e.spans)]
    shown = marked + bare[:: max(1, len(bare) // (_MOST_WITHOUT * len(marked)))]
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in shown:
        words = tokens(example.text)
        if words:
            _show(trainer, words, _tags(example, words, wanted), hiding=len(marked) < _FEW)
    small = len(shown) < _SMALL
    trainer.select("lbfgs" if small else "ap")
    trainer.set_params(
        {"c1": 0.05, "c2": 0.01, "max_iterations": _ROUNDS_SMALL} if small else {"max_iterations": _ROUNDS_LARGE}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slots.crf"
        trainer.train(str(path))
        return Slots(path.read_bytes(), _values(marked, wanted))


def _show(trainer: Any, words: Sequence[Token], tags: Sequence[str], *, hiding: bool) -> None:
    """Shows an example as it is; `hiding` also with its entities hidden, also in small letters, so that the words
    around them carry weight of their own. Few examples would else teach only the values they hold."""
    said = [word for word, _, _ in words]
    hidden = {at for at, tag in enumerate(tags) if tag != OUTSIDE}
    trainer.append(observations(said), tags)
    if hiding and hidden:
        trainer.append(observations(said, hidden), tags)
        trainer.append(observations([word.lower() for word in said], hidden), tags)


def _tags(example: Example, words: Sequence[Token], wanted: Collection[str]) -> list[str]:
    tags = [OUTSIDE] * len(words)
    for span in example.spans:
        if span.entity not in wanted:
            continue
        inside = [at for at, (_, start, end) in enumerate(words) if start < span.end and end > span.start]
        for number, at in enumerate(inside):
            tags[at] = f"{'I' if number else 'B'}-{Tag(span.entity, span.role, span.group)}"
    return tags


def _values(examples: Iterable[Example], wanted: Collection[str]) -> dict[str, dict[str, Any]]:
    """The values that annotations give, by entity and folded text."""
    values: dict[str, dict[str, Any]] = {}
    for example in examples:
        for span in example.spans:
            if span.entity in wanted and span.value is not None:
                values.setdefault(span.entity, {})[fold(example.text[span.start : span.end])] = span.value
    return values
