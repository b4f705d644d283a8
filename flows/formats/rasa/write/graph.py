"""Where the ways of flows lead, found at once however large a flow is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Flow = Mapping[str, Any]
Step = Mapping[str, Any]
_PARTING = frozenset({
    "choice", "branch", "split", "random", "loop", "listen", "jump", "multi_select", "dropdown", "wait_event",
    "feedback",
})  # fmt: skip
_ONE_WAY = frozenset({"form", "ask", "code", "call_action", "call_api"})


class Graph:
    """Nodes and ways of all flows."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.flows: dict[str, Flow] = {flow["id"]: flow for flow in document.get("flows", ())}
        self._nodes: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._targets: dict[tuple[str, str, str | None, str], str] = {}
        self._ways: dict[tuple[str, str], list[str]] = {}
        for id, flow in self.flows.items():
            self._nodes |= {(id, node["id"]): node for node in flow.get("nodes", ())}
            for one in flow.get("transitions", ()):
                self._targets.setdefault((id, one["node"], one.get("step"), one["output"]), one["target"])
                if one.get("step"):
                    self._ways.setdefault((id, one["step"]), []).append(one["target"])
            for node in flow.get("nodes", ()):
                self._follow_last(id, node)

    def _follow_last(self, flow: str, node: Mapping[str, Any]) -> None:
        """A line drawn from the `next` of a node's last step is what follows the node, as it is when the bot runs."""
        last = next((step["id"] for step in reversed(node.get("steps", ()))), None)
        drawn = self._targets.get((flow, node["id"], last, "next"))
        if drawn is not None:
            self._targets[flow, node["id"], None, "next"] = drawn

    def steps(self, flow: str, node: str) -> list[Step]:
        """The steps of a node; none where there is no such node."""
        return list(self._nodes.get((flow, node), {}).get("steps", ()))

    def target(self, flow: str, node: str, step: str | None, output: str) -> str | None:
        """The node that an output leads to."""
        return self._targets.get((flow, node, step, output))

    def ways(self, flow: str, step: str) -> list[str]:
        """Where the outputs of a step lead, in their order."""
        return self._ways.get((flow, step), [])

    def chain(self, flow: str) -> list[Step] | None:
        """The steps of a flow that has only one way; None where there are several."""
        body = self.flows[flow]
        first = next((node["id"] for node in body.get("nodes", ())), None)
        here = body.get("start") or first
        found: list[Step] = []
        seen: set[str] = set()
        while here is not None and here not in seen:
            seen.add(here)
            for step in self.steps(flow, here):
                kind = step["type"]
                if kind in _PARTING or (kind not in _ONE_WAY and len(self.ways(flow, step["id"])) > 1):
                    return None
                found.append(step)
            here = self.target(flow, here, None, "next")
        return found
