"""Measures a recipe on files of labelled utterances: trains on one, tests on another."""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.pipeline import Model, train
from nlu.pipeline.annotations import Example, Span, write_example
from nlu.pipeline.entities.found import SYSTEM
from nlu.pipeline.training_set import FORMAT, NONE_INTENT, VERSION


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled utterance; `spans` are (start, end, entity)."""

    text: str
    intent: str
    spans: frozenset[tuple[int, int, str]]


def read_row(line: Mapping[str, Any]) -> Row:
    """A row of `{"text", "intent", "entities": [{"start", "end", "entity"}]}`; raises KeyError, TypeError."""
    spans = {(e["start"], e["end"], _entity_name(e["entity"])) for e in line.get("entities", ())}
    return Row(line["text"], line["intent"], frozenset(spans))


def training_set_of(rows: Sequence[Row], language: str, none: str | None = None) -> dict[str, Any]:
    """A training set of labelled rows; the label `none` becomes the intent of what is out of scope."""
    examples: dict[str, list[str]] = {}
    for row in rows:
        name = NONE_INTENT if row.intent == none else row.intent
        examples.setdefault(name, []).append(_annotated(row))
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": language,
        "intents": [{"name": name, "examples": texts} for name, texts in examples.items()],
        "entities": [],
        "answers": [],
    }


def evaluate(
    taught: Sequence[Row], asked: Sequence[Row], *, language: str = "en", none: str | None = None
) -> dict[str, Any]:
    """Figures of `evaluate_nlu`; shares are 0..1, what cannot be measured on these rows is None.

    Without `none` the best intent counts, however unsure; with it, what is not in scope is answered `none`.
    """
    began = time.process_time()
    model = train(training_set_of(taught, language, none))
    train_seconds = time.process_time() - began
    began = time.process_time()
    understood = [model.understand(row.text) for row in asked]
    spent = time.process_time() - began
    said = [_answer(one, none) for one in understood]
    wanted = [row.intent for row in asked]
    inside = [at for at, intent in enumerate(wanted) if intent != none]
    return {
        "accuracy": _share(sum(map(_same, said, wanted)), len(wanted)),
        "macro_f1": _macro_f1(said, wanted),
        "span_f1": _span_f1(understood, asked) if any(row.spans for row in asked) else None,
        "in_scope_accuracy": _share(sum(said[at] == wanted[at] for at in inside), len(inside)),
        **_out_of_scope(model, asked, said, none),
        "train_seconds": round(train_seconds, 2),
        "ms_per_utterance": round(spent / max(len(asked), 1) * 1000, 3),
        "model_bytes": _size(model),
    }


def _entity_name(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)


def _annotated(row: Row) -> str:
    spans = tuple(Span(start, end, entity) for start, end, entity in sorted(row.spans))
    return write_example(Example(row.text, spans))


def _answer(understood: Mapping[str, Any], none: str | None) -> str | None:
    if none is not None and not understood["in_scope"]:
        return none
    return understood["intents"][0]["name"] if understood["intents"] else none


def _same(said: str | None, wanted: str) -> bool:
    return said == wanted


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(right: int, said: int, wanted: int) -> float:
    return 2 * right / (said + wanted) if said + wanted else 0.0


def _macro_f1(said: Sequence[str | None], wanted: Sequence[str]) -> float | None:
    """Mean F1 over the labels that were wanted."""
    right = Counter(w for s, w in zip(said, wanted, strict=True) if s == w)
    asked, answered = Counter(wanted), Counter(said)
    scores = [_f1(right[label], answered[label], asked[label]) for label in asked]
    return round(sum(scores) / len(scores), 4) if scores else None


def _span_f1(understood: Sequence[Mapping[str, Any]], asked: Sequence[Row]) -> float:
    right = said = wanted = 0
    for one, row in zip(understood, asked, strict=True):
        found = {(e["start"], e["end"], e["entity"]) for e in one["entities"] if e["source"] != SYSTEM}
        right += len(found & row.spans)
        said += len(found)
        wanted += len(row.spans)
    return round(_f1(right, said, wanted), 4)


def _out_of_scope(
    model: Model, asked: Sequence[Row], said: Sequence[str | None], none: str | None
) -> dict[str, float | None]:
    outside = [row.intent == none for row in asked]
    if none is None or not any(outside) or all(outside):
        return {"oos_recall": None, "oos_f1": None, "oos_auroc": None}
    refused = [answer == none for answer in said]
    right = sum(a and b for a, b in zip(outside, refused, strict=True))
    scores = [model.classify(row.text).in_scope for row in asked]
    return {
        "oos_recall": _share(right, sum(outside)),
        "oos_f1": round(_f1(right, sum(refused), sum(outside)), 4),
        "oos_auroc": round(_auroc(scores, [not flag for flag in outside]), 4),
    }


def _auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Chance that a positive outscores a negative; ties count half."""
    order = sorted(range(len(scores)), key=lambda at: scores[at])
    ranks = [0.0] * len(scores)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and scores[order[last + 1]] == scores[order[first]]:
            last += 1
        for at in order[first : last + 1]:
            ranks[at] = (first + last) / 2 + 1
        first = last + 1
    count = sum(positive)
    total = sum(rank for rank, flag in zip(ranks, positive, strict=True) if flag)
    return (total - count * (count + 1) / 2) / (count * (len(scores) - count))


def _size(model: Model) -> int:
    with tempfile.TemporaryDirectory() as folder:
        return model.save(Path(folder) / "model")
