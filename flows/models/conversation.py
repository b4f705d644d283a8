"""The live rows. The turn writer (flows/adapters/turn_store) writes them set-wise with SQL of its own,
so their columns are plain: epoch seconds (UTC) for times, JSON as text where only the engine reads it.

No index holds a column that changes with each turn: PostgreSQL then updates the row in place. The rows under a
conversation carry no foreign-key constraint in the database: the writer holds the conversation's row anyway, and
the check would cost as much as the insert.
"""

from __future__ import annotations

import uuid

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot
from .version import Version
from .visitor import Visitor


class Conversation(Scoped):
    """All that one visitor and one bot say. Its row is the lock of its turns: each turn moves `revision` by one."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="conversations", db_index=False)
    # The version its session is pinned to; null = a try-out, which runs on the draft as it is at each turn.
    version = models.ForeignKey(Version, on_delete=models.RESTRICT, null=True, related_name="+", db_index=False)
    pinned_at = models.FloatField(default=0)
    visitor = models.ForeignKey(Visitor, on_delete=models.SET_NULL, null=True, related_name="conversations")
    channel = models.CharField(max_length=32)
    # The conversation's name in its channel: a webhook's sender, a client's id, else its own uuid.
    key = models.CharField(max_length=220)
    language = models.CharField(max_length=35, blank=True, default="")
    state = models.TextField(default="")
    revision = models.PositiveBigIntegerField(default=0)
    turn = models.PositiveBigIntegerField(default=0)
    last_seq = models.PositiveBigIntegerField(default=0)
    # Changes whenever what was said is rewritten (rewind, restore, erasure): clients must read all again.
    epoch = models.PositiveIntegerField(default=1)
    # Counts take-overs, agents' messages and releases; an agent's act names the count it has seen.
    control = models.PositiveIntegerField(default=0)
    # "visitor", "call", "timer", "agent", or "" when idle.
    waiting = models.CharField(max_length=8, blank=True, default="")
    held = models.PositiveIntegerField(default=0)
    created_at = models.FloatField()
    last_event_at = models.FloatField(default=0)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("bot", "channel", "key"), name="conversation_once_per_key"),)

    def __str__(self) -> str:
        return str(self.uuid)


class Live(Scoped):
    """A row of one conversation."""

    workspace = models.ForeignKey(
        "tenancy.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="%(class)ss", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True


class Message(Live):
    """One thing said. Sequence numbers run 1..n without a gap."""

    class Author(models.TextChoices):
        USER = "user"
        BOT = "bot"
        AGENT = "agent"

    seq = models.PositiveBigIntegerField()
    author = models.CharField(max_length=5, choices=Author.choices)
    content = models.JSONField()
    client_id = models.CharField(max_length=120, null=True)  # the bot's messages have none
    # Id of the visitor's event that led to this message, over calls and timers as well.
    cause = models.CharField(max_length=120, blank=True, default="")
    turn = models.PositiveBigIntegerField()
    at = models.FloatField()

    class Meta:
        ordering = ("conversation", "seq")
        constraints = (models.UniqueConstraint(fields=("conversation", "seq"), name="message_seq_once"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.author}"


class Event(Live):
    """What happened, once per id: the journal of a conversation and its answer to a repeated delivery."""

    class Status(models.TextChoices):
        DONE = "done"
        HELD = "held"
        LATE = "late"
        QUARANTINED = "quarantined"

    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    body = models.JSONField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DONE)
    # The number of the visitor's own message, else the last number used before this event.
    seq = models.PositiveBigIntegerField()
    cause = models.CharField(max_length=120, blank=True, default="")
    turn = models.PositiveBigIntegerField()
    # Who answered the turn and why: {"by", "what", "why", "confidence"}.
    decision = models.JSONField(null=True)
    # The trace's JSON, at most 4 KB; packed with zlib where it is longer than 1 KB.
    trace = models.BinaryField(null=True)
    at = models.FloatField()

    class Meta:
        ordering = ("conversation", "id")
        constraints = (models.UniqueConstraint(fields=("conversation", "event_id"), name="event_once"),)
        indexes = (models.Index(fields=("conversation", "turn"), name="event_held", condition=models.Q(status="held")),)

    def __str__(self) -> str:
        return self.event_id


class Snapshot(Live):
    """The state as it was after a turn: each turn of a try-out (for rewind), every 50th elsewhere (for replay)."""

    turn = models.PositiveBigIntegerField()
    state = models.TextField()
    last_seq = models.PositiveBigIntegerField()
    language = models.CharField(max_length=35, blank=True, default="")
    at = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("conversation", "turn"), name="snapshot_once"),)

    def __str__(self) -> str:
        return f"turn {self.turn}"


class Timer(Live):
    """A durable timer. The turn that takes it deletes the row."""

    timer_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, blank=True, default="")
    cause = models.CharField(max_length=120, blank=True, default="")
    # Events caused by events since the visitor last spoke; ends endless chains.
    hops = models.PositiveIntegerField(default=0)
    due = models.FloatField(db_index=True)
    # Nobody else fires it before this time; 0 = nobody has claimed it.
    leased_until = models.FloatField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("conversation", "timer_id"), name="timer_once"),)

    def __str__(self) -> str:
        return self.timer_id


class Call(Live):
    """An outgoing call: ready → started → done | failed. The turn that takes its result deletes the row."""

    class State(models.TextChoices):
        READY = "ready"
        STARTED = "started"
        DONE = "done"
        FAILED = "failed"

    call_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=8)
    # As the engine rendered it: secrets are named, never spelt out.
    request = models.TextField()
    result = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    cause = models.CharField(max_length=120, blank=True, default="")
    hops = models.PositiveIntegerField(default=0)
    timeout = models.FloatField()  # seconds
    idempotent = models.BooleanField(default=False)
    attempt = models.PositiveIntegerField(default=0)
    # Counts claims: only the result of the latest one is taken.
    fence = models.PositiveIntegerField(default=0)
    leased_until = models.FloatField(default=0)
    deadline = models.FloatField()
    created_at = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("conversation", "call_id"), name="call_once"),)
        indexes = (models.Index(fields=("leased_until",), name="call_lease"),)

    def __str__(self) -> str:
        return self.call_id
