"""Instructions of Botpress nodes (`say #!id`, `builtin/setVariable {…}`) as steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.formats.botpress.content import Content
from flows.formats.botpress.graph import Graph
from flows.formats.botpress.names import Names
from flows.formats.botpress.texts import template, whole_expression
from flows.formats.report import Item

Arguments = dict[str, Any]
SHORT_WAIT_MS = 10_000
_ARGUMENTS: dict[str, frozenset[str]] = {
    "setvariable": frozenset(("type", "name", "value")),
    "removevariable": frozenset(("type", "name")),
    "setglobalvariable": frozenset(("name", "value")),
    "getglobalvariable": frozenset(("name", "output")),
    "resetglobalvariable": frozenset(("name",)),
    "getnumberofconversations": frozenset(("output",)),
    "incrementnumberofconversations": frozenset(("output",)),
    "wait": frozenset(("delay",)),
    "switchlanguage": frozenset(("lang", "language")),
    "appendcontext": frozenset(("contexts", "ttl")),
    "removecontext": frozenset(("contexts",)),
}


@dataclass(slots=True)
class Place:
    """Where instructions are being added; `node` moves on where one of them splits the node."""

    graph: Graph
    node: str
    title: str
    file: str
    pointer: str


class Actions:
    """Turns instructions into steps, and into lines of the report."""

    def __init__(self, content: Content, names: Names, items: list[Item]) -> None:
        self._content = content
        self._names = names
        self._items = items
        self.calls: dict[str, list[str]] = {}
        """Names of actions that are code, and the places that call them."""

    def add(self, place: Place, instruction: Any) -> None:
        """Adds the steps of one instruction."""
        if not isinstance(instruction, str) or not instruction.strip():
            self._tell(place, "instruction", "An instruction could not be read.")
            return
        name, _, rest = instruction.strip().partition(" ")
        if name == "say":
            self._say(place, rest.strip())
            return
        arguments = _object(rest)
        short = name.rsplit("/", 1)[-1].lower()
        known = _KNOWN.get(short) if "/" not in name or name.startswith(("builtin/", "hitl", "analytics/")) else None
        if known is not None:
            known(self, place, arguments)
            self._ignored(place, short, arguments)
        elif name in ("analytics/set", "misunderstood/flag", "builtin/sendFeedback"):
            self._tell(place, "statistics", f"{name} only counted something and is left out.",
                       "Count it with the step Goal, if it is needed.", severity="hint")  # fmt: skip
        else:
            self.stub(place, name, rest)

    def stub(self, place: Place, name: str, arguments: str) -> None:
        """A code step that names what ran here; it does nothing and always goes on."""
        self.called(place, name)
        plain = " ".join(arguments.split())[:500]
        source = (
            f"// Botpress ran the action {name}" + (f" with {plain}" if plain else "") + ".\n// Write here what it did."
        )
        self.split(place, "code", {"source": source}, ("failed",))
        self._tell(place, "action", f"The action {name!r} is JavaScript of another runtime.",
                   "Write in the code step what it did, or replace the step.")  # fmt: skip

    def called(self, place: Place, name: str) -> None:
        """Remembers who calls an action."""
        self.calls.setdefault(name, []).append(f"{place.graph.title} / {place.title}")

    def split(self, place: Place, type: str, config: Arguments, outputs: tuple[str, ...]) -> None:
        """Adds a step whose other outputs go on as well; what follows is a node of its own."""
        step = place.graph.step(place.node, type, config)
        following = place.graph.after(place.node, place.title)
        for output in outputs:
            place.graph.connect(place.node, step, output, following)
        if type != "handoff":
            place.graph.connect(place.node, None, "next", following)
        place.node = following

    def inline(self, kind: str, data: Arguments, place: Place) -> dict[str, Any]:
        """A message that stands in the flow itself."""
        return self._content.inline(kind, data, place.file, place.pointer)

    def said(self, kind: str, fields: dict[str, Arguments], place: Place) -> Arguments:
        """The config of a say step for fields by language."""
        return self._content.said(kind, fields, place.file, place.pointer)

    def _say(self, place: Place, rest: str) -> None:
        what, _, text = rest.partition(" ")
        if what.startswith("#!"):
            message = self._content.message(what)
            config: Arguments = {"message": message}
            if message is None:
                self._tell(place, "missing-content", f"The content {what!r} does not exist.", "Write the message.",
                           severity="error")  # fmt: skip
                config = {"message": ""}
        else:
            data = _object(text) or {"text": text}
            config = {"message": self.inline(what.lstrip("@#"), data, place)}
        place.graph.step(place.node, "say", config)

    def _set(self, place: Place, arguments: Arguments) -> None:
        memory = arguments.get("type") if arguments.get("type") in ("temp", "session", "user", "bot") else "temp"
        name = str(arguments.get("name") or "value")
        self._put(place, self._names.variable(str(memory), name), arguments.get("value"))

    def _remove(self, place: Place, arguments: Arguments) -> None:
        memory = arguments.get("type") if arguments.get("type") in ("temp", "session", "user", "bot") else "temp"
        self._put(place, self._names.variable(str(memory), str(arguments.get("name") or "value")), None)

    def _set_global(self, place: Place, arguments: Arguments) -> None:
        self._put(place, self._names.variable("bot", str(arguments.get("name") or "value")), arguments.get("value"))

    def _get_global(self, place: Place, arguments: Arguments) -> None:
        source = self._names.variable("bot", str(arguments.get("name") or "value"))
        target = self._names.variable("temp", str(arguments.get("output") or "value"))
        place.graph.step(place.node, "set", {"variable": target, "value": {"expression": source}})

    def _reset_global(self, place: Place, arguments: Arguments) -> None:
        self._put(place, self._names.variable("bot", str(arguments.get("name") or "value")), None)

    def _count(self, place: Place, arguments: Arguments) -> None:
        count = self._names.variable("user", "conversations")
        target = self._names.variable("temp", str(arguments.get("output") or "value"))
        place.graph.step(place.node, "set", {"variable": target, "value": {"expression": f"default({count}, 0)"}})

    def _increment(self, place: Place, arguments: Arguments) -> None:
        self._count(place, arguments)
        count = self._names.variable("user", "conversations")
        place.graph.step(place.node, "set", {"variable": count, "value": {"expression": f"default({count}, 0) + 1"}})

    def _put(self, place: Place, variable: str, value: Any) -> None:
        made: Any = {"literal": value}
        if isinstance(value, str):
            expression = whole_expression(value, self._names)
            made = {"expression": expression} if expression else self._template(place, value)
        place.graph.step(place.node, "set", {"variable": variable, "value": made})

    def _contexts(self, what: str, place: Place, arguments: Arguments) -> None:
        """Which intents and answers take part beside the general ones, and for how many messages."""
        named = [name.strip() for name in str(arguments.get("contexts") or "").split(",")]
        contexts = [name for name in named if name and name != "global"]
        config: Arguments = {"contexts": contexts}
        if what == "reset":
            config = {"only": True}
        elif what == "remove":
            config["turns"] = 0
        else:
            turns = str(arguments.get("ttl") or "1").strip()
            config["turns"] = max(1, min(int(turns), 100)) if turns.isascii() and turns.isdigit() else 1
        if contexts or what == "reset":
            place.graph.step(place.node, "context", config)

    def _switch_language(self, place: Place, arguments: Arguments) -> None:
        language = self._template(place, str(arguments.get("lang") or arguments.get("language") or ""))
        if language:
            place.graph.step(place.node, "switch_language", {"language": language})
        else:
            self._tell(place, "language", "No language was named to switch to.", "Choose one.")

    def _ignored(self, place: Place, action: str, arguments: Arguments) -> None:
        """Arguments that the action took and our step does not."""
        if arguments.get("expiry") not in (None, "", "never"):
            self._tell(place, "expiry", "The value expired after a time; here it stays.", "Reset it with another step.")
        used = _ARGUMENTS.get(action, frozenset())
        for key in sorted(set(arguments) - used - {"expiry"}):
            if arguments[key] not in (None, "", False):
                self._tell(place, "unknown-key", f"The argument {key[:80]!r} of {action!r} is left out.",
                           severity="hint")  # fmt: skip

    def _wait(self, place: Place, arguments: Arguments) -> None:
        try:
            delay = min(max(float(arguments.get("delay") or 1000), 0), 86_400_000)
        except (TypeError, ValueError):
            delay = 1000.0
        if delay <= SHORT_WAIT_MS:
            place.graph.step(place.node, "say", {"message": {"type": "wait", "ms": int(delay)}})
        else:
            self.split(place, "wait", {"seconds": max(1, round(delay / 1000))}, ("interrupted",))

    def _handoff(self, place: Place, arguments: Arguments) -> None:
        self.split(place, "handoff", {}, ("resolved", "unavailable", "timeout"))

    def _template(self, place: Place, source: str) -> str:
        return template(source, self._names, lambda code, what: self._tell(place, code, what, "Check the text."))

    def tell(self, place: Place, code: str, what: str, todo: str = "", *, severity: str = "warning") -> None:
        """A line of the report about a place."""
        self._tell(place, code, what, todo, severity=severity)

    def _tell(self, place: Place, code: str, what: str, todo: str = "", *, severity: str = "warning") -> None:
        target = f"flow:{place.graph.id}/nodes/{place.node}"
        self._items.append(Item(severity, code, place.file, what, todo, place.pointer, target))


_KNOWN: dict[str, Callable[[Actions, Place, Arguments], None]] = {
    "setvariable": Actions._set,
    "removevariable": Actions._remove,
    "setglobalvariable": Actions._set_global,
    "getglobalvariable": Actions._get_global,
    "resetglobalvariable": Actions._reset_global,
    "getnumberofconversations": Actions._count,
    "incrementnumberofconversations": Actions._increment,
    "wait": Actions._wait,
    "switchlanguage": Actions._switch_language,
    "appendcontext": lambda actions, place, arguments: actions._contexts("append", place, arguments),
    "removecontext": lambda actions, place, arguments: actions._contexts("remove", place, arguments),
    "resetcontext": lambda actions, place, arguments: actions._contexts("reset", place, arguments),
    "handoff": Actions._handoff,
}


def _object(text: str) -> Arguments:
    """The JSON arguments of an instruction, empty where they are none."""
    try:
        value = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
