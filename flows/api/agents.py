"""The work of agents: the queue, taking a conversation over, answering in it, giving it back."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows import wiring
from flows.adapters.turn_handoffs import answers_at
from flows.models import AgentQueue, Conversation, Handoff
from flows.runtime.opening_hours import HoursError, check_hours
from flows.services.agent_acts import OPEN, open_handoff
from flows.services.begin_flow import begin_flow
from flows.services.give_back import give_back
from flows.services.say_as_agent import say_as_agent
from flows.services.set_queue import set_queue
from flows.services.sum_up_conversations import last_said
from flows.services.take_over import take_over

from . import answers_talk
from .conversations import ConversationMessagesView, find_conversation, text_of, visitor_name
from .paging import page
from .serializers import Flag, Strict, Text
from .view import BotView

STATES = (*Handoff.State.values, "open", "all")


class Act(Strict):
    control = serializers.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, help_text="The count of acts as you have seen it."
    )


class AgentMessage(Act):
    id = Text(max_length=100, required=False)
    text = Text(max_length=16_000)


class FlowStart(Strict):
    id = Text(max_length=100, required=False)
    flow = Text(max_length=200)
    node = Text(max_length=200, required=False)
    inputs = serializers.DictField(required=False)


class Hours(serializers.JSONField):
    """Opening hours, checked as a whole."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        try:
            return check_hours(data)
        except HoursError as error:
            raise serializers.ValidationError(str(error)) from error


class QueueChange(Strict):
    open = Flag()
    hours = Hours(required=False, allow_null=True)


class HandoffsView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.HandoffPage)
    def get(self, request: Request, slug: str) -> Response:
        """The queue, longest waiting first: `?state=open` (default: waiting and taken), one state, or `all`."""
        rows = Handoff.objects.of(self.workspace).filter(bot=self.bot).select_related("conversation__visitor")
        rows = rows.annotate(said=last_said("conversation_id"))
        state = request.query_params.get("state", "open")
        if state not in STATES:
            raise serializers.ValidationError({"state": f"One of {', '.join(STATES)}."})
        if state == "open":
            rows = rows.filter(state__in=OPEN)
        elif state != "all":
            rows = rows.filter(state=state)
        return page(self, rows, ("id",), present_handoff)


class TakeoverView(BotView):
    roles = {"POST": Role.AGENT}

    @extend_schema(request=Act, responses=answers_talk.AgentActed)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Answer this visitor from now on; the bot is silent. 409 where another agent was faster."""
        found = find_conversation(self, conversation)
        take_over(wiring.runtime().conversations, found, self.membership, **self.read(Act))
        return Response(_standing(self, found))


class AgentMessagesView(ConversationMessagesView):
    roles = {"GET": Role.AGENT, "POST": Role.AGENT}

    @extend_schema(request=AgentMessage, responses={201: answers_talk.AgentActed})
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Say something to the visitor. The same `id` again has no second effect."""
        found, said = find_conversation(self, conversation), self.read(AgentMessage)
        said.setdefault("id", "")
        reply = say_as_agent(wiring.runtime().conversations, found, self.membership, **said)
        told = {"seq": reply.seq, "duplicate": reply.duplicate}
        return Response({**_standing(self, found), **told}, status=200 if reply.duplicate else 201)


class ResolveView(BotView):
    roles = {"POST": Role.AGENT}

    @extend_schema(request=Act, responses=answers_talk.AgentActed)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Give the conversation back: the bot goes on. `messages` are what it says at once."""
        found = find_conversation(self, conversation)
        reply = give_back(wiring.runtime().conversations, found, self.membership, **self.read(Act))
        return Response({**_standing(self, found), "messages": reply.views()})


class StartFlowView(BotView):
    roles = {"POST": Role.AGENT}

    @extend_schema(request=FlowStart, responses=answers_talk.AgentActed)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Begin a flow in this conversation, as an interruption of what waits there."""
        found = find_conversation(self, conversation)
        reply = begin_flow(wiring.runtime().conversations, found, **self.read(FlowStart))
        return Response({**_standing(self, found), "messages": reply.views(), "duplicate": reply.duplicate})


class QueuesView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.QueuePage)
    def get(self, request: Request, slug: str) -> Response:
        """Queues that somebody has opened, closed or given hours; every other one is always open.

        `open` is what was set by hand, `answers` whether somebody answers at this moment.
        """
        rows = AgentQueue.objects.of(self.workspace).filter(bot=self.bot)
        return page(self, rows, ("name",), _present_queue)


class OneQueueView(BotView):
    roles = {"PUT": Role.AGENT}

    @extend_schema(request=QueueChange, responses=answers_talk.Queue)
    def put(self, request: Request, slug: str, queue: str) -> Response:
        """Open or close a queue, and say its hours. Who asks for an agent in a closed one leaves by *unavailable*.

        `hours` is `{"timezone", "days": [[["09:00", "17:00"]], …], "closed": ["2026-12-25"]}`, Monday first; null is
        always, and left out they stay.
        """
        given = self.read(QueueChange)
        hours = {"hours": given["hours"]} if "hours" in given else {}
        changed = set_queue(self.bot, queue[:100], is_open=given["open"], **hours, by=self.actor)
        return Response(_present_queue(changed))


def _standing(view: BotView, found: Conversation) -> dict[str, Any]:
    """Who answers now, and the count that the next act may name."""
    now = Conversation.objects.of(view.workspace).get(pk=found.pk)
    handoff = open_handoff(now)
    taken = handoff is not None and handoff.state == Handoff.State.TAKEN
    return {
        "conversation": str(now.uuid),
        "control": now.control,
        "agent": handoff.agent if handoff is not None and taken else None,
        "waiting": now.waiting or None,
        "last_seq": now.last_seq,
    }


def present_handoff(row: Any) -> dict[str, Any]:
    """A hand-off that was read with what the visitor `said` last."""
    visitor = row.conversation.visitor
    return {
        "id": row.pk,
        "conversation": str(row.conversation.uuid),
        "queue": row.queue,
        "message": row.message,
        "state": row.state,
        "agent": row.agent or None,
        "visitor": visitor_name(visitor.key, visitor.name) if visitor else None,
        "said": text_of(row.said),
        "control": row.conversation.control,
        "requested_at": _moment(row.requested_at),
        "taken_at": _moment(row.taken_at),
        "ended_at": _moment(row.ended_at),
    }


def _present_queue(queue: AgentQueue) -> dict[str, Any]:
    answers = answers_at(queue.is_open, queue.hours_json, time.time())
    return {"name": queue.name, "open": queue.is_open, "hours": queue.hours, "answers": answers}


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
