from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class Media(Scoped):
    """A picture a bot shows, named by the SHA-256 of its bytes; the file lies in the media store under that name."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="media")
    digest = models.CharField(max_length=64)
    content_type = models.CharField(max_length=32)
    size = models.PositiveIntegerField()  # bytes
    title = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("bot", "-id")
        verbose_name_plural = "media"
        constraints = (models.UniqueConstraint(fields=("bot", "digest"), name="media_once_per_bot"),)

    def __str__(self) -> str:
        return self.title or self.digest[:12]
