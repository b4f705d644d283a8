"""Instructions of Botpress nodes (`say #!id`, `builtin/setVariable {…}`) as steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.formats.botpress.content import Content
from flows.formats.botpress.graph import Graph
from flows.formats.botpress.javascript import quote
from flows.formats.botpress.names import Names
from flows.formats.botpress.texts import template, whole_expression
from flows.formats.report import Item

Arguments = dict[str, Any]
SHORT_WAIT_MS = 10_000


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
        self._known: dict[str, Callable[[Place, Arguments], None]] = {
            "setvariable": self._set,
            "removevariable": self._remove,
            "setglobalvariable": self._set_global,
            "getglobalvariable": self._get_global,
            "resetglobalvariable": self._reset_global,
            "getnumberofconversations": self._count,
            "incrementnumberofconversations": self._increment,
            "wait": self._wait,
            "handoff": self._handoff,
        }

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
        known = (
            self._known.get(short) if "/" not in name or name.startswith(("builtin/", "hitl", "analytics/")) else None
        )
        if known is not None:
            known(place, arguments)
        elif short in ("appendcontext", "removecontext", "resetcontext"):
            self._contexts(place, short, arguments)
        elif name in ("analytics/set", "misunderstood/flag", "builtin/sendFeedback"):
            self._tell(place, "statistics", f"{name} only counted something and is left out.", severity="hint")
        else:
            self.stub(place, name, rest)

    def stub(self, place: Place, name: str, arguments: str) -> None:
        """A code step that names what ran here; it does nothing and always goes on."""
        plain = " ".join(arguments.split())[:500]
        source = (
            f"// Botpress ran the action {name}" + (f" with {plain}" if plain else "") + ".\n// Write here what it did."
        )
        self.split(place, "code", {"source": source}, ("failed",))
        self._tell(place, "action", f"The action {name!r} is JavaScript of another runtime.",
                   "Write in the code step what it did, or replace the step.")  # fmt: skip

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

    def _say(self, place: Place, rest: str) -> None:
        what, _, text = rest.partition(" ")
        if what.startswith("#!"):
            config = self._content.say(what)
            if config is None:
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
        if arguments.get("expiry") not in (None, "", "never"):
            self._tell(place, "expiry", "The value expired after a time; here it stays.", "Reset it with another step.")

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

    def _contexts(self, place: Place, action: str, arguments: Arguments) -> None:
        """The variable `contexts` lists which intents and answers take part beside the general ones."""
        variable = self._names.contexts()
        if action == "resetcontext":
            place.graph.step(place.node, "set", {"variable": variable, "value": {"literal": []}})
            return
        listed = ", ".join(
            quote(name.strip()) for name in str(arguments.get("contexts") or "").split(",") if name.strip()
        )
        expression = f"without({variable}, [{listed}])"
        if action == "appendcontext":
            expression += f" + [{listed}]"
            if str(arguments.get("ttl") or "0") not in ("0", ""):
                self._tell(place, "contexts", f"The contexts ended after {arguments['ttl']} messages; here they stay.",
                           "Clear the variable 'contexts' where they should end.", severity="hint")  # fmt: skip
        place.graph.step(place.node, "set", {"variable": variable, "value": {"expression": expression}})

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

    def _tell(self, place: Place, code: str, what: str, todo: str = "", *, severity: str = "warning") -> None:
        target = f"flow:{place.graph.id}/nodes/{place.node}"
        self._items.append(Item(severity, code, place.file, what, todo, place.pointer, target))


def _object(text: str) -> Arguments:
    """The JSON arguments of an instruction, empty where they are none."""
    try:
        value = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
