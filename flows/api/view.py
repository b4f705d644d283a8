"""What all views of the API share: who asks, in which workspace, and how a body is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from botbuilder.tenancy.models import Role, Workspace
from flows.models import Bot
from flows.services.errors import NotFound
from flows.services.find_membership import Membership

from .openapi import ApiSchema
from .permissions import HasRole, membership_of


class AlwaysJSON(BaseContentNegotiation):
    """The API speaks JSON whatever a client says it accepts."""

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> BaseParser | None:
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(
        self, request: HttpRequest, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class WorkspaceView(APIView):
    """A view for members. `roles` says which methods exist and the least role each needs."""

    schema = ApiSchema()
    permission_classes = [HasRole]
    content_negotiation_class = AlwaysJSON
    roles: ClassVar[Mapping[str, Role]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.perform_authentication(request)
        if request.method not in self.roles and request.user.is_authenticated:
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)

    @property
    def allowed_methods(self) -> list[str]:
        return list(self.roles)

    @property
    def membership(self) -> Membership:
        membership = membership_of(self.request)
        if membership is None:  # permission was checked before any handler runs
            raise NotFound("No workspace.")
        return membership

    @property
    def workspace(self) -> Workspace:
        return self.membership.workspace

    @property
    def actor(self) -> str:
        return self.membership.actor

    def read(self, serializer: type[Serializer[Any]]) -> dict[str, Any]:
        """The checked body. Raises ValidationError (400) naming each field that does not fit."""
        checked = serializer(data=self.request.data)
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)


class BotView(WorkspaceView):
    """A view below one bot, named by `slug` in the address."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        bots = Bot.objects.of(self.workspace).select_related("live_version")
        bot = bots.filter(slug=kwargs["slug"]).first()
        if bot is None:
            raise NotFound(f"There is no bot “{kwargs['slug']}” here.")
        self.bot = bot
