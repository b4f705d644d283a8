"""Flows of Botpress as flows of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flows.formats.botpress.actions import Actions
from flows.formats.botpress.files import Files
from flows.formats.botpress.flow_reader import FlowReader
from flows.formats.botpress.names import Taken, slug
from flows.formats.botpress.raw import WIZARDS, Raw, nodes_of, object_of, seconds, targets_of, waits
from flows.formats.botpress.skills import Skills
from flows.formats.botpress.transitions import Conditions
from flows.formats.botpress.trial import Trial
from flows.formats.layout import FARTHEST
from flows.formats.report import Item

KINDS = {
    "main": "main", "error": "error", "timeout": "timeout", "conversation_end": "end", "misunderstood": "fallback",
}  # fmt: skip


@dataclass(slots=True)
class Flow:
    """A flow that is being read: its file, our id, and our ids of its nodes by their names."""

    path: str
    source: dict[str, Any]
    id: str
    kind: str
    nodes: dict[str, str] = field(default_factory=dict)
    back: list[str] = field(default_factory=list)
    """Where in its callers it goes back to: `#`, `##`, `#node`, `##node`."""
    waits: bool = False
    is_run: bool = False
    """Whether some other flow, or it itself, leads into it."""


class Flows:
    """All flows of a bot. `by_name` finds one by the lower-case path that transitions use."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._items = files.items
        self.by_name: dict[str, Flow] = {}
        self._skills = {path.lower(): flow["skillData"] for path, flow in files.flows.items()
                        if isinstance(flow.get("skillData"), dict)}  # fmt: skip
        self._places = {path.lower(): places for path, places in files.positions.items()}
        self._interval = seconds(object_of(files.config.get("dialog")).get("timeoutInterval"))
        made = {str(node.get("flow", "")).lower() for flow in files.flows.values() for node in nodes_of(flow)
                if self._wizard(node)}  # fmt: skip
        taken = Taken()
        for path in sorted(files.flows, key=lambda path: (not path.startswith("main."), path)):
            if path.lower() in made:
                continue  # what the wizard made is made anew from its data
            source = files.flows[path]
            name = path.removesuffix(".flow.json")
            flow = Flow(path, source, slug(name.replace("/", "-"), taken), KINDS.get(name, "normal"))
            ids = Taken({"flow-ends", "the-end", "back"})
            for node in nodes_of(source):
                flow.nodes.setdefault(str(node.get("name")), slug(str(node.get("id") or node.get("name")), ids))
            flow.back = list(dict.fromkeys(to for to in targets_of(source) if to.startswith("#")))
            self.by_name[path.lower()] = flow
        self._look_around()

    def _look_around(self) -> None:
        """Marks the flows that others run, and those in which something waits, or in a flow that they lead to."""
        leads = {path: {to.partition("#")[0].lower() for to in targets_of(flow.source)} |
                 {str(node.get("flow")).lower() for node in nodes_of(flow.source)}
                 for path, flow in self.by_name.items()}  # fmt: skip
        for path in set().union(*leads.values()) & self.by_name.keys():
            self.by_name[path].is_run = True
        new = [path for path, flow in self.by_name.items() if any(map(waits, nodes_of(flow.source)))]
        while new:
            for path in new:
                self.by_name[path].waits = True
            new = [path for path, to in leads.items() if not self.by_name[path].waits and not to.isdisjoint(new)]

    def called(self, target: str) -> Flow | None:
        """The flow that a transition calls: one that comes back."""
        flow = self.by_name.get(target.partition("#")[0].lower())
        return flow if flow is not None and flow.back else None

    def _wizard(self, node: Raw) -> bool:
        return bool(node.get("skill")) and self._skill_data(node) is not None

    def _skill_data(self, node: Raw) -> dict[str, Any] | None:
        data = self._skills.get(str(node.get("flow", "")).lower())
        return data if str(node.get("skill")).lower() in WIZARDS else None

    def read(self, actions: Actions, skills: Skills, conditions: Conditions, trial: Trial) -> list[dict[str, Any]]:
        """The flows of the document."""
        conditions.ends = self.ends()
        return [FlowReader(self, flow, actions, skills, conditions, trial).read() for flow in self.by_name.values()]

    def positions(self, flow: Flow) -> dict[str, tuple[float, float]]:
        """Places of the nodes by their Botpress ids."""
        found: dict[str, tuple[float, float]] = {}
        nodes = self._places.get(flow.path.lower(), {}).get("nodes")
        for node in nodes if isinstance(nodes, list) else ():
            at = object_of(node.get("position")) if isinstance(node, dict) else {}
            x, y = at.get("x"), at.get("y")
            if isinstance(x, int | float) and isinstance(y, int | float) and max(abs(x), abs(y)) <= FARTHEST:
                found[str(node.get("id"))] = (round(x), round(y))
        return found

    @property
    def interval(self) -> float:
        return self._interval

    @property
    def language(self) -> str:
        """The bot's own language."""
        return str(self._files.config.get("defaultLanguage") or "en")

    def ends(self) -> frozenset[str]:
        """Names of nodes at which workflows of the trial version end."""
        sources = (node for flow in self._files.flows.values() for node in nodes_of(flow))
        return frozenset(str(node.get("name")) for node in sources if node.get("type") in ("success", "failure"))

    def skill_data(self, node: Raw) -> dict[str, Any] | None:
        return self._skill_data(node)

    def tell(self, flow: Flow, pointer: str, code: str, what: str, todo: str, severity: str = "warning") -> None:
        self._items.append(Item(severity, code, f"flows/{flow.path}", what, todo, pointer, f"flow:{flow.id}"))
