"""The classifier as arrays and JSON, and back; what does not hang together is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.classifier import Calibration, Classifier
from nlu.pipeline.common_words import common_words
from nlu.pipeline.dense import Dense, Linear, Pool, Scope, half
from nlu.pipeline.errors import ModelError
from nlu.pipeline.features import Features
from nlu.pipeline.store import Stored
from nlu.pipeline.training_set import Label

Arrays = dict[str, npt.NDArray[Any]]

_DENSE = ("centre", "near", "near_bias", "deep", "deep_bias", "prototypes", "own")


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
    }
    dense = classifier.dense
    if dense is not None:
        parts: tuple[npt.NDArray[Any], ...] = (
            dense.centre,
            half(dense.near.weights),
            dense.near.bias,
            half(dense.deep.weights),
            dense.deep.bias,
            half(dense.prototypes),
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
        int(content["documents"]),
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
        dense=_dense(stored, content["dense"], len(labels)) if content.get("dense") else None,
        quality={str(name): float(value) for name, value in content.get("quality", {}).items()},
    )


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
    prototypes = array("prototypes", "float16", 2)
    sound = (
        0 < size <= len(centre)
        and len(centre) % size == 0
        and near.weights.shape == (size, classes)
        and deep.weights.shape == (len(centre), classes)
        and near.bias.shape == deep.bias.shape == own.shape == (classes,)
        and own.any()
        and prototypes.shape[1] == size
        and len(prototypes) > 0
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
        prototypes=prototypes,
        own=own,
        pool=Pool(**content["pool"]),
        scope=Scope(**content["scope"]),
    )
