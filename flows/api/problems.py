"""What went wrong at the steps of a bot, for those who build it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import NodeProblem

from . import answers
from .paging import page
from .serializers import Strict
from .view import BotView


class Read(Strict):
    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**53), max_length=500, required=False
    )


class ProblemsView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.ProblemPage)
    def get(self, request: Request, slug: str) -> Response:
        """Newest kinds first; `?unread=true` leaves out what was read and has not happened since."""
        rows = NodeProblem.objects.of(self.workspace).filter(bot=self.bot)
        if request.query_params.get("unread") == "true":
            rows = rows.filter(is_read=False)
        return page(self, rows, ("-id",), _present)


class ReadProblemsView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=Read, responses=answers.ProblemsRead)
    def post(self, request: Request, slug: str) -> Response:
        """Mark problems as read: those of `ids`, or all. One that happens again is unread again."""
        rows = NodeProblem.objects.of(self.workspace).filter(bot=self.bot, is_read=False)
        wanted = self.read(Read)
        if "ids" in wanted:
            rows = rows.filter(pk__in=wanted["ids"])
        return Response({"read": rows.update(is_read=True)})


def _present(row: NodeProblem) -> dict[str, Any]:
    names = ("version", "flow", "node", "step", "code", "detail", "count")
    times = {name: datetime.fromtimestamp(getattr(row, name), UTC) for name in ("first_at", "last_at")}
    return {"id": row.pk, **{name: getattr(row, name) for name in names}, **times, "read": row.is_read}
