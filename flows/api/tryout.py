from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows import wiring
from flows.adapters.uploads import LIMIT, make_file_token, read_file_token
from flows.runtime.said import read_said

from . import answers
from .replay import version_named
from .serializers import NewTryout, Rewind, TryoutMessage, TryoutVariables
from .uploads import FileUpload, LimitedMultiPartParser
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
        said = read_said(body, read_file_token)[1] if "payload" in body else {"text": body["text"]}
        return Response(_tryout().say(self.bot, conversation, event_id=body["id"], **said))


class TryoutFilesView(BotView):
    """What a visitor would upload in the web chat."""

    roles = {"POST": Role.EDITOR}
    parser_classes = [LimitedMultiPartParser]
    body_limit = LIMIT + 64 * 1024  # bytes, with the form around the file

    @extend_schema(request={"multipart/form-data": FileUpload}, responses={201: answers.UploadedFile})
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Keep a file of the conversation; the token goes into a message (`{"payload": {"files": [token]}}`)."""
        file = request.FILES.get("file")
        if file is None:
            raise ValidationError({"file": ["Send the file as the form field file."]})
        kept = _tryout().keep_file(self.bot, conversation, file.read(), file.name or "")
        return Response({"file": kept, "token": make_file_token(kept)}, status=201)


class TryoutRewindView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=Rewind, responses=answers.Tryout)
    def post(self, request: Request, slug: str, conversation: UUID) -> Response:
        """Go back to how things stood after a turn, to go on with the draft or with a version."""
        body = self.read(Rewind)
        version_id = version_named(self.bot, body.get("version"))
        return Response(_tryout().rewind(self.bot, conversation, body["turn"], version_id=version_id))


class TryoutVariablesView(BotView):
    roles = {"PATCH": Role.EDITOR}

    @extend_schema(request=TryoutVariables, responses=answers.Tryout)
    def patch(self, request: Request, slug: str, conversation: UUID) -> Response:
        values = self.read(TryoutVariables)["variables"]
        return Response(_tryout().set_variables(self.bot, conversation, values))


def _tryout() -> Any:
    return wiring.runtime().tryout
