"""The training history of bots, and which models it keeps."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from botbuilder.tenancy.models import Workspace
from nlu.models import TrainedModel, Training, TrainingSet
from nlu.services.model_store import models_folder

logger = logging.getLogger(__name__)

GRACE = 3600.0  # seconds; a model this young may be about to be used
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What the history is told of a training."""

    models: Mapping[str, str]
    wanted: Mapping[str, str]
    revision: int
    by: str
    kind: str = Training.Kind.TRAINED
    of: int | None = None
    job: UUID | None = None
    seconds: float = 0.0
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def record_training(workspace: Workspace, bot: UUID, entry: Entry) -> Training:
    """Adds an entry. A job that is worked on again, since its first worker died late, has one all the same."""
    with transaction.atomic():
        if entry.job is not None:
            known = trainings_of(workspace, bot).filter(job=entry.job).first()
            if known is not None:
                return known
        last = trainings_of(workspace, bot).aggregate(last=Max("number"))["last"] or 0
        row = {name: getattr(entry, name) for name in Entry.__slots__ if name != "by"}
        return Training.unscoped.create(workspace=workspace, bot=bot, number=last + 1, created_by=entry.by, **row)


def trainings_of(workspace: Workspace, bot: UUID) -> QuerySet[Training]:
    """Newest first."""
    return Training.objects.of(workspace).filter(bot=bot).order_by("-number")


def restorable(workspace: Workspace, bot: UUID) -> QuerySet[Training]:
    """Those whose models are kept."""
    return trainings_of(workspace, bot)[: settings.KEPT_TRAININGS]


def kept_models() -> set[str]:
    """The models that the histories of all bots keep."""
    kept: set[str] = set()
    for bot in Training.unscoped.order_by().values_list("bot", flat=True).distinct():
        rows = Training.unscoped.filter(bot=bot).order_by("-number").values_list("models", flat=True)
        for models in rows[: settings.KEPT_TRAININGS]:
            kept.update(models.values())
    return kept


def forget_trainings(bot: UUID) -> None:
    """With the bot."""
    Training.unscoped.filter(bot=bot).delete()


def describe_models(workspace: Workspace, models: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Size and figures of models, by language; a model that is gone is not among them."""
    rows = {row.hash: row for row in TrainedModel.objects.of(workspace).filter(hash__in=models.values())}
    return {language: rows[name].to_json() for language, name in models.items() if name in rows}


def drop_models(needed: set[str], *, grace: float = GRACE) -> list[str]:
    """Deletes the models that nobody needs, and training sets without a model; the models' names."""
    folder, dropped = models_folder(), []
    young = time.time() - grace
    for place in folder.glob("[0-9a-f]*") if folder.is_dir() else ():
        if place.name in needed or len(place.name) != 64:
            continue
        gone = place.with_name(f".gone-{place.name[:32]}")
        try:
            if place.stat().st_mtime > young:
                continue
            place.rename(gone)  # at one stroke: nobody finds half a model
        except OSError:
            continue
        shutil.rmtree(gone, ignore_errors=True)
        dropped.append(place.name)
    for start in range(0, len(dropped), _BATCH):
        names = dropped[start : start + _BATCH]
        TrainedModel.unscoped.filter(hash__in=names).delete()
        TrainingSet.unscoped.filter(hash__in=names).delete()
    _drop_sets_without_model(needed, young)
    if dropped:
        logger.info("%d models that nobody needs are gone", len(dropped))
    return dropped


def _drop_sets_without_model(needed: set[str], young: float) -> None:
    """What was to be trained and never was: a newer training took its place, or it was cancelled."""
    models = TrainedModel.unscoped.filter(workspace=OuterRef("workspace"), hash=OuterRef("hash"))
    old = TrainingSet.unscoped.filter(~Exists(models), stored_at__lt=datetime.fromtimestamp(young, UTC))
    gone = [key for key, name in old.values_list("pk", "hash") if name not in needed]
    for start in range(0, len(gone), _BATCH):
        old.filter(pk__in=gone[start : start + _BATCH]).delete()  # one that is wanted again since is not old any more
