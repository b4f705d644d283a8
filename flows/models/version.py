from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class VersionIsImmutable(Exception):
    """A stored version was about to be changed."""


class Version(Scoped):
    """An immutable numbered snapshot of a bot: the document and the models that serve exactly it."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    # The draft revision it was made from.
    revision = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=1000, blank=True)
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Hash of the model per language: {"en": "…"}. Last, because from here on `models` means this field.
    models = models.JSONField(default=dict)

    class Meta:
        ordering = ("bot", "-number")
        constraints = (models.UniqueConstraint(fields=("bot", "number"), name="version_once_per_bot"),)

    def __str__(self) -> str:
        return f"{self.bot_id} v{self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise VersionIsImmutable(f"version {self.number} of bot {self.bot_id} is published and cannot change")
        super().save(*args, **kwargs)
