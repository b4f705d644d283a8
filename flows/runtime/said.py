"""What a visitor sends, read the same way from a socket and from REST."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .inbound import check_client_id
from .ports import Refused

OPTION_LENGTH = 200
MOST_OPTIONS = 100
MOST_FILES = 10
REASON_LENGTH = 2_000
HIGHEST_MARK = 10
PAYLOAD = 'payload is {"option": id, "seq": number}, or {"options": [id…]}, or {"files": [token…]}'

ReadFile = Callable[[str], "dict[str, Any] | None"]


def read_said(body: Mapping[str, Any], read_file: ReadFile | None = None) -> tuple[str, dict[str, Any]]:
    """`id` and the body of a say event, of `{"id", "text" | "payload"}`. Raises Refused.

    A payload is `{"option", "seq"?}`, `{"options": [id…], "seq"?}` (none may be marked) or
    `{"files": [token…], "seq"?}`; `read_file` tells what file a token stands for.
    """
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
    if not (seq is None or _is_seq(seq)):
        raise Refused(PAYLOAD, code="bad-message")
    if isinstance(payload.get("options"), list):
        kept: dict[str, Any] = {"options": _options(payload["options"])}
    elif isinstance(payload.get("files"), list) and read_file is not None:
        kept = {"files": _files(payload["files"], read_file)}
        text = text or ", ".join(str(file["name"]) for file in kept["files"])
    elif option is None and isinstance(value, str) and value:
        return id, {"text": value}
    elif isinstance(option, str) and len(option) <= OPTION_LENGTH:
        kept = {"option": option}
    else:
        raise Refused(PAYLOAD, code="bad-message")
    return id, {"text": text or "", "payload": kept if seq is None else {**kept, "seq": seq}}


def _options(ids: list[Any]) -> list[str]:
    if len(ids) > MOST_OPTIONS or not all(isinstance(one, str) and len(one) <= OPTION_LENGTH for one in ids):
        raise Refused(PAYLOAD, code="bad-message")
    return list(dict.fromkeys(ids))


def _files(tokens: list[Any], read_file: ReadFile) -> list[dict[str, Any]]:
    files = [read_file(token) for token in tokens[:MOST_FILES] if isinstance(token, str)]
    known = [file for file in files if file is not None]
    if not known or len(known) != len(tokens):
        raise Refused("a file is named by the token that its upload gave", code="bad-message")
    return known


def read_feedback(frame: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """`id` and the body of an event named `feedback`, of `{"id", "seq", "value", "reason"?}`. Raises Refused.

    `seq` is the message that is meant; `value` a mark, -1 and 1 for thumbs.
    """
    id = check_client_id(frame.get("id"))
    seq, value, reason = frame.get("seq"), frame.get("value"), frame.get("reason")
    if not _is_seq(seq) or not isinstance(value, int) or isinstance(value, bool) or abs(value) > HIGHEST_MARK:
        raise Refused('feedback is {"seq": number, "value": number}', code="bad-message")
    if reason is not None and (not isinstance(reason, str) or len(reason) > REASON_LENGTH):
        raise Refused(f"a reason is a text of at most {REASON_LENGTH} characters", code="bad-message")
    data: dict[str, Any] = {"seq": seq, "value": value}
    if reason:
        data["reason"] = reason
    return id, {"name": "feedback", "data": data}


def _is_seq(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
