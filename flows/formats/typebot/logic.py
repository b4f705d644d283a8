"""What a Typebot decides and keeps: variables, conditions, waits, jumps, linked bots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows.formats.typebot.blocks import At
from flows.formats.typebot.texts import is_code

SHORT_WAIT = 10
_TODAY = {
    "Today": "date(now)", "Now": "now", "Yesterday": "add_days(date(now), -1)", "Tomorrow": "add_days(date(now), 1)",
    "Empty": None,
}  # fmt: skip


def set_variable(at: At) -> None:
    at.known("variableId", "expressionToEvaluate", "isCode", "type", "isExecutedOnClient", "item", "timeZone",
             "mapListItemParams", "saveItemInVariableId", "dateFormat")  # fmt: skip
    variable = at.variable()
    if variable is None:
        at.lost("variable", "This block sets no variable; it was left out.")
        return
    kind = str(at.options.get("type") or "Custom")
    source = at.options.get("expressionToEvaluate")
    if kind in _TODAY:
        source_here = _TODAY[kind]
        value: Any = {"literal": None} if source_here is None else {"expression": source_here}
        at.step("set", {"variable": variable, "value": value})
        return
    if kind == "Append value(s)":
        item = at.bench.texts.value(str(at.options.get("item") or ""), at.place)
        at.step("change_list", {"variable": variable, "do": "append", "value": item})
        return
    if kind != "Custom":
        at.step("comment", {"text": f"Typebot set {variable} to: {kind}"})
        at.lost("set-variable", f"{str(kind)[:40]!r} cannot be set here; {variable} stays as it is.",
                "Set it with a step of ours.")  # fmt: skip
        return
    if source is None or source == "":
        at.step("set", {"variable": variable, "value": {"literal": None}})
        return
    if branches(at.block):
        code(at)
        return
    made = at.bench.texts.value(str(source), at.place.at("options", "expressionToEvaluate"))
    at.step("set", {"variable": variable, "value": made})


def branches(block: dict[str, Any]) -> bool:
    """Whether a block has several exits, so that what follows is a node of its own."""
    options = block.get("options")
    if block.get("type") == "Set variable" and isinstance(options, dict):
        return bool(options.get("isCode")) or is_code(str(options.get("expressionToEvaluate") or ""))
    return block.get("type") in BRANCHING


def code(at: At) -> None:
    """JavaScript of a browser: kept to be read, and not run."""
    source = str(at.options.get("content") or at.options.get("expressionToEvaluate") or "")
    quoted = "\n".join(f"// {line}" for line in source.splitlines())[:19_000]
    step = at.step("code", {"source": f"// Typebot ran this in the browser:\n{quoted}"})
    at.connect(step, "failed", at.way(at.block.get("outgoingEdgeId")))
    at.warn("script", "JavaScript of the browser is kept as a note in a code step and does nothing.",
            "Write in it what it did, or replace the step.")  # fmt: skip


def condition(at: At) -> None:
    rules: list[dict[str, Any]] = []
    ways: list[tuple[str, Any]] = []
    for n, one in at.items():
        id = f"r{n + 1}"
        content = one.get("content")
        rules.append({"id": id, "when": at.bench.conditions.of(content, at.place.at("items", n, "content"))})
        ways.append((id, one.get("outgoingEdgeId")))
    step = at.step("branch", {"rules": rules})
    for id, edge in ways:
        at.connect(step, id, at.way(edge))
    at.connect(step, "else", at.way(at.block.get("outgoingEdgeId")))


def redirect(at: At) -> None:
    url = at.options.get("url")
    if isinstance(url, str) and url:
        at.step("say", {"message": at.template(url, "options", "url")})
    at.warn("redirect", "The page of the visitor is not changed here: the address is a link.", "Say what it leads to.")


def wait(at: At) -> None:
    at.known("secondsToWaitFor", "shouldPause")
    source = str(at.options.get("secondsToWaitFor") or "0").strip()
    try:
        seconds = min(max(float(source), 0.0), 2_592_000.0)
    except ValueError:
        seconds = 1.0
        at.warn("wait", f"The time {source[:40]!r} is no number; it waits a second.", "Set the time.")
    if seconds != seconds or seconds <= SHORT_WAIT:
        at.step("say", {"message": {"type": "wait", "ms": int((seconds if seconds == seconds else 1) * 1000)}})
    else:
        at.step("wait", {"seconds": seconds})


def split(at: At) -> None:
    percent = at.options.get("aPercent")
    share = percent if isinstance(percent, int | float) and not isinstance(percent, bool) else 50
    share = min(max(share, 0), 100)
    items = at.items()
    ways: list[dict[str, Any]] = []
    for n, one in items:
        title = str(one.get("path") or n + 1).upper()
        ways.append({"id": f"w{n + 1}", "title": title, "weight": share if n == 0 else 100 - share})
    if not ways:
        at.lost("split", "This test has no ways; it was left out.")
        return
    step = at.step("split", {"ways": ways})
    for way, (_, one) in zip(ways, items, strict=True):
        at.connect(step, way["id"], at.way(one.get("outgoingEdgeId")))


def callback(at: At) -> None:
    """Waits until another system calls."""
    at.step("wait_event", {"event": f"typebot-{at.block['id']}"[:100]})
    at.warn("webhook", "It waited until another system called an address; here it waits for an event.",
            "Let the other system send this event.")  # fmt: skip


LOGIC: dict[str, Callable[[At], None]] = {
    "Set variable": set_variable, "Code": code, "Condition": condition, "Redirect": redirect, "Wait": wait,
    "AB test": split, "webhook": callback,
}  # fmt: skip
BRANCHING = frozenset(
    {"Condition", "AB test", "Code", "Webhook", "Email", "Zapier", "Make.com", "Pabbly", "choice input",
     "picture choice input"}
)  # fmt: skip
