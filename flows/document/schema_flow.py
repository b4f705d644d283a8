"""Schemas of a flow: its graph of nodes, steps and transitions."""

from __future__ import annotations

from typing import Any

from flows.engine.parameters import TYPES

_ID = {"$ref": "#/$defs/id"}
_NUMBER = {"type": "number"}
_TITLE = {"type": "string", "maxLength": 500}

KINDS = ("normal", "main", "fallback", "error", "timeout", "end")


def _closed(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


_TRIGGERS = ("intent", "keyword", "pattern", "event")

_TRIGGER = {
    **_closed(
        [],
        {
            **{name: {"type": "string", "minLength": 1} for name in _TRIGGERS},
            "start": {"const": True},
            "when": {"$ref": "#/$defs/condition"},
        },
    ),
    "oneOf": [{"required": [name]} for name in (*_TRIGGERS, "start")],
}

_STEP = _closed(
    ["id", "type"],
    {
        "id": _ID,
        "type": {"type": "string", "minLength": 1, "maxLength": 100},
        "config": {"type": "object"},
        "interruptions": {"enum": ["allow", "ask", "block"], "default": "allow"},
    },
)

_NODE = _closed(
    ["id"],
    {
        "id": _ID,
        "title": _TITLE,
        "x": _NUMBER,
        "y": _NUMBER,
        "colour": {"type": "string", "maxLength": 40},
        "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}, "maxItems": 500},
    },
)

_TRANSITION = _closed(
    ["id", "node", "output", "target"],
    {
        "id": _ID,
        "node": _ID,
        "step": {"anyOf": [{"type": "null"}, _ID]},
        "output": {"type": "string", "minLength": 1},
        "target": _ID,
        "title": _TITLE,
        "points": {"type": "array", "items": _closed(["x", "y"], {"x": _NUMBER, "y": _NUMBER})},
    },
)

_NOTE = _closed(
    ["id"],
    {
        "id": _ID,
        "text": {"type": "string", "maxLength": 20000},
        "x": _NUMBER,
        "y": _NUMBER,
        "width": _NUMBER,
        "height": _NUMBER,
        "colour": {"type": "string", "maxLength": 40},
        "kind": {"enum": ["note", "region"]},
    },
)

# A name alone is an input of any type.
_PARAMETER = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        _closed(
            ["name"],
            {
                "name": {"type": "string", "minLength": 1},
                "title": _TITLE,
                "type": {"enum": list(TYPES), "default": "any"},
                "required": {"type": "boolean", "default": False},
                "default": {},
            },
        ),
    ]
}

_FLOW = _closed(
    ["id"],
    {
        "id": _ID,
        "title": _TITLE,
        "description": {"type": "string"},
        "kind": {"enum": list(KINDS), "default": "normal"},
        "global": {"type": "boolean", "default": False},
        "start": {"anyOf": [{"type": "null"}, _ID]},
        "inputs": {"type": "array", "items": _PARAMETER},
        "outputs": {"type": "array", "items": _PARAMETER},
        "triggers": {"type": "array", "items": {"$ref": "#/$defs/trigger"}},
        "nodes": {"type": "array", "items": {"$ref": "#/$defs/node"}},
        "transitions": {"type": "array", "items": {"$ref": "#/$defs/transition"}},
        "notes": {"type": "array", "items": {"$ref": "#/$defs/note"}},
    },
)


def flow_definitions() -> dict[str, Any]:
    """The named schemas of a flow and what is in it."""
    return {
        "trigger": dict(_TRIGGER),
        "step": dict(_STEP),
        "node": dict(_NODE),
        "transition": dict(_TRANSITION),
        "note": dict(_NOTE),
        "flow": dict(_FLOW),
    }
