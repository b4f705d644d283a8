"""The schema of a bot's settings. What steers dialogues has the defaults of `flows.engine.steering`."""

from __future__ import annotations

from typing import Any

from flows.document.schema_learning import EVALUATION, LEARNING
from flows.engine.steering import Steering

_STEERING = Steering()
_WORDS = {"type": "array", "maxItems": 200, "items": {"type": "string", "minLength": 1, "maxLength": 100}}


def _share(title: str, name: str, description: str) -> dict[str, Any]:
    """A confidence between 0 and 1."""
    default = getattr(_STEERING, name)
    limits = {"minimum": 0, "maximum": 1, "default": default}
    return {"type": "number", "title": title, "description": description, **limits}


SETTINGS: dict[str, Any] = {
    "type": "object",
    "required": [],
    "additionalProperties": False,
    "properties": {
        "session_minutes": {
            "type": "number",
            "title": "A session ends after",
            "description": "Minutes of silence.",
            "exclusiveMinimum": 0,
            "maximum": 525600,
            "default": _STEERING.session_minutes,
        },
        "carry_over": {
            "title": "A new session still knows",
            "description": "All variables of the conversation, none, or those in a list.",
            "anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string", "minLength": 1}}],
            "default": True,
        },
        "intent_threshold": _share(
            "Sure enough to begin", "intent_threshold", "Confidence that an intent or answer needs when nothing waits."
        ),
        "answer_threshold": {
            "type": "number",
            "title": "Sure enough to give an answer",
            "description": "Confidence that an answer needs when nothing waits. Not set: the same as an intent.",
            "minimum": 0,
            "maximum": 1,
        },
        "ambiguity_margin": _share(
            "As good as equal", "ambiguity_margin", "Two flows closer than this are both offered to the visitor."
        ),
        "out_of_scope": {
            "title": "What the bot is not for",
            "description": "“detected”: by words that no example has. “taught”: an intent has examples of it, so that "
            "unknown words alone speak less against a message.",
            "enum": ["detected", "taught"],
            "default": "detected",
        },
        "nlu": {
            "type": "object",
            "title": "Understanding",
            "additionalProperties": False,
            "properties": {
                "several": {
                    "type": "boolean",
                    "title": "Several matters in one message",
                    "description": "“Check my balance and transfer 20”: the trace and `said.parts` say what each part "
                    "is about.",
                    "default": False,
                },
            },
        },
        "open_threshold": _share(
            "Sure enough to interrupt", "open_threshold", "Confidence against a question that any text answers."
        ),
        "part_threshold": _share(
            "Sure enough to overrule", "part_threshold", "Confidence against a reply that holds what was asked for."
        ),
        "global_threshold": _share(
            "Sure enough for global flows", "global_threshold", "Confidence at which they come before everything."
        ),
        "suggestions": {
            "type": "integer",
            "title": "Suggestions",
            "description": "How many things “Did you mean…” offers. 0: it is never asked.",
            "minimum": 0,
            "maximum": 5,
            "default": _STEERING.suggestions,
        },
        "bridge": {
            "title": "Words on the way back",
            "description": "Said between an interrupting flow and the question it interrupted. No: nothing is said.",
            "anyOf": [{"type": "boolean"}, {"$ref": "#/$defs/localized"}],
            "default": True,
        },
        "context_turns": {
            "type": "integer",
            "title": "A flow stays a context for",
            "description": "Messages of the visitor after it is over.",
            "minimum": 0,
            "maximum": 100,
            "default": _STEERING.context_turns,
        },
        "handoff_after": {
            "type": "integer",
            "title": "Ask for a person after",
            "description": "So many messages in a row that nobody could use. 0: never.",
            "minimum": 0,
            "maximum": 20,
            "default": _STEERING.handoff_after,
        },
        "handoff_flow": {
            "anyOf": [{"type": "null"}, {"$ref": "#/$defs/id"}],
            "title": "By this flow",
            "description": "Empty: the bot says so in its own words and hands over.",
        },
        "handoff_queue": {"type": "string", "title": "To this queue", "minLength": 1, "maxLength": 200},
        "opt_out_words": {
            **_WORDS,
            "title": "Words that end all messages",
            "description": "Not set: the usual words of the bot's languages. An empty list: none.",
        },
        "opt_in_words": {**_WORDS, "title": "Words that allow them again"},
        "stateless": {
            "type": "boolean",
            "title": "Each message on its own",
            "description": "Nothing is remembered between messages but what is kept for the visitor.",
            "default": False,
        },
        "identity": {
            "enum": ["signed", "open"],
            "title": "Who visitors say they are",
            "description": "Counts if your server has signed it, or always: then anybody may say anything.",
            "default": "signed",
        },
        "public_events": {
            "type": "array",
            "title": "Events that a page may send",
            "description": "All others come from your server or from the bot itself.",
            "items": {"type": "string", "minLength": 1, "pattern": "^[^@]"},
        },
        "learning": LEARNING,
        "evaluation": EVALUATION,
        "action_server": {
            "type": "string",
            "title": "Action server",
            "description": "Address of your Rasa action server, like https://actions.example.org/webhook; secrets as "
            "{{ secret.name }}.",
            "maxLength": 2000,
            "x-widget": "template",
        },
        "timezone": {
            "type": "string",
            "title": "Time zone",
            "description": "For example Europe/Paris.",
            "minLength": 1,
        },
    },
}
