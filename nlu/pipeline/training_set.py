"""The training set of one language: what it looks like, how it is read, and its name (a hash).

    {"format": "botbuilder/training-set", "version": 1, "language": "en",
     "intents": [{"name", "examples": [annotated text]}],
     "entities": [{"name", "kind": "list|pattern|learned", "values"?, "patterns"?}],
     "answers": [{"id", "questions": [text]}],
     "out_of_scope": "detected|taught", "several": true where an utterance may be about several things}

An intent called `none` holds examples of what the bot is *not* for. With `"out_of_scope": "taught"` some intent of the
bot's own does that work: words that no example has then speak less against an utterance.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlu.pipeline.annotations import Example, check_annotations, parse_example
from nlu.pipeline.errors import AnnotationError, TrainingSetError
from nlu.pipeline.normalise import fold

FORMAT = "botbuilder/training-set"
VERSION = 1
RECIPE = 7
"""Number of the way models are made; raising it makes every stored model stale."""

NONE_INTENT = "none"
TAUGHT = "taught"


@dataclass(frozen=True, slots=True)
class Label:
    """What an example teaches: an intent by name or an answer by id."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """An example that could not be used; the rest of the set is trained."""

    pointer: str
    detail: str

    def to_json(self) -> dict[str, str]:
        """The finding as JSON."""
        return {"pointer": self.pointer, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A training set that has been read: examples beside their labels, entities, findings."""

    language: str
    examples: tuple[tuple[Example, Label], ...]
    entities: tuple[Mapping[str, Any], ...]
    findings: tuple[Finding, ...] = field(default=())
    out_of_scope_taught: bool = False
    several: bool = False

    @property
    def labels(self) -> list[Label]:
        """The labels that have examples, in the order of the set."""
        return list(dict.fromkeys(label for _, label in self.examples))


def training_set_hash(source: Mapping[str, Any]) -> str:
    """SHA-256, as hex, of the canonical JSON of a set and the number of the recipe."""
    canonical = json.dumps({"recipe": RECIPE, "set": source}, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_training_set(source: Mapping[str, Any]) -> TrainingSet:
    """Checks the shape; raises TrainingSetError where it is wrong.

    A single example that cannot be read or folds to nothing is left out and named in `findings`.
    """
    if source.get("format") != FORMAT or source.get("version") != VERSION:
        raise TrainingSetError("/format", f"must be {FORMAT} version {VERSION}")
    language = source.get("language")
    if not isinstance(language, str) or not language:
        raise TrainingSetError("/language", "must be the name of a language")
    examples: list[tuple[Example, Label]] = []
    findings: list[Finding] = []
    for at, intent in enumerate(_objects(source, "intents")):
        label = Label("intent", _text(intent, "name", f"/intents/{at}"))
        for number, text in enumerate(_texts(intent, "examples", f"/intents/{at}")):
            _add(examples, findings, label, text, f"/intents/{at}/examples/{number}", annotated=True)
    for at, answer in enumerate(_objects(source, "answers")):
        label = Label("answer", _text(answer, "id", f"/answers/{at}"))
        for number, text in enumerate(_texts(answer, "questions", f"/answers/{at}")):
            _add(examples, findings, label, text, f"/answers/{at}/questions/{number}", annotated=False)
    entities = _objects(source, "entities")
    for at, entity in enumerate(entities):
        _text(entity, "name", f"/entities/{at}")
    taught = source.get("out_of_scope") == TAUGHT
    several = source.get("several") is True
    return TrainingSet(language, tuple(examples), tuple(entities), tuple(findings), taught, several)


def _add(
    examples: list[tuple[Example, Label]],
    findings: list[Finding],
    label: Label,
    text: str,
    pointer: str,
    *,
    annotated: bool,
) -> None:
    try:
        example = parse_example(text) if annotated else Example(text)
        if annotated:
            check_annotations(text, example)
    except AnnotationError as error:
        findings.append(Finding(pointer, str(error)))
        return
    if fold(example.text):
        examples.append((example, label))
    else:
        findings.append(Finding(pointer, "holds nothing that could be learned"))


def _objects(source: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    value = source.get(key, [])
    if not isinstance(value, list):
        raise TrainingSetError(f"/{key}", "must be a list")
    for at, item in enumerate(value):
        if not isinstance(item, dict):
            raise TrainingSetError(f"/{key}/{at}", "must be an object")
    return value


def _text(source: Mapping[str, Any], key: str, pointer: str) -> str:
    value = source.get(key)
    if not isinstance(value, str) or not value:
        raise TrainingSetError(f"{pointer}/{key}", "must be a text")
    return value


def _texts(source: Mapping[str, Any], key: str, pointer: str) -> list[str]:
    value = source.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TrainingSetError(f"{pointer}/{key}", "must be a list of texts")
    return value
