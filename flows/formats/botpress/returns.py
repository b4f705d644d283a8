"""Ways back: where in its caller a flow goes on when it is done.

`#` asks the transitions of the node that called once more, `##` runs that node again; with a name (`#node`, `##node`)
it is another node of the calling flow. Here a flow gives that back as a result, and each caller branches by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.formats.botpress.graph import Graph
from flows.formats.botpress.transitions import Conditions

RESULT = "back_to"
Tell = Callable[[str, str, str, str, str], None]
_BACK = re.compile(r"##?[^#{}]*")
# What was said last; `event.state` is where the memories are.
_SAID = re.compile(r"\bevent\.(?!state\b)")
_SHOWN = 60


def target_back(config: Mapping[str, Any]) -> str | None:
    """The target that a step `return` is in Botpress; None where it gives other values back."""
    values = config.get("values") or {}
    if not values:
        return "#"
    to = values.get(RESULT)
    return to if len(values) == 1 and isinstance(to, str) and _BACK.fullmatch(to) else None


def is_way_back(step: Mapping[str, Any], call: Mapping[str, Any]) -> bool:
    """Whether a branch only asks where the flow called by `call` came back to."""
    kept = [variable for variable, result in (call.get("config", {}).get("save") or {}).items() if result == RESULT]
    if step["type"] != "branch" or len(kept) != 1:
        return False
    tests = [rule["when"] for rule in step["config"]["rules"]]
    return all(test.get("variable") == kept[0] and test.get("op") == "==" and
               _BACK.fullmatch(str(test.get("value"))) for test in tests)  # fmt: skip


def asks_again(condition: str, *, waits: bool) -> bool:
    """Whether after `#` the way with this condition stays open.

    Always, it goes round as often as the flow waits for somebody. A way that was taken for what was said would be taken
    again for the same words, without end.
    """
    if condition.strip() in ("", "true", "always"):
        return waits
    return not about_words(condition)


def about_words(condition: str) -> bool:
    """Whether a condition asks what was said last, or what it meant."""
    return _SAID.search(condition) is not None


class Returns:
    """The ways back from, and into, one flow."""

    def __init__(self, graph: Graph, nodes: Mapping[str, str], conditions: Conditions, tell: Tell) -> None:
        self._graph = graph
        self._nodes = nodes
        self._conditions = conditions
        self._tell = tell
        self._leaves: dict[str, str] = {}
        self._open: list[tuple[str, str | None, str, str]] = []
        self.after: dict[str, str] = {}
        """What follows the nodes, by their names; empty where nothing does."""

    def leaf(self, target: str) -> str:
        """The node that goes back to `target`."""
        if target == "#":
            return self._graph.leaf("back", "Back", "return")
        if target not in self._leaves:
            name = target.lstrip("#")
            where = name[:_SHOWN] if target.startswith("##") else f"what follows {name[:_SHOWN]}"
            id = self._graph.reserve(f"back-{name}" if name else "back-again")
            self._graph.step(
                self._graph.node(id, f"Back to {where}" if name else "Back to where it was run"),
                "return", {"values": {RESULT: target}},
            )  # fmt: skip
            self._leaves[target] = id
        return self._leaves[target]

    def call(self, node: str, config: dict[str, Any], targets: list[str], caller: str, pointer: str) -> str | None:
        """Adds the call of a flow that goes back to `targets`; the branch behind it, None where none is needed."""
        named = [target for target in targets if target != "#"]
        if not named:
            self._graph.step(node, "call_flow", config)
            return None
        self._graph.step(node, "call_flow", {**config, "save": {self._conditions.came_back_to: RESULT}})
        rules = [{"id": f"b{number}", "title": self._title(target, caller), "when": self._conditions.came_back(target)}
                 for number, target in enumerate(named, 1)]  # fmt: skip
        step = self._graph.step(node, "branch", {"rules": rules})
        for rule, target in zip(rules, named, strict=True):
            name = target.lstrip("#") or caller
            if name in self._nodes:
                self.later(node, step, str(rule["id"]), f"{'##' if target.startswith('##') else '#'}{name}")
                continue
            self._graph.connect(node, step, str(rule["id"]), self._graph.stop())
            what = f"The flow {config['flow']!r} may go back to the node {name[:_SHOWN]!r}, which is not in this flow: "
            self._tell(pointer, "return", f"{what}an error there, the end of the talk here.",
                       f"Connect {rule['title']!r} behind the call.", "warning")  # fmt: skip
        return step

    def _title(self, target: str, caller: str) -> str:
        name = (target.lstrip("#") or caller)[:_SHOWN]
        return f"Back to {name}" if target.startswith("##") else f"Back to what follows {name}"

    def later(self, node: str, step: str | None, output: str, target: str) -> None:
        """Connects an output to a node of this flow (`##name`), or to what follows it (`#name`), when all are read."""
        self._open.append((node, step, output, target))

    def connect(self) -> None:
        """Connects what waited until all nodes were read."""
        for node, step, output, target in self._open:
            name = target.lstrip("#")
            whole = self._nodes[name]
            follows = whole if target.startswith("##") else self.after.get(name, whole)
            self._graph.connect(node, step, output, follows or self._graph.stop())
