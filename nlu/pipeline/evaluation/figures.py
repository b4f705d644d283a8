"""The figures of `evaluate_nlu`: trains on some rows, asks others."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.pipeline import Model, train
from nlu.pipeline.evaluation.metrics import auroc, f1, macro_f1, scores, share
from nlu.pipeline.evaluation.rows import Row, training_set_of
from nlu.pipeline.evaluation.spans import found_spans, span_f1

Trainer = Callable[[Mapping[str, Any]], Model]


@dataclass(frozen=True, slots=True)
class Measured:
    """The model that was made, and the figures."""

    model: Model
    figures: dict[str, Any]


def evaluate(
    taught: Sequence[Row], asked: Sequence[Row], *, language: str = "en", none: str | None = None
) -> dict[str, Any]:
    """The figures alone; see `train_and_measure`."""
    return train_and_measure(taught, asked, language=language, none=none).figures


def train_and_measure(
    taught: Sequence[Row],
    asked: Sequence[Row],
    *,
    language: str = "en",
    none: str | None = None,
    trainer: Trainer = train,
) -> Measured:
    """Shares are 0..1, what cannot be measured on these rows is None; seconds are of CPU.

    Without `none` the best intent counts, however unsure; with it, what is not in scope is answered `none`.
    """
    began = time.process_time()
    model = trainer(training_set_of(taught, language, none))
    train_seconds = time.process_time() - began
    began = time.process_time()
    understood = [model.understand(row.text) for row in asked]
    spent = time.process_time() - began
    said = [_answer(one, none) for one in understood]
    wanted = [row.intent for row in asked]
    inside = [at for at, intent in enumerate(wanted) if intent != none]
    spans = [found_spans(one) for one in understood]
    figures = {
        "accuracy": share(sum(s == w for s, w in zip(said, wanted, strict=True)), len(wanted)),
        "macro_f1": macro_f1(scores(wanted, said)),
        "span_f1": span_f1(spans, asked) if any(row.spans for row in asked) else None,
        "in_scope_accuracy": share(sum(said[at] == wanted[at] for at in inside), len(inside)),
        **_out_of_scope(model, asked, said, none),
        "train_seconds": round(train_seconds, 2),
        "ms_per_utterance": round(spent / max(len(asked), 1) * 1000, 3),
        "model_bytes": _size(model),
    }
    return Measured(model, figures)


def _answer(understood: Mapping[str, Any], none: str | None) -> str:
    if none is not None and not understood["in_scope"]:
        return none
    intents: Sequence[Mapping[str, Any]] = understood["intents"]
    return str(intents[0]["name"]) if intents else (none or "")


def _out_of_scope(model: Model, asked: Sequence[Row], said: Sequence[str], none: str | None) -> dict[str, float | None]:
    outside = [row.intent == none for row in asked]
    if none is None or not any(outside) or all(outside):
        return {"oos_recall": None, "oos_f1": None, "oos_auroc": None}
    refused = [answer == none for answer in said]
    right = sum(a and b for a, b in zip(outside, refused, strict=True))
    area = auroc([model.classify(row.text).in_scope for row in asked], [not flag for flag in outside])
    return {
        "oos_recall": share(right, sum(outside)),
        "oos_f1": round(f1(right, sum(refused), sum(outside)), 4),
        "oos_auroc": None if area is None else round(area, 4),
    }


def _size(model: Model) -> int:
    with tempfile.TemporaryDirectory() as folder:
        return model.save(Path(folder) / "model")
