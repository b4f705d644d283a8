"""The two ends of the address space: the description of all of it, and what lies outside."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from .view import AlwaysJSON


class OpenAPIView(SpectacularJSONAPIView):
    """The OpenAPI document of this API. It says nothing of any workspace, so anybody may read it."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    content_negotiation_class = AlwaysJSON


class NowhereView(APIView):
    """Every address of the API that does not exist, so that even these answer with problem JSON."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    content_negotiation_class = AlwaysJSON
    schema = None

    @extend_schema(exclude=True)
    def get(self, request: Request, **where: Any) -> None:
        raise NotFound("There is nothing at this address.")

    post = put = patch = delete = get
