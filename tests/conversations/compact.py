"""Bots in a short form that is pleasant to read, and the documents they stand for.

    variables: {size: {type: text, entity: size}, guests: number}
    entities: {size: {small: [little], large: [big]}}
    intents: {order: [a coffee please, I would like a coffee]}
    answers: {hours: {questions: [when are you open], answers: [From 8 to 6.]}}
    flows:
      order:
        triggers: [order]                     # an intent; or {keyword: …}, {event: …}, {start: true}
        steps:                                # the first node; others are in `nodes: {name: [steps]}`
          - say: Coming up.                   # {type: config}; a config of one value may be that value
          - choice: {…}
            exits: {a: other, else: other}    # output: node
          - go: other                         # after the last step: the node that follows

Texts for one language only are those of the bot's default language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SHORT = {  # the config that a single value stands for
    "say": "message",
    "listen": "variable",
    "jump": "flow",
    "call_flow": "flow",
    "wait": "seconds",
    "wait_event": "event",
    "comment": "text",
    "emit_event": "name",
    "switch_language": "language",
    "goal": "goal",
    "image": "url",
    "typing": "seconds",
    "handoff": "message",
    "start_flow": "flow",
}
NOT_A_TYPE = {"id", "interruptions", "exits"}


def document_of(short: Mapping[str, Any]) -> dict[str, Any]:
    """The document of a bot in short form."""
    languages = short.get("languages", ["en"])
    first = languages[0]
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": short.get("name", "A bot"),
        "languages": languages,
        "default_language": first,
        "settings": short.get("settings", {}),
        "variables": [_variable(name, body) for name, body in short.get("variables", {}).items()],
        "entities": [_entity(name, body, first) for name, body in short.get("entities", {}).items()],
        "intents": [_intent(name, body, first) for name, body in short.get("intents", {}).items()],
        "answers": [_answer(id, body, first) for id, body in short.get("answers", {}).items()],
        "content": [
            {"id": id, **(body if isinstance(body, dict) and "message" in body else {"message": body})}
            for id, body in short.get("content", {}).items()
        ],
        "stories": short.get("stories", []),
        "tables": short.get("tables", []),
        "flows": [_flow(id, body) for id, body in short["flows"].items()],
    }


def _variable(name: str, body: Any) -> dict[str, Any]:
    return {"name": name, **(body if isinstance(body, dict) else {"type": body})}


def _entity(name: str, body: Mapping[str, Any], language: str) -> dict[str, Any]:
    if "kind" in body:
        return {"name": name, **body}
    values = [{"value": value, "synonyms": _by_language(words or [], language)} for value, words in body.items()]
    return {"name": name, "kind": "list", "values": values}


def _intent(name: str, body: Any, language: str) -> dict[str, Any]:
    if isinstance(body, dict) and "examples" in body:
        return {"name": name, **body, "examples": _by_language(body["examples"], language)}
    return {"name": name, "examples": _by_language(body, language)}


def _answer(id: str, body: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {"id": id, **body, **{name: _by_language(body[name], language) for name in ("questions", "answers")}}


def _by_language(body: Any, language: str) -> dict[str, Any]:
    return body if isinstance(body, dict) else {language: body}


def _flow(id: str, body: Mapping[str, Any]) -> dict[str, Any]:
    nodes, transitions = [], []
    for name, steps in {"begin": body["steps"], **body.get("nodes", {})}.items():
        node = f"{id}.{name}"
        made = [_step(f"{node}.{number}", step) for number, step in enumerate(steps, start=1) if "go" not in step]
        nodes.append({"id": node, "title": name, "steps": made})
        transitions += _transitions(id, node, steps, made)
    kept = {name: body[name] for name in ("global", "inputs", "outputs", "title") if name in body}
    kind = body.get("kind", "main" if id == "main" else "normal")
    triggers = [{"intent": one} if isinstance(one, str) else one for one in body.get("triggers", [])]
    head = {"id": id, "title": id.replace("_", " ").capitalize(), "kind": kind, "triggers": triggers, **kept}
    return {**head, "nodes": nodes, "transitions": transitions}


def _step(id: str, short: Mapping[str, Any]) -> dict[str, Any]:
    (type,) = set(short) - NOT_A_TYPE
    config = short[type]
    if type in SHORT and not (isinstance(config, dict) and SHORT[type] in config):
        config = {SHORT[type]: config}
    kept = {name: short[name] for name in ("interruptions",) if name in short}
    return {"id": short.get("id", id), "type": type, "config": config or {}, **kept}


def _transitions(
    flow: str, node: str, steps: Iterable[Mapping[str, Any]], made: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    ways: list[tuple[str | None, str, str]] = []
    for step, short in zip(made, [one for one in steps if "go" not in one], strict=True):
        ways += [(step["id"], str(output), target) for output, target in short.get("exits", {}).items()]
    ways += [(None, "next", one["go"]) for one in steps if "go" in one]
    return [
        {"id": f"{step or node}.{output}", "node": node, "step": step, "output": output, "target": f"{flow}.{target}"}
        for step, output, target in ways
    ]
