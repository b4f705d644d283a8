from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import Channel
from flows.services.set_channel import set_channel

from . import answers
from .paging import page
from .serializers import Flag, Strict
from .view import BotView


class ChannelChange(Strict):
    enabled = Flag(required=False, default=True)
    open = Flag(required=False, default=False)


class ChannelsView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.ChannelPage)
    def get(self, request: Request, slug: str) -> Response:
        return page(self, Channel.objects.of(self.workspace).filter(bot=self.bot), ("kind",), _present)


class OneChannelView(BotView):
    roles = {"PUT": Role.ADMIN}

    @extend_schema(request=ChannelChange, responses=answers.Channel)
    def put(self, request: Request, slug: str, kind: str) -> Response:
        """Switch a channel on or off. Without `open` the answer shows a new token that callers must send, once."""
        change = self.read(ChannelChange)
        channel, key = set_channel(self.bot, kind, enabled=change["enabled"], is_open=change["open"], by=self.actor)
        return Response({**_present(channel), "token": key} if key else _present(channel))


def _present(channel: Channel) -> dict[str, Any]:
    return {"kind": channel.kind, "enabled": channel.enabled, "open": channel.is_open}
