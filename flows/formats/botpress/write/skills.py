"""Skills of Botpress: the hidden flow that its wizard makes of the data of a skill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.formats.botpress.write.json_text import json_text

Json = dict[str, Any]
RETURN = [{"condition": "true", "node": "#"}]


def _flow(start: str, data: Mapping[str, Any], nodes: list[Json]) -> Json:
    for number, node in enumerate(nodes):
        node.setdefault("onReceive", None)
        node.setdefault("onEnter", [])
        node["id"] = f"skill{number}"
    return {"version": "0.0.1", "catchAll": {"next": []}, "startNode": start, "skillData": dict(data), "nodes": nodes}


def choice_flow(data: Mapping[str, Any]) -> Json:
    """Asks, reads the answer, says so where it fits nothing, and asks again."""
    id, retries = data["randomId"], data["config"].get("nbMaxRetries", 0)
    question = f"say {data['contentId']} {json_text({'skill': 'choice'})}"
    sorry = [f"say {data['invalidContentId']} {{}}"] if data["invalidContentId"] else []
    if data["config"].get("repeatChoicesOnInvalid") or not sorry:
        sorry.append(question)
    return _flow("entry", data, [
        {"name": "entry", "onEnter": [question], "next": [{"condition": "true", "node": "parse"}]},
        {"name": "parse", "onReceive": [f"basic-skills/choice_parse_answer {json_text(data)}"], "next": [
            {"condition": f"temp['skill-choice-valid-{id}'] === true", "node": "#"},
            {"condition": "true", "node": "invalid"}]},
        {"name": "invalid", "onEnter": [f"basic-skills/choice_invalid_answer {json_text({'randomId': id})}"], "next": [
            {"condition": f"Number(temp['skill-choice-invalid-count-{id}']) > Number({retries})", "node": "#"},
            {"condition": "true", "node": "sorry"}]},
        {"name": "sorry", "onEnter": sorry, "next": [{"condition": "true", "node": "parse"}]},
    ])  # fmt: skip


def slot_flow(data: Mapping[str, Any]) -> Json:
    """Asks for a slot until it is filled."""
    slot = f"session.slots['{data['slotName']}']"
    fill = {"slotName": data["slotName"], "entities": ",".join(data["entities"]), "turnExpiry": data["turnExpiry"]}
    filled = {"condition": f'{slot} && (temp.valid === undefined || temp.valid == "true")', "node": "extracted"}
    remember = "builtin/setVariable "
    lost = [f"say {data['notFoundElement']} {{}}"] if data["notFoundElement"] else []
    return _flow("check-if-extracted", data, [
        {"name": "slot-extract", "onEnter": [f"say {data['contentElement']} {{}}"],
         "onReceive": [f"basic-skills/slot_fill {json_text(fill)}"],
         "next": [filled, {"condition": "true", "node": "not-extracted"}]},
        {"name": "extracted", "next": RETURN,
         "onEnter": [remember + json_text({"type": "temp", "name": "extracted", "value": "true"})]},
        {"name": "not-extracted", "onReceive": [f"basic-skills/slot_fill {json_text(fill)}"],
         "onEnter": [f"basic-skills/slot_not_found {json_text({'retryAttempts': str(data['retryAttempts'])})}", *lost],
         "next": [filled, {"condition": "temp.notExtracted == \"true\"", "node": "#"},
                  {"condition": "session.slots.notFound > 0", "node": "not-extracted"}, *RETURN]},
        {"name": "check-if-extracted",
         "onEnter": [f"basic-skills/slot_update_contexts {json_text({'intentName': data['intent']})}"],
         "next": [{"condition": f"{slot} !== undefined", "node": "already-extracted"},
                  {"condition": "true", "node": "slot-extract"}]},
        {"name": "already-extracted", "next": RETURN,
         "onEnter": [remember + json_text({"type": "temp", "name": "alreadyExtracted", "value": "true"})]},
    ])  # fmt: skip


def action_flow(action: str, data: Mapping[str, Any]) -> Json:
    """Runs one action of a module, and returns."""
    arguments = {key: value for key, value in data.items() if key != "invalidJson"}
    return _flow("entry", data, [{"name": "entry", "onEnter": [f"{action} {json_text(arguments)}"], "next": RETURN}])
