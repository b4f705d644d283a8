"""Understanding of language: trains from a training set, understands utterances. No Django here.

    model = train({"format": "botbuilder/training-set", "version": 1, "language": "en", ...})
    model.understand("a large pizza please")
    model.save(folder); load_model(folder)

Training needs scikit-learn, running needs numpy only: `train` imports the former when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nlu.pipeline.errors import AnnotationError, ModelError, TrainingSetError
from nlu.pipeline.model import Model, empty_model, load_model
from nlu.pipeline.training_set import RECIPE, training_set_hash


def train(
    training_set: Mapping[str, Any],
    *,
    progress: Callable[[str, float], None] | None = None,
    earlier: Sequence[Model] = (),
    encoder: Any = None,
    vectors: Any = None,
) -> Model:
    """See `nlu.pipeline.training.train`."""
    from nlu.pipeline.training import train as train_now

    return train_now(training_set, progress=progress, earlier=earlier, encoder=encoder, vectors=vectors)


__all__ = [
    "RECIPE",
    "AnnotationError",
    "Model",
    "ModelError",
    "TrainingSetError",
    "empty_model",
    "load_model",
    "train",
    "training_set_hash",
]
