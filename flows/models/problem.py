from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class NodeProblem(Scoped):
    """What went wrong at a step, for those who build the bot: one row per kind of problem, however often it happens."""

    # Made of bot, version, flow, node, step and code: the same problem again counts up.
    key = models.CharField(max_length=64, unique=True)
    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="problems", db_index=False)
    # Number of the version; 0 = the draft (a try-out).
    version = models.PositiveIntegerField(default=0)
    flow = models.CharField(max_length=200, blank=True, default="")
    node = models.CharField(max_length=200, blank=True, default="")
    step = models.CharField(max_length=200, blank=True, default="")
    code = models.CharField(max_length=64)
    # Never holds what a visitor said.
    detail = models.TextField(blank=True, default="")
    count = models.PositiveIntegerField(default=1)
    first_at = models.FloatField()  # epoch seconds, UTC
    last_at = models.FloatField()
    is_read = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("bot", "is_read", "id"), name="problem_of_bot"),)

    def __str__(self) -> str:
        return f"{self.flow}/{self.step}: {self.code}"
