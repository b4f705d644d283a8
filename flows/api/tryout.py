from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows import wiring

from . import answers
from .serializers import NewTryout, TryoutMessage, TryoutRewind, TryoutVariables
from .view import BotView


class TryoutsView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=NewTryout, responses={201: answers.Tryout})
    def post(self, request: Request, slug: str) -> Response:
        """Begin a conversation on the draft, at its start or at a node."""
        return Response(_tryout().open(self.bot, **self.read(NewTryout)), status=201)


class TryoutView(BotView):
    roles = {"GET": Role.EDITOR}

    @extend_schema(responses=answers.Tryout)
    def get(self, request: Request, slug: str, conversation: UUID) -> Response:
        return Response(_tryout().view(self.bot, conversation))


class TryoutMessagesView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=TryoutMessage, responses=answers.Tryout)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Say something, or tap a button (`payload`). The answer tells each turn with its trace."""
        body = self.read(TryoutMessage)
        said = {name: body[name] for name in ("text", "payload") if name in body}
        return Response(_tryout().say(self.bot, conversation, event_id=body["id"], **said))


class TryoutRewindView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=TryoutRewind, responses=answers.Tryout)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Go back to how things stood after a turn."""
        return Response(_tryout().rewind(self.bot, conversation, self.read(TryoutRewind)["turn"]))


class TryoutVariablesView(BotView):
    roles = {"PATCH": Role.EDITOR}

    @extend_schema(request=TryoutVariables, responses=answers.Tryout)
    def patch(self, request: Request, slug: str, conversation: UUID) -> Response:
        values = self.read(TryoutVariables)["variables"]
        return Response(_tryout().set_variables(self.bot, conversation, values))


def _tryout() -> Any:
    return wiring.runtime().tryout
