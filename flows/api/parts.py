from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import Part
from flows.services.errors import NotFound
from flows.services.find_content_usage import find_content_usage

from . import answers
from .paging import page
from .view import BotView


class PartsView(BotView):
    """The parts of one kind, in the order of the document, each as it stands there."""

    roles = {"GET": Role.VIEWER}
    kind: ClassVar[str] = ""

    @extend_schema(responses=answers.BodyPage)
    def get(self, request: Request, slug: str) -> Response:
        rows = Part.objects.of(self.workspace).filter(bot=self.bot, kind=self.kind)
        return page(self, rows, ("position", "id"), _body)


class ContentView(PartsView):
    """The content library, and beside it where each piece of this page is used."""

    kind = "content"

    @extend_schema(responses=answers.ContentPage)
    def get(self, request: Request, slug: str) -> Response:
        found = super().get(request, slug)
        usage = find_content_usage(self.bot)
        ids = [body["id"] for body in found.data["results"]]
        found.data["usage"] = {id: usage.get(id, []) for id in ids}
        return found


class OnePartView(BotView):
    roles = {"GET": Role.VIEWER}
    kind: ClassVar[str] = ""

    @extend_schema(responses=answers.Body)
    def get(self, request: Request, slug: str, key: str) -> Response:
        rows = Part.objects.of(self.workspace).filter(bot=self.bot, kind=self.kind, key=key)
        body = rows.values_list("body", flat=True).first()
        if body is None:
            raise NotFound(f"There is no {self.kind} “{key}” in this draft.")
        return Response(body)


def _body(row: Part) -> dict[str, Any]:
    return row.body
