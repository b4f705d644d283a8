"""Utterances in a row that nobody could use: after some of them a person is asked for."""

from __future__ import annotations

from .dialogue_memory import remember
from .handoff_flow import HANDOFF_FLOW
from .interruptions import begin_or_bring_up
from .run import Run


def give_up(run: Run) -> bool:
    """Counts an utterance that nobody could use. True where that was one too many: a flow has taken over."""
    most = run.bot.steering.handoff_after
    failures = run.memory.get("failures", 0) + 1
    if most <= 0:
        return False
    flow = run.bot.flows.get(run.bot.steering.handoff_flow or HANDOFF_FLOW)
    if failures < most or flow is None or run.heard is None:
        remember(run, "failures", failures)
        return False
    remember(run, "failures", None)
    run.misses = 0
    run.decide("handoff", flow.id, f"{failures} utterances in a row that nobody could use")
    begin_or_bring_up(run, run.event, flow, run.heard)
    return True
