"""The way back: the last answered questions of a conversation, so that a visitor can return to the one before.

Kept only by bots that have a step for it. An entry is `{"frames": [frame…], "variables": {name: value before}}`: the
dialogue in front as it was when the question waited, without its timers, and what has been set since. Values of user
and bot scope are not taken back: others may have seen them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .dialogue_memory import remember
from .live import Live
from .run import Run
from .stack import segment_at, take_out
from .state import Frame

LONGEST_TRAIL = 5
LARGEST_ENTRY = 6_000  # characters

Body = Mapping[str, Any]


def with_way_back(run: Run, answer: Callable[[], None]) -> None:
    """Lets the waiting step take its reply, and remembers the question if the dialogue has gone on from it."""
    if not run.bot.has_way_back:
        answer()
        return
    frames = [_resting(live) for live in run.stack[run.segment_start() :]]
    variables, errors = run.variables, run.errors
    answer()
    if run.errors > errors or not _gone_on(run, frames[-1]):
        return
    names = sorted({*variables, *run.variables})
    changed = {name: variables.get(name) for name in names if variables.get(name) != run.variables.get(name)}
    entry = {"frames": frames, "variables": changed}
    if len(str(entry)) > LARGEST_ENTRY:
        remember(run, "trail", None)  # the state must stay small; nobody can go back beyond this question
    else:
        remember(run, "trail", [*run.memory.get("trail", ()), entry][-LONGEST_TRAIL:])


def go_back(run: Run, above: int) -> bool:
    """Puts the question before the present one under the flows from `above` on; False where there is none."""
    trail = run.memory.get("trail", ())
    frames = _woken(run, trail[-1]["frames"]) if trail else []
    if not frames:
        remember(run, "trail", None)
        return False
    remember(run, "trail", trail[:-1])
    if above > 0:
        first, end = segment_at(run, above - 1)
        if run.stack[first].flow is frames[0].flow:
            take_out(run, first, end)
            above = first
    run.stack[above:above] = frames
    for name, value in trail[-1]["variables"].items():
        kept = {key: held for key, held in run.variables.items() if key != name}
        run.variables = kept if value is None else {**kept, name: value}
    run.returns = True
    return True


def _resting(live: Live) -> dict[str, Any]:
    body = live.freeze().to_json()
    body.pop("due", None)
    if "waiting" in body:
        body["waiting"] = {key: part for key, part in body["waiting"].items() if key not in ("timers", "call")}
    return body


def _gone_on(run: Run, before: Body) -> bool:
    """Whether the question was left, or the step that asked it asks something else now."""
    place = (before["flow"], before["node"], before["step"])
    if any(one.get("output") and (one["flow"], one["node"], one["step"]) == place for one in run.traced_steps):
        return True
    top = run.top
    if top is None or top.waiting is None or top.step is None:
        return True
    here = (top.flow.id, top.step.node, top.step.id)
    return here != place or _question(top.waiting.data) != _question(before.get("waiting", {}).get("data", {}))


def _question(data: Body) -> dict[str, Any]:
    return {key: part for key, part in data.items() if key != "tries"}


def _woken(run: Run, bodies: Sequence[Body]) -> list[Live]:
    """The flows as they were; none where this version of the bot no longer has one of their steps."""
    woken: list[Live] = []
    for frame in map(Frame.from_json, bodies):
        flow = run.bot.flows.get(frame.flow)
        step = None if flow is None else flow.same_step(frame.node, frame.step, frame.type)
        if flow is None or step is None:
            return []
        live = Live.thaw(frame, flow, step)
        live.frozen = None
        woken.append(live)
    return woken
