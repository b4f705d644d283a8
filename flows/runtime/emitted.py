"""Events that flows emit and that other flows of the same conversation wait for."""

from __future__ import annotations

from flows.engine.graph import CompiledBot
from flows.engine.state import State


def is_heard(bot: CompiledBot, state: State, name: str) -> bool:
    """Whether anything in the bot could react to an event of this name."""
    if any(trigger.value == name for trigger in bot.triggers["event"]):
        return True
    return any(frame.waiting is not None and frame.waiting.what == "event" for frame in state.stack)
