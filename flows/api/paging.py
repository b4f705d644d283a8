from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView


class Pages(CursorPagination):
    """`{"results", "next"}`: `next` is the address of the next page, or null at the end. `?limit=` is 1 to 500."""

    page_size = 100
    page_size_query_param = "limit"
    max_page_size = 500

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor is not None and "\0" in (cursor.position or ""):
            raise NotFound("Invalid cursor.")  # no database takes a NUL
        return cursor

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.get_next_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": following},
        }


def page(view: APIView, rows: QuerySet[Any], ordering: tuple[str, ...], present: Any) -> Response:
    """One page of `rows`; `present` makes JSON of one row. `ordering` must be unique over the rows."""
    pages = Pages()
    pages.ordering = ordering
    request: Request = view.request
    try:
        found = pages.paginate_queryset(rows, request, view=view) or []
    except (ValueError, TypeError, OverflowError, ValidationError) as error:  # a cursor somebody made up
        raise NotFound("Invalid cursor.") from error
    return pages.get_paginated_response([present(row) for row in found])


def page_of_list(view: APIView, items: Sequence[Any], present: Any, most: int = 100) -> Response:
    """One page of what is in memory already; the cursor is a place in the list. `most` is the usual size of a page."""
    request: Request = view.request
    given = request.query_params
    start, limit = given.get("cursor", "0"), given.get("limit", str(most))
    if not (start.isascii() and start.isdigit() and len(start) <= 9):
        raise NotFound("Invalid cursor.")
    plain = limit.isascii() and limit.isdigit() and len(limit) <= 9
    size = min(int(limit), Pages.max_page_size) if plain and int(limit) else most
    end = int(start) + size
    following = None
    if end < len(items):
        following = replace_query_param(request.build_absolute_uri(), "cursor", str(end))
    return Response({"results": [present(one) for one in items[int(start) : end]], "next": following})
