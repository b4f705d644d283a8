"""Time travel: running a conversation's journal again, and going back to one of its turns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import AuditEntry, Role
from flows import wiring
from flows.adapters.replayer import Wanted
from flows.models import Bot, Version
from flows.runtime.inbound import TRYOUT
from flows.services.errors import NotFound, WrongState

from . import answers, answers_talk
from .conversations import find_conversation, present
from .serializers import Replay, Rewind
from .view import BotView


class ReplayView(BotView):
    roles = {"GET": Role.EDITOR, "POST": Role.EDITOR}

    @extend_schema(responses=answers.Replay)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Run the whole journal again, each turn on the version it ran on."""
        return self._replay(conversation, {})

    @extend_schema(request=Replay, responses=answers.Replay)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """The same from a turn on, on another version (`null`: the draft), or with understanding asked for afresh."""
        return self._replay(conversation, self.read(Replay))

    def _replay(self, conversation: UUID, body: dict[str, Any]) -> Response:
        found = find_conversation(self, conversation)
        wanted = Wanted(
            since=body.get("since", 1),
            other="version" in body,
            version_id=version_named(self.bot, body.get("version")),
            recompute=body.get("recompute", False),
        )
        return Response(wiring.runtime().replayer.replay(found, wanted))


class RewindView(BotView):
    roles = {"POST": Role.ADMIN}

    @extend_schema(request=Rewind, responses=answers_talk.ConversationSummary)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Go back to how a conversation stood after a turn, on the same or another version. What came later is gone."""
        found = find_conversation(self, conversation)
        body = self.read(Rewind)
        if found.channel == TRYOUT:
            raise WrongState("This conversation is a try-out; go back in the try-out.")
        version_id = version_named(self.bot, body.get("version")) or found.version_id
        wiring.runtime().replayer.go_back(found, body["turn"], version_id)
        AuditEntry.record(self.workspace, actor=self.actor, action="rewind", target=str(found.uuid), turn=body["turn"])
        return Response(present(find_conversation(self, conversation)))


def version_named(bot: Bot, number: int | None) -> int | None:
    """The id of a bot's version; None for None. Raises NotFound."""
    if number is None:
        return None
    found = Version.objects.of(bot.workspace).filter(bot=bot, number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(f"There is no version {number} of this bot.")
    return int(found)
