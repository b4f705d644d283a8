"""The second door from flows to nlu: the history of trainings, and the models that it keeps."""

from __future__ import annotations

from nlu.models import Training
from nlu.services.model_store import has_model
from nlu.services.train_models import Trained
from nlu.services.trainings import (
    Entry,
    describe_models,
    drop_models,
    forget_trainings,
    kept_models,
    record_training,
    restorable,
    trainings_of,
)

__all__ = [
    "Entry",
    "Trained",
    "Training",
    "describe_models",
    "drop_models",
    "forget_trainings",
    "has_model",
    "kept_models",
    "record_training",
    "restorable",
    "trainings_of",
]
