from __future__ import annotations

import json
from typing import Any

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot
from .conversation import Live


class Handoff(Live):
    """A conversation that asked for a human agent, or that one has taken. Written in the turn that changes it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        RESOLVED = "resolved"  # the agent gave it back
        TIMEOUT = "timeout"  # nobody came in time
        UNAVAILABLE = "unavailable"  # the queue was closed
        LEFT = "left"  # the conversation went on without an agent

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    queue = models.CharField(max_length=100)
    # What the visitor was told when the agent was asked for.
    message = models.TextField(blank=True, default="")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    # The e-mail address of the member who has it, or had it last.
    agent = models.CharField(max_length=254, blank=True, default="")
    # What visitors may call them.
    agent_name = models.CharField(max_length=254, blank=True, default="")
    requested_at = models.FloatField()  # epoch seconds, UTC
    taken_at = models.FloatField(null=True)
    ended_at = models.FloatField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("bot", "state", "id"), name="handoff_queue"),
            models.Index(fields=("conversation", "state"), name="handoff_of_conversation"),
        )

    def __str__(self) -> str:
        return f"{self.queue}: {self.state}"


class AgentQueue(Scoped):
    """Whether and when agents answer in a queue of a bot. A queue without a row is always open."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="queues", db_index=False)
    name = models.CharField(max_length=100)
    is_open = models.BooleanField(default=True)
    # Opening hours as JSON (flows.runtime.opening_hours); "" is always. Text, since turns read it without Django.
    hours_json = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("bot", "name"), name="queue_once_per_bot"),)

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> dict[str, Any] | None:
        return json.loads(self.hours_json) if self.hours_json else None
