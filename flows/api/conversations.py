from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import Conversation, Event, Message
from flows.services.errors import NotFound

from . import answers
from .paging import page
from .view import BotView


class ConversationsView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers.ConversationPage)
    def get(self, request: Request, slug: str) -> Response:
        """Conversations with visitors, newest first. Try-outs are not among them."""
        rows = Conversation.objects.of(self.workspace).filter(bot=self.bot, version__isnull=False)
        return page(self, rows.select_related("version").defer("version__document"), ("-id",), _present)


class ConversationView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers.ConversationSummary)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        return Response(_present(find_conversation(self, conversation)))


class ConversationMessagesView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers.EventPage)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        """What was said, in order."""
        found = find_conversation(self, conversation)
        rows = Message.objects.of(self.workspace).filter(conversation=found)
        return page(self, rows, ("seq",), _present_message)


class EventsView(BotView):
    roles = {"GET": Role.AGENT}

    @extend_schema(responses=answers.EventPage)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        """What happened, in order, with who answered each turn and why."""
        found = find_conversation(self, conversation)
        rows = Event.objects.of(self.workspace).filter(conversation=found).defer("trace")
        return page(self, rows, ("id",), _present_event)


def find_conversation(view: BotView, key: UUID) -> Conversation:
    rows = Conversation.objects.of(view.workspace).filter(bot=view.bot, uuid=key)
    found = rows.select_related("version").defer("version__document").first()
    if found is None:
        raise NotFound("There is no such conversation here.")
    return found


def _present(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": str(conversation.uuid),
        "channel": conversation.channel,
        "language": conversation.language,
        "version": conversation.version.number if conversation.version else None,
        "waiting": conversation.waiting or None,
        "last_seq": conversation.last_seq,
        "created_at": _moment(conversation.created_at),
        "last_event_at": _moment(conversation.last_event_at),
    }


def _present_message(message: Message) -> dict[str, Any]:
    said = {"seq": message.seq, "from": message.author, "content": message.content}
    return {**said, "turn": message.turn, "at": _moment(message.at)}


def _present_event(event: Event) -> dict[str, Any]:
    names = ("kind", "body", "status", "seq", "turn", "decision")
    return {"id": event.event_id, **{name: getattr(event, name) for name in names}, "at": _moment(event.at)}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
