"""Running flows as dialogues: each begins with a flow that interrupted the one below, and includes what it called."""

from __future__ import annotations

from .live import Live
from .run import Run
from .state import Waiting

MOST_INTERRUPTIONS = 3


def drop_segment(run: Run) -> None:
    """Takes the dialogue in front off the stack: the flow that began it and all it has called."""
    for _ in range(len(run.stack) - run.segment_start()):
        run.drop_top()
    run.forget_opened()


def drop_all(run: Run) -> None:
    while run.stack:
        run.drop_top()
    run.forget_opened()


def make_room(run: Run) -> None:
    """Before a flow interrupts: they nest only so deep, then the last one gives way; below it no time-out runs."""
    if len([one for one in run.stack if one.origin != "call"]) > MOST_INTERRUPTIONS:
        drop_segment(run)
    pause_timeouts(run)


def pause_timeouts(run: Run) -> None:
    """The question in front will be asked again later: until then nobody has to hurry."""
    top = run.top
    waiting = None if top is None else top.waiting
    if top is None or waiting is None or "timeout" not in waiting.timers.values():
        return
    kept = {timer: use for timer, use in waiting.timers.items() if use != "timeout"}
    for timer in waiting.timers:
        if timer not in kept:
            run.close_timer(timer)
    top.waiting = Waiting(waiting.what, waiting.data, waiting.seqs, waiting.options, kept, waiting.call)
    top.frozen = None


def segment_at(run: Run, index: int) -> tuple[int, int]:
    """First index, and one past the last, of the dialogue that the flow at `index` belongs to."""
    first, end = index, index + 1
    while first > 0 and run.stack[first].origin == "call":
        first -= 1
    while end < len(run.stack) and run.stack[end].origin == "call":
        end += 1
    return first, end


def bring_to_front(run: Run, index: int) -> None:
    """The dialogue that the flow at `index` belongs to changes places with those above it; they wait under it."""
    pause_timeouts(run)
    first, end = segment_at(run, index)
    dialogue = run.stack[first:end]
    del run.stack[first:end]
    run.stack.extend(dialogue)


def take_out(run: Run, first: int, end: int) -> list[Live]:
    """Drops flows from the middle of the stack, with their timers and calls; gives them."""
    dropped = run.stack[first:end]
    for live in dropped:
        run.cancel(live.waiting)
        live.waiting = None
    del run.stack[first:end]
    return dropped
