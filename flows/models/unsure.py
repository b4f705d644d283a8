from __future__ import annotations

from django.db import models

from .bot import Bot
from .conversation import Live
from .visitor import Visitor


class UnsureUtterance(Live):
    """What a visitor said and the bot did not take, or not surely; redacted before it gets here.

    It goes with its conversation and with its visitor, and by itself at `expires_at`.
    """

    class Reason(models.TextChoices):
        FALLBACK = "fallback"
        CLARIFIED = "clarified"
        UNSURE = "unsure"

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        IGNORED = "ignored"

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    text = models.TextField()
    language = models.CharField(max_length=35)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    # The likeliest class: an intent by its name, an answer as `answer:<id>`; "" where there was none.
    best = models.CharField(max_length=220, blank=True)
    confidence = models.FloatField()
    in_scope = models.BooleanField()
    version = models.PositiveIntegerField()  # the number of the version that heard it
    turn = models.PositiveBigIntegerField()
    at = models.FloatField()  # epoch seconds, UTC
    expires_at = models.FloatField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # {"intent" | "answer": name, "by": actor, "at": ISO time}
    decided = models.JSONField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("bot", "state", "id"), name="unsure_of_bot"),
            models.Index(fields=("conversation", "turn"), name="unsure_of_conversation"),
        )

    def __str__(self) -> str:
        return self.text[:80]
