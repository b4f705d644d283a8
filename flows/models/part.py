from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class Part(Scoped):
    """One part of a bot's draft: a flow, an intent, an answer… The document is the fold of all parts of a bot."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    body = models.JSONField(default=dict)
    # The draft revision in which this part last changed.
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("kind", "position", "id")
        constraints = (models.UniqueConstraint(fields=("bot", "kind", "key"), name="part_once_per_bot"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


class Operation(Scoped):
    """One typed change of a draft as it was applied; what conflicts are judged by and editors replay."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="operations")
    # Several operations of one request share a revision; `ordinal` keeps their order.
    revision = models.PositiveBigIntegerField()
    ordinal = models.PositiveIntegerField(default=0)
    part = models.CharField(max_length=217)
    path = models.TextField(blank=True)
    op = models.CharField(max_length=8)
    value = models.JSONField(null=True, blank=True)
    actor = models.CharField(max_length=254, blank=True)
    tab = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("bot", "revision", "ordinal")
        constraints = (models.UniqueConstraint(fields=("bot", "revision", "ordinal"), name="operation_once"),)

    def __str__(self) -> str:
        return f"{self.op} {self.part}{self.path} @{self.revision}"
