"""The only door from flows to nlu: training sets of documents, trained models, understanding.

UNDERSTANDING.understand({"en": hash}, "en", "a large pizza", now=…, timezone="UTC")
model_hashes(document)      the models a document needs, by language; `UNDERSTANDING.ready` says if they are there
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from botbuilder.tenancy.models import Workspace
from nlu.pipeline import Model, ModelError, empty_model, load_model, training_set_hash
from nlu.pipeline.training_set import FORMAT, VERSION
from nlu.services.model_store import has_model, model_folder
from nlu.services.store_training_sets import store_training_sets
from nlu.services.train_models import train_models

logger = logging.getLogger(__name__)

MOST_LOADED = 32

Tell = Callable[[str, float], None]


class Understanding:
    """Understands utterances with models of the store; keeps those used last in memory. Safe in any thread."""

    def __init__(self, most_loaded: int = MOST_LOADED) -> None:
        self._most_loaded = most_loaded
        self._models: OrderedDict[str, Model] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def ready(hashes: Mapping[str, str]) -> bool:
        """Whether all these models lie in the store."""
        return all(has_model(name) for name in hashes.values())

    def understand(
        self, models: Mapping[str, str], language: str, text: str, *, now: float, timezone: str = "UTC"
    ) -> dict[str, Any]:
        """The contract's understanding and `intent`, the best or None. `models` maps languages to hashes.

        Where the language has no model, another of the bot answers; where none can be loaded, only built-in entities
        are found, so that a visitor meets the fallback and not silence.
        """
        name = models.get(language) or models.get(language.split("-")[0]) or next(iter(models.values()), None)
        model = self._load(name) if name else None
        return (model or empty_model(language)).understand(text, now=now, timezone=timezone)

    def _load(self, name: str) -> Model | None:
        with self._lock:
            model = self._models.get(name)
            if model is not None:
                self._models.move_to_end(name)
                return model
        try:
            model = load_model(model_folder(name))
        except ModelError:
            logger.exception("model %s cannot be used", name)
            return None
        with self._lock:
            self._models[name] = model
            while len(self._models) > self._most_loaded:
                self._models.popitem(last=False)
        return model


UNDERSTANDING = Understanding()


def model_hashes(document: Mapping[str, Any]) -> dict[str, str]:
    """The models that exactly this document needs: hash by language."""
    return {one["language"]: training_set_hash(one) for one in training_sets(document)}


def prepare_training(workspace: Workspace, document: Mapping[str, Any]) -> dict[str, str]:
    """Stores the training sets of a document, so that a worker can make their models; hash by language."""
    return store_training_sets(workspace, training_sets(document))


def make_models(workspace: Workspace, hashes: Mapping[str, str], tell: Tell) -> dict[str, str]:
    """Makes the models of stored sets that are not there yet, in a child process; see `nlu.services.train_models`."""
    return train_models(workspace, hashes, tell)


def training_sets(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One training set per language of the document, with what concerns that language and nothing else.

    What does not change understanding (answers' texts, titles, flows) is not in it: editing that trains nothing.
    """
    return [_training_set(document, language) for language in document["languages"]]


def _training_set(document: Mapping[str, Any], language: str) -> dict[str, Any]:
    intents = [
        {"name": intent["name"], "examples": _texts(intent.get("examples"), language)}
        for intent in document.get("intents", ())
    ]
    answers = [
        {"id": answer["id"], "questions": _texts(answer.get("questions"), language)}
        for answer in document.get("answers", ())
        if answer.get("enabled", True)
    ]
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": language,
        "intents": [intent for intent in intents if intent["examples"]],
        "entities": [_entity(entity, language) for entity in document.get("entities", ())],
        "answers": [answer for answer in answers if answer["questions"]],
    }


def _texts(by_language: Any, language: str) -> list[str]:
    texts = by_language.get(language, []) if isinstance(by_language, Mapping) else []
    return [text for text in texts if text.strip()]


def _entity(entity: Mapping[str, Any], language: str) -> dict[str, Any]:
    """An entity with the synonyms of one language."""
    kept = {key: entity[key] for key in ("name", "kind", "patterns", "fuzzy") if key in entity}
    if "values" in entity:
        kept["values"] = [
            {"value": value["value"], "synonyms": {language: _texts(value.get("synonyms"), language)}}
            for value in entity["values"]
        ]
    return kept
