"""What a visitor sends, read the same way from a socket and from REST."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .inbound import check_client_id
from .ports import Refused

OPTION_LENGTH = 200


def read_said(body: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """`id` and the body of a say event, of `{"id", "text" | "payload"}`. Raises Refused."""
    id = check_client_id(body.get("id"))
    text, payload = body.get("text"), body.get("payload")
    if text is not None and not isinstance(text, str):
        raise Refused("text must be a text", code="bad-message")
    if payload is None:
        if not text or not text.strip():
            raise Refused("a message needs a text or a payload", code="bad-message")
        return id, {"text": text}
    if isinstance(payload, str):  # a button of a channel that knows only texts
        return id, {"text": payload}
    if not isinstance(payload, dict):
        raise Refused("payload must be an object", code="bad-message")
    option, value, seq = payload.get("option"), payload.get("value"), payload.get("seq")
    if option is None and isinstance(value, str) and value:
        return id, {"text": value}
    if not isinstance(option, str) or len(option) > OPTION_LENGTH or not (seq is None or _is_seq(seq)):
        raise Refused('payload is {"option": id, "seq": number}', code="bad-message")
    kept: dict[str, Any] = {"option": option} if seq is None else {"option": option, "seq": seq}
    return id, {"text": text or "", "payload": kept}


def _is_seq(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
