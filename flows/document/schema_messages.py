"""Schemas of what a bot says: texts, options, messages, conditions."""

from __future__ import annotations

from typing import Any

from flows.engine.conditions import OPERATORS

LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
ID = "^[A-Za-z0-9_][A-Za-z0-9_.-]*$"

_TEXT = {"type": "string", "maxLength": 20000}
_LOCALIZED = {"$ref": "#/$defs/localized"}
_WORDS = {"type": "array", "items": {"type": "string"}}

MESSAGE_TYPES = (
    "text", "choice", "image", "audio", "video", "file", "card", "carousel", "location", "form", "template", "typing",
    "wait", "handoff", "end", "native", "request",
)  # fmt: skip

MESSAGES: dict[str, Any] = {
    "id": {"type": "string", "pattern": ID, "maxLength": 200},
    "language": {"type": "string", "pattern": LANGUAGE, "maxLength": 35},
    "localized": {
        "description": "A text in the default language, or one text for each language.",
        "anyOf": [
            _TEXT,
            {"type": "object", "propertyNames": {"$ref": "#/$defs/language"}, "additionalProperties": _TEXT},
        ],
    },
    "words": {
        "description": "Words in any language, or lists of words for each language.",
        "anyOf": [
            _WORDS,
            {"type": "object", "propertyNames": {"$ref": "#/$defs/language"}, "additionalProperties": _WORDS},
        ],
    },
    "option": {
        "type": "object",
        "required": ["id", "title"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "minLength": 1, "maxLength": 200},
            "title": _LOCALIZED,
            "value": {"type": ["string", "number", "boolean", "null"]},
            "synonyms": {"$ref": "#/$defs/words"},
            "intent": {"type": "string", "minLength": 1},
            "description": _LOCALIZED,
            "image": _LOCALIZED,
        },
    },
    "content_reference": {
        "type": "object",
        "required": ["content"],
        "additionalProperties": False,
        "properties": {"content": {"$ref": "#/$defs/id"}},
    },
    "text_message": {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": _LOCALIZED,
            "options": {"type": "array", "items": {"$ref": "#/$defs/option"}, "maxItems": 100},
        },
    },
    "action": {
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "minLength": 1, "maxLength": 200},
            "kind": {"enum": ["reply", "postback", "url", "phone", "location", "share"]},
            "title": _LOCALIZED,
            "value": {"type": ["string", "number", "boolean", "null"]},
            "url": _LOCALIZED,
            "description": _LOCALIZED,
            "image": _LOCALIZED,
            "style": {"enum": ["primary", "danger"]},
            "synonyms": {"$ref": "#/$defs/words"},
        },
    },
    "picture": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"url": _LOCALIZED, "alt": _LOCALIZED},
    },
    "neutral_message": {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {"enum": list(MESSAGE_TYPES)},
            "text": _LOCALIZED,
            "title": _LOCALIZED,
            "subtitle": _LOCALIZED,
            "caption": _LOCALIZED,
            "alt": _LOCALIZED,
            "url": _LOCALIZED,
            "speak": _LOCALIZED,
            "image": {"$ref": "#/$defs/picture"},
            "actions": {"type": "array", "items": {"$ref": "#/$defs/action"}, "maxItems": 100},
            "options": {"type": "array", "items": {"$ref": "#/$defs/action"}, "maxItems": 100},
            "items": {"type": "array", "items": {"type": "object"}, "maxItems": 100},
            "ms": {"type": "number", "minimum": 0, "maximum": 10000},
            "multiple": {"type": "boolean"},
            "placeholder": _LOCALIZED,
        },
        "allOf": [
            {"if": {"properties": {"type": {"const": kind}}}, "then": {"required": required}}
            for kind, required in (
                ("text", ["text"]),
                ("choice", ["text", "options"]),
                ("image", ["url"]),
                ("audio", ["url"]),
                ("video", ["url"]),
                ("file", ["url"]),
                ("card", ["title"]),
                ("carousel", ["items"]),
                ("location", ["lat", "lon"]),
                ("request", ["text", "what"]),
            )
        ],
    },
    "variations": {"type": "array", "items": {"$ref": "#/$defs/message"}, "maxItems": 100},
    "variants": {
        "description": "Wordings for a case: said instead where their condition holds, or on their channels.",
        "type": "array",
        "maxItems": 100,
        "items": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "message": {"$ref": "#/$defs/message"},
                "when": {"$ref": "#/$defs/condition"},
                "channels": {"type": "array", "items": {"type": "string", "minLength": 1}},
            },
        },
    },
    "message": {
        "description": "A text (default language), texts by language with options, content, or a neutral message.",
        "if": {"type": "string"},
        "then": _TEXT,
        "else": {
            "type": "object",
            "if": {"required": ["type"]},
            "then": {"$ref": "#/$defs/neutral_message"},
            "else": {
                "if": {"required": ["content"]},
                "then": {"$ref": "#/$defs/content_reference"},
                "else": {"$ref": "#/$defs/text_message"},
            },
        },
    },
    "condition": {
        "type": "object",
        "minProperties": 1,
        "if": {"required": ["variable"]},
        "then": {
            "required": ["op"],
            "additionalProperties": False,
            "properties": {
                "variable": {"type": "string", "minLength": 1},
                "op": {"enum": list(OPERATORS)},
                "value": {},
            },
        },
        "else": {
            "maxProperties": 1,
            "additionalProperties": False,
            "properties": {
                "all": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
                "any": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
                "not": {"$ref": "#/$defs/condition"},
                "intent": {"type": "string", "minLength": 1},
                "expression": {"type": "string"},
            },
        },
    },
}
