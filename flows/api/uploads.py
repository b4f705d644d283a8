from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from rest_framework import serializers
from rest_framework.parsers import DataAndFiles, MultiPartParser

from .errors import BodyTooLarge
from .parsers import BODY_LIMIT


class LimitedMultiPartParser(MultiPartParser):
    """A form with a file, refused by its declared length before a byte is read."""

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles:
        context = dict(parser_context or {})
        length = context["request"].META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > getattr(context.get("view"), "body_limit", BODY_LIMIT):
            raise BodyTooLarge
        return super().parse(stream, media_type, parser_context)


class FileUpload(serializers.Serializer[Any]):
    file = serializers.FileField()
