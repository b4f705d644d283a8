from __future__ import annotations

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
    return list(dict.fromkeys(step["config"]["action"] for step in steps if step["type"] == "call_action"))
