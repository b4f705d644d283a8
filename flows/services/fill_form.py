"""Replies that a form takes: what a visitor would say who always gives what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.engine.graph import CompiledBot
from flows.engine.phrases import YES, base_language
from flows.engine.state import Frame

STAND_IN = "stand-in"
_VALUES: Mapping[str, Any] = {
    "number": 1, "boolean": True, "date": "2026-01-01", "list": STAND_IN, "object": {"value": STAND_IN},
}  # fmt: skip

Reply = tuple[str, dict[str, Any]]  # text, understanding


def replies_for(bot: CompiledBot, frame: Frame) -> Iterator[Reply]:
    """Replies to the question that a form waits for, each another way to fill it; the first that works is enough."""
    flow = bot.flows[frame.flow]
    step = flow.step(frame.node, frame.step)
    if step is None or frame.waiting is None:
        return
    if frame.waiting.data.get("confirming"):
        yield YES.get(base_language(bot.default_language), ("yes",))[0], _understood()
        return
    slot = next((one for one in step.config["slots"] if one["variable"] == frame.waiting.data.get("slot")), None)
    if slot is None:
        return
    declared = bot.variables.get(slot["variable"])
    kind = "any" if declared is None else declared.type
    fills = list(slot.get("fill") or ())
    if not fills and declared is not None and declared.entity is not None:
        fills = [{"entity": declared.entity, "role": declared.role}]
    for option in frame.waiting.options:
        yield str(option["title"]), _understood()
    for fill in fills:
        yield _filling(fill, _VALUES.get(kind, STAND_IN))
    if not fills:
        value = _VALUES.get(kind, STAND_IN)
        words = YES.get(base_language(bot.default_language), ("yes",))[0] if kind == "boolean" else str(value)
        yield words, _understood()


def _filling(fill: Mapping[str, Any], value: Any) -> Reply:
    if "entity" in fill:
        found = {"entity": fill["entity"], "role": fill.get("role"), "group": None, "start": 0, "end": len(STAND_IN),
                 "text": STAND_IN, "value": value, "confidence": 1.0, "source": "test"}  # fmt: skip
        return STAND_IN, _understood(next(iter(fill.get("intents", ())), None), [found])
    return STAND_IN, _understood(fill.get("intent"))


def _understood(intent: str | None = None, entities: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """What a test makes of words that it has made up."""
    intents = [] if intent is None else [{"name": intent, "confidence": 1.0}]
    return {
        "language": None, "intent": intent, "intents": intents, "in_scope": True, "entities": entities or [],
        "answers": [], "sentiment": {"label": "neutral", "score": 0.0},
    }  # fmt: skip
