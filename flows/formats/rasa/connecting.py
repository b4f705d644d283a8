"""Imported actions on an action server: code steps that were switched off until now become calls of their actions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.formats.rasa.actions import WIDTH, action_name

Json = dict[str, Any]
_CHECKED = re.compile(r"(?P<action>validate_\S+) checked the replies")


def connected(document: Mapping[str, Any], server: str, slots: Mapping[str, str] | None = None) -> Json:
    """The document with its imported actions run by the action server at this address.

    `slots` are slots of Rasa and the variables that they are here, where the two have different names. A form whose
    replies were checked by code (`validate_…`) is checked when all of it is answered; what is refused is asked again.
    """
    settings = {**(document.get("settings") or {}), "action_server": server}
    flows = [_checking(_calling(flow, slots or {}), slots or {}) for flow in document.get("flows", ())]
    return {**document, "settings": settings, "flows": flows}


def _calling(flow: Mapping[str, Any], slots: Mapping[str, str]) -> Json:
    """A flow in which code that an import left to be written is a call instead."""
    nodes = [{**node, "steps": [_call(step, slots) for step in node.get("steps", ())]} for node in flow["nodes"]]
    return {**flow, "nodes": nodes}


def _call(step: Json, slots: Mapping[str, str]) -> Json:
    name = action_name(str(step["config"].get("source", ""))) if step["type"] == "code" else None
    return step if name is None else _action(step["id"], name, slots)


def _action(id: str, action: str, slots: Mapping[str, str]) -> Json:
    config: Json = {"action": action, **({"slots": dict(slots)} if slots else {})}
    return {"id": id, "type": "call_action", "config": config}


def _checking(flow: Json, slots: Mapping[str, str]) -> Json:
    """A form flow with a node behind the form that has its replies checked."""
    notes = flow.get("notes") or []
    found = next(((one, match) for one in notes if (match := _CHECKED.match(str(one.get("text", ""))))), None)
    form = next((step for node in flow["nodes"] for step in node["steps"] if step["type"] == "form"), None)
    if found is None or form is None or any(node["id"] == "check" for node in flow["nodes"]):
        return flow
    note, match = found
    home = next(node for node in flow["nodes"] if form in node["steps"])
    done = next((one for one in flow["transitions"] if one["node"] == home["id"] and one["output"] == "next"), None)
    if done is None:
        return flow
    unset = [{"variable": one["variable"], "op": "unset"} for one in form["config"]["slots"]]
    rules = [{"id": "again", "when": {"any": unset}}]
    steps = [_action("check.action", match["action"], slots),
             {"id": "check.missing", "type": "branch", "config": {"rules": rules}}]  # fmt: skip
    node = {"id": "check", "title": "Check the replies", "x": home.get("x", 0) + WIDTH, "y": home.get("y", 0) - 180,
            "steps": steps}  # fmt: skip
    ways = [
        {"id": "check.failed", "node": "check", "step": "check.action", "output": "failed", "target": done["target"]},
        {"id": "check.again", "node": "check", "step": "check.missing", "output": "again", "target": home["id"]},
        {"id": "check.done", "node": "check", "step": "check.missing", "output": "else", "target": done["target"]},
    ]
    transitions = [{**one, "target": "check"} if one is done else one for one in flow["transitions"]]
    return {**flow, "nodes": [*flow["nodes"], node], "transitions": [*transitions, *ways],
            "notes": [one for one in notes if one is not note]}  # fmt: skip
