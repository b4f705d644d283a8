from __future__ import annotations

import uuid
import zlib
from typing import Any

import orjson
from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class Evaluation(Scoped):
    """What a bot's understanding was worth at one moment: figures, a report, and each utterance that was asked."""

    class Kind(models.TextChoices):
        CROSS_VALIDATION = "cross-validation"
        TESTS = "tests"
        ROWS = "rows"
        TRAINING = "training"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="evaluations", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    language = models.CharField(max_length=35)
    title = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=254, blank=True)
    # The draft revision it looked at; null for a published version, whose number is `version`.
    revision = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    options = models.JSONField(default=dict)
    folds = models.PositiveIntegerField(default=0)
    seeds = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    tests = models.JSONField(null=True)  # {"passed", "failed"}
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    report = models.JSONField(default=dict)
    packed = models.BinaryField(default=b"")  # the utterances: JSON, compressed
    # Hash of the training model per language. Last, because from here on `models` means this field.
    models = models.JSONField(default=dict)

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("bot", "created_at"), name="evaluation_of_bot"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"

    @property
    def utterances(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = orjson.loads(zlib.decompress(self.packed)) if self.packed else []
        return found


def pack(utterances: list[dict[str, Any]]) -> bytes:
    """Utterances as the column `packed` has them."""
    return zlib.compress(orjson.dumps(utterances))


class Suggestions(Scoped):
    """What would make the training set of one language better, as of the training set of this hash."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=35)
    hash = models.CharField(max_length=64)
    items = models.JSONField(default=list)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "suggestions"
        constraints = (models.UniqueConstraint(fields=("bot", "language"), name="suggestions_once_per_language"),)

    def __str__(self) -> str:
        return f"{self.language} {self.hash[:12]}"


class DismissedSuggestion(Scoped):
    """A suggestion that somebody does not want to see; it comes back by hand, not by another training."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=16)  # the suggestion's id
    by = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("bot", "key"), name="suggestion_dismissed_once"),)

    def __str__(self) -> str:
        return self.key
