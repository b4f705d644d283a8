"""Records in the tables of a bot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import TableRow
from flows.services.change_rows import add_row, remove_row, table_of

from . import answers
from .paging import page
from .serializers import Strict
from .view import BotView


class NewRow(Strict):
    values = serializers.DictField()


class RowsView(BotView):
    roles = {"GET": Role.AGENT, "POST": Role.EDITOR}

    @extend_schema(responses=answers.RowPage)
    def get(self, request: Request, slug: str, key: str) -> Response:
        """The records of a table, oldest first."""
        table_of(self.bot, key)
        rows = TableRow.objects.of(self.workspace).filter(bot=self.bot, table_name=key)
        return page(self, rows, ("id",), _present)

    @extend_schema(request=NewRow, responses={201: answers.Row})
    def post(self, request: Request, slug: str, key: str) -> Response:
        """Add a record; values are brought into the types of their columns."""
        return Response(_present(add_row(self.bot, key, self.read(NewRow)["values"])), status=201)


class OneRowView(BotView):
    roles = {"DELETE": Role.EDITOR}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str, key: str, row: int) -> Response:
        remove_row(self.bot, key, row)
        return Response(status=204)


def _present(row: TableRow) -> dict[str, Any]:
    times = {name: datetime.fromtimestamp(getattr(row, name), UTC) for name in ("created_at", "updated_at")}
    return {"id": row.pk, "values": orjson.loads(row.values_json), **times}
