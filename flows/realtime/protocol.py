"""The chat socket, typed: `/ws/chat/{slug}/`, JSON messages told apart by `type`.

`chat_schema()` is their JSON Schema; the front end's types are generated from it.
"""

from __future__ import annotations

import types
import typing
from typing import Any, Literal, NotRequired, TypedDict

import orjson

from flows.document import StrictJSONError, loads_strict
from flows.runtime.messages import MESSAGE_BYTES
from flows.runtime.ports import Refused, RuntimeRefusal

Json = dict[str, Any]


class Payload(TypedDict):
    """What a tap sends: its option, or several, or tokens of files; and the number of the message that asked."""

    files: NotRequired[list[str]]
    option: NotRequired[str]
    options: NotRequired[list[str]]
    value: NotRequired[str]
    seq: NotRequired[int]


class Hello(TypedDict):
    type: Literal["hello"]
    id: NotRequired[str]
    conversation: NotRequired[str]
    token: NotRequired[str]
    epoch: NotRequired[int]
    after: NotRequired[int]
    language: NotRequired[str]
    user: NotRequired[str]
    user_jwt: NotRequired[str]
    variables: NotRequired[Json]


class ClientMessage(TypedDict):
    type: Literal["message"]
    id: str
    text: NotRequired[str]
    payload: NotRequired[Payload]


class ClientEvent(TypedDict):
    type: Literal["event"]
    id: str
    name: str
    data: NotRequired[Json]


class ClientTyping(TypedDict):
    type: Literal["typing"]
    on: bool


class ClientRead(TypedDict):
    type: Literal["read"]
    seq: int


class ClientFeedback(TypedDict):
    type: Literal["feedback"]
    id: str
    seq: int
    value: int
    reason: NotRequired[str]


class BotInfo(TypedDict):
    slug: str
    name: str
    emblem: str
    language: str


ChatMessage = TypedDict(
    "ChatMessage",
    {"seq": int, "from": Literal["user", "bot", "agent"], "content": Json, "client_id": NotRequired[str]},
)


class Welcome(TypedDict):
    type: Literal["welcome"]
    conversation: str
    token: str
    epoch: int
    reset: bool
    last_seq: int
    messages: list[ChatMessage]
    bot: BotInfo


class Ack(TypedDict):
    type: Literal["ack"]
    id: str
    seq: int
    duplicate: bool


ServerMessage = TypedDict(
    "ServerMessage",
    {
        "type": Literal["message"],
        "seq": int,
        "from": Literal["user", "bot", "agent"],
        "content": Json,
        "client_id": NotRequired[str],
        "stream": NotRequired[str],
    },
)


class Stream(TypedDict):
    type: Literal["stream"]
    id: str
    index: NotRequired[int]
    text: NotRequired[str]
    reset: NotRequired[bool]


class ServerTyping(TypedDict):
    type: Literal["typing"]
    on: bool


class Handoff(TypedDict):
    type: Literal["handoff"]
    state: str
    agent: NotRequired[str]


class Error(TypedDict):
    type: Literal["error"]
    code: str
    detail: str
    id: NotRequired[str]
    retry_after: NotRequired[float]


class Bye(TypedDict):
    type: Literal["bye"]
    retry_after: float


CLIENT_FRAMES = (Hello, ClientMessage, ClientEvent, ClientTyping, ClientRead, ClientFeedback)
SERVER_FRAMES = (Welcome, Ack, ServerMessage, Stream, ServerTyping, Handoff, Error, Bye)
_MANY_BRACKETS = 64


def read_frame(text: str | None, data: bytes | None) -> Json:
    """One frame of a client. Raises Refused; the conversation lives on."""
    if text is None:
        raise Refused("send text frames", code="bad-frame")
    if len(text) > MESSAGE_BYTES or (not text.isascii() and len(text.encode()) > MESSAGE_BYTES):
        raise Refused(f"a message has at most {MESSAGE_BYTES} bytes", code="too-large")
    try:
        if "\\u0000" in text or text.count("[") + text.count("{") > _MANY_BRACKETS:
            frame = loads_strict(text.encode())
        else:  # refuses NaN and lone surrogates as well, and is a tenth of the cost
            frame = orjson.loads(text)
    except (orjson.JSONDecodeError, StrictJSONError, UnicodeEncodeError) as error:
        raise Refused(str(error), code="bad-json") from error
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise Refused("a frame is an object with a type", code="bad-frame")
    return frame


def error_frame(error: RuntimeRefusal, id: object = None) -> str:
    frame: Json = {"type": "error", "code": error.code, "detail": error.detail}
    if isinstance(id, str) and id:
        frame["id"] = id[:200]
    if error.retry_after is not None:
        frame["retry_after"] = round(error.retry_after, 3)
    return orjson.dumps(frame).decode()


def chat_schema() -> Json:
    """JSON Schema (draft 2020-12): a definition per frame, and `ClientFrame` and `ServerFrame` as their unions."""
    definitions: Json = {}
    for frame in (*CLIENT_FRAMES, *SERVER_FRAMES, Payload, ChatMessage, BotInfo):
        definitions[frame.__name__] = _object_schema(frame)
    for name, frames in (("ClientFrame", CLIENT_FRAMES), ("ServerFrame", SERVER_FRAMES)):
        definitions[name] = {"oneOf": [{"$ref": f"#/$defs/{frame.__name__}"} for frame in frames]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}


def _object_schema(frame: Any) -> Json:
    hints = typing.get_type_hints(frame)
    # Annotations are strings here, so the class itself does not know which keys are NotRequired.
    marked = typing.get_type_hints(frame, include_extras=True)
    schema: Json = {
        "type": "object",
        "properties": {name: _schema(hint) for name, hint in hints.items()},
        "required": sorted(name for name, hint in marked.items() if typing.get_origin(hint) is not NotRequired),
    }
    if frame.__doc__ and not frame.__doc__.startswith("dict("):
        schema["description"] = frame.__doc__
    return schema


_PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def _schema(hint: Any) -> Json:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin = typing.get_origin(hint)
    if origin is Literal:
        values = list(typing.get_args(hint))
        return {"const": values[0]} if len(values) == 1 else {"enum": values}
    if origin is list:
        return {"type": "array", "items": _schema(typing.get_args(hint)[0])}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_schema(one) for one in typing.get_args(hint)]}
    if isinstance(hint, type) and typing.is_typeddict(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": "object"}
