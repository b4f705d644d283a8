"""Entities: which spans were found, per entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from nlu.pipeline.entities.found import SYSTEM
from nlu.pipeline.evaluation.metrics import DIGITS, Score
from nlu.pipeline.evaluation.rows import Row

SpanSet = frozenset[tuple[int, int, str]]
MOST_MISTAKES = 50


def found_spans(understood: Mapping[str, Any]) -> SpanSet:
    """The bot's own entities of an understanding; built-in ones are measured elsewhere."""
    return frozenset((e["start"], e["end"], e["entity"]) for e in understood["entities"] if e["source"] != SYSTEM)


def span_f1(found: Sequence[SpanSet], asked: Sequence[Row]) -> float:
    """F1 over all spans: place and entity must both be right."""
    return round(_total(_scores(found, asked)).f1, DIGITS)


def entity_report(found: Sequence[SpanSet], asked: Sequence[Row]) -> dict[str, Any]:
    """Precision, recall and F1 over all spans and per entity, worst first, and up to 50 mistakes."""
    counted = _scores(found, asked)
    mistakes = [
        {"text": row.text, "wanted": _places(row.spans), "found": _places(spans)}
        for spans, row in zip(found, asked, strict=True)
        if spans != row.spans
    ]
    total = _total(counted)
    return {
        **_figures(total),
        "entities": [{"entity": one.label, **_figures(one)} for one in sorted(counted, key=lambda s: (s.f1, s.label))],
        "mistakes": mistakes[:MOST_MISTAKES],
    }


def _scores(found: Sequence[SpanSet], asked: Sequence[Row]) -> list[Score]:
    said: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for spans, row in zip(found, asked, strict=True):
        said.update(entity for _, _, entity in spans)
        wanted.update(entity for _, _, entity in row.spans)
        right.update(entity for _, _, entity in spans & row.spans)
    return [Score(name, wanted[name], said[name], right[name]) for name in sorted({*said, *wanted})]


def _total(counted: Sequence[Score]) -> Score:
    return Score("", *(sum(getattr(one, name) for one in counted) for name in ("support", "said", "right")))


def _figures(one: Score) -> dict[str, Any]:
    shares = {name: round(getattr(one, name), DIGITS) for name in ("precision", "recall", "f1")}
    return {**shares, "support": one.support, "found": one.said, "right": one.right}


def _places(spans: SpanSet) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "entity": entity} for start, end, entity in sorted(spans)]
