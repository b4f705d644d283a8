from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class Visitor(Scoped):
    """Who talks to a bot. `key` says how far the name is believed.

    `user:<id>` was signed or told by a trusted caller and is the same person in every conversation;
    `conversation:<uuid>` is known only inside that one conversation.
    """

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="visitors", db_index=False)
    key = models.CharField(max_length=220)
    name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.FloatField()  # epoch seconds, UTC

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("bot", "key"), name="visitor_once_per_bot"),)

    def __str__(self) -> str:
        return self.name or self.key


class UserValues(Scoped):
    """What a bot remembers of one visitor: the variables of scope `user`, as one JSON object."""

    visitor = models.OneToOneField(Visitor, on_delete=models.CASCADE, related_name="values")
    # One JSON object: name → value.
    values_json = models.TextField(default="{}")
    # Compared like a conversation's: two conversations of one visitor never overwrite each other unseen.
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "user values"

    def __str__(self) -> str:
        return f"values of visitor {self.visitor_id}"


class BotValue(Scoped):
    """One variable of scope `bot`, shared by all its visitors. Last put wins; `add` is atomic."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="values", db_index=False)
    name = models.CharField(max_length=200)
    value = models.TextField()
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("bot", "name"), name="bot_value_once"),)

    def __str__(self) -> str:
        return self.name
