"""Imported actions on an action server: code steps that were switched off until now become calls of their actions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.engine.phrases import sentence
from flows.formats.names import Ids
from flows.formats.rasa.actions import WIDTH, action_name

Json = dict[str, Any]
CHECKED = re.compile(r"(?P<action>validate_\S+) checked the replies")
ASKED = re.compile(r"(?P<action>action_ask_\S+) asked for (?P<slot>\S+)\.")
"""Notes on the flow of an imported form: what code did for it."""


def connected(document: Mapping[str, Any], server: str, slots: Mapping[str, str] | None = None) -> Json:
    """The document with its imported actions run by the action server at this address.

    `slots` are slots of Rasa and the variables that they are here, where the two have different names. A form whose
    replies were checked by code (`validate_…`), or that had its questions put by code, has both done there again.
    """
    settings = {**(document.get("settings") or {}), "action_server": server}
    sorry = {language: sentence("error", language) for language in document["languages"]}
    flows = [_checking(_calling(flow, slots or {}), slots or {}, sorry) for flow in document.get("flows", ())]
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


def _checking(flow: Json, slots: Mapping[str, str], sorry: Json) -> Json:
    """A form flow whose replies are checked, and whose questions are put, by the actions that its notes name."""
    notes = flow.get("notes") or []
    forms = [(node, step) for node in flow["nodes"] for step in node["steps"] if step["type"] == "form"]
    if not forms:
        return flow
    home, form = forms[0]
    config, done = dict(form["config"]), []
    for note in notes:
        text = str(note.get("text", ""))
        checked, asked = CHECKED.match(text), ASKED.match(text)
        if checked is not None and "check_action" not in config:
            config["check_action"] = checked["action"]
            done.append(note)
        elif asked is not None:
            variable = slots.get(asked["slot"], asked["slot"])
            config["slots"] = [{**one, "ask_action": asked["action"]} if one["variable"] == variable else one
                               for one in config["slots"]]  # fmt: skip
            done.append(note)
    if not done:
        return flow
    if slots:
        config["action_slots"] = dict(slots)
    changed = {
        **flow,
        "notes": [note for note in notes if note not in done],
        "nodes": [_with_config(node, form, config) if node is home else node for node in flow["nodes"]],
    }
    return _with_way_out(changed, home, form, sorry) if "check_action" in config else changed


def _with_config(node: Mapping[str, Any], step: Json, config: Json) -> Json:
    return {**node, "steps": [{**one, "config": config} if one is step else one for one in node["steps"]]}


def _with_way_out(flow: Json, home: Mapping[str, Any], form: Json, sorry: Json) -> Json:
    """What is said where the action server cannot check a reply; the flow is over then."""
    taken = {node["id"] for node in flow["nodes"]}
    if any(one["step"] == form["id"] and one["output"] == "unchecked" for one in flow["transitions"]):
        return flow
    id = Ids(*taken).unused("unchecked")
    steps = [
        {"id": f"{flow['id']}.sorry", "type": "say", "config": {"message": {"text": sorry}}},
        {"id": f"{flow['id']}.unchecked", "type": "return", "config": {}},
    ]
    node = {"id": id, "title": "Could not be checked", "x": home.get("x", 0) + WIDTH, "y": home.get("y", 0) - 180,
            "steps": steps}  # fmt: skip
    way = {"id": f"{id}.way", "node": home["id"], "step": form["id"], "output": "unchecked", "target": id}
    return {**flow, "nodes": [*flow["nodes"], node], "transitions": [*flow["transitions"], way]}
