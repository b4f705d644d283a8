"""Whether models are fit to serve, asked in a fresh process: `python -m nlu.pipeline.prove`.

Each line on standard input is `{"folder", "examples": [[text, kind, name]], "encoder"?}`; it answers
`{"right": n, "asked": n}` where the model loads with its encoder and understands at least half of these examples of its
own, and a quarter where it may not look them up, else `{"problem": text}`. No scikit-learn comes near: a server that
serves the model has none either.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlu.pipeline import Model, ModelError, load_model
from nlu.pipeline.annotations import parse_example
from nlu.pipeline.encoder import find_encoder
from nlu.pipeline.errors import AnnotationError
from nlu.pipeline.policy import load_policy
from nlu.pipeline.store import read_about

MOST_ASKED = 24
LEAST_RIGHT = 0.5
LEAST_LEARNED = 0.25


def sample(training_set: Mapping[str, Any]) -> list[list[str]]:
    """Some examples of a training set, from all over its intents and answers: `[text, kind, name]`."""
    rounds: list[list[list[str]]] = []
    for key, kind, called, texts in (
        ("intents", "intent", "name", "examples"),
        ("answers", "answer", "id", "questions"),
    ):
        for one in training_set.get(key, ()):
            for number, text in enumerate(one.get(texts, ())[:MOST_ASKED]):
                if number == len(rounds):
                    rounds.append([])
                rounds[number].append([text, kind, one[called]])
    plain = [[said, kind, name] for examples in rounds for text, kind, name in examples if (said := _plain(text, kind))]
    step = max(1, len(rounds[0]) // MOST_ASKED) if rounds else 1
    return plain[: step * MOST_ASKED : step]


def _plain(text: str, kind: str) -> str:
    try:
        return (parse_example(text).text if kind == "intent" else text).strip()
    except AnnotationError:
        return ""


def main() -> int:
    """Proves what standard input names, until it ends."""
    # Not through sys.stdin: it would read ahead and wait.
    waiting = b""
    while more := os.read(0, 1 << 16):
        *lines, waiting = (waiting + more).split(b"\n")
        for line in lines:
            sys.stdout.write(json.dumps(_proven(json.loads(line))) + "\n")
            sys.stdout.flush()
    return 0


def _proven(request: Mapping[str, Any]) -> dict[str, Any]:
    folder = Path(request["folder"])
    try:
        about = read_about(folder)
        if about.get("kind") == "policy":
            load_policy(folder).predict([])
            return {"right": 0, "asked": 0}
        encoder = find_encoder(Path(request["encoder"])) if request.get("encoder") and about.get("encoder") else None
        return _asked(load_model(folder, encoder), request["examples"])
    except ModelError as error:
        return {"problem": str(error)}
    except Exception as error:
        return {"problem": f"{type(error).__name__}: {error}"[:500]}


def _asked(model: Model, examples: Sequence[Sequence[str]]) -> dict[str, Any]:
    # Where a part failed, that of an earlier model may be in it, which had another encoder.
    if model.notes and not model.about.get("incomplete"):
        return {"problem": model.notes[0]}
    right = _right(model, examples)
    if right < LEAST_RIGHT * len(examples):
        return {"problem": f"it understands only {right} of {len(examples)} of its own examples"}
    model.classifier.exact = {}  # an example that is looked up says nothing of what was learned
    learned = _right(model, examples)
    if learned < LEAST_LEARNED * len(examples):
        return {"problem": f"it has learned only {learned} of {len(examples)} of its own examples"}
    return {"right": right, "asked": len(examples)}


def _right(model: Model, examples: Sequence[Sequence[str]]) -> int:
    right = 0
    for text, kind, name in examples:
        understood = model.understand(text, now=0.0)
        ranked = understood["intents" if kind == "intent" else "answers"]
        right += any(one["name" if kind == "intent" else "id"] == name for one in ranked[:1])
    return right


if __name__ == "__main__":
    sys.exit(main())
