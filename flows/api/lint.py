from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.services.lint_draft import lint_draft

from . import answers
from .view import BotView


class LintView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.Lint)
    def get(self, request: Request, slug: str) -> Response:
        return Response(lint_draft(self.bot))
