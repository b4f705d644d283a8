"""The classifier as arrays and JSON, and back; what does not hang together is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.answer_share import USUAL
from nlu.pipeline.classifier import Calibration, Classifier
from nlu.pipeline.common_words import common_words
from nlu.pipeline.dense import SIGN_WEIGHTS, Dense, Likeness, Linear, Pool, Scope, half
from nlu.pipeline.errors import ModelError
from nlu.pipeline.features import Features
from nlu.pipeline.store import Stored
from nlu.pipeline.training_set import Label

Arrays = dict[str, npt.NDArray[Any]]

_DENSE = (
    "centre", "near", "near_bias", "deep", "deep_bias", "prototypes", "wide", "narrow", "apart", "apart_bias", "own",
)  # fmt: skip


def pack(classifier: Classifier) -> tuple[Arrays, dict[str, Any]]:
    """Arrays and JSON content. Weights of features go as float16: the third digit of a margin changes nothing."""
    features = classifier.features
    arrays: Arrays = {"weights": half(classifier.weights), "bias": classifier.bias, "idf": features.idf}
    content: dict[str, Any] = {
        "labels": [[label.kind, label.name] for label in classifier.labels],
        "calibration": dataclasses.asdict(classifier.calibration),
        "exact": classifier.exact,
        "documents": features.documents,
        "words": list(features.words),
        "characters": list(features.characters),
        "quality": dict(classifier.quality),
        "answers_even_at": classifier.answers_even_at,
    }
    dense = classifier.dense
    if dense is not None:
        parts: tuple[npt.NDArray[Any], ...] = (
            dense.centre,
            half(dense.near.weights),
            dense.near.bias,
            half(dense.deep.weights),
            dense.deep.bias,
            half(dense.likeness.prototypes),
            dense.likeness.wide,
            dense.likeness.narrow,
            half(dense.apart.weights),
            dense.apart.bias,
            dense.own.astype(np.uint8),
        )
        arrays.update((f"dense_{name}", array) for name, array in zip(_DENSE, parts, strict=True))
        content["dense"] = {
            "encoder": dense.encoder,
            "name": dense.name,
            "dimensions": dense.dimensions,
            "pool": dataclasses.asdict(dense.pool),
            "scope": dataclasses.asdict(dense.scope),
        }
    return arrays, content


def unpack(stored: Stored, content: Mapping[str, Any]) -> Classifier:
    """The classifier; raises ModelError, or KeyError, TypeError, ValueError for content of another form."""
    words, characters = content["words"], content["characters"]
    idf = stored.array("idf", "float32", 1)
    weights = stored.array("weights", "float16", 2)
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
        _count(content["documents"]),
        common_words(str(stored.about["language"])),
    )
    exact = {text: tuple(numbers) for text, numbers in content["exact"].items()}
    if any(not 0 <= number < len(labels) for numbers in exact.values() for number in numbers):
        raise ModelError("an example names a class that is not there")
    return Classifier(
        features=features,
        labels=labels,
        weights=weights,
        bias=bias,
        calibration=Calibration(**content["calibration"]),
        exact=exact,
        dense=_dense(stored, content["dense"], len(labels)) if _is_known(content.get("dense")) else None,
        quality={str(name): float(value) for name, value in content.get("quality", {}).items()},
        answers_even_at=_share(content.get("answers_even_at", USUAL)),
    )


def _count(number: Any) -> int:
    if not isinstance(number, int) or number < 0:
        raise ModelError("the number of examples is no number of things")
    return number


def _share(number: Any) -> float:
    if not isinstance(number, float) or not 0.0 < number < 1.0:
        raise ModelError("what an answer needs is no share")
    return number


def _dense(stored: Stored, content: Mapping[str, Any], classes: int) -> Dense:
    def array(name: str, kind: str, dimensions: int) -> npt.NDArray[Any]:
        found = stored.array(f"dense_{name}", kind, dimensions)
        if not np.isfinite(found).all():
            raise ModelError("the arrays hold numbers that are none")
        return found.astype(np.float32) if kind == "float16" else found

    size = int(content["dimensions"])
    centre, own = array("centre", "float32", 1), array("own", "uint8", 1).astype(np.bool_)
    near = Linear(array("near", "float16", 2), array("near_bias", "float32", 1))
    deep = Linear(array("deep", "float16", 2), array("deep_bias", "float32", 1))
    apart = Linear(array("apart", "float16", 2), array("apart_bias", "float32", 1))
    prototypes = array("prototypes", "float16", 2)
    likeness = Likeness(prototypes, array("wide", "float32", 2), array("narrow", "float32", 2), size)
    sound = (
        0 < size <= len(centre)
        and len(centre) % size == 0
        and near.weights.shape == (size, classes)
        and deep.weights.shape == (len(centre), classes)
        and near.bias.shape == deep.bias.shape == own.shape == (classes,)
        and own.any()
        and prototypes.shape[1] == min(2 * size, len(centre))
        and len(prototypes) > 0
        and likeness.wide.shape == likeness.narrow.shape == (len(prototypes), classes)
        and apart.weights.shape == (len(centre), 1)
        and apart.bias.shape == (1,)
    )
    if not sound:
        raise ModelError("what was learned of sentence vectors does not fit the classes")
    return Dense(
        encoder=str(content["encoder"]),
        name=str(content["name"]),
        dimensions=size,
        centre=centre,
        near=near,
        deep=deep,
        likeness=likeness,
        apart=apart,
        own=own,
        pool=Pool(**content["pool"]),
        scope=_scope(Scope(**content["scope"])),
    )


def _is_known(dense: Any) -> bool:
    """Whether what was learned of sentence vectors is here and can be read. An earlier version learned other things;
    of its models the words serve until the next training."""
    if not dense:
        return False
    if not isinstance(dense["pool"], Mapping):
        raise ModelError("the mixture is none")
    return "like" in dense["pool"]


def _scope(scope: Scope) -> Scope:
    means, deviations = tuple(scope.means), tuple(scope.deviations)
    if len(means) != len(SIGN_WEIGHTS) or len(deviations) != len(SIGN_WEIGHTS) or not min(deviations) > 0:
        raise ModelError("the signs of being in scope are not counted as they should be")
    return Scope(means, deviations, scope.threshold, scope.slope)
