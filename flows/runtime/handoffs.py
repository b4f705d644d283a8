"""What a turn means for the queue of those who ask for a human agent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from flows.engine.record import record
from flows.engine.state import State

from .inbound import Inbound
from .ports import Refused

HandoffState = Literal["waiting", "taken", "resolved", "timeout", "unavailable", "left"]
DEFAULT_QUEUE = "default"


@record(frozen=True, slots=True)
class HandoffChange:
    """`waiting` is a new entry of the queue; everything else changes the open one of the conversation."""

    state: HandoffState
    queue: str = ""
    message: str = ""
    agent: str = ""
    # What visitors may call the agent.
    name: str = ""


def wants_agent(state: State) -> bool:
    """Whether an agent has the conversation, or a step of it waits for one, also below other flows."""
    if state.control == "agent":
        return True
    return any(frame.waiting is not None and frame.waiting.what == "agent" for frame in state.stack)


def handoff_changes(
    before: State, after: State, inbound: Inbound, asked: tuple[str, str] | None
) -> Iterator[HandoffChange]:
    """`asked` are queue and message where a step of this turn asked for an agent and still waits."""
    act = inbound.body.get("action") if inbound.kind == "agent" else None
    if act == "takeover":
        yield HandoffChange("taken", agent=inbound.body.get("agent") or "", name=inbound.body.get("name") or "")
    elif wants_agent(before) and (asked is not None or not wants_agent(after)):
        yield HandoffChange(_end(inbound, act))
    if asked is not None and wants_agent(after):
        yield HandoffChange("waiting", asked[0], asked[1])


def _end(inbound: Inbound, act: str | None) -> HandoffState:
    if act == "release":
        return "resolved"
    if act == "unavailable":
        return "unavailable"
    return "timeout" if inbound.kind == "timer" else "left"


def check_act(inbound: Inbound, state: State, control: int) -> None:
    """Raises Refused where an agent's act does not fit what has happened meanwhile; `control` is the count now."""
    body = inbound.body
    if body["action"] == "unavailable":
        return
    if body.get("control") is not None and body["control"] != control:
        raise Refused("another agent was faster", code="control-moved")
    if body["action"] == "takeover" and state.control == "agent":
        raise Refused("an agent has this conversation already", code="taken")
    if body["action"] in ("say", "release") and state.control != "agent":
        raise Refused("no agent has this conversation; take it over first", code="not-taken")
