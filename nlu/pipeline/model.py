"""A trained model of one language: understands utterances, and goes into a folder and back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from nlu.pipeline.classifier import Calibration, Classifier, SentenceEncoder, Verdict
from nlu.pipeline.entities.found import LEARNED, LIST, PATTERN, Found, with_parts, without_overlaps
from nlu.pipeline.entities.noticed import EntityReader, noticed
from nlu.pipeline.entities.slots import Slots
from nlu.pipeline.entities.written import WrittenEntities, entity_names
from nlu.pipeline.errors import ModelError
from nlu.pipeline.features import Features
from nlu.pipeline.sentiment import sentiment
from nlu.pipeline.several import matters
from nlu.pipeline.store import Stored, load_folder, save_folder
from nlu.pipeline.stored_classifier import pack, unpack

_DIGITS = 4
_MOST_RANKED = 10
_SLOTS_FILE = "slots.crf"


@dataclass(slots=True)
class Model:
    """Everything that one language of a bot has learned.

    `entities` are the list and pattern entities of the document; `names` are further names of
    list values that only the annotated examples have: `[entity, value, name]`. With `several`, an understanding says
    in `parts` which stretches of an utterance are about what, where it is about more than one thing.
    """

    language: str
    classifier: Classifier
    entities: Sequence[Mapping[str, Any]] = ()
    names: Sequence[tuple[str, Any, str]] = ()
    slots: Slots | None = None
    about: dict[str, Any] = field(default_factory=dict)
    several: bool = False
    _reader: EntityReader = field(init=False, repr=False)

    def __post_init__(self) -> None:
        written = WrittenEntities(self.language, self.entities, self.names)
        self._reader = EntityReader(self.language, written, self.classifier.features.words)

    @property
    def notes(self) -> list[str]:
        """What keeps the model from understanding as it learned to."""
        dense = self.classifier.dense
        if dense is None or self.classifier.encoder is not None:
            return []
        return [f"The sentence encoder {dense.name} that this model was trained with is not there: words alone decide."]

    def use(self, encoder: SentenceEncoder | None) -> None:
        """Understands with this encoder from now on, if it is the one that the model learned from."""
        dense = self.classifier.dense
        fits = dense is not None and encoder is not None and dense.encoder == encoder.identity
        self.classifier.encoder = encoder if fits else None

    def understand(self, text: str, *, now: float | None = None, timezone: str = "UTC") -> dict[str, Any]:
        """What one utterance says, in the shape of the contract, with `"intent"`: the best or None.

        `now` is in epoch seconds; without it, words like "tomorrow" are not resolved. Ten intents
        and ten answers at most are ranked, so that a turn's record stays small.
        """
        corrected = self._reader.correct(text)
        written = self._reader.written(text, corrected)
        verdict = self.classifier.classify(text, entity_names(written))
        intents, answers = _ranked(verdict, "intent", "name"), _ranked(verdict, "answer", "id")
        in_scope = verdict.in_scope >= 0.5
        first_is_intent = bool(verdict.ranking) and verdict.ranking[0][0].kind == "intent"
        likeliest = intents[0]["name"] if intents else None
        system = self._reader.system(text, corrected, now=now, timezone=timezone)
        return {
            "language": self.language,
            "intent": intents[0]["name"] if in_scope and first_is_intent else None,
            "intents": intents,
            "in_scope": in_scope,
            "entities": [found.to_json(text) for found in self._entities(text, written, likeliest, system, now)],
            "answers": answers,
            "sentiment": sentiment(text, self.language),
            **({} if corrected is None else {"corrected": corrected.text}),
            **self._parts(text),
        }

    def _parts(self, text: str) -> dict[str, Any]:
        found = matters(text, self.language, self.classify) if self.several else []
        return {"parts": [one.to_json(text) for one in found]} if found else {}

    def classify(self, text: str) -> Verdict:
        """The whole ranking of an utterance, unrounded."""
        return self.classifier.classify(text, entity_names(self._reader.written(text, self._reader.correct(text))))

    def _entities(
        self, text: str, written: list[Found], intent: str | None, system: list[Found], now: float | None
    ) -> list[Found]:
        """Entities of all sources, one reading per stretch of text; learned ones depend on the likeliest intent."""
        if self.slots is None:
            return with_parts(without_overlaps(written + system))
        seen = noticed(text, self.language, written, now=now, system=system)
        found = _with_roles(written, self.slots.find(text, intent, seen))
        return with_parts(without_overlaps(found + system))

    def save(self, folder: Path) -> int:
        """Writes the model into a new folder, atomically; returns its bytes."""
        arrays, learned = pack(self.classifier)
        content = {
            **learned,
            **({"several": True} if self.several else {}),
            "entities": self.entities,
            "names": self.names,
            "slots": None if self.slots is None else self.slots.to_json(),
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


def load_model(folder: Path, encoder: SentenceEncoder | None = None) -> Model:
    """The model of a folder; raises ModelError if it is not a whole and sound one.

    Where it learned from another encoder than this, or there is none, its sparse half serves; `model.notes` say so.
    """
    stored = load_folder(folder)
    content = stored.json("model.json")
    try:
        model = _model(stored, content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ModelError(f"{folder.name} does not hang together: {error}") from error
    model.use(encoder)
    return model


def _model(stored: Stored, content: Mapping[str, Any]) -> Model:
    slots = content["slots"]
    return Model(
        language=str(stored.about["language"]),
        classifier=unpack(stored, content),
        entities=content["entities"],
        names=[(entity, value, name) for entity, value, name in content["names"]],
        slots=None if slots is None else Slots.from_json(stored.file(_SLOTS_FILE), slots),
        about=stored.about,
        several=content.get("several") is True,
    )


def _ranked(verdict: Verdict, kind: str, key: str) -> list[dict[str, Any]]:
    """The likeliest of one kind, best first."""
    of_kind = ((label.name, share) for label, share in verdict.ranking if label.kind == kind)
    return [{key: name, "confidence": round(share, _DIGITS)} for name, share in islice(of_kind, _MOST_RANKED)]


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
