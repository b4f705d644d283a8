"""Small bots that make the runtime's promises visible."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]


def bot(*steps: dict[str, Any], transitions: tuple[dict[str, Any], ...] = (), **more: Any) -> Document:
    """A bot with one flow of one node `n1` with these steps (ids s1, s2, …), then back to its beginning."""
    numbered = [{"id": f"s{number}", **step} for number, step in enumerate(steps, start=1)]
    again = {"id": "t0", "node": "n1", "step": None, "output": "next", "target": "n1"}
    flow = {
        "id": "main",
        "title": "Main",
        "kind": "main",
        "start": "n1",
        "nodes": [{"id": "n1", "title": "One", "steps": numbered}],
        "transitions": [again, *transitions],
    }
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Test",
        "languages": ["en"],
        "default_language": "en",
        "settings": more.pop("settings", {}),
        "flows": [flow, *more.pop("flows", ())],
        **more,
    }


def say(text: str) -> dict[str, Any]:
    return {"type": "say", "config": {"message": text}}


def listen(variable: str | None = None) -> dict[str, Any]:
    return {"type": "listen", "config": {"variable": variable} if variable else {}}


def put(variable: str, expression: str) -> dict[str, Any]:
    return {"type": "set", "config": {"variable": variable, "value": {"expression": expression}}}


def add(variable: str, amount: int) -> dict[str, Any]:
    return {"type": "set", "config": {"variable": variable, "value": {"add": {"literal": amount}}}}


def call(method: str, url: str, **config: Any) -> dict[str, Any]:
    return {"type": "call_api", "config": {"method": method, "url": url, **config}}


def to(step: str, output: str, node: str = "n1") -> dict[str, Any]:
    return {"id": f"{step}-{output}", "node": "n1", "step": step, "output": output, "target": node}


def counter(scope: str = "conversation") -> Document:
    """Says how often it was spoken to: reply n proves that the state moved exactly n times."""
    return bot(
        listen(),
        put("n", "n + 1"),
        say("{{ n }}"),
        variables=[{"name": "n", "type": "number", "default": 0, "scope": scope}],
    )


def adder() -> Document:
    """Adds to a number of the whole bot."""
    return bot(
        listen(),
        add("total", 1),
        say("{{ total }}"),
        variables=[{"name": "total", "type": "number", "default": 0, "scope": "bot"}],
    )


def buttons() -> Document:
    options = [{"id": "y", "title": "Yes"}, {"id": "n", "title": "No"}]
    return bot(
        {"type": "choice", "config": {"message": "Go on?", "options": options}},
        transitions=(to("s1", "y"), to("s1", "n"), to("s1", "else")),
    )


def caller(url: str, method: str = "GET", **config: Any) -> Document:
    """Calls `url` for every message and says what came back, or that nothing did."""
    document = bot(
        listen("said"),
        call(method, url, save_as="reply", **config),
        say("got {{ reply.body }} for {{ said }}"),
        transitions=(to("s2", "failed", "n2"),),
        variables=[{"name": "said", "type": "text"}, {"name": "reply", "type": "any"}],
    )
    sorry = {"id": "f1", "type": "say", "config": {"message": "failed: {{ problem.detail }}"}}
    document["flows"][0]["nodes"].append({"id": "n2", "title": "Failed", "steps": [sorry]})
    document["flows"][0]["transitions"].append(
        {"id": "t9", "node": "n2", "step": None, "output": "next", "target": "n1"}
    )
    return document


def waiter(seconds: float) -> Document:
    """Answers at once, then once more after a pause."""
    return bot(
        listen(),
        say("one moment"),
        {"type": "wait", "config": {"seconds": seconds}},
        say("done"),
        transitions=(to("s3", "interrupted"),),
    )


def handoff_bot(**config: Any) -> Document:
    """For every message it asks for an agent, and says by which way it went on."""
    document = bot(
        listen(),
        {"type": "handoff", "config": {"message": "I call somebody.", **config}},
        transitions=tuple(to("s2", output, output) for output in ("resolved", "unavailable", "timeout")),
    )
    flow = document["flows"][0]
    for output in ("resolved", "unavailable", "timeout"):
        flow["nodes"].append({"id": output, "title": output, "steps": [{"id": f"{output}.s", **say(f"bot: {output}")}]})
        back = {"id": f"{output}.t", "node": output, "step": None, "output": "next", "target": "n1"}
        flow["transitions"].append(back)
    return document
