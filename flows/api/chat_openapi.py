"""The visitors' addresses in the OpenAPI document: lean views of their own, so described by hand beside them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
OBJECT: Json = {"type": "object", "additionalProperties": {}}


def _object(properties: Json, *required: str) -> Json:
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


SCHEMAS: Json = {
    "ChatOpening": _object(
        {
            "id": {**TEXT, "description": "The same id twice is the same conversation; make it hard to guess."},
            "user": {**TEXT, "description": "Believed where the bot says so, or with a workspace token."},
            "user_jwt": {**TEXT, "description": "Who the visitor is, signed with HS256 and with an expiry."},
            "language": TEXT,
            "variables": {**OBJECT, "description": "Only those the bot declares as input."},
        }
    ),
    "ChatMessage": _object(
        {
            "seq": {"type": "integer", "minimum": 1, "description": "1..n without a gap in a conversation."},
            "from": {"type": "string", "enum": ["user", "bot", "agent"]},
            "content": {**OBJECT, "description": "A neutral message; its type tells what it holds."},
        },
        "seq",
        "from",
        "content",
    ),
    "ChatOpened": _object(
        {
            "conversation": {"type": "string", "format": "uuid"},
            "token": TEXT,
            "messages": {"type": "array", "items": {"$ref": "#/components/schemas/ChatMessage"}},
            "last_seq": {"type": "integer"},
            "duplicate": {"type": "boolean"},
            "pending": {"type": "boolean"},
        },
        "conversation",
        "token",
        "messages",
        "last_seq",
    ),
    "ChatUtterance": _object(
        {
            "id": {**TEXT, "description": "The client's own id: the same one twice has one effect."},
            "text": TEXT,
            "payload": {
                **OBJECT,
                "description": "A tapped button: its option and the seq of its message; several marked options as "
                "options; files by the tokens of their uploads as files.",
            },
        },
        "id",
    ),
    "ChatReply": _object(
        {
            "messages": {"type": "array", "items": {"$ref": "#/components/schemas/ChatMessage"}},
            "last_seq": {"type": "integer"},
            "duplicate": {"type": "boolean"},
            "pending": {"type": "boolean", "description": "The bot is not done; ask again with after."},
        },
        "messages",
        "last_seq",
    ),
    "ChatFile": _object(
        {
            "file": _object({"id": TEXT, "url": TEXT, "name": TEXT, "mime": TEXT, "size": {"type": "integer"}}),
            "token": {**TEXT, "description": "Names the file in a message: payload {files: [token]}."},
        },
        "file",
        "token",
    ),
    "RasaMessage": _object({"sender": TEXT, "message": TEXT}, "message"),
    "RasaReply": {"type": "array", "items": _object({"recipient_id": TEXT, "text": TEXT}, "recipient_id")},
}


def _operation(
    id: str, summary: str, *, path: tuple[str, ...], answer: str, body: str = "", status: str = "200", token: bool
) -> Json:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operation: Json = {
        "operationId": id,
        "summary": summary,
        "tags": ["chat"],
        "parameters": [{"in": "path", "name": name, "required": True, "schema": TEXT} for name in path],
        "security": [{"conversationToken": []}] if token else [{}],
        "responses": {
            status: {
                "description": "",
                "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}},
            },
            "default": {"description": "What is wrong (RFC 9457).", "content": problem},
        },
    }
    if body:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


BOT = ("slug",)
CONVERSATION = ("slug", "conversation")
OPEN = _operation(
    "chat_open",
    "Begin a conversation",
    path=BOT,
    body="ChatOpening",
    answer="ChatOpened",
    status="201",
    token=False,
)
SAY = _operation("chat_say", "Say something", path=CONVERSATION, body="ChatUtterance", answer="ChatReply", token=True)
READ = _operation("chat_read", "Everything said after a number", path=CONVERSATION, answer="ChatReply", token=True)
READ["parameters"].append({"in": "query", "name": "after", "schema": {"type": "integer", "minimum": 0, "default": 0}})
SEND_FILE = _operation(
    "chat_send_file",
    "Send a file to be kept, at most 10 MB",
    path=CONVERSATION,
    answer="ChatFile",
    status="201",
    token=True,
)
SEND_FILE["parameters"].append({"in": "query", "name": "name", "schema": TEXT})
BINARY: Json = {"schema": {"type": "string", "format": "binary"}}
SEND_FILE["requestBody"] = {"required": True, "content": {"application/octet-stream": BINARY}}
FILE = _operation("chat_file", "A file of a visitor, as a download", path=("folder", "name"), answer="", token=False)
FILE["responses"]["200"]["content"] = {"application/octet-stream": BINARY}
RASA = _operation("rasa_webhook", "Rasa's REST channel", path=BOT, body="RasaMessage", answer="RasaReply", token=False)


def add_chat(result: Json, **_: Any) -> Json:
    """A post-processing hook of drf-spectacular."""
    result["paths"] |= {
        "/api/v1/chat/{slug}/conversations/": {"post": OPEN},
        "/api/v1/chat/{slug}/conversations/{conversation}/messages/": {"get": READ, "post": SAY},
        "/api/v1/chat/{slug}/conversations/{conversation}/files/": {"post": SEND_FILE},
        "/api/v1/chat/uploads/{folder}/{name}": {"get": FILE},
        "/webhooks/{slug}/rest/webhook": {"post": RASA},
    }
    result["components"]["schemas"] |= SCHEMAS
    result["components"]["securitySchemes"]["conversationToken"] = {"type": "http", "scheme": "bearer"}
    return result
