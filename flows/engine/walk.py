"""Runs steps one after the other until one waits or nothing is left to run. Every problem ends here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .context import Context
from .effects import EndSession
from .events import CallReturned, Event, TimerFired
from .expressions import BudgetExceeded
from .graph import CompiledFlow, CompiledStep
from .live import Live
from .phrases import sentence
from .problem import OverBudget, StepProblem
from .run import Run
from .state import Origin, Waiting
from .step_type import Bid, End, Enter, GoTo, Leave, Outcome, Return, Wait

MOST_INTERRUPTIONS = 3

# What is to be done next: it ends in the step to enter, None where the turn is over.
Move = Callable[[], "CompiledStep | None"]


def start_flow(
    run: Run,
    flow: CompiledFlow,
    origin: Origin,
    *,
    node: str | None = None,
    prepare: Callable[[], None] | None = None,
) -> None:
    """Puts a flow in front, lets `prepare` fill its variables, and runs it until it waits or ends."""

    def begin() -> CompiledStep | None:
        run.push(flow, origin)
        if prepare is not None:
            prepare()
        return _begin(run, flow.first(node))

    walk(run, begin)


def fail(run: Run, error: Exception) -> None:
    """Runs the error flow for a problem found outside of a step."""

    def move() -> CompiledStep | None:
        raise error

    walk(run, move)


def resume_top(run: Run, event: Event, bid: Bid | None = None) -> None:
    """Gives an event to the step that waits in front."""

    def resume() -> CompiledStep | None:
        step = _top_step(run)
        return follow(run, step, step.type.resume(Context(run, step, bid), step.config, event))

    walk(run, resume)


def leave_top(run: Run, output: str) -> None:
    """Takes the step that waits in front out by one of its outputs."""
    walk(run, lambda: follow(run, _top_step(run), Leave(output)))


def repeat_top(run: Run) -> None:
    """Asks the question in front once more, or gives it what arrived for it meanwhile. Nothing in front: nothing."""
    if run.stack:
        walk(run, lambda: uncover(run))


def walk(run: Run, move: Move) -> None:
    """Makes the move and enters steps until one waits. Raises nothing: problems lead into the error flow."""
    while True:
        try:
            step = move()
            if step is None:
                return
            move = _enter(run, step)
        except Exception as error:
            move = _handled(run, error)


def _enter(run: Run, step: CompiledStep) -> Move:
    run.spend_step()
    top = run.stack[-1]
    top.step = step
    top.frozen = None
    outcome = step.type.enter(Context(run, step), step.config)
    return lambda: follow(run, step, outcome)


def _top_step(run: Run) -> CompiledStep:
    step = run.stack[-1].step
    if step is None:
        raise StepProblem("state", "Nothing waits here.")
    return step


def follow(run: Run, step: CompiledStep, outcome: Outcome) -> CompiledStep | None:
    """What an outcome means: the step to enter next, None where the turn is over."""
    match outcome:
        case Leave(output):
            _trace(run, step, output)
            _close(run)
            return _leave(run, step, output)
        case Wait():
            _trace(run, step, None)
            _wait(run, step, outcome)
            return None
        case Enter(flow, inputs, save):
            _trace(run, step, None)
            target = _flow(run, flow)
            run.push(target, "call", save)
            for name, value in inputs.items():
                _give(run, name, value)
            return _begin(run, target.first())
        case GoTo(flow, node):
            _trace(run, step, None)
            _close(run)
            return _jump(run, _flow(run, flow), node)
        case Return(values):
            _trace(run, step, None)
            _close(run)
            return _flow_over(run, dict(values))
        case End():
            _trace(run, step, None)
            return _end(run)


def _leave(run: Run, step: CompiledStep, output: str) -> CompiledStep | None:
    if output == "timeout" and not step.connected(output):
        flow = run.bot.flow_of_kind("timeout")
        if flow is not None:
            drop_segment(run)
            return begin_flow(run, flow, "timeout")
    following = step.exit(output)
    return _flow_over(run, {}) if following is None else following


def _begin(run: Run, first: CompiledStep | None) -> CompiledStep | None:
    """A flow without steps is over as soon as it begins."""
    return _flow_over(run, {}) if first is None else first


def _flow(run: Run, id: str) -> CompiledFlow:
    flow = run.bot.flows.get(id)
    if flow is None:
        raise StepProblem("flow", f"There is no flow with the id {id!r}.")
    return flow


def _give(run: Run, name: str, value: Any) -> None:
    """An input: in its declared scope, else known only inside the flow."""
    if name in run.bot.variables:
        run.set(name, value)
    else:
        top = run.stack[-1]
        top.variables = {**top.variables, name: value}
        top.frozen = None


def _jump(run: Run, flow: CompiledFlow, node: str | None) -> CompiledStep | None:
    top = run.stack[-1]
    if node is not None and not flow.has_node(node):
        raise StepProblem("node", f"The flow {flow.id!r} has no node {node!r}.")
    if top.flow is not flow:
        top.flow = flow
        top.variables = {}
        top.touched = frozenset()
    top.frozen = None
    return _begin(run, flow.first(node))


def _flow_over(run: Run, values: dict[str, Any]) -> CompiledStep | None:
    """The flow in front is done: back to its caller, or to what it had interrupted."""
    while True:
        over = run.stack[-1]
        given = {name: _result(run, source, values) for name, source in over.save.items()}
        run.drop_top()
        if over.origin == "end":
            _close_session(run)
            return None
        if not run.stack:
            return None
        if over.origin != "call":
            return uncover(run)
        for name, value in given.items():
            run.set(name, value)
        caller = _top_step(run)
        _trace(run, caller, "next")
        following = caller.exit("next")
        if following is not None:
            return following
        values = {}


def _result(run: Run, name: str, values: dict[str, Any]) -> Any:
    return values[name] if name in values else run.get(name)


def uncover(run: Run) -> CompiledStep | None:
    """What was interrupted is in front again: it gets the event that came for it meanwhile, or asks again."""
    top = run.stack[-1]
    step = _top_step(run)
    if top.due is not None:
        event = _event_due(run, top)
        return follow(run, step, step.type.resume(Context(run, step), step.config, event))
    return follow(run, step, step.type.repeat(Context(run, step), step.config))


def _event_due(run: Run, top: Live) -> Event:
    due, top.due, top.frozen = top.due or {}, None, None
    here = run.event
    if due["kind"] == "timer":
        return TimerFired(id=here.id, at=here.at, seq=here.seq, timer=due["timer"])
    return CallReturned(id=here.id, at=here.at, seq=here.seq, call=due["call"], result=due["result"])


def _wait(run: Run, step: CompiledStep, outcome: Wait) -> None:
    top = run.stack[-1]
    before = top.waiting
    timers, call = dict(run.opened_timers), run.opened_call
    if before is not None:
        timeouts = {timer for timer, use in before.timers.items() if use == "timeout"}
        for timer in timeouts:
            run.close_timer(timer)
        timers.update({timer: use for timer, use in before.timers.items() if timer not in timeouts})
        call = call or before.call
    seconds = step.config.get("timeout")
    if seconds and outcome.what in ("visitor", "agent") and "timeout" in step.type.outputs(step.config):
        timers[run.start_timer(seconds, "timeout")] = "timeout"
    top.waiting = Waiting(outcome.what, outcome.data, run.asked_seqs, run.asked_options, timers, call)
    top.frozen = None
    run.forget_opened()


def _close(run: Run) -> None:
    """The step in front waits no longer."""
    top = run.stack[-1]
    if top.waiting is not None:
        if top.waiting.timers or top.waiting.call is not None:
            run.cancel(top.waiting)
        top.waiting = None
        top.frozen = None
    run.forget_opened()


def drop_segment(run: Run) -> None:
    """Takes the dialogue in front off the stack: the flow that began it and all it has called."""
    for _ in range(len(run.stack) - run.segment_start()):
        run.drop_top()
    run.forget_opened()


def make_room(run: Run) -> None:
    """Before a flow interrupts: they nest only so deep, then the last one gives way; below it no time-out runs."""
    if len([one for one in run.stack if one.origin != "call"]) > MOST_INTERRUPTIONS:
        drop_segment(run)
    run.pause_timeouts()


def drop_all(run: Run) -> None:
    while run.stack:
        run.drop_top()
    run.forget_opened()


def _end(run: Run) -> CompiledStep | None:
    ending = any(live.origin == "end" for live in run.stack)
    drop_all(run)
    flow = run.bot.flow_of_kind("end")
    if flow is None or ending:
        _close_session(run)
        return None
    return begin_flow(run, flow, "end")


def _close_session(run: Run) -> None:
    drop_all(run)
    run.open = False
    run.offer = None
    run.misses = 0
    run.effects.append(EndSession())


def _handled(run: Run, error: Exception) -> Move:
    """The move after a problem: the error flow, or a sentence of our own where there is none or it fails too."""
    problem = _described(run, error)
    first = run.errors == 0
    run.allow_error_flow()
    if first:
        run.note_problem(problem)
    run.abandon_opened()
    flow = run.bot.flow_of_kind("error") if first and not _inside(run, "error") else None
    ending = _inside(run, "end")
    if first and run.stack:
        drop_segment(run)
    else:
        drop_all(run)
    if flow is not None:
        return lambda: begin_flow(run, flow, "end" if ending else "error")
    if run.errors <= 2:
        run.say_rendered({"type": "text", "text": sentence("error", run.language or run.bot.default_language)}, "")
    if ending:
        _close_session(run)
    return lambda: uncover(run) if run.stack else None


def _inside(run: Run, origin: Origin) -> bool:
    return any(live.origin == origin for live in run.stack)


def begin_flow(run: Run, flow: CompiledFlow, origin: Origin, node: str | None = None) -> CompiledStep | None:
    run.push(flow, origin)
    return _begin(run, flow.first(node))


def _described(run: Run, error: Exception) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if run.stack and run.stack[-1].step is not None:
        step = run.stack[-1].step
        where = {"flow": step.flow.id, "node": step.node, "step": step.id}
    if isinstance(error, StepProblem):
        return {**error.to_json(), **where}
    if isinstance(error, BudgetExceeded):
        return {**OverBudget("operations", str(error)).to_json(), **where}
    # A fault of ours or of a step type: the visitor gets the error flow, the trace names the kind.
    return {"code": "internal", "detail": f"{type(error).__name__} in this step.", **where}


def _trace(run: Run, step: CompiledStep, output: str | None) -> None:
    run.traced_steps.append(
        {"flow": step.flow.id, "node": step.node, "step": step.id, "type": step.type.type, "output": output}
    )
