"""What a model says to labelled utterances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlu.pipeline.evaluation.rows import Row, label_kind, label_name
from nlu.pipeline.evaluation.scope import THRESHOLD
from nlu.pipeline.evaluation.spans import SpanSet, found_spans
from nlu.pipeline.model import Model
from nlu.pipeline.training_set import NONE_INTENT


@dataclass(frozen=True, slots=True)
class Prediction:
    """`best` is the likeliest class however unsure, with its `confidence`; `said` is NONE_INTENT where the utterance
    is not held for in scope. `wanted` is NONE_INTENT for what is out of scope."""

    text: str
    wanted: str
    said: str
    best: str
    confidence: float
    in_scope: float
    spans: SpanSet | None = None

    @property
    def right(self) -> bool:
        return self.said == self.wanted

    def to_json(self) -> dict[str, Any]:
        """One utterance of a report."""
        return {
            "text": self.text,
            "wanted": self.wanted,
            "said": self.said,
            "confidence": round(self.confidence, 4),
            "in_scope": round(self.in_scope, 4),
            "right": self.right,
            "kind": label_kind(self.wanted),
        }


def predict(
    model: Model, rows: Sequence[Row], *, none: str | None = None, refuse: bool = True, spans: bool = False
) -> list[Prediction]:
    """What the model says to each row. `spans`: which of the bot's own entities it finds, too.

    Without `refuse` the best class is said even where the utterance is not held for in scope.
    """
    return [_predict(model, row, none, refuse=refuse, spans=spans) for row in rows]


def _predict(model: Model, row: Row, none: str | None, *, refuse: bool, spans: bool) -> Prediction:
    verdict = model.classify(row.text)
    label, confidence = verdict.ranking[0] if verdict.ranking else (None, 0.0)
    best = NONE_INTENT if label is None else label_name(label)
    return Prediction(
        text=row.text,
        wanted=NONE_INTENT if row.intent == none else row.intent,
        said=NONE_INTENT if refuse and verdict.in_scope < THRESHOLD else best,
        best=best,
        confidence=float(confidence),
        in_scope=float(verdict.in_scope),
        spans=found_spans(model.understand(row.text)) if spans else None,
    )
