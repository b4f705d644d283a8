"""Schemas of the parts that are not flows: settings, variables, entities, intents, answers, content, stories, tests."""

from __future__ import annotations

from typing import Any

from flows.document.schema_settings import SETTINGS

_LANGUAGE = {"$ref": "#/$defs/language"}
_NAME = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^\S(.*\S)?$"}
_IDENTIFIER = {"type": "string", "maxLength": 200, "pattern": r"^[^\W\d]\w*$"}
_ENTITY = {"type": "string", "maxLength": 200, "pattern": r"^[\w.-]+$"}
_TEXTS = {"type": "array", "items": {"type": "string", "maxLength": 20000}}
_CONTEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}}


def _closed(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _by_language(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": _LANGUAGE, "additionalProperties": schema}


_VARIABLE = _closed(
    ["name"],
    {
        "name": _IDENTIFIER,
        "type": {"enum": ["text", "number", "boolean", "date", "list", "object", "any"], "default": "any"},
        "scope": {"enum": ["turn", "flow", "conversation", "user", "bot"], "default": "conversation"},
        "default": {},
        "entity": {"type": "string", "minLength": 1},
        "sensitive": {"type": "boolean"},
        "input": {"type": "boolean"},
        "influences_policy": {"type": "boolean"},
        "description": {"type": "string"},
    },
)

_VALUE = _closed(
    ["value"],
    {"value": {"type": "string", "minLength": 1}, "synonyms": {"$ref": "#/$defs/words"}},
)

_ENTITY_BODY = _closed(
    ["name", "kind"],
    {
        "name": _ENTITY,
        "kind": {"enum": ["list", "pattern", "learned"]},
        "values": {"type": "array", "items": _VALUE},
        "patterns": {"type": "array", "items": {"type": "string", "minLength": 1}},
        "case_sensitive": {"type": "boolean"},
        "fuzzy": {"type": "number", "minimum": 0, "maximum": 1},
        "sensitive": {"type": "boolean"},
        "description": {"type": "string"},
    },
)

_THEN = _closed(["flow"], {"flow": {"$ref": "#/$defs/id"}, "node": {"$ref": "#/$defs/id"}})

_STORY_STEP = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "user": {"type": "string"},
        "entities": {"type": ["object", "array"]},
        "said": {"type": "string"},
        "any": {"const": True},
        "bot": {"$ref": "#/$defs/id"},
        "flow": {"$ref": "#/$defs/id"},
        "form": {"type": ["string", "null"]},
        "form_done": {"const": True},
        "set": {"type": "object"},
        "checkpoint": {"type": "string", "minLength": 1},
        "or": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/story_step"}},
    },
}

_TURN = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "say": {"type": "string"},
        "choose": {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]},
        "agent": {"enum": ["takeover", "say", "release", "unavailable"]},
        "advance": {"type": "number", "minimum": 0},
        "event": {"type": "string"},
        "data": {"type": "object"},
        "expect": {"anyOf": [{"type": "string"}, _TEXTS]},
        "expect_content": {"$ref": "#/$defs/id"},
        "expect_intent": {"type": ["string", "null"]},
        "expect_variables": {"type": "object"},
        "expect_entities": {"type": "array", "items": {"$ref": "#/$defs/expected_entity"}},
        "expect_flow": {"$ref": "#/$defs/id"},
        "expect_waiting": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/id"}]},
        "complete_form": {"$ref": "#/$defs/id"},
        "set": {"type": "object"},
    },
}

_EXPECTED_ENTITY = _closed(
    ["entity"],
    {
        "entity": {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]},
        "text": {"type": "string"},
        "value": {},
        "role": {"type": "string"},
        "group": {"type": "string"},
    },
)

_CALL = _closed(
    [],
    {
        "url": {"type": "string"},
        "flow": {"$ref": "#/$defs/id"},
        "set": {"type": "object"},
        "method": {"type": "string"},
        "status": {"type": "integer", "minimum": 100, "maximum": 599},
        "failed": {"type": "string", "minLength": 1},
        "headers": {"type": "object"},
        "body": {},
    },
)

_COLUMN = _closed(
    ["name"],
    {
        "name": _IDENTIFIER,
        "title": {"type": "string", "maxLength": 200},
        "type": {"enum": ["text", "number", "boolean", "date", "list", "object", "any"], "default": "text"},
        "required": {"type": "boolean", "default": False},
    },
)

KNOWLEDGE: dict[str, Any] = {
    "settings_part": _closed(
        ["name", "languages", "default_language"],
        {
            "name": {"type": "string", "minLength": 1, "maxLength": 200},
            "languages": {"type": "array", "minItems": 1, "uniqueItems": True, "items": _LANGUAGE},
            "default_language": _LANGUAGE,
            "settings": SETTINGS,
        },
    ),
    "variable": _VARIABLE,
    "entity": _ENTITY_BODY,
    "intent": _closed(
        ["name"],
        {"name": _NAME, "examples": _by_language(_TEXTS), "contexts": _CONTEXTS, "description": {"type": "string"}},
    ),
    "answer": _closed(
        ["id"],
        {
            "id": {"$ref": "#/$defs/id"},
            "questions": _by_language(_TEXTS),
            "answers": _by_language({"type": "array", "items": {"$ref": "#/$defs/message"}}),
            "contexts": _CONTEXTS,
            "then": _THEN,
            "enabled": {"type": "boolean"},
        },
    ),
    "content": _closed(
        ["id", "message"],
        {
            "id": {"$ref": "#/$defs/id"},
            "title": {"type": "string"},
            "message": {"$ref": "#/$defs/message"},
            "variations": {"$ref": "#/$defs/variations"},
            "variants": {"$ref": "#/$defs/variants"},
        },
    ),
    "story_step": _STORY_STEP,
    "expected_entity": _EXPECTED_ENTITY,
    "story": _closed(
        ["name", "steps"],
        {
            "name": _NAME,
            "kind": {"enum": ["story", "rule"], "default": "story"},
            "when": {"$ref": "#/$defs/condition"},
            "at_start": {"type": "boolean"},
            "then_wait": {"type": "boolean", "default": True},
            "steps": {"type": "array", "items": {"$ref": "#/$defs/story_step"}},
        },
    ),
    "table": _closed(
        ["name", "columns"],
        {
            "name": _IDENTIFIER,
            "title": {"type": "string", "maxLength": 200},
            "description": {"type": "string"},
            "columns": {"type": "array", "minItems": 1, "maxItems": 100, "items": _COLUMN},
        },
    ),
    "test": _closed(
        ["name", "turns"],
        {
            "name": _NAME,
            "language": _LANGUAGE,
            "turns": {"type": "array", "items": _TURN},
            "exact": {"type": "boolean", "default": False},
            "calls": {"type": "array", "items": {**_CALL, "oneOf": [{"required": ["url"]}, {"required": ["flow"]}]}},
        },
    ),
}
