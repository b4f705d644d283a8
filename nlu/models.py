from typing import Any

from django.db import models
from django.utils import timezone

from botbuilder.tenancy.scoping import Scoped


class TrainingSet(Scoped):
    """What a model is made from, named by its hash; its content never changes. A worker gets this, never a draft."""

    hash = models.CharField(max_length=64)
    language = models.CharField(max_length=20)
    content = models.JSONField()
    stored_at = models.DateTimeField(default=timezone.now, help_text="When a training last asked for it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "hash"], name="training_set_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.hash[:12]}"


class TrainedModel(Scoped):
    """A model in the model store, under the hash of its training set."""

    hash = models.CharField(max_length=64)
    language = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField(help_text="Bytes in the model store.")
    metrics = models.JSONField(default=dict)  # counts, CPU seconds and findings, as `Model.about`
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "hash"], name="trained_model_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.hash[:12]}"

    def to_json(self) -> dict[str, Any]:
        """What the studio shows of a model."""
        return {"hash": self.hash, "language": self.language, "size": self.size, **self.metrics}


class Training(Scoped):
    """One entry of a bot's training history: what served its draft from then on."""

    class Kind(models.TextChoices):
        TRAINED = "trained"
        RESTORED = "restored"

    bot = models.UUIDField(help_text="The bot's id: its slug may be given to another.")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TRAINED)
    of = models.PositiveIntegerField(null=True, blank=True, help_text="Which training was restored.")
    job = models.UUIDField(null=True, blank=True)
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField(default=0.0)
    revision = models.PositiveBigIntegerField(default=0)  # of the draft
    wanted = models.JSONField(default=dict)  # the models that exactly the draft needed, by language
    parts = models.JSONField(default=dict)  # {language: {part: "trained" | "kept" | "failed"}}
    failures = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    # Hash of the model that served, by language. Last, because from here on `models` means this field.
    models = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("bot", "number"), name="training_once"),)

    def __str__(self) -> str:
        return f"{self.bot} {self.number}"
