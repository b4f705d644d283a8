"""A trained model of one language: understands utterances, and goes into a folder and back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from nlu.pipeline.classifier import Calibration, Classifier, Verdict
from nlu.pipeline.common_words import common_words
from nlu.pipeline.entities.found import LEARNED, LIST, PATTERN, Found, with_parts, without_overlaps
from nlu.pipeline.entities.slots import Slots
from nlu.pipeline.entities.system import find_system
from nlu.pipeline.entities.written import WrittenEntities, entity_names
from nlu.pipeline.errors import ModelError
from nlu.pipeline.features import Features
from nlu.pipeline.sentiment import sentiment
from nlu.pipeline.store import Stored, load_folder, save_folder
from nlu.pipeline.training_set import Label

_DIGITS = 4
_MOST_RANKED = 10
_SLOTS_FILE = "slots.crf"


@dataclass(slots=True)
class Model:
    """Everything that one language of a bot has learned.

    `entities` are the list and pattern entities of the document; `names` are further names of
    list values that only the annotated examples have: `[entity, value, name]`.
    """

    language: str
    classifier: Classifier
    entities: Sequence[Mapping[str, Any]] = ()
    names: Sequence[tuple[str, Any, str]] = ()
    slots: Slots | None = None
    about: dict[str, Any] = field(default_factory=dict)
    _written: WrittenEntities = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._written = WrittenEntities(self.language, self.entities, self.names)

    def understand(self, text: str, *, now: float | None = None, timezone: str = "UTC") -> dict[str, Any]:
        """What one utterance says, in the shape of the contract, with `"intent"`: the best or None.

        `now` is in epoch seconds; without it, words like "tomorrow" are not resolved. Ten intents
        and ten answers at most are ranked, so that a turn's record stays small.
        """
        written = self._written.find(text, self.classifier.features.words)
        verdict = self.classifier.classify(text, entity_names(written))
        ranked = [(label, round(share, _DIGITS)) for label, share in verdict.ranking]
        intents = [{"name": label.name, "confidence": c} for label, c in ranked if label.kind == "intent"]
        answers = [{"id": label.name, "confidence": c} for label, c in ranked if label.kind == "answer"]
        in_scope = verdict.in_scope >= 0.5
        first_is_intent = bool(ranked) and ranked[0][0].kind == "intent"
        return {
            "language": self.language,
            "intent": intents[0]["name"] if in_scope and first_is_intent else None,
            "intents": intents[:_MOST_RANKED],
            "in_scope": in_scope,
            "entities": [found.to_json(text) for found in self._entities(text, written, now, timezone)],
            "answers": answers[:_MOST_RANKED],
            "sentiment": sentiment(text, self.language),
        }

    def classify(self, text: str) -> Verdict:
        """The whole ranking of an utterance, unrounded."""
        return self.classifier.classify(text, entity_names(self._written.find(text, self.classifier.features.words)))

    def _entities(self, text: str, written: list[Found], now: float | None, timezone: str) -> list[Found]:
        """Entities of all sources, one reading per stretch of text."""
        found = written if self.slots is None else _with_roles(written, self.slots.find(text))
        found = found + find_system(text, self.language, now=now, timezone=timezone)
        return with_parts(without_overlaps(found))

    def save(self, folder: Path) -> int:
        """Writes the model into a new folder, atomically; returns its bytes."""
        classifier, features = self.classifier, self.classifier.features
        arrays = {"weights": classifier.weights, "bias": classifier.bias, "idf": features.idf}
        content = {
            "labels": [[label.kind, label.name] for label in classifier.labels],
            "calibration": dataclasses.asdict(classifier.calibration),
            "exact": classifier.exact,
            "documents": features.documents,
            "words": list(features.words),
            "characters": list(features.characters),
            "entities": self.entities,
            "names": self.names,
            "slots": None if self.slots is None else {"values": self.slots.values},
        }
        files = {"model.json": json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()}
        if self.slots is not None:
            files[_SLOTS_FILE] = self.slots.crf
        about = {**self.about, "language": self.language}
        return save_folder(folder, Stored(about, arrays, files))


def empty_model(language: str) -> Model:
    """A model that has learned nothing: it finds built-in entities, and no intent."""
    nothing = np.zeros(0, dtype=np.float32)
    features = Features({}, {}, nothing, 0)
    weights = np.zeros((0, 0), dtype=np.float32)
    return Model(language, Classifier(features, [], weights, nothing, Calibration(1.0, 0.0, 0.0), {}))


def load_model(folder: Path) -> Model:
    """The model of a folder; raises ModelError if it is not a whole and sound one."""
    stored = load_folder(folder)
    content = stored.json("model.json")
    try:
        return _model(stored, content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ModelError(f"{folder.name} does not hang together: {error}") from error


def _model(stored: Stored, content: Mapping[str, Any]) -> Model:
    words, characters = content["words"], content["characters"]
    idf = stored.array("idf", "float32", 1)
    weights = stored.array("weights", "float32", 2)
    bias = stored.array("bias", "float32", 1)
    labels = [Label(kind, name) for kind, name in content["labels"]]
    if len(idf) != len(words) + len(characters) or bias.shape != (len(labels),):
        raise ModelError("the arrays do not fit the vocabulary")
    if labels and weights.shape != (len(idf), len(labels)):
        raise ModelError("the weights do not fit the vocabulary")
    if not all(np.isfinite(array).all() for array in (idf, weights, bias)):
        raise ModelError("the arrays hold numbers that are none")
    features = Features(
        {word: i for i, word in enumerate(words)},
        {gram: i + len(words) for i, gram in enumerate(characters)},
        idf,
        int(content["documents"]),
        common_words(str(stored.about["language"])),
    )
    exact = {text: tuple(numbers) for text, numbers in content["exact"].items()}
    if any(not 0 <= number < len(labels) for numbers in exact.values() for number in numbers):
        raise ModelError("an example names a class that is not there")
    calibration = Calibration(**content["calibration"])
    slots = content["slots"]
    return Model(
        language=str(stored.about["language"]),
        classifier=Classifier(features, labels, weights, bias, calibration, exact),
        entities=content["entities"],
        names=[(entity, value, name) for entity, value, name in content["names"]],
        slots=None if slots is None else Slots(stored.file(_SLOTS_FILE), slots["values"]),
        about=stored.about,
    )


def _with_roles(written: Sequence[Found], learned: Sequence[Found]) -> list[Found]:
    """Joins both: a list or pattern match keeps its value and takes role and group of the CRF's."""
    joined: list[Found] = []
    used: set[Found] = set()
    for match in written:
        twin = next(
            (f for f in learned if f.entity == match.entity and f.start < match.end and f.end > match.start), None
        )
        if twin is None or match.source not in (LIST, PATTERN, LEARNED):
            joined.append(match)
            continue
        joined.append(dataclasses.replace(match, role=twin.role, group=twin.group))
        used.add(twin)
    return joined + [match for match in learned if match not in used]
