"""The door from flows to nlu for visitors: training sets of documents, models, understanding, the dialogue policy.

UNDERSTANDING.understand({"en": hash}, "en", "a large pizza", now=…, timezone="UTC")
UNDERSTANDING.policy({"en": hash, "policy": hash})   what was learned from the stories, for `compile_bot`
model_hashes(document)      the models a document needs, by language; its policy under `policy`, where it has stories;
                            `UNDERSTANDING.ready` says if they are there
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from botbuilder.tenancy.models import Workspace
from flows.engine.stories_examples import policy_set, policy_source
from flows.engine.tongues import detect_language
from nlu.pipeline import ModelError, empty_model, training_set_hash
from nlu.pipeline.entities.found import SYSTEM
from nlu.pipeline.policy import Policy, load_policy, policy_hash
from nlu.pipeline.training_set import FORMAT, TAUGHT, VERSION
from nlu.services.encoders import encoder_for
from nlu.services.loaded_models import LoadedModels
from nlu.services.model_store import has_model, model_folder
from nlu.services.store_training_sets import store_training_sets
from nlu.services.train_models import Trained, train_models

logger = logging.getLogger(__name__)

MOST_REMEMBERED = 1000  # utterances, over all models
LONGEST_REMEMBERED = 80  # characters: what many visitors say in the same words is short
POLICY = "policy"  # beside the languages, which are codes of two or three letters

Tell = Callable[[str, float], None]


class Understanding:
    """Understands utterances with models of the store; keeps those used last in memory. Safe in any thread."""

    def __init__(self) -> None:
        self._loaded = LoadedModels()
        self._remembered: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def ready(hashes: Mapping[str, str]) -> bool:
        """Whether all these models lie in the store."""
        return all(has_model(name) for name in hashes.values())

    def understand(
        self, models: Mapping[str, str], language: str, text: str, *, now: float, timezone: str = "UTC"
    ) -> dict[str, Any]:
        """The contract's understanding; `intent`, the best or None; `detected`, the language it looks like.

        `models` maps languages to hashes.

        Where the language has no model, another of the bot answers; where none can be loaded, only built-in entities
        are found, so that a visitor meets the fallback and not silence. What is given may be given again: it must not
        be changed.
        """
        name = models.get(language) or models.get(language.split("-")[0]) or _any_language(models)
        if name is None:
            return _without_model(language).understand(text, now=now, timezone=timezone)
        known = self._remembered.get((name, text))
        if known is not None:
            return known
        model = self._loaded.get(name)
        understood = (model or _without_model(language)).understand(text, now=now, timezone=timezone)
        understood["detected"] = _detected(text, models)
        if model is not None and _always_the_same(text, understood):
            self._remember((name, text), understood)
        return understood

    def _remember(self, key: tuple[str, str], understood: dict[str, Any]) -> None:
        """Models never change, so "yes" and "hello" need to be understood once. The oldest are forgotten first."""
        with self._lock:
            self._remembered[key] = understood
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)

    def policy(self, models: Mapping[str, str]) -> Policy | None:
        """The dialogue policy among the models; None where the bot has none, or it cannot be loaded."""
        name = models.get(POLICY)
        if name is None or not has_model(name):
            return None
        try:
            return load_policy(model_folder(name))
        except ModelError:
            logger.exception("policy %s cannot be used", name)
            return None


UNDERSTANDING = Understanding()


def _detected(text: str, models: Mapping[str, str]) -> dict[str, Any] | None:
    """Which of the bot's languages this is, `{"language", "score"}`; None for a bot with one language."""
    languages = [one for one in models if one != POLICY]
    if len(languages) < 2:
        return None
    found, score = detect_language(text, languages, {})
    return {"language": found, "score": score}


_without_model = lru_cache(maxsize=64)(empty_model)


def _always_the_same(text: str, understood: Mapping[str, Any]) -> bool:
    """Whether another day and another place change nothing: there is no date or time in it, nor any number."""
    if len(text) > LONGEST_REMEMBERED or any(map(str.isdigit, text)):
        return False
    return all(entity["source"] != SYSTEM for entity in understood["entities"])


def model_hashes(document: Mapping[str, Any]) -> dict[str, str]:
    """The models that exactly this document needs: hash by language, and that of its policy."""
    return {one["language"]: training_set_hash(one) for one in training_sets(document)} | _policy_name(document)


def prepare_training(workspace: Workspace, document: Mapping[str, Any]) -> dict[str, str]:
    """Stores the training sets of a document, so that a worker can make their models; hashes as `model_hashes`."""
    hashes = store_training_sets(workspace, training_sets(document))
    policy = _policy_name(document)
    if policy and not has_model(policy[POLICY]):
        stories = policy_set(document)
        if stories is not None:
            store_training_sets(workspace, [stories])
    return hashes | policy


def _policy_name(document: Mapping[str, Any]) -> dict[str, str]:
    source = policy_source(document)
    return {} if source is None else {POLICY: policy_hash(source)}


def _any_language(models: Mapping[str, str]) -> str | None:
    return next((name for language, name in models.items() if language != POLICY), None)


def make_models(
    workspace: Workspace, hashes: Mapping[str, str], tell: Tell, earlier: Mapping[str, Sequence[str]] | None = None
) -> Trained:
    """Makes the models of stored sets that are not there yet, in a child process; see `nlu.services.train_models`."""
    return train_models(workspace, hashes, tell, earlier=earlier)


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
    # Only where it is not the usual way: the names of all other models stay as they are.
    taught = document.get("settings", {}).get("out_of_scope") == TAUGHT
    encoder = encoder_for(language)
    chosen = document.get("settings", {}).get("nlu")
    several = isinstance(chosen, Mapping) and chosen.get("several") is True
    return {
        **({"out_of_scope": TAUGHT} if taught else {}),
        **({"encoder": encoder} if encoder else {}),
        **({"several": True} if several else {}),
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
