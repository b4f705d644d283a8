"""Runs steps one after the other until one waits or nothing is left to run. Every problem ends here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .context import Context
from .effects import EndSession
from .events import CallReturned, Event, Happened, TimerFired
from .expressions import BudgetExceeded
from .graph import CompiledFlow, CompiledStep, place_of
from .live import Live
from .parameters import inputs_for, output_for
from .phrases import sentence
from .problem import OverBudget, StepProblem
from .run import Run
from .stack import drop_all, drop_segment
from .state import Origin, Waiting
from .step_type import Bid, End, Enter, GoTo, Leave, Outcome, Return, Wait
from .stories_points import STORY_NOTE

# Dialogues that come in between by what was said: the way back from them has a few words of its own.
SIDE_WAYS: tuple[Origin, ...] = ("start", "trigger", "answer", "story")

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
        return enter_first(run, flow.first(node))

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
            while step is not None:
                step = follow(run, step, _enter(run, step))
            return
        except Exception as error:
            move = _handled(run, error)


def _enter(run: Run, step: CompiledStep) -> Outcome:
    run.steps_left -= 1
    if run.steps_left < 0:
        raise OverBudget("steps", "This turn runs through too many steps.")
    top = run.stack[-1]
    before = top.step
    if before is not None and (before is step or before.node != step.node):
        top.came_from = before.node
    top.step = step
    top.frozen = None
    return step.type.enter(Context(run, step), step.config)


def _top_step(run: Run) -> CompiledStep:
    step = run.stack[-1].step
    if step is None:
        raise StepProblem("state", "Nothing waits here.")
    return step


def follow(run: Run, step: CompiledStep, outcome: Outcome) -> CompiledStep | None:
    """What an outcome means: the step to enter next, None where the turn is over."""
    match outcome:
        case Leave():
            _trace(run, step, outcome.output)
            _close(run)
            return _leave(run, step, outcome.output)
        case Wait():
            _trace(run, step, None)
            _wait(run, step, outcome)
            return None
        case Enter():
            return _call(run, step, outcome)
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


def enter_first(run: Run, first: CompiledStep | None) -> CompiledStep | None:
    """A flow without steps is over as soon as it begins."""
    return _flow_over(run, {}) if first is None else first


def _flow(run: Run, id: str) -> CompiledFlow:
    flow = run.bot.flows.get(id)
    if flow is None:
        raise StepProblem("flow", f"There is no flow with the id {id!r}.")
    return flow


def _call(run: Run, step: CompiledStep, call: Enter) -> CompiledStep | None:
    target = _flow(run, call.flow)
    first = _first(target, call.node)
    run.push(target, "call", call.save)
    try:
        for name, value in inputs_for(target.inputs, call.inputs, run.bot.languages).items():
            _give(run, name, value)
    except StepProblem as problem:
        run.drop_top()
        output = _refused(run, step, problem)
        _trace(run, step, output)
        _close(run)
        return _leave(run, step, output)
    _trace(run, step, None)
    return enter_first(run, first)


def _refused(run: Run, caller: CompiledStep, problem: StepProblem) -> str:
    """The output by which a call goes on whose values do not fit; the error flow where it has none for that."""
    if "failed" not in caller.type.outputs(caller.config):
        raise problem
    run.note_problem({**problem.to_json(), **place_of(caller)})
    return "failed"


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
    first = _first(flow, node)
    if top.flow is not flow:
        top.flow = flow
        # Whatever flow goes on, it was begun for the same story.
        top.variables = {name: note for name, note in top.variables.items() if name == STORY_NOTE}
        top.touched = frozenset()
    top.frozen = None
    return enter_first(run, first)


def _first(flow: CompiledFlow, node: str | None) -> CompiledStep | None:
    """The step at which a flow is entered by somebody who names the node, or leaves it to the flow (None)."""
    if node is not None and not flow.has_node(node):
        raise StepProblem("node", f"The flow {flow.id!r} has no node {node!r}.")
    return flow.first(node)


def _flow_over(run: Run, values: dict[str, Any]) -> CompiledStep | None:
    """The flow in front is done: back to its caller, or to what it had interrupted."""
    while True:
        over = run.stack[-1]
        given = {name: (source, _result(run, source, values)) for name, source in over.save.items()}
        run.drop_top()
        if over.origin == "end":
            _close_session(run)
            return None
        if over.origin == "story":
            from .stories_run import flow_of_story_over  # here, because the two call each other

            return flow_of_story_over(run, over)
        if not run.stack:
            return None
        if over.origin != "call":
            if over.origin in SIDE_WAYS:
                _bridge(run)
            return uncover(run)
        caller = _top_step(run)
        output = "next"
        try:
            for name, (source, value) in given.items():
                run.set(name, output_for(over.flow.outputs, source, value, run.bot.languages))
        except StepProblem as problem:
            output = _refused(run, caller, problem)
        _trace(run, caller, output)
        following = caller.exit(output)
        if following is not None:
            return following
        values = {}


def _bridge(run: Run) -> None:
    """A few words between a dialogue that had come in between and the question it had come in front of."""
    top, bridge = run.stack[-1], run.bot.steering.bridge
    waiting = top.waiting
    if run.returns or not bridge or top.due is not None or waiting is None or waiting.what != "visitor":
        return
    if not waiting.seqs:  # it listens, and asks nothing again
        return
    text = sentence("bridge", run.language or run.bot.default_language) if bridge is True else run.localised(bridge)
    run.say_rendered({"type": "text", "text": text}, "")


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
    if due["kind"] == "event":
        return Happened(id=here.id, at=here.at, seq=here.seq, name=due["name"], data=due["data"])
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
    if run.asked_seqs or run.asked_options or run.opened_timers or run.opened_call is not None:
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
    return enter_first(run, flow.first(node))


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
