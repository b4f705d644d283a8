"""One event in, one turn out. The only door into the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .agents import agent_acted
from .dialogue import take_first_utterance, take_utterance
from .dialogue_memory import age_contexts, forget_session, keep_flows_as_contexts
from .effects import Say
from .events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired
from .graph import CompiledBot, CompiledFlow, CompiledStep
from .live import Live
from .memory import remembered_language
from .opting import opted_out, opts_out, wants_in
from .phrases import sentence
from .proactive import START_FLOW, begin_flow_here
from .problem import OverBudget, StepProblem
from .run import MOST_HOPS, Run, Turn
from .sessions import (
    ask_after,
    begin_at,
    begin_session,
    catch_up,
    expire_if_due,
    first_words,
    renew_session_timer,
    time_out,
)
from .stack import drop_all, make_room
from .state import Frame, State
from .walk import fail, leave_top, resume_top, start_flow
from .whens import allowed

LARGEST_STATE = 256 * 1024  # bytes of JSON
LARGE_STATE = 16 * 1024  # worth a word in the trace
TRACED_STEPS = 40


def advance(bot: CompiledBot, state: State, event: Event) -> Turn:
    """Runs `bot` on `event` until a step waits or nothing is left to do.

    Pure: the same arguments, the same Turn. Raises nothing on what a visitor, a page or a service sends.
    """
    run = Run(bot, state, event)
    moved = _thaw(run, state)
    try:
        _take(run, event, moved=moved)
    except Exception as error:
        fail(run, error)
    if run.decision is not None and run.decision["by"] == "held":
        return Turn(state, (), {**_trace(run), "held": True})
    _break_silence(run)
    return _frozen(run, state)


def _break_silence(run: Run) -> None:
    """An error flow that says nothing, and waits for nothing it could say later, leaves nobody without a word."""
    silent = run.errors and run.said == run.said_before_error
    if silent and not run.muted and run.control == "bot" and not run.calls_out:
        run.messages_left = max(1, run.messages_left)
        run.say_rendered({"type": "text", "text": sentence("error", run.language or run.bot.default_language)}, "")


def _thaw(run: Run, state: State) -> bool:
    """Puts the state's flows on the stack. True where the bot has changed so that the waiting step is gone."""
    for frame in state.stack:
        flow = run.bot.flows.get(frame.flow)
        step = None if flow is None else flow.same_step(frame.node, frame.step, frame.type)
        if flow is None or step is None:
            _drop_frames(run, state.stack)
            return True
        run.stack.append(Live.thaw(frame, flow, step))
    return False


def _drop_frames(run: Run, frames: tuple[Frame, ...]) -> None:
    run.stack.clear()
    for frame in frames:
        run.cancel(frame.waiting)


def _take(run: Run, event: Event, *, moved: bool) -> None:
    if event.hops > MOST_HOPS:
        drop_all(run)
        fail(run, OverBudget("hops", "This conversation keeps itself busy without its visitor."))
        return
    if opted_out(run, event):
        return
    if moved and run.control == "bot" and not _nobody_waits(run, event):
        time_out(run)
    match event:
        case Said():
            _said(run, event, moved=moved)
        case Started():
            _started(run, event)
        case Happened():
            _happened(run, event)
        case TimerFired():
            _timer_fired(run, event)
        case CallReturned():
            _call_returned(run, event)
        case AgentActed():
            agent_acted(run, event)


def _nobody_waits(run: Run, event: Event) -> bool:
    """It was given up before the bot changed: nothing happens because it comes now."""
    match event:
        case TimerFired(timer=id) | CallReturned(call=id):
            return id not in run.before.pending
    return False


# -- the visitor ------------------------------------------------------------------------------------------------


def _said(run: Run, event: Said, *, moved: bool) -> None:
    if opts_out(run, event):
        return
    if run.control == "agent":
        _by_visitor(run, event)
        run.decide("agent", "", "a human agent answers")
        return
    expire_if_due(run)
    _by_visitor(run, event)
    age_contexts(run)
    if run.language is None:
        spoken = (event.understanding or {}).get("language")
        run.language = remembered_language(run) or (spoken if spoken in run.bot.languages else None)
    if not run.open:
        begin_session(run)
        if not wants_in(run, event):
            first_words(run, event)
    elif moved:
        take_first_utterance(run, event)
    else:
        take_utterance(run, event)
    renew_session_timer(run)


def _started(run: Run, event: Started) -> None:
    expire_if_due(run)
    _by_visitor(run, event)
    run.language = remembered_language(run) or event.language or run.language
    for name, value in event.variables.items():
        variable = run.bot.variables.get(name)
        if variable is not None and variable.input:
            _set_input(run, name, value)
    if event.flow is not None:
        drop_all(run)
        begin_at(run, event.flow, event.node)
    elif not run.open and run.control == "bot":
        begin_session(run)
    renew_session_timer(run)


def _set_input(run: Run, name: str, value: Any) -> None:
    """What the host page sends is outside our hands: a value that does not fit is left out and noted."""
    try:
        run.set(name, value)
    except StepProblem as problem:
        run.problem = problem.to_json()


def _happened(run: Run, event: Happened) -> None:
    if _awaited(run, event):  # first: what waits for an event may wait longer than a session lasts
        renew_session_timer(run)
        return
    expire_if_due(run)
    if event.name == START_FLOW:
        begin_flow_here(run, event)
        renew_session_timer(run)
        return
    named = (one for one in run.bot.triggers["event"] if one.value == event.name)
    trigger = next((one for one in named if allowed(run, one.when)), None)
    if trigger is None:
        run.decide("event", event.name, "no flow waits for it")
        return
    _by_visitor(run, event)
    if not run.open:
        run.open = True
        run.session += 1
    if run.control == "agent":
        run.decide("agent", trigger.flow.id, "a human agent answers")
    elif run.calls_out and not trigger.is_global:
        run.decide("held", trigger.flow.id, "a call is out")
    else:
        _start_by_event(run, event, trigger.flow)
    renew_session_timer(run)


def _awaited(run: Run, event: Happened) -> bool:
    """Gives an event to the step that waits for it; below other flows it lies ready until they are done."""
    live = next((one for one in reversed(run.stack) if one.awaits(event.name)), None)
    if live is None:
        return False
    if live is not run.top:
        run.decide("event", event.name, "kept for the flow that waits for it")
        live.due = {"kind": "event", "name": event.name, "data": dict(event.data)}
        live.frozen = None
        return True
    run.muted = run.control == "agent"
    _by_visitor(run, event)
    run.decide("event", event.name, "a step waits for it")
    resume_top(run, event)
    return True


def _start_by_event(run: Run, event: Happened, flow: CompiledFlow) -> None:
    top = run.top
    if any(live.flow is flow for live in run.stack):
        run.decide("event", flow.id, "the flow is running already")
    elif top is not None and top.step is not None and top.step.interruptions == "block":
        run.decide("event", flow.id, "the waiting step lets nothing interrupt it")
    else:
        run.decide("trigger", flow.id, f"event {event.name}")
        make_room(run)
        start_flow(run, flow, "trigger")


def _by_visitor(run: Run, event: Event) -> None:
    run.last_event_at = event.at
    waiting = None if run.top is None else run.top.waiting
    if waiting is None or waiting.what != "call":
        run.turn_variables = {}
        run.heard = None


# -- timers and calls ---------------------------------------------------------------------------------------------


def _timer_fired(run: Run, event: TimerFired) -> None:
    run.muted = run.control == "agent"
    if event.timer == run.session_timer:
        run.session_timer = None
        if run.control == "bot":
            ask_after(run)
        return
    live = next((one for one in run.stack if one.waiting is not None and event.timer in one.waiting.timers), None)
    if live is None or live.waiting is None:
        run.late.append(event.timer)
        return
    use = live.waiting.timers[event.timer]
    live.forget(event.timer)
    if live is not run.top:
        live.due = {"kind": "timer", "timer": event.timer}
    elif use == "timeout":
        run.decide("timer", event.timer, "no reply in time")
        leave_top(run, "timeout")
    else:
        run.decide("timer", event.timer, use)
        resume_top(run, event)


def _call_returned(run: Run, event: CallReturned) -> None:
    run.muted = run.control == "agent"
    outcome = event.result.get("failed") or event.result.get("status") or "done"
    run.traced_calls.append({"id": event.call, "outcome": outcome, "took": event.took})
    live = next((one for one in run.stack if one.waiting is not None and one.waiting.call == event.call), None)
    if live is None:
        run.late.append(event.call)
        return
    live.forget(event.call)
    if live is run.top:
        run.decide("call", event.call, "a call returned")
        resume_top(run, event)
        catch_up(run)
    else:
        live.due = {"kind": "call", "call": event.call, "result": dict(event.result)}
        live.frozen = None


# -- the end of the turn ----------------------------------------------------------------------------------------


def _frozen(run: Run, before: State) -> Turn:
    state = _state(run)
    problem = _unstorable(state)
    if problem is None:
        trace = _trace(run)
        if len(state.encode()) > LARGE_STATE:
            trace["state_bytes"] = len(state.encode())
        return Turn(state, tuple(run.effects), trace)
    return _rolled_back(run, before, problem)


def _rolled_back(failed: Run, before: State, problem: StepProblem) -> Turn:
    """The turn did not happen: the error flow runs from the state before it."""
    run = Run(failed.bot, before, failed.event)
    run.decision = failed.decision
    _thaw(run, before)
    run.open = True
    if not isinstance(failed.event, Said):
        drop_all(run)  # the timer or call that led here is used up
    run.last_event_at = failed.last_event_at
    fail(run, problem)
    _break_silence(run)
    state = _state(run)
    if _unstorable(state) is None:
        return Turn(state, tuple(run.effects), _trace(run))
    # Not even the error flow leaves a state that can be kept: nothing is changed, but something is said.
    text = sentence("error", run.language or run.bot.default_language)
    return Turn(before.at_turn(run.turn), (Say({"type": "text", "text": text}),), _trace(run))


def _unstorable(state: State) -> StepProblem | None:
    try:
        size = len(state.encode())
    except (TypeError, ValueError):
        return OverBudget("state", "The conversation holds a value that cannot be stored.")
    if size > LARGEST_STATE:
        return OverBudget("size", f"The conversation would remember {size} bytes; at most {LARGEST_STATE} are kept.")
    return None


def _state(run: Run) -> State:
    waiting = None if run.top is None else run.top.waiting
    quiet = waiting is None or waiting.what == "visitor"
    forget = run.bot.stateless and quiet
    if not run.open and run.session_timer is not None:
        run.close_timer(run.session_timer)
        run.session_timer = None
    if forget:
        drop_all(run)
    heard = None if quiet or run.heard is None else run.heard.to_json()
    return State(
        run.before.seed,
        run.turn,
        run.language,
        run.session,
        run.open,
        run.last_event_at,
        {} if forget else run.variables,
        {} if quiet else run.turn_variables,
        tuple(live.freeze() for live in run.stack),
        run.control,
        run.session_timer,
        None if forget else run.offer,
        () if forget else run.spent,
        0 if forget else run.misses,
        heard,
        run.unheard if run.open else None,
        {} if forget else run.wordings,
        _memory(run, forget=forget),
    )


def _memory(run: Run, *, forget: bool) -> Mapping[str, Any]:
    if forget:
        history = run.history
        forget_session(run)
        run.history = history  # for the trace of this turn
    else:
        keep_flows_as_contexts(run)
        if run.history is not None:
            run.history.keep(run)
    return run.memory


def _trace(run: Run) -> dict[str, Any]:
    steps = run.traced_steps
    if len(steps) > TRACED_STEPS:
        half = TRACED_STEPS // 2
        steps = [*steps[:half], {"cut": len(steps) - TRACED_STEPS}, *steps[-half:]]
    return {
        "decision": run.decision,
        "alternatives": _alternatives(run),
        "steps": steps,
        "variables": run.traced_variables,
        "calls": run.traced_calls,
        "late": run.late,
        "waiting": _where(run.top),
        "problem": run.problem,
        **({} if run.history is None else run.history.trace()),
    }


def _alternatives(run: Run) -> list[dict[str, Any]]:
    """What else was bid for the utterance, best first."""
    if run.decision is None:
        return []
    bids = [*run.decision["bids"], *(() if run.history is None else run.history.bids())]
    return [one for one in bids if one["what"] != run.decision["what"]]


def _where(top: Live | None) -> dict[str, str] | None:
    if top is None or top.waiting is None or top.step is None:
        return None
    step: CompiledStep = top.step
    return {"flow": step.flow.id, "node": step.node, "step": step.id}
