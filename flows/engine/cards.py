"""The form of a card, shared by the steps that show one or several, and the neutral message made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_CARDS = 20
MOST_ACTIONS = 10

_ACTION: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "title": "Id", "minLength": 1, "maxLength": 200},
        "kind": {
            "enum": ["reply", "url", "phone"],
            "title": "What it does",
            "default": "reply",
            "description": "Say what is on it, open a page, or call a number.",
        },
        "title": {"title": "Button", "x-widget": "text"},
        "value": {
            "title": "Value",
            "description": "Of a reply: what it stands for.",
            "x-widget": "value",
            "x-if": {"kind": ["reply"]},
        },
        "url": {"title": "Address or number", "x-widget": "text", "x-if": {"kind": ["url", "phone"]}},
    },
}

CARD_FIELDS: dict[str, Any] = {
    "title": {"title": "Title", "x-widget": "text"},
    "subtitle": {"title": "Line below it", "x-widget": "text"},
    "text": {"title": "Text", "x-widget": "text"},
    "image": {"title": "Picture", "description": "Address of the picture.", "x-widget": "text"},
    "alt": {"title": "What the picture shows", "description": "Read to those who do not see it.", "x-widget": "text"},
    "actions": {"type": "array", "title": "Buttons", "maxItems": MOST_ACTIONS, "items": _ACTION},
}


def card(config: Mapping[str, Any]) -> dict[str, Any]:
    """The neutral card of a config with CARD_FIELDS, texts not yet filled in."""
    made: dict[str, Any] = {"type": "card"}
    made.update({key: config[key] for key in ("title", "subtitle", "text") if config.get(key)})
    made.setdefault("title", "")
    if config.get("image"):
        made["image"] = {"url": config["image"], "alt": config.get("alt", "")}
    if config.get("actions"):
        made["actions"] = [_action(action, number) for number, action in enumerate(config["actions"], start=1)]
    return made


def _action(action: Mapping[str, Any], number: int) -> dict[str, Any]:
    kind = action.get("kind", "reply")
    if kind == "reply":
        return {"kind": kind, "id": str(number), **action}
    return {"kind": kind, "title": action["title"], "url": action.get("url", "")}
