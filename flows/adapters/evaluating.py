"""The other door from flows to nlu, for those who build a bot: evaluation, suggestions, groups of utterances."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nlu.pipeline.evaluation import Row, RowsError, compare, read_rows, report
from nlu.pipeline.evaluation.grouping import Group, Matrix, group
from nlu.pipeline.evaluation.rows import ANSWER, check_row
from nlu.pipeline.evaluation.similarity import Index, Space
from nlu.pipeline.training_set import NONE_INTENT
from nlu.services.encoders import shared_encoder
from nlu.services.evaluate_models import Tell, evaluate_models
from nlu.services.model_store import model_folder

MOST_EXAMPLES = 3_000  # of a cross-validation; of larger sets a sample of this size
MOST_ENCODED = 400  # texts of one request that are new to us: half a second
MOST_REMEMBERED = 4_000  # sentence vectors, 1.5 kB each

_remembered: OrderedDict[str, Matrix] = OrderedDict()
_lock = threading.Lock()

__all__ = [
    "ANSWER",
    "NONE_INTENT",
    "Index",
    "Row",
    "RowsError",
    "Space",
    "Tell",
    "check_row",
    "compare",
    "cross_validate",
    "empty_report",
    "group_texts",
    "measure_rows",
    "read_rows",
]


def cross_validate(
    training_set: Mapping[str, Any], tell: Tell, *, folds: int, seeds: int, suggest: bool
) -> dict[str, Any]:
    """`{"report", "utterances", "suggestions"}` of a training set, made in a child process. Raises JobFailed."""
    request = {"set": training_set, "folds": folds, "seeds": list(range(seeds)), "most": MOST_EXAMPLES}
    return evaluate_models({**request, "suggest": suggest}, tell)


def measure_rows(model: str, language: str, rows: Sequence[Row], tell: Tell, *, none: str | None) -> dict[str, Any]:
    """The same for labelled utterances and a model of the store, by its hash."""
    listed = [(row.text, row.intent, sorted(row.spans)) for row in rows]
    request = {"model": str(model_folder(model)), "language": language, "rows": listed, "none": none}
    return evaluate_models(request, tell)


def empty_report(language: str, kind: str) -> dict[str, Any]:
    """The report of nothing asked: a bot's tests may hold no labelled utterance."""
    return report([], [], language=language, kind=kind)


def group_texts(texts: Sequence[str], language: str) -> list[Group]:
    """Groups of what means about the same; by sentence vectors where there is an encoder of the language."""
    return group(texts, encode=_encoding(texts, language))


def _encoding(texts: Sequence[str], language: str) -> Callable[[Sequence[str]], Matrix] | None:
    """None where there is no encoder, or more texts are new to it than one may wait for."""
    encoder = shared_encoder()
    if encoder is None or language.split("-")[0].lower() not in encoder.languages:
        return None
    if sum(text not in _remembered for text in set(texts)) > MOST_ENCODED:
        return None

    def encode(asked: Sequence[str]) -> Matrix:
        found = []
        for text in asked:
            vector = _remembered.get(text)
            found.append(encoder.encode(text) if vector is None else vector)
        with _lock:
            _remembered.update(zip(asked, found, strict=True))
            while len(_remembered) > MOST_REMEMBERED:
                _remembered.popitem(last=False)
        return np.stack(found)

    return encode
