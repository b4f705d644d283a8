"""Evaluation in a process of its own: `python -m nlu.pipeline.evaluation.child`.

The first line on standard input says what to do; lines of JSON come out:

    {"set", "folds", "seeds": [n], "most", "suggest": bool}      cross-validation of a training set
    {"model": folder, "language", "rows": [[text, label, [[start, end, entity]]]], "none"}    a stored model on rows

Both may have `"encoder"`, the folder of the sentence encoder, and `"vectors"`, that of its cache.

    {"stage", "progress"}                                 as it goes on, 0..1
    {"done": {"report", "utterances", "suggestions"}}     at the end
    {"problem": {"code", "title", "detail", "pointer"?}}  it cannot be evaluated

It is polite to others from the start (nice 10), and ends when standard input is closed: a killed parent leaves no
orphan behind.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from nlu.pipeline import Model, ModelError, TrainingSetError, load_model, train
from nlu.pipeline.encoder import Encoder, VectorCache, find_encoder
from nlu.pipeline.evaluation.cross_validation import cross_validate
from nlu.pipeline.evaluation.predictions import predict
from nlu.pipeline.evaluation.report import report, report_of_folds
from nlu.pipeline.evaluation.rows import Row
from nlu.pipeline.evaluation.suggestions import suggest
from nlu.pipeline.spared import sparing

POLITENESS = 10
_FOLDS_SHARE = 0.7  # of the time, where suggestions follow


def main() -> int:
    """Does what the first line asks for; returns the exit code."""
    os.nice(POLITENESS)
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        done = _cross_validated(request) if "set" in request else _measured(request)
    except TrainingSetError as error:
        _problem("training-set", "This cannot be trained", str(error), error.pointer)
        return 1
    except ModelError as error:
        _problem("no-model", "The model cannot be used", str(error))
        return 1
    _say({"done": done})
    return 0


def _cross_validated(request: Mapping[str, Any]) -> dict[str, Any]:
    training_set = request["set"]
    whole = _FOLDS_SHARE if request["suggest"] else 1.0
    _say({"stage": "reading", "progress": 0.0})
    with sparing():
        from nlu.pipeline import training  # noqa: F401
    trainer = _trainer(request)
    done = cross_validate(
        training_set,
        trainer=trainer,
        folds=request["folds"],
        seeds=request["seeds"],
        most=request["most"],
        tell=lambda stage, share: _say({"stage": stage, "progress": round(share * whole, 3)}),
    )
    suggestions = []
    if request["suggest"]:

        def tell(stage: str, share: float) -> None:
            _say({"stage": "suggesting", "progress": round(whole + share * (1 - whole), 3)})

        suggestions = [one.to_json() for one in suggest(training_set, done, trainer=trainer, tell=tell)]
    first = done.predictions[0] if done.predictions else []
    return {
        "report": report_of_folds(done, language=training_set["language"]),
        "utterances": [one.to_json() for one in first],
        "suggestions": suggestions,
    }


def _measured(request: Mapping[str, Any]) -> dict[str, Any]:
    _say({"stage": "measuring", "progress": 0.0})
    model = load_model(Path(request["model"]), _encoder(request))
    rows = [Row(text, label, frozenset((a, b, name) for a, b, name in spans)) for text, label, spans in request["rows"]]
    spans = any(row.spans for row in rows)
    found = []
    for first in range(0, len(rows), 200):
        found += predict(model, rows[first : first + 200], none=request.get("none"), spans=spans)
        _say({"stage": "measuring", "progress": round(len(found) / len(rows), 3)})
    made = report(found, rows, language=request["language"], kind="rows")
    return {"report": made, "utterances": [one.to_json() for one in found], "suggestions": []}


def _trainer(request: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Model]:
    """Trains as the trainer of the bot does: with the encoder that the set names, if that is the one which is there."""
    wanted = request["set"].get("encoder")
    encoder = _encoder(request) if wanted else None
    if encoder is None or encoder.identity != wanted:
        return train
    cache = VectorCache(Path(request["vectors"]), encoder)
    return partial(train, encoder=encoder, vectors=cache.vectors)


def _encoder(request: Mapping[str, Any]) -> Encoder | None:
    return find_encoder(Path(request["encoder"])) if request.get("encoder") else None


def _end_with_parent() -> None:
    # Not through sys.stdin: its lock, held by this thread, would abort the process at its end.
    while os.read(0, 4096):
        pass
    os._exit(2)


def _problem(code: str, title: str, detail: str, pointer: str = "") -> None:
    _say({"problem": {"code": code, "title": title, "detail": detail, "pointer": pointer}})


def _say(line: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
