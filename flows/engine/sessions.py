"""How a session begins, what its first words meet, and how it expires."""

from __future__ import annotations

from .dialogue import take_first_utterance
from .dialogue_memory import forget_session, remember
from .effects import EndSession
from .events import Said, event_from_json
from .problem import StepProblem
from .ranking import start_flow_of
from .run import Run
from .stack import drop_all
from .stories_run import begin_by_rules
from .walk import fail, start_flow


def begin_session(run: Run) -> None:
    run.open = True
    run.session += 1
    run.misses = 0
    run.offer = None
    run.unheard = None
    forget_session(run)
    begin_by_rules(run)
    flow = start_flow_of(run)
    if flow is not None and not run.stack:
        run.decide("start", flow.id, "a session begins")
        start_flow(run, flow, "start")


def begin_at(run: Run, id: str, node: str | None) -> None:
    flow = run.bot.flows.get(id)
    run.open = True
    run.session += 1
    if flow is None or (node is not None and not flow.has_node(node)):
        fail(run, StepProblem("flow", f"There is no flow {id!r} with the node {node!r} to begin at."))
        return
    run.decide("start", flow.id, "asked to begin here")
    start_flow(run, flow, "start", node=node)


def expire_if_due(run: Run) -> None:
    silence = run.event.at - run.last_event_at
    if run.open and run.control == "bot" and 0 < run.bot.session_seconds < silence:
        drop_all(run)
        run.open = False
        run.offer = None
        run.effects.append(EndSession())
    if not run.open and run.session:
        _carry_over(run)


def _carry_over(run: Run) -> None:
    """A session is over: its conversation variables stay, or only some of them. User and bot values always stay."""
    kept = run.bot.steering.carry_over
    if kept is True or not run.variables:
        return
    names = kept if isinstance(kept, frozenset) else ()
    run.variables = {name: value for name, value in run.variables.items() if name in names}


def renew_session_timer(run: Run) -> None:
    """A timer row exists only where somebody would notice: in bots with a flow for time-outs."""
    if run.session_timer is not None:
        run.close_timer(run.session_timer)
        run.session_timer = None
    if run.open and run.bot.session_seconds > 0 and run.bot.flow_of_kind("timeout") is not None:
        run.session_timer = run.start_timer(run.bot.session_seconds, "session")


def ask_after(run: Run) -> None:
    """The session has been silent for its time: the time-out flow speaks, once; then the session is over.

    A question of that flow gets as long a time as a session has; what it is not answered in is the end, without words.
    """
    drop_all(run)
    if not run.memory.get("asked_after"):
        time_out(run)
    if run.stack:
        remember(run, "asked_after", value=True)
        run.last_event_at = run.event.at
        renew_session_timer(run)
    else:
        run.open = False
        run.effects.append(EndSession())


def time_out(run: Run) -> None:
    flow = run.bot.flow_of_kind("timeout")
    if flow is not None:
        run.decide("timeout", flow.id, "what waited is over")
        start_flow(run, flow, "timeout")


def first_words(run: Run, event: Said) -> None:
    """The start flow may be waiting for a call: then the words that began the session wait as well."""
    if run.calls_out:
        run.unheard = {**event.to_json(), "user": {}, "bot": {}}
    else:
        take_first_utterance(run, event)


def catch_up(run: Run) -> None:
    if run.unheard is not None and not run.calls_out and run.control == "bot":
        said = event_from_json(run.unheard)
        run.unheard = None
        if isinstance(said, Said):
            take_first_utterance(run, said)
