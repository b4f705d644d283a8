"""The settings of learning from use and of evaluation, with what holds where a document says nothing."""

from __future__ import annotations

from typing import Any

REDACTED = ("email", "phone", "card")
DAYS = 90
UNSURE_BELOW = 0.6

LEARNING: dict[str, Any] = {
    "type": "object",
    "title": "Learning from use",
    "description": "What visitors said and the bot did not take, or not surely, is kept to be labelled.",
    "required": [],
    "additionalProperties": False,
    "properties": {
        "keep": {
            "enum": ["on", "consent", "off"],
            "title": "Keep it",
            "description": "Always, where the visitor has agreed, or never.",
            "default": "on",
        },
        "consent": {
            "type": "string",
            "title": "The visitor has agreed where this is true",
            "description": "A variable of the conversation or of the visitor.",
            "minLength": 1,
            "maxLength": 200,
        },
        "redact": {
            "type": "array",
            "title": "Taken out before it is kept",
            "items": {"enum": list(REDACTED)},
            "uniqueItems": True,
            "default": list(REDACTED),
        },
        "days": {
            "type": "integer",
            "title": "Days",
            "description": "After so many it goes by itself.",
            "minimum": 1,
            "maximum": 3650,
            "default": DAYS,
        },
        "unsure_below": {
            "type": "number",
            "title": "Not sure below",
            "description": "Confidence under which also what was taken is kept.",
            "minimum": 0,
            "maximum": 1,
            "default": UNSURE_BELOW,
        },
    },
}

EVALUATION: dict[str, Any] = {
    "type": "object",
    "title": "Evaluation",
    "required": [],
    "additionalProperties": False,
    "properties": {
        "after_training": {
            "type": "boolean",
            "title": "Evaluate after each training",
            "description": "By cross-validation and the bot's tests, so that you see what it changed.",
            "default": True,
        }
    },
}
