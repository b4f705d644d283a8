"""The parts of a model, each named by what it is learned from, so that an unchanged part is not learned again.

parts = Parts(part_hashes(training_set), earlier models)
parts.take("slots", kept=…, fitted=…, instead=…)    from an earlier model, or fitted, or, where that fails, instead
parts.about()    {"parts": {name: hash}, "kept": […], "incomplete": […], "failures": […]}
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from nlu.pipeline.annotations import parse_example
from nlu.pipeline.errors import AnnotationError
from nlu.pipeline.training_set import RECIPE, TrainingSet

logger = logging.getLogger(__name__)

INTENTS = "intents"  # with the answers, which are ranked beside them
SLOTS = "slots"

_Part = TypeVar("_Part")


class Learned(Protocol):
    """A model of an earlier training, as far as it matters here."""

    @property
    def about(self) -> Mapping[str, Any]: ...


@dataclass(slots=True)
class Parts:
    """What becomes of each part while a model is made."""

    hashes: Mapping[str, str]
    earlier: Sequence[Any] = ()
    kept: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)

    def take(
        self,
        name: str,
        *,
        kept: Callable[[Any], _Part],
        fitted: Callable[[], _Part],
        instead: Callable[[], _Part],
    ) -> _Part:
        """The part from an earlier model that learned it from the same, else `fitted()`.

        Where that raises, the part is named as failed and taken from the newest earlier model, whatever that learned
        it from, or is `instead()`: the other parts are made all the same.
        """
        for model in self.earlier:
            if self._same(model, name):
                self.kept.append(name)
                return kept(model)
        try:
            return fitted()
        except Exception as error:
            logger.exception("the part %s could not be learned", name)
            self.fail(name, "", "", f"{type(error).__name__}: {error}"[:500])
            self.incomplete.append(name)
        return kept(self.earlier[0]) if self.earlier else instead()

    def _same(self, model: Learned, name: str) -> bool:
        about = model.about
        whole = name not in about.get("incomplete", ())
        return whole and name in self.hashes and about.get("parts", {}).get(name) == self.hashes[name]

    def fail(self, part: str, name: str, pointer: str, detail: str) -> None:
        """Names something that could not be learned; the rest is."""
        self.failures.append({"part": part, "name": name, "pointer": pointer, "detail": detail})

    def note_unlearned(self, source: Mapping[str, Any], read: TrainingSet) -> None:
        """Names the intents and answers of which no example could be used."""
        learned = {(label.kind, label.name) for label in read.labels}
        for key, kind, called in (("intents", "intent", "name"), ("answers", "answer", "id")):
            for at, one in enumerate(source.get(key, ())):
                if (kind, one[called]) not in learned:
                    self.fail(key, one[called], f"/{key}/{at}", "has no example that could be used")

    def about(self) -> dict[str, Any]:
        """What the manifest of the model says of its parts."""
        named = {"parts": dict(self.hashes), "kept": self.kept, "failures": self.failures}
        return {**named, "incomplete": self.incomplete} if self.incomplete else named


def part_hashes(source: Mapping[str, Any], encoder: str = "") -> dict[str, str]:
    """SHA-256 of what each part of a training set is learned from, with the number of the recipe.

    `encoder` is the hash of the sentence encoder that the intents are learned with, if any. A synonym more changes the
    features of the intents and of the slots, an annotation changes the slots, and the intents only by its text; an
    answer more changes the intents, which it is ranked with, but not the slots.
    """
    language, entities = source.get("language"), source.get("entities", [])
    taught = source.get("out_of_scope")
    plain = [[one.get("name"), [_plain(text) for text in one.get("examples", [])]] for one in source.get("intents", [])]
    annotated = [[one.get("name"), one.get("examples", [])] for one in source.get("intents", [])]
    answers = [[one.get("id"), one.get("questions", [])] for one in source.get("answers", [])]
    return {
        INTENTS: _hash([language, encoder, taught, plain, answers, entities, _values(annotated)]),
        SLOTS: _hash([language, annotated, entities]),
    }


def _plain(text: str) -> str:
    try:
        return parse_example(text).text
    except AnnotationError:
        return text


def _values(annotated: Sequence[Sequence[Any]]) -> list[Any]:
    """What annotations add to the entities: names of values (`[the big one](size=large)`)."""
    spans: set[tuple[str, str, str]] = set()
    for _, examples in annotated:
        for text in examples:
            try:
                example = parse_example(text)
            except AnnotationError:
                continue
            spans.update((span.entity, str(span.value), example.text[span.start : span.end]) for span in example.spans)
    return sorted(spans)


def _hash(content: Any) -> str:
    canonical = json.dumps([RECIPE, content], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
