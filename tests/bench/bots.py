"""Large bots that say, ask, branch, set and call, made the same on every run."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]
LANGUAGES = ("en", "fr")


def texts(text: str) -> Body:
    return {"text": {language: f"{text} ({language})" for language in LANGUAGES}}


def large_bot(nodes: int, flows: int = 10) -> Body:
    """A valid bot of `nodes` nodes over `flows` flows, with about 2.4 steps a node and a few of every finding."""
    each = nodes // flows
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Large",
        "languages": list(LANGUAGES),
        "default_language": "en",
        "settings": {},
        "variables": [
            *({"name": f"text_{n}", "type": "text"} for n in range(20)),
            *({"name": f"count_{n}", "type": "number", "default": 0} for n in range(20)),
        ],
        "entities": [{"name": "city", "kind": "list", "values": [{"value": "Rome"}, {"value": "Oslo"}]}],
        "intents": [_intent(n) for n in range(flows)],
        "answers": [],
        "content": [{"id": f"content_{n}", "message": texts(f"Content {n}")} for n in range(50)],
        "stories": [],
        "tests": [],
        "flows": [_flow(number, each) for number in range(flows)],
    }


def _intent(number: int) -> Body:
    examples = {
        language: [f"please do thing {number} in way {way} of [Rome](city)" for way in range(30)]
        for language in LANGUAGES
    }
    return {"name": f"intent_{number}", "examples": examples}


def _flow(number: int, nodes: int) -> Body:
    made = [_node(number * nodes + index) for index in range(nodes)]
    ways: list[Body] = []
    for index, node in enumerate(made):
        target = made[(index + 1) % nodes]["id"]
        ways.extend(_ways(node, target, made[index // 2]["id"]))
    return {
        "id": f"flow_{number}",
        "title": f"Flow {number}",
        "kind": "main" if number == 0 else "normal",
        "start": made[0]["id"],
        "triggers": [{"intent": f"intent_{number}"}],
        "nodes": made,
        "transitions": ways,
        "notes": [],
    }


def _node(number: int) -> Body:
    say = {"id": f"say_{number}", "type": "say", "config": {"message": {
        "text": {"en": f"Hello {{{{ text_{number % 20} | capitalize }}}}, item {number}: {{{{ count_{number % 20} }}}}",
                 "fr": f"Bonjour {{{{ text_{number % 20} }}}}, article {number}"}}}}  # fmt: skip
    return {
        "id": f"node_{number}",
        "title": f"Node {number}",
        "x": 40 * (number % 50),
        "y": 120 * (number // 50),
        "steps": [say, _middle(number), _last(number)],
    }


def _middle(number: int) -> Body:
    config = {
        "variable": f"count_{number % 20}",
        "value": {"expression": f"count_{number % 20} + {number} if text_1 == 'x' else {number}"},
    }
    return {"id": f"set_{number}", "type": "set", "config": config}


def _last(number: int) -> Body:
    match number % 4:
        case 0:
            options = [{"id": name, "title": {"en": name, "fr": f"{name}."}} for name in ("one", "two")]
            asked: Body = {"message": texts("Which?"), "options": options}
            return {"id": f"last_{number}", "type": "choice", "config": asked}
        case 1:
            config: Body = {"message": texts("And you?"), "variable": f"text_{number % 20}", "entity": "city"}
            return {"id": f"last_{number}", "type": "ask", "config": config}
        case 2:
            rules = [
                {"id": "few", "when": {"variable": f"count_{number % 20}", "op": "<", "value": 3}},
                {"id": "many", "when": {"expression": f"count_{number % 20} > 10 and text_2 in ['a', 'b']"}},
            ]
            return {"id": f"last_{number}", "type": "branch", "config": {"rules": rules}}
        case _:
            return {"id": f"last_{number}", "type": "say", "config": {"message": {"content": f"content_{number % 50}"}}}


_EXITS = {"choice": ("one", "two", "else"), "ask": ("next", "failed"), "branch": ("few", "many", "else")}


def _ways(node: Body, following: str, earlier: str) -> list[Body]:
    last = node["steps"][-1]
    exits = _EXITS.get(last["type"])
    if exits is None:
        return [_way(node["id"], None, "next", following)]
    targets = (following, earlier, following)
    return [_way(node["id"], last["id"], exit, target) for exit, target in zip(exits, targets, strict=False)]


def _way(node: str, step: str | None, output: str, target: str) -> Body:
    return {"id": f"{node}-{output}", "node": node, "step": step, "output": output, "target": target}
