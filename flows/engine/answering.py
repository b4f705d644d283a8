"""Answers: what a bot says without leaving the question that waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .graph import CompiledStep
from .messages import message_options, pick, resolve
from .problem import StepProblem
from .run import Run
from .stack import bring_to_front, make_room
from .walk import begin_flow, uncover, walk
from .wordings import next_wording


def give_answer(run: Run, answer: Mapping[str, Any], *, again: bool = True) -> None:
    """Says an answer, goes where it leads, and asks the waiting question `again`."""

    def move() -> CompiledStep | None:
        wordings = pick(answer.get("answers") or [], run.language, run.bot.default_language)
        if isinstance(wordings, list) and wordings:
            say_with_buttons(run, wordings[next_wording(run, f"answer {answer['id']}", range(len(wordings)))])
        elif wordings:
            say_with_buttons(run, wordings)
        then = answer.get("then")
        if then:
            return _go(run, then["flow"], then.get("node"))
        return uncover(run) if again and run.stack else None

    walk(run, move)


def say_with_buttons(run: Run, message: Any) -> None:
    """Says an `M`; a tap on its buttons is understood later."""
    message = resolve(run, message)
    if run.say(message, "") is None or isinstance(message, str):
        return
    options = message_options(run, message)
    if options:
        run.offer = {"kind": "buttons", "seqs": [run.last_seq], "options": options}


def _go(run: Run, id: str, node: str | None) -> CompiledStep | None:
    flow = run.bot.flows.get(id)
    if flow is None or (node is not None and not flow.has_node(node)):
        raise StepProblem("flow", f"There is no flow {id!r} with the node {node!r} to go to.")
    where = next((index for index, live in enumerate(run.stack) if live.flow is flow), None)
    if where is not None and node is None:  # it runs already: its question comes to the front
        if where < run.segment_start():
            bring_to_front(run, where)
        return uncover(run)
    make_room(run)
    return begin_flow(run, flow, "answer", node)
