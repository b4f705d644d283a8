from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from flows.adapters.trainings import Training, describe_models, has_model, restorable, trainings_of
from flows.models import Bot

from .errors import NotFound

SHOWN = ("examples", "intents", "answers", "encoder")


def list_trainings(bot: Bot) -> QuerySet[Training]:
    """The training history of a bot, newest first."""
    return trainings_of(bot.workspace, bot.pk)


def find_training(bot: Bot, number: int) -> Training:
    """Raises NotFound."""
    training = list_trainings(bot).filter(number=number).first()
    if training is None:
        raise NotFound(f"“{bot.slug}” has no training {number}.")
    return training


def show_training(bot: Bot, training: Training) -> dict[str, Any]:
    """A training as the API shows it; `before` is what the training before it had come to."""
    before = list_trainings(bot).filter(number__lt=training.number).first()
    kept = training.number in restorable(bot.workspace, bot.pk).values_list("number", flat=True)
    current = training.models == bot.draft_models
    names = ("number", "kind", "of", "revision", "models", "parts", "failures", "notes", "seconds", "created_at")
    return {
        **{name: getattr(training, name) for name in names},
        "by": training.created_by,
        "job": str(training.job) if training.job else None,
        "current": current,
        "restorable": kept and not current and all(has_model(name) for name in training.models.values()),
        "languages": _languages(training),
        "before": None if before is None else {"training": before.number, "languages": _languages(before)},
    }


def _languages(training: Training) -> dict[str, Any]:
    described = describe_models(training.workspace, training.models)
    return {language: _language(about) for language, about in described.items()}


def _language(about: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: about[name] for name in SHOWN if name in about}
    return {**shown, "bytes": about["size"], "metrics": about.get("quality", {})}
