from __future__ import annotations

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from botbuilder.tenancy.models import Role
from flows.models import Media
from flows.services.find_media import delete_media, find_media
from flows.services.store_media import EXTENSIONS, store_media

from . import answers
from .openapi import ApiSchema
from .paging import page
from .uploads import FileUpload, LimitedMultiPartParser
from .view import AlwaysJSON, BotView

IMMUTABLE = "public, max-age=31536000, immutable"


class MediaView(BotView):
    """The pictures of a bot."""

    roles = {"GET": Role.VIEWER, "POST": Role.EDITOR}
    parser_classes = [LimitedMultiPartParser]
    body_limit = 6 * 1024 * 1024  # bytes

    @extend_schema(responses=answers.MediaPage)
    def get(self, request: Request, slug: str) -> Response:
        return page(self, Media.objects.of(self.workspace).filter(bot=self.bot), ("-id",), _present)

    @extend_schema(request={"multipart/form-data": FileUpload}, responses={201: answers.Media})
    def post(self, request: Request, slug: str) -> Response:
        """Upload a PNG, JPEG, GIF or WebP (told by its bytes), at most 5 MB."""
        file = request.FILES.get("file")
        if file is None:
            raise ValidationError({"file": ["Send the picture as the form field file."]})
        return Response(_present(store_media(self.bot, file.read(), title=file.name or "")), status=201)


class OneMediaView(BotView):
    roles = {"DELETE": Role.EDITOR}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str, digest: str) -> Response:
        delete_media(self.bot, digest)
        return Response(status=204)


class MediaFileView(APIView):
    """A picture itself. Open to all, as the visitors who see it are; its address cannot be guessed."""

    schema = ApiSchema()
    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    content_negotiation_class = AlwaysJSON

    @extend_schema(responses={(200, "image/*"): OpenApiTypes.BINARY})
    def get(self, request: Request, digest: str) -> FileResponse:
        kind, file = find_media(digest)
        response = FileResponse(file, content_type=kind)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = IMMUTABLE
        return response


def _present(media: Media) -> dict[str, Any]:
    address = f"/api/v1/media/{media.digest}.{EXTENSIONS[media.content_type]}"
    names = ("content_type", "size", "title")
    return {"id": media.digest, "url": address, **{name: getattr(media, name) for name in names}}
