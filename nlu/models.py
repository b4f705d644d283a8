from typing import Any

from django.db import models

from botbuilder.tenancy.scoping import Scoped


class TrainingSet(Scoped):
    """What a model is made from, named by its hash; never changed once stored. A worker gets this, never a draft."""

    hash = models.CharField(max_length=64)
    language = models.CharField(max_length=20)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

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
