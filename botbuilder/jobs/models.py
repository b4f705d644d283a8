import uuid
from typing import Any

from django.db import models

from botbuilder.tenancy.scoping import Scoped


class Job(Scoped):
    """Long work as a row; a Celery message only wakes a worker.

    A worker owns the job while `fence` is the number it claimed with and its heartbeat is fresh. See `leases.py`.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    OPEN = (State.QUEUED, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    bot = models.CharField(max_length=60, blank=True, help_text="Slug of the bot it works on.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    stage = models.CharField(max_length=60, blank=True)
    progress = models.FloatField(default=0.0)  # 0..1
    attempts = models.PositiveIntegerField(default=0)
    payload = models.JSONField(default=dict)
    result = models.JSONField(null=True, blank=True)
    problem = models.JSONField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)  # grows with each claim; a write with an older one is refused
    owner = models.CharField(max_length=120, blank=True, help_text="Host and process that claimed it last.")
    revision = models.PositiveIntegerField(default=0)  # grows with each change, so that watchers see what is new
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    woken_at = models.DateTimeField(auto_now_add=True)  # when a worker was last told about it
    cancel_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat_at"]), models.Index(fields=["workspace", "bot", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.bot} {self.state}"

    @property
    def open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in self.OPEN

    def to_json(self) -> dict[str, Any]:
        """The job shape of the API."""
        names = ("kind", "state", "stage", "progress", "attempts", "result", "problem")
        return {"id": str(self.pk), **{name: getattr(self, name) for name in names}}
