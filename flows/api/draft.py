from __future__ import annotations

import re

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.services.change_draft import change_draft
from flows.services.errors import DraftMoved
from flows.services.load_draft import load_draft
from flows.services.replace_draft import replace_draft

from . import answers
from .view import BotView

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="ETag of the draft you have read.")
TAB = OpenApiParameter("X-BotBuilder-Tab", str, OpenApiParameter.HEADER, description="Which of your tabs this is.")


class DraftView(BotView):
    roles = {"GET": Role.VIEWER, "PUT": Role.EDITOR, "PATCH": Role.EDITOR}
    body_limit = 25 * 1024 * 1024  # bytes

    @extend_schema(responses=answers.Document)
    def get(self, request: Request, slug: str) -> Response:
        draft = load_draft(self.bot)
        tag = etag(draft.revision)
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304, headers={"ETag": tag})
        return Response(draft.document, headers={"ETag": tag})

    @extend_schema(request=answers.Document, responses=answers.Document, parameters=[IF_MATCH, TAB])
    def put(self, request: Request, slug: str) -> Response:
        """Replace the whole draft. With an If-Match that is not current: 412 with both documents."""
        expected = expected_revision(request)
        draft = replace_draft(self.bot, request.data, expected=expected, by=self.actor, tab=tab_of(request))
        return Response(draft.document, headers={"ETag": etag(draft.revision)})

    @extend_schema(request=answers.OperationBody(many=True), responses=answers.Changed, parameters=[IF_MATCH, TAB])
    def patch(self, request: Request, slug: str) -> Response:
        """Apply operations, all or none; 409 with `conflicts` where somebody changed the same place since `base`."""
        _refuse_moved(self, expected_revision(request))
        changed = change_draft(self.bot, request.data, by=self.actor, tab=tab_of(request))
        return Response(changed.to_json(), headers={"ETag": etag(changed.revision)})


def etag(revision: int) -> str:
    return f'"{revision}"'


def tab_of(request: Request) -> str:
    return str(request.headers.get("X-BotBuilder-Tab", ""))[:64].replace("\x00", "")


def expected_revision(request: Request) -> int | None:
    """The revision in If-Match; None without the header and for `*`: whatever the draft is at."""
    given = request.headers.get("If-Match", "*")
    if given.strip() == "*":
        return None
    found = re.fullmatch(r'(?:W/)?"?(\d{1,18})"?', given.strip())
    if not found:
        raise ValidationError({"If-Match": ["Send the ETag of the draft as it was given."]})
    return int(found.group(1))


def _refuse_moved(view: BotView, expected: int | None) -> None:
    if expected is None:
        return
    draft = load_draft(view.bot)
    if draft.revision != expected:
        raise DraftMoved(current=draft.document, yours=view.request.data, revision=draft.revision)
