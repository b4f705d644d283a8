"""What a visitor may ask of any bot: to start over, to stop what is going on, to go back one question.

Each is done by a step of a flow that has come in front; `own` is the index of the first flow of that dialogue.
"""

from __future__ import annotations

from .dialogue_memory import forget_session
from .ranking import start_flow_of
from .run import Run
from .stack import segment_at, take_out
from .trail import go_back


def start_over(run: Run) -> str | None:
    """Ends all other dialogues and forgets the conversation; the id of the flow to begin with."""
    take_out(run, 0, run.segment_start())
    top = run.stack[-1]
    for name in run.variables:
        run.traced_variables[name] = None
    run.variables, run.spent, run.wordings, run.offer = {}, (), {}, None
    top.variables, top.touched, top.frozen = {}, frozenset(), None
    forget_session(run)
    run.misses = 0
    run.session += 1
    flow = start_flow_of(run)
    return None if flow is None else flow.id


def stop_dialogue(run: Run, *, all: bool) -> bool:
    """Ends the dialogue below the one in front, or all of them. False: there was none."""
    own = run.segment_start()
    if own == 0:
        return False
    first = 0 if all else segment_at(run, own - 1)[0]
    run.offer = None
    return bool(take_out(run, first, own))


def back(run: Run) -> bool:
    """Puts the question before the present one under the dialogue in front; False: there is none."""
    return go_back(run, run.segment_start())
