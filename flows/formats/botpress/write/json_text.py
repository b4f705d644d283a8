"""JSON as it stands in files and instructions of Botpress: on one line, letters as they are."""

from __future__ import annotations

import json
from typing import Any

import orjson


def json_bytes(value: Any, *, sort: bool = False) -> bytes:
    """The JSON of a value in UTF-8."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS if sort else None)
    except TypeError:  # whole numbers of more than 64 bits, keys that are no texts
        text = json.dumps(value, ensure_ascii=False, sort_keys=sort, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def json_text(value: Any, *, sort: bool = False) -> str:
    """The JSON of a value."""
    return json_bytes(value, sort=sort).decode()
