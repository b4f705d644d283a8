from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import Bot, Part
from flows.services.create_bot import create_bot
from flows.services.delete_bot import delete_bot
from flows.services.rename_bot import rename_bot

from . import answers
from .paging import page
from .serializers import BotChange, NewBot
from .view import BotView, WorkspaceView


class BotsView(WorkspaceView):
    roles = {"GET": Role.VIEWER, "POST": Role.EDITOR}

    @extend_schema(operation_id="bots_list", responses=answers.BotPage)
    def get(self, request: Request) -> Response:
        rows = Bot.objects.of(self.workspace).select_related("live_version")
        rows = rows.defer("live_version__document")
        return page(self, rows, ("slug",), present_bot)

    @extend_schema(request=NewBot, responses={201: answers.BotSummary})
    def post(self, request: Request) -> Response:
        bot = create_bot(self.workspace, by=self.actor, **self.read(NewBot))
        return Response(present_bot(bot), status=201, headers={"Location": f"/api/v1/bots/{bot.slug}/"})


class OneBotView(BotView):
    roles = {"GET": Role.VIEWER, "PATCH": Role.EDITOR, "DELETE": Role.ADMIN}

    @extend_schema(responses=answers.BotSummary)
    def get(self, request: Request, slug: str) -> Response:
        return Response(present_bot(self.bot))

    @extend_schema(request=BotChange, responses=answers.BotSummary)
    def patch(self, request: Request, slug: str) -> Response:
        return Response(present_bot(rename_bot(self.bot, by=self.actor, **self.read(BotChange))))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        delete_bot(self.bot, by=self.actor)
        return Response(status=204)


def present_bot(bot: Bot) -> dict[str, Any]:
    parts = Part.objects.of(bot.workspace_id).filter(bot=bot, kind="settings")
    settings = parts.values_list("body", flat=True).first() or {}
    live = bot.live_version
    return {
        "slug": bot.slug,
        "name": bot.name,
        "emblem": bot.emblem,
        "languages": settings.get("languages", []),
        "default_language": settings.get("default_language", ""),
        "draft_revision": bot.draft_revision,
        "version": live.number if live else None,
        "published_at": live.created_at if live else None,
        "published_revision": live.revision if live else None,
        "trained": bot.trained,
        "created_at": bot.created_at,
        "updated_at": bot.updated_at,
    }
