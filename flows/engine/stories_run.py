"""Does what rules, stories and the policy have decided: says content, runs flows, begins and resumes forms."""

from __future__ import annotations

from typing import Any

from .answering import say_with_buttons
from .graph import CompiledFlow, CompiledStep
from .heard import Heard
from .live import Live
from .mentions import fill_slots
from .problem import StepProblem
from .run import Run
from .stack import bring_to_front, drop_segment, make_room
from .stories_bids import STORY, Choice, active_form, predicted, recall, situation_of
from .stories_history import MOST_ACTS, History, history_of
from .stories_points import LISTEN, NO_FORM, STORY_NOTE
from .stories_rules import Segment
from .walk import enter_first, uncover, walk

Plan = tuple[Segment, int]
"""A turn of a rule under way, and the position of the act that comes next."""


def take(run: Run, heard: Heard, choice: Choice) -> None:
    """Runs a choice on an utterance, and what follows from it."""
    history = history_of(run)
    waits = run.top is not None and run.top.waiting is not None
    if choice.rule is not None:
        history.hear(heard, over=len(run.stack) if waits else 0, beside=not waits)
    else:
        history.hear(heard)
    heard.fresh = True
    if choice.rule is not None:
        plan = (choice.rule, 0)
        walk(run, lambda: _go_on(run, plan))
    else:
        walk(run, lambda: _go_on(run, None, first=choice))


def take_rule(run: Run, heard: Heard, rule: Segment) -> None:
    """Follows a rule that was found in the ranking."""
    take(run, heard, Choice("rule", rule.rule, "", 1.0, rule=rule))


def begin_by_rules(run: Run) -> None:
    """What rules do when a session begins, before its start flow."""
    stories = run.bot.stories
    if not stories.rules:
        return
    history = history_of(run)
    rule = next(stories.rules_at_start(situation_of(run, history)), None)
    if rule is not None:
        run.decide("rule", rule.rule, "a session begins")
        walk(run, lambda: _go_on(run, (rule, 0)))


def note_flow(run: Run, heard: Heard, flow: CompiledFlow) -> None:
    """An utterance has started a flow by itself; over a question that waits it is an interruption."""
    if run.bot.stories:
        waits = run.top is not None and run.top.waiting is not None
        history = history_of(run)
        history.hear(heard, over=len(run.stack) if waits else 0)
        history.did(f"flow:{flow.id}")


def note_answer(run: Run, heard: Heard, answer: str) -> None:
    if run.bot.stories:
        waits = run.top is not None and run.top.waiting is not None
        history = history_of(run)
        history.hear(heard, over=len(run.stack) if waits else 0, beside=not waits)
        history.did(f"answer:{answer}")


def flow_of_story_over(run: Run, over: Live) -> CompiledStep | None:
    """A flow that a story or rule began is done; it is off the stack. What comes next?"""
    note: dict[str, Any] = over.variables.get(STORY_NOTE, {})
    history = history_of(run)
    act = str(note.get("act", ""))
    if act.startswith("form:"):
        form = act.removeprefix("form:")
        history.did(f"{'done' if _was_finished(run, form) else 'left'}:{form}")
    plan = note.get("rule")
    segment = run.bot.stories.segment(plan[0], plan[1]) if plan else None
    if plan and segment is not None and (plan[2] < len(segment.acts) or not act.startswith("form:")):
        return _go_on(run, (segment, plan[2]), touched=over.touched)
    return _go_on(run, None, touched=over.touched, over_form=bool(note.get("over")))


def _was_finished(run: Run, form: str) -> bool:
    """False where the form was cancelled or given up in this turn."""
    exits = [one["output"] for one in run.traced_steps if one.get("step") == form and one.get("output")]
    return not exits or exits[-1] == "next"


def _go_on(
    run: Run,
    plan: Plan | None,
    *,
    first: Choice | None = None,
    touched: frozenset[str] = frozenset(),
    over_form: bool = False,
) -> CompiledStep | None:
    """Act after act, until it is the visitor's turn, a flow takes over, or the bot has done enough.

    `touched` are the variables that the flow which is just over has set itself. `over_form`: a story that knows the
    form which waits is speaking.
    """
    history = history_of(run)
    over_form = over_form or (first is not None and first.over_form)
    followed: set[int] = set()
    while len(history.acts_done) < MOST_ACTS:
        if plan is not None:
            following = _act_of(run, plan)
            if following is None:
                if plan[0].waits:
                    return uncover(run) if run.stack else None
                plan = None
                continue
            choice, plan = following
        else:
            taken = first or _next(run, history, touched, followed)
            first = None
            if taken is None:
                break
            if taken.rule is not None:
                followed.add(id(taken.rule))
                plan = (taken.rule, 0)
                continue
            choice = taken
        touched = frozenset()
        history.acts_done.append({"act": choice.act, "by": choice.by, "confidence": round(choice.confidence, 4)})
        if over_form:
            _leave_for(run, choice.act)
        flow, step = _do(run, history, choice.act)
        if flow is not None:
            return _begin(run, flow, step, choice.act, plan, over_form=over_form)
        if choice.act.startswith("form:"):
            return uncover(run)  # it is in front again, and asks
    return _listen(run, history, over_form=over_form)


def _act_of(run: Run, plan: Plan) -> tuple[Choice, Plan] | None:
    """The next act of a rule, and the plan after it; values are set on the way. None at its end."""
    segment, number = plan
    for place, act in enumerate(segment.acts[number:], start=number + 1):
        if act.act != "set":
            return Choice("rule", segment.rule, "", 1.0, act=act.act), (segment, place)
        run.set(act.name, act.value)
    return None


def _next(run: Run, history: History, touched: frozenset[str], followed: set[int]) -> Choice | None:
    """Rules for the end of a form, then memory, then the policy; None where it is the visitor's turn."""
    stories = run.bot.stories
    last = history.last
    if last.startswith("done:"):
        rule = next(stories.rules_at_end(last.removeprefix("done:"), situation_of(run, history)), None)
        if rule is not None and id(rule) not in followed:
            return Choice("rule", rule.rule, "the form is done", 1.0, rule=rule)
    for name, value in stories.to_set(situation_of(run, history)):
        if name not in touched:
            _remember_value(run, name, value)
    found = recall(run, history)
    if found is not None:
        point = found.point
        return None if point.next == LISTEN else Choice("story", "", "", found.confidence, act=point.next)
    following = predicted(run, history, None)
    return None if following is None or following.act == last else following


def _remember_value(run: Run, name: str, value: Any) -> None:
    """The example value of a story may not fit the variable's type; then the variable stays as it is."""
    try:
        run.set(name, value)
    except StepProblem as problem:
        run.problem = problem.to_json()


def _listen(run: Run, history: History, *, over_form: bool) -> CompiledStep | None:
    """It is the visitor's turn: for the story that has just spoken over a form, else for what waits below."""
    if over_form and active_form(run) != NO_FORM:
        history.leads = True
        return None
    return uncover(run) if run.stack else None


# -- acts -----------------------------------------------------------------------------------------------------------


def _do(run: Run, history: History, token: str) -> tuple[CompiledFlow | None, CompiledStep | None]:
    """Does what is done at once; gives the flow that is to begin, and the step where it begins, if it is a form."""
    history.did(token)
    kind, _, what = token.partition(":")
    if kind == "bot":
        say_with_buttons(run, {"content": what})
    elif kind == "leave":
        if active_form(run) == what:
            drop_segment(run)
    elif kind == "form":
        step = run.bot.forms.get(what)
        if step is None:
            raise StepProblem("form", f"There is no form step with the id {what!r}.")
        if not _to_front(run, step.flow, step):
            return step.flow, step
    elif kind == "flow":
        flow = run.bot.flows.get(what)
        if flow is None:
            raise StepProblem("flow", f"There is no flow {what!r} to go to.")
        return flow, None
    return None, None


def _leave_for(run: Run, token: str) -> None:
    """A story knows one active form: where it leads from the form that waits into another one, that takes its place."""
    kind, _, what = token.partition(":")
    form = active_form(run)
    if kind == "form" and form not in (NO_FORM, what) and what in run.bot.forms:
        drop_segment(run)


def _to_front(run: Run, flow: CompiledFlow, step: CompiledStep) -> bool:
    """Whether the form waits somewhere already; it comes to the front then."""
    where = next((n for n, live in enumerate(run.stack) if live.step is step and live.waiting is not None), None)
    if where is None:
        return False
    if where < run.segment_start():
        bring_to_front(run, where)
    return True


def _begin(
    run: Run, flow: CompiledFlow, step: CompiledStep | None, token: str, plan: Plan | None, *, over_form: bool
) -> CompiledStep | None:
    """Begins a flow, or a form in the midst of its flow; the entities of the utterance fill its variables."""
    note: dict[str, Any] = {"act": token}
    if over_form:
        note["over"] = True
    if plan is not None:
        note["rule"] = [plan[0].rule, plan[0].number, plan[1]]
    make_room(run)
    top = run.push(flow, STORY)
    top.variables = {STORY_NOTE: note}
    if run.heard is not None and run.heard.fresh:
        fill_slots(run, run.heard)
    return enter_first(run, flow.first() if step is None else step)
