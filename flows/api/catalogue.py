"""What every client of the API may know: the step types, the expression language, the schema of the document."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from flows.document import bot_schema
from flows.engine.expressions_catalogue import language_catalogue
from flows.formats import FORMATS
from flows.steps import catalogue

from . import answers
from .openapi import ApiSchema
from .view import AlwaysJSON


class Open(APIView):
    """Holds nothing of any workspace, so anybody may read it."""

    schema = ApiSchema()
    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    content_negotiation_class = AlwaysJSON


class StepTypesView(Open):
    @extend_schema(responses=answers.StepTypes)
    def get(self, request: Request) -> Response:
        return Response({"results": catalogue(), "next": None})


class FormatsView(Open):
    @extend_schema(responses=answers.Formats)
    def get(self, request: Request) -> Response:
        """Formats of bots that can be opened; `writes`: a draft can be exported in it, too."""
        found = [{"name": name, "writes": hasattr(each, "write")} for name, each in FORMATS.items()]
        return Response({"results": found, "next": None})


class ExpressionLanguageView(Open):
    @extend_schema(responses=answers.ExpressionLanguage)
    def get(self, request: Request) -> Response:
        """Functions (every one is a filter, too), operators, blocks of templates, and what the engine knows by name."""
        return Response(language_catalogue())


class BotSchemaView(Open):
    @extend_schema(responses={(200, "application/schema+json"): OpenApiTypes.OBJECT})
    def get(self, request: Request) -> Response:
        """The JSON Schema (draft 2020-12) of the bot document."""
        return Response(bot_schema(), content_type="application/schema+json")
