from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models

from botbuilder.tenancy.scoping import Scoped

SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$"


class Bot(Scoped):
    """What is built, published and talked to. Its draft is the rows of Part; what visitors meet is `live_version`."""

    class Trained(models.TextChoices):
        NEVER = "never"
        TRAINING = "training"
        STALE = "stale"
        TRAINED = "trained"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Unique over the whole installation: public addresses (/chat/<slug>/) carry no workspace.
    slug = models.CharField(max_length=60, unique=True, validators=[RegexValidator(SLUG_PATTERN)])
    name = models.CharField(max_length=200)
    emblem = models.CharField(max_length=2000, blank=True, default="")
    live_version = models.ForeignKey(
        "flows.Version", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    draft_revision = models.PositiveBigIntegerField(default=0)
    # Hash of the training model per language of the last finished training: {"en": "…"}.
    draft_models = models.JSONField(default=dict, blank=True)
    trained = models.CharField(max_length=10, choices=Trained.choices, default=Trained.NEVER)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug
