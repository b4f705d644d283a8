"""Shapes of what the API answers about conversations and the work of agents, for the OpenAPI document."""

from __future__ import annotations

from rest_framework import serializers

from .answers import Shape


class ConversationSummary(Shape):
    id = serializers.UUIDField()
    channel = serializers.CharField()
    language = serializers.CharField()
    version = serializers.IntegerField(allow_null=True)
    waiting = serializers.CharField(allow_null=True)
    control = serializers.IntegerField(help_text="How many acts of agents there were.")
    last_seq = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    last_event_at = serializers.DateTimeField()


class ConversationRow(ConversationSummary):
    visitor = serializers.CharField(allow_null=True, help_text="Null: known in this conversation only.")
    turns = serializers.IntegerField()
    said = serializers.CharField(allow_null=True, help_text="What the visitor said last.")
    misses = serializers.IntegerField(help_text="Utterances that nobody understood.")
    handoff = serializers.CharField(allow_null=True, help_text="State of the last hand-off.")
    broke = serializers.BooleanField(help_text="A turn failed for good.")


class ConversationDetail(ConversationRow):
    place = serializers.DictField(allow_null=True)
    variables = serializers.DictField()


class TurnEvents(Shape):
    turn = serializers.IntegerField()
    events = serializers.ListField(child=serializers.DictField())


class ConversationPage(Shape):
    results = ConversationRow(many=True)
    next = serializers.CharField(allow_null=True)


class EventPage(Shape):
    results = serializers.ListField(child=serializers.DictField())
    next = serializers.CharField(allow_null=True)


class Handoff(Shape):
    id = serializers.IntegerField()
    conversation = serializers.UUIDField()
    queue = serializers.CharField()
    message = serializers.CharField()
    state = serializers.CharField()
    agent = serializers.CharField(allow_null=True)
    visitor = serializers.CharField(allow_null=True)
    said = serializers.CharField(allow_null=True, help_text="What the visitor said last.")
    control = serializers.IntegerField()
    requested_at = serializers.DateTimeField()
    taken_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class HandoffPage(Shape):
    results = Handoff(many=True)
    next = serializers.CharField(allow_null=True)


class AgentActed(Shape):
    conversation = serializers.UUIDField()
    control = serializers.IntegerField()
    agent = serializers.CharField(allow_null=True)
    waiting = serializers.CharField(allow_null=True)
    last_seq = serializers.IntegerField()
    seq = serializers.IntegerField(required=False)
    duplicate = serializers.BooleanField(required=False)
    messages = serializers.ListField(child=serializers.DictField(), required=False)


class QueueHours(Shape):
    timezone = serializers.CharField()
    days = serializers.ListField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    )
    closed = serializers.ListField(child=serializers.DateField())


class Queue(Shape):
    name = serializers.CharField()
    open = serializers.BooleanField()
    hours = QueueHours(allow_null=True)
    answers = serializers.BooleanField()


class QueuePage(Shape):
    results = Queue(many=True)
    next = serializers.CharField(allow_null=True)
