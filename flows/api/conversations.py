from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import Conversation, Event, Message
from flows.runtime.inbound import TRYOUT
from flows.runtime.session import read_trace
from flows.services.errors import NotFound
from flows.services.know_conversation import know_conversation
from flows.services.sum_up_conversations import OUTCOMES, sum_up, with_outcome

from . import answers_talk
from .paging import page
from .view import BotView


class ConversationsView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.ConversationPage)
    def get(self, request: Request, slug: str) -> Response:
        """Conversations with visitors, newest first; try-outs are not among them.

        `?outcome=`: `handed-over` to a human agent, `missed` at least one utterance, met a `problem`, or `all`.
        """
        rows = Conversation.objects.of(self.workspace).filter(bot=self.bot).exclude(channel=TRYOUT)
        outcome = request.query_params.get("outcome", "all")
        if outcome not in OUTCOMES:
            raise serializers.ValidationError({"outcome": f"One of {', '.join(OUTCOMES)}."})
        return page(self, sum_up(with_outcome(rows, outcome)), ("-id",), present_summary)


class ConversationView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.ConversationDetail)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        """One conversation, with where it stands (`place`) and what it knows (`variables`; sensitive ones hidden)."""
        find_conversation(self, conversation)
        rows = Conversation.objects.of(self.workspace).filter(bot=self.bot, uuid=conversation)
        found = sum_up(rows).get()
        return Response({**present_summary(found), **know_conversation(found)})


class ConversationMessagesView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.EventPage)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        """What was said, in order."""
        found = find_conversation(self, conversation)
        rows = Message.objects.of(self.workspace).filter(conversation=found)
        return page(self, rows, ("seq",), _present_message)


class EventsView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.EventPage)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        """What happened, in order, with who answered each turn and why."""
        found = find_conversation(self, conversation)
        rows = Event.objects.of(self.workspace).filter(conversation=found).defer("trace")
        return page(self, rows, ("id",), _present_event)


class OneTurnView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers_talk.TurnEvents)
    def get(self, request: Request, slug: str, conversation: UUID, turn: int) -> Response:
        """What happened in one turn, each event with its trace: steps walked, bids, variables, problem."""
        found = find_conversation(self, conversation)
        rows = list(Event.objects.of(self.workspace).filter(conversation=found, turn=turn).order_by("id"))
        if not rows:
            raise NotFound(f"There is no turn {turn} in this conversation.")
        return Response({"turn": turn, "events": [{**_present_event(row), "trace": _trace(row)} for row in rows]})


def find_conversation(view: BotView, key: UUID) -> Conversation:
    rows = Conversation.objects.of(view.workspace).filter(bot=view.bot, uuid=key)
    found = rows.select_related("version").defer("version__document").first()
    if found is None:
        raise NotFound("There is no such conversation here.")
    return found


def present(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": str(conversation.uuid),
        "channel": conversation.channel,
        "language": conversation.language,
        "version": conversation.version.number if conversation.version else None,
        "waiting": conversation.waiting or None,
        "control": conversation.control,
        "last_seq": conversation.last_seq,
        "created_at": _moment(conversation.created_at),
        "last_event_at": _moment(conversation.last_event_at),
    }


def present_summary(conversation: Any) -> dict[str, Any]:
    """`present`, and what `sum_up` has read beside."""
    visitor = conversation.visitor
    return {
        **present(conversation),
        "visitor": visitor_name(visitor.key, visitor.name) if visitor else None,
        "turns": conversation.turn,
        "said": text_of(conversation.said),
        "misses": conversation.misses,
        "handoff": conversation.handoff_state,
        "broke": conversation.broke,
    }


def visitor_name(key: str, name: str) -> str | None:
    """What a visitor is called; None for one who is known in this conversation only."""
    return name or (key.removeprefix("user:") if key.startswith("user:") else None)


def text_of(content: Any) -> str | None:
    text = content.get("text") if isinstance(content, dict) else None
    return text if isinstance(text, str) else None


def _trace(event: Event) -> dict[str, Any] | None:
    return None if event.trace is None else read_trace(bytes(event.trace))


def _present_message(message: Message) -> dict[str, Any]:
    said = {"seq": message.seq, "from": message.author, "content": message.content}
    return {**said, "turn": message.turn, "at": _moment(message.at)}


def _present_event(event: Event) -> dict[str, Any]:
    names = ("kind", "body", "status", "seq", "turn", "decision")
    return {"id": event.event_id, **{name: getattr(event, name) for name in names}, "at": _moment(event.at)}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
