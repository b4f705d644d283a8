"""A flow that somebody else begins here: a member, or a step in another conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .events import Happened
from .graph import CompiledFlow
from .parameters import inputs_for
from .run import Run
from .stack import make_room
from .walk import start_flow

START_FLOW = "@flow"  # the name of the event; its data is {"flow", "node"?, "inputs"?}


def begin_flow_here(run: Run, event: Happened) -> None:
    """As an interruption of what waits; not while a call is out, nor where the waiting step lets nothing interrupt."""
    id, node = str(event.data.get("flow")), event.data.get("node")
    flow, top = run.bot.flows.get(id), run.top
    if flow is None or (node is not None and not flow.has_node(node)):
        run.decide("event", id, "there is no such flow")
    elif run.control == "agent":
        run.decide("agent", id, "a human agent answers")
    elif run.calls_out:
        run.decide("held", id, "a call is out")
    elif any(live.flow is flow for live in run.stack):
        run.decide("event", id, "the flow is running already")
    elif top is not None and top.step is not None and top.step.interruptions == "block":
        run.decide("event", id, "the waiting step lets nothing interrupt it")
    else:
        run.decide("trigger", id, "begun from elsewhere")
        if not run.open:
            run.open = True
            run.session += 1
        run.last_event_at = event.at
        make_room(run)
        inputs = event.data.get("inputs") or {}
        start_flow(run, flow, "trigger", node=node, prepare=lambda: _give(run, flow, inputs))


def _give(run: Run, flow: CompiledFlow, inputs: Mapping[str, Any]) -> None:
    """An input: in its declared scope, else known only inside the flow. Raises StepProblem where one does not fit."""
    for name, value in inputs_for(flow.inputs, inputs, run.bot.languages).items():
        if name in run.bot.variables:
            run.set(name, value)
        elif run.top is not None:
            run.top.variables = {**run.top.variables, name: value}
            run.top.frozen = None
