"""Trains a model from a training set; imports scikit-learn, so import it only where training happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nlu.pipeline.classifier import Classifier
from nlu.pipeline.common_words import common_words
from nlu.pipeline.entities.fit_slots import fit_slots
from nlu.pipeline.entities.noticed import noticed
from nlu.pipeline.entities.patterns import compile_pattern
from nlu.pipeline.entities.written import WrittenEntities, entity_names
from nlu.pipeline.features import Utterance
from nlu.pipeline.fit_classifier import fit_classifier
from nlu.pipeline.model import Model
from nlu.pipeline.normalise import fold
from nlu.pipeline.parts import INTENTS, SLOTS, Parts, part_hashes
from nlu.pipeline.sentences import Encoder, Sentences, Vectors, sentences_of
from nlu.pipeline.strangers import strangers
from nlu.pipeline.training_set import RECIPE, Label, TrainingSet, read_training_set, training_set_hash

LESS_EVIDENCE = 4.0
"""By so much the threshold of being in scope is lower where an intent of the bot's own teaches what is not.

With 20 intents of CLINC150, ten examples each, and 40 examples of an intent for the rest, 87 % instead of 79 % of the
test utterances are answered rightly, and 91 % instead of 98 % of those out of scope are refused.
"""

LESS_NEARNESS = 1.0
"""The same where sentence vectors decide, in deviations."""

Progress = Callable[[str, float], None]


def train(
    training_set: Mapping[str, Any],
    *,
    progress: Progress | None = None,
    earlier: Sequence[Model] = (),
    encoder: Encoder | None = None,
    vectors: Vectors | None = None,
) -> Model:
    """A model of the set; `progress` is called with a stage and a share of 0..1.

    A part that one of the `earlier` models learned from the same is taken from there. Raises TrainingSetError where
    the set is not of its shape. What cannot be used is left out and named: examples in `model.about["findings"]`,
    whole intents, entities and parts in `model.about["failures"]`.

    With an `encoder` that knows the language, the intents are learned from sentence vectors, too. `vectors` gives those
    of many texts (`VectorCache.vectors`); without it each text is encoded.
    """
    tell = progress or (lambda stage, share: None)
    began = time.process_time()
    tell("reading", 0.0)
    read = read_training_set(training_set)
    sentences = sentences_of(encoder, vectors, read.language, tell)
    parts = Parts(part_hashes(training_set, sentences.identity if sentences else ""), earlier)
    parts.note_unlearned(training_set, read)
    written = [entity for entity in read.entities if entity.get("kind", "list") in ("list", "pattern")]
    written = [entity for at, entity in _numbered(read, written) if _patterns_work(parts, at, entity)]
    names = _annotated_names(read)
    known = WrittenEntities(read.language, written, names)
    utterances = [(example.text, entity_names(known.find_exactly(example.text))) for example, _ in read.examples]
    labels = [label for _, label in read.examples]
    classifier = parts.take(
        INTENTS,
        kept=lambda model: model.classifier,
        fitted=lambda: _fit_classifier(read, utterances, labels, sentences, tell),
        instead=lambda: fit_classifier([], []),
    )
    tell("entities", 0.8)
    slots = parts.take(
        SLOTS,
        kept=lambda model: model.slots,
        fitted=lambda: fit_slots(
            [(example, label.name) for example, label in read.examples if label.kind == "intent"],
            {entity["name"] for entity in written},
            lambda text: noticed(text, read.language, known.find_exactly(text), now=None),
        ),
        instead=lambda: None,
    )
    model = Model(
        language=read.language,
        classifier=classifier,
        entities=written,
        names=names,
        slots=slots,
        several=read.several,
        about={"hash": training_set_hash(training_set), **_counted(read, classifier), **parts.about()},
    )
    model.use(encoder)
    model.about["cpu_seconds"] = round(time.process_time() - began, 3)
    return model


def _counted(read: TrainingSet, classifier: Classifier) -> dict[str, Any]:
    labels = read.labels
    return {
        "recipe": RECIPE,
        "examples": len(read.examples),
        "intents": sum(label.kind == "intent" for label in labels),
        "answers": sum(label.kind == "answer" for label in labels),
        "encoder": classifier.dense.name if classifier.dense else None,
        "quality": dict(classifier.quality),
        **({"answers_even_at": classifier.answers_even_at} if any(one.kind == "answer" for one in labels) else {}),
        "findings": [finding.to_json() for finding in read.findings],
    }


def _fit_classifier(
    read: TrainingSet,
    utterances: Sequence[Utterance],
    labels: Sequence[Label],
    sentences: Sentences | None,
    tell: Progress,
) -> Classifier:
    others = strangers(read.language)
    classifier = fit_classifier(utterances, labels, common_words(read.language), tell, sentences, others)
    if read.out_of_scope_taught:
        calibration, dense = classifier.calibration, classifier.dense
        classifier.calibration = replace(calibration, threshold=calibration.threshold - LESS_EVIDENCE)
        if dense is not None:
            dense.scope = replace(dense.scope, threshold=dense.scope.threshold - LESS_NEARNESS)
    return classifier


def _numbered(read: TrainingSet, written: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    return [(at, entity) for at, entity in enumerate(read.entities) if entity in written]


def _patterns_work(parts: Parts, at: int, entity: Mapping[str, Any]) -> bool:
    """Whether all patterns of an entity can be used; an entity with one that cannot is left out and named."""
    for number, source in enumerate(entity.get("patterns", [])):
        try:
            compile_pattern(source)
        except ValueError as error:
            parts.fail("entities", str(entity["name"]), f"/entities/{at}/patterns/{number}", str(error))
            return False
    return True


def _annotated_names(read: TrainingSet) -> list[tuple[str, Any, str]]:
    """Names of list values that examples use and the entity does not know: `[the big one](size=large)`."""
    listed = {entity["name"]: entity for entity in read.entities if entity.get("kind", "list") == "list"}
    names: dict[tuple[str, str], tuple[str, Any, str]] = {}
    for example, _ in read.examples:
        for span in example.spans:
            if span.entity in listed:
                said = example.text[span.start : span.end]
                names.setdefault((span.entity, fold(said)), (span.entity, span.value or said, said))
    return list(names.values())
