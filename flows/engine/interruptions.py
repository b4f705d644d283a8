"""A flow comes in front of another one, or back to the front where it runs already."""

from __future__ import annotations

from .context import Context
from .dialogue_memory import understood
from .events import Event, Said
from .graph import CompiledFlow, CompiledStep
from .heard import Heard
from .mentions import fill_slots
from .run import Run
from .stack import bring_to_front, make_room
from .step_type import Bid
from .stories_run import note_flow
from .trail import with_way_back
from .walk import repeat_top, resume_top, start_flow


def waiting_step(run: Run) -> CompiledStep | None:
    top = run.top
    return None if top is None or top.waiting is None else top.step


def bid_of(run: Run, step: CompiledStep) -> Bid | None:
    return step.type.bid(Context(run, step), step.config)


def begin_or_bring_up(run: Run, event: Event, flow: CompiledFlow, heard: Heard, bid: Bid | None = None) -> None:
    """A flow that runs already is not begun again: it comes to the front, and its question gets the utterance."""
    where = place_on_stack(run, flow)
    if where is None:
        interrupt(run, flow, heard)
        return
    if where < run.segment_start():
        bring_to_front(run, where)
        step = waiting_step(run)
        bid = None if step is None else bid_of(run, step)
    if bid is not None and bid.strength != "open" and isinstance(event, Said):
        hand_over(run, event, bid)
    else:
        fill_slots(run, heard)
        repeat_top(run)


def hand_over(run: Run, event: Said, bid: Bid) -> None:
    """The waiting step gets its reply."""
    understood(run)
    if run.offer is not None and run.offer["kind"] != "buttons":
        run.offer = None
    with_way_back(run, lambda: resume_top(run, event, bid))


def interrupt(run: Run, flow: CompiledFlow, heard: Heard) -> None:
    """Starts a flow over whatever waits, with the entities of the utterance in their variables."""
    run.offer = None
    note_flow(run, heard, flow)
    make_room(run)
    heard.fresh = True
    start_flow(run, flow, "trigger", prepare=lambda: fill_slots(run, heard))


def place_on_stack(run: Run, flow: CompiledFlow | None) -> int | None:
    """Index of the flow where it runs, the one furthest in front."""
    return next((index for index, live in reversed(list(enumerate(run.stack))) if live.flow is flow), None)
