from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class Channel(Scoped):
    """One bot's connection to where its visitors are."""

    class Kind(models.TextChoices):
        WEB = "web"
        REST = "rest"
        RASA = "rasa"

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    enabled = models.BooleanField(default=True)
    # SHA-256 of the token a webhook caller must show; empty with `is_open` means anybody may call.
    token_hash = models.CharField(max_length=64, blank=True)
    is_open = models.BooleanField(default=False)
    settings = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("bot", "kind")
        constraints = (models.UniqueConstraint(fields=("bot", "kind"), name="channel_once_per_bot"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.bot_id}"
