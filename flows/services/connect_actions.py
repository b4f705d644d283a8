from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.formats.rasa.connecting import connected
from flows.models import Bot

from .load_draft import load_draft
from .replace_draft import replace_draft


def connect_actions(bot: Bot, server: str, *, by: str) -> list[str]:
    """Let the actions of a bot that was imported from Rasa run on the action server at this address, in its draft.

    Gives the names of all actions that are called now. Raises InvalidDocument for an address that is none.
    """
    draft = load_draft(bot)
    document = replace_draft(bot, connected(draft.document, server), by=by, expected=draft.revision).document
    steps = [step for flow in document["flows"] for node in flow["nodes"] for step in node["steps"]]
    return list(dict.fromkeys(name for step in steps for name in _called(step)))


def _called(step: Mapping[str, Any]) -> Iterator[str]:
    """The actions that a step runs: its own, or those that check the replies to a form and put its questions."""
    config = step["config"]
    if step["type"] == "call_action":
        yield config["action"]
    elif step["type"] == "form":
        yield from (slot["ask_action"] for slot in config["slots"] if slot.get("ask_action"))
        if config.get("check_action"):
            yield config["check_action"]
