"""Writing a document as a bot of Botpress 12."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from flows.formats.botpress.names import slug
from flows.formats.botpress.returns import target_back
from flows.formats.botpress.write.asking import Asking
from flows.formats.botpress.write.flows import FlowWriter
from flows.formats.botpress.write.json_text import json_bytes
from flows.formats.botpress.write.knowledge import Slots, write_answers, write_entities, write_intents
from flows.formats.botpress.write.language import Language
from flows.formats.botpress.write.messages import TYPES, Contents
from flows.formats.botpress.write.steps import Steps
from flows.formats.media import ADDRESS, ROUTE
from flows.formats.report import Item, Writing

_RESERVED = {"main": "main", "error": "error", "timeout": "timeout", "end": "conversation_end",
             "fallback": "misunderstood"}  # fmt: skip
_PATH = re.compile(r"[\w-]+(/[\w-]+)*")
Json = dict[str, Any]
PLACE = "/api/v1/bots/BOT_ID_PLACEHOLDER/media/"
"""Where media are in an archive; Botpress puts the bot's id there when it reads one."""
_ROUTE = ROUTE.encode()
Targets = dict[str, tuple[str, dict[str, str]]]


def write(document: Mapping[str, Any]) -> Writing:
    """The files of the bot, and what could not be said there."""
    items: list[Item] = []
    flows = [flow for flow in document.get("flows", ()) if not _begins_again(flow)]
    targets = _targets(flows)
    slots = Slots(document)
    places = _places(document, slots)
    named = {entity: variables[0] for entity, variables in slots.of_entity.items()}
    language = Language(places, named)
    contents = Contents(document, language, items)
    steps = Steps(document, contents, language, places, items)
    variables = {one["name"]: one for one in document.get("variables", ())}
    asking = Asking(contents, language, steps, slots, variables, places)
    files: dict[str, Any] = {"bot.config.json": _config(document)}
    for flow in flows:
        writer = FlowWriter(flow, steps, asking, targets)
        body, layout = writer.write()
        path = targets[flow["id"]][0].removesuffix(".flow.json")
        files[f"flows/{path}.flow.json"], files[f"flows/{path}.ui.json"] = body, layout
        for skill, hidden in writer.skills.items():
            files[f"flows/{skill}"] = hidden
            nodes = [{"id": node["id"], "position": {"x": 100 + 240 * n, "y": 100}} for n, node in
                     enumerate(hidden["nodes"])]  # fmt: skip
            files[f"flows/{skill.removesuffix('.flow.json')}.ui.json"] = {"nodes": nodes, "links": []}
    _triggers(flows, files, targets, items)
    _ways_back(flows, targets, items)
    files |= write_intents(document, slots, items)
    files |= write_entities(document, items)
    files |= write_answers(document, contents, targets)
    files |= {f"content-elements/{kind}.json": elements for kind, elements in contents.elements.items()}
    _rest(document, items)
    written = {path: _bytes(value) for path, value in sorted(files.items())}
    return Writing({**written, **{path: text.encode() for path, text in steps.scripts.items()}}, items)


def _bytes(value: Any) -> bytes:
    data = json_bytes(value)
    if _ROUTE in data:
        data = ADDRESS.sub(rf"{PLACE}\g<name>", data.decode()).encode()
    return data + b"\n"


def _begins_again(flow: Mapping[str, Any]) -> bool:
    """What nobody understood begins the main flow there by itself."""
    steps = [step for node in flow.get("nodes", ()) for step in node.get("steps", ())]
    return flow.get("kind") == "fallback" and len(steps) == 1 and steps[0]["type"] == "jump"


def _targets(flows: list[Mapping[str, Any]]) -> Targets:
    """Paths of flows, and unique names of their nodes."""
    targets: Targets = {}
    taken: set[str] = set()
    for flow in flows:
        reserved = _RESERVED.get(str(flow.get("kind", "normal")))
        title = str(flow.get("title") or "")
        path = title if _PATH.fullmatch(title) and slug(title.replace("/", "-")) == flow["id"] else flow["id"]
        if reserved and reserved not in taken:
            path = reserved
        while path.lower() in taken or (path.lower() in _RESERVED.values() and path != reserved):
            path += "-2"
        taken.add(path.lower())
        names: dict[str, str] = {}
        used: set[str] = set()
        for node in flow.get("nodes", ()):
            name = base = str(node.get("title") or node["id"]).replace("#", "").strip() or node["id"]
            number = 2
            while name in used:
                name, number = f"{base} {number}", number + 1
            used.add(name)
            names[node["id"]] = name
        targets[flow["id"]] = (f"{path}.flow.json", names)
    return targets


def _places(document: Mapping[str, Any], slots: Slots) -> dict[str, str]:
    """Where each variable lives: what skills and counters write is temporary there."""
    steps = [step for flow in document.get("flows", ()) for node in flow.get("nodes", ())
             for step in node.get("steps", ())]  # fmt: skip
    brief = {step["config"].get("variable") for step in steps if step["type"] == "choice"}
    brief |= {
        step["config"]["variable"]
        for step in steps
        if step["type"] == "set" and step["config"].get("value") == {"expression": "default(conversations, 0)"}
    }
    places: dict[str, str] = {}
    for variable in document.get("variables", ()):
        name, scope = variable["name"], variable.get("scope", "conversation")
        if scope in ("user", "bot"):
            places[name] = f"{scope}.{name}"
        elif variable.get("entity"):
            places[name] = f"session.slots.{name}.value"
        else:
            places[name] = f"{'temp' if name in brief else 'session'}.{name}"
    for name in places:
        # Two memories may use one name there; here the second has its memory in its name.
        base, _, memory = name.rpartition("_")
        if base in places and memory in ("temp", "session") and places[name].partition(".")[0] in ("temp", "session"):
            places[name] = f"{memory}.{base}"
    return places


def _config(document: Mapping[str, Any]) -> Json:
    id = slug(str(document["name"]).lower().replace(" ", "-"))
    minutes = document.get("settings", {}).get("session_minutes", 30)
    return {
        "$schema": "../../bot.config.schema.json",
        "id": id, "name": document["name"], "description": "", "active": True, "author": "", "license": "",
        "version": "12.31.10", "disabled": False, "private": False, "locked": False, "details": {},
        "imports": {"modules": ["builtin", "basic-skills", "channel-web"], "incomingMiddleware": [],
                    "outgoingMiddleware": [], "contentTypes": list(TYPES)},
        "dialog": {"timeoutInterval": _waited(document) or f"{minutes}m"}, "logs": {"expiration": "1 week"},
        "defaultLanguage": document["default_language"], "languages": document["languages"],
    }  # fmt: skip


def _waited(document: Mapping[str, Any]) -> str:
    """There, all questions wait equally long."""
    seconds = [step["config"]["timeout"] for flow in document.get("flows", ()) for node in flow.get("nodes", ())
               for step in node.get("steps", ()) if step["type"] in ("listen", "ask", "choice")
               and step["config"].get("timeout")]  # fmt: skip
    return f"{seconds[0]:g}s" if seconds else ""


def _triggers(flows: list[Mapping[str, Any]], files: dict[str, Any], targets: Targets, items: list[Item]) -> None:
    """Every message begins in the main flow there, so what starts a flow is a way of all of it."""
    main = files.get("flows/main.flow.json")
    for flow in flows:
        path = targets[flow["id"]][0]
        for trigger in flow.get("triggers", ()):
            test = _test(trigger)
            if test is None or main is None or trigger.get("when"):
                items.append(Item("warning", "trigger", "bot.json", "This trigger cannot be written there.",
                                  target=f"flow:{flow['id']}"))  # fmt: skip
            elif path != "main.flow.json" and not _leads(main, test, path):
                main["catchAll"]["next"].append({"condition": test, "node": path})
        if flow.get("global"):
            items.append(Item("hint", "global", "bot.json", "A flow that comes at any time comes only from the main "
                              "flow there.", target=f"flow:{flow['id']}"))  # fmt: skip


def _ways_back(flows: list[Mapping[str, Any]], targets: Targets, items: list[Item]) -> None:
    """Names the nodes that a flow goes back to and that no flow has which runs it: they were renamed or removed."""
    steps = [(flow["id"], step) for flow in flows for node in flow.get("nodes", ()) for step in node.get("steps", ())]
    back = [(flow, (target_back(step.get("config", {})) or "").lstrip("#")) for flow, step in steps
            if step["type"] == "return"]  # fmt: skip
    callers = [(step["config"].get("flow"), flow) for flow, step in steps if step["type"] == "call_flow"]
    for flow, name in dict.fromkeys(one for one in back if one[1]):
        if not any(called == flow and name in targets[caller][1].values() for called, caller in callers):
            items.append(Item("warning", "return", "bot.json", f"It goes back to the node {name[:60]!r}, which no flow "
                              "has that runs it: an error there.", target=f"flow:{flow}"))  # fmt: skip


def _test(trigger: Mapping[str, Any]) -> str | None:
    if "intent" in trigger:
        return f"event.nlu.intent.name === '{trigger['intent']}'"
    if "keyword" in trigger:
        return f"event.preview.toLowerCase().includes({json.dumps(str(trigger['keyword']).lower())})"
    if "event" in trigger:
        return f"event.type === '{trigger['event']}'"
    return "true" if trigger.get("start") else None


def _leads(main: Json, test: str, path: str) -> bool:
    ways = [way for node in main["nodes"] for way in node["next"] if node["name"] == main["startNode"]]
    return any(way["condition"] == test and way["node"].partition("#")[0] == path
               for way in (*main["catchAll"]["next"], *ways))  # fmt: skip


def _rest(document: Mapping[str, Any], items: list[Item]) -> None:
    for key, what in (("stories", "Stories and rules"), ("tests", "Tests"), ("tables", "Tables")):
        if document.get(key):
            items.append(Item("error", "lost", "bot.json", f"{what} do not exist there; {len(document[key])} are left "
                              "out.", target=key))  # fmt: skip
    kept = {"session_minutes", "public_events"}
    for key in sorted(set(document.get("settings", {})) - kept):
        items.append(
            Item("hint", "setting", "bot.json", f"The setting {key!r} does not exist there.", target="settings")
        )
