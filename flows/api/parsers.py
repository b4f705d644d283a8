from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from flows.document import StrictJSONError, loads_strict

from .errors import BodyTooLarge, StrictJSONRefused

BODY_LIMIT = 1024 * 1024  # bytes; a view with larger bodies says `body_limit`


class StrictJSONParser(BaseParser):
    """JSON without NaN, lone surrogates, NUL, duplicate keys, depth over 64 or integers beyond 64 bits."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        view = (parser_context or {}).get("view")
        try:
            return loads_strict(read_limited(stream, getattr(view, "body_limit", BODY_LIMIT)))
        except StrictJSONError as error:
            raise StrictJSONRefused(f"The body is not strict JSON: {error}") from error


def read_limited(stream: IO[bytes], limit: int) -> bytes:
    """All of `stream`. Raises BodyTooLarge once it has more than `limit` bytes, having read no more than that."""
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise BodyTooLarge
    return body
