"""Custom actions: each a flow with one code step that is switched off and says who calls it."""

from __future__ import annotations

import re
from typing import Any

from flows.formats.names import Ids
from flows.formats.told import Place, Told

BY_RASA = frozenset(
    {
        "action_listen",
        "action_restart",
        "action_session_start",
        "action_default_fallback",
        "action_deactivate_loop",
        "action_revert_fallback_events",
        "action_default_ask_affirmation",
        "action_default_ask_rephrase",
        "action_two_stage_fallback",
        "action_unlikely_intent",
        "action_back",
        "action_extract_slots",
    }
)
"""What Rasa does itself; a project may replace them by code."""
RESTART = "action_restart"
WIDTH = 320
MOST_CALLERS = 50
_STANDS_FOR = re.compile(r"// (?P<name>\S+) ran on an action server\.")


class Actions:
    """Flows of custom actions, made when first named; `calls` collects who names them."""

    def __init__(self, declared: dict[str, Place], told: Told, free: Ids) -> None:
        self._declared = declared
        self._told = told
        self._free = free
        self._ids: dict[str, str] = {}
        self._calls: dict[str, dict[str, None]] = {}
        self._restart: list[dict[str, Any]] = []
        for name, place in declared.items():
            if name in BY_RASA:
                told.warn(
                    "action",
                    place,
                    f"The project had code of its own for {name!r}.",
                    "What a bot does at the start, at the end or after a restart is a flow here.",
                )
            elif not name.startswith(("utter_", "validate_")):
                self.flow(name)

    def flow(self, name: str, caller: str = "") -> str:
        """The id of an action's flow."""
        if name not in self._ids:
            self._ids[name] = self._free.slug(name)
        calls = self._calls.setdefault(name, {})
        if caller and len(calls) < MOST_CALLERS:
            calls[caller] = None
        return self._ids[name]

    def restart(self, farewell: str | None) -> str:
        """The id of the flow that starts over; it says the content `farewell` first, if there is one."""
        if not self._restart:
            id = self._free.slug(RESTART)
            steps = [] if farewell is None else [_step("say", f"{id}.say", {"message": {"content": farewell}})]
            node = {"id": "n1", "title": "Start over", "x": 0, "y": 0, "steps": [*steps, _step("restart", id, {})]}
            self._restart = [{
                "id": id, "title": "Start over", "kind": "normal", "start": "n1", "triggers": [], "nodes": [node],
                "transitions": [], "notes": [],
            }]  # fmt: skip
        return str(self._restart[0]["id"])

    def named(self, name: str) -> bool:
        """Whether the project names the action."""
        return name in self._declared

    def bodies(self) -> list[dict[str, Any]]:
        """All flows; each is told once."""
        made = list(self._restart)
        for name, id in self._ids.items():
            place = self._declared.get(name, Place("domain.yml", "/actions"))
            self._told.warn(
                "action",
                place,
                f"The action {name[:80]!r} is code of an action server. Its code step is switched off.",
                "Name the action server, write there what it did, or replace it by other steps.",
                f"flow:{id}",
            )
            made.append(action_flow(id, name, list(self._calls.get(name, ()))))
        return made


def _step(type: str, id: str, config: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "type": type, "config": config}


def action_name(source: str) -> str | None:
    """The action that the code of an imported flow stands for."""
    found = _STANDS_FOR.match(source)
    return None if found is None else found["name"]


def action_flow(id: str, name: str, calls: list[str]) -> dict[str, Any]:
    """A flow that does nothing yet, and ends quietly whether code may run or not."""
    called = "; ".join(calls) if calls else "nothing"
    source = f"// {name[:200]} ran on an action server. Called by: {called[:1500]}\n// Write here what it did."
    steps = [{"id": id, "type": "code", "config": {"source": source}}]
    ending = [{"id": f"{id}.end", "type": "return", "config": {}}]
    return {
        "id": id,
        "title": name[:200],
        "kind": "normal",
        "start": "n1",
        "triggers": [],
        "description": f"Called by: {called[:1500]}",
        "nodes": [
            {"id": "n1", "title": name[:200], "x": 0, "y": 0, "steps": steps},
            {"id": "n2", "title": "Done", "x": WIDTH, "y": 0, "steps": ending},
        ],
        "transitions": [
            {"id": "t1", "node": "n1", "step": id, "output": "failed", "target": "n2"},
            {"id": "t2", "node": "n1", "step": None, "output": "next", "target": "n2"},
        ],
        "notes": [],
    }
