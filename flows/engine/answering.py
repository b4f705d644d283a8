"""Answers and rules: what a bot says without leaving the question that waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .graph import CompiledStep
from .messages import message_options, pick
from .problem import StepProblem
from .run import Run
from .walk import begin_flow, uncover, walk


def give_answer(run: Run, answer: Mapping[str, Any], *, again: bool = True) -> None:
    """Says an answer, goes where it leads, and asks the waiting question `again`."""

    def move() -> CompiledStep | None:
        wordings = pick(answer.get("answers") or [], run.language, run.bot.default_language)
        if isinstance(wordings, list) and wordings:
            _say(run, wordings[int(run.chance(f"answer {answer['id']}") * len(wordings))])
        elif wordings:
            _say(run, wordings)
        then = answer.get("then")
        if then:
            return _go(run, then["flow"], then.get("node"))
        return uncover(run) if again and run.stack else None

    walk(run, move)


def run_rule(run: Run, rule: Mapping[str, Any]) -> None:
    """Does what a rule says the bot does after the visitor's part, then asks the waiting question again."""

    def move() -> CompiledStep | None:
        for step in rule["steps"][1:]:
            if "bot" in step:
                _say(run, {"content": step["bot"]})
            for name, value in step.get("set", {}).items():
                run.set(name, value)
            if "flow" in step:
                return _go(run, step["flow"], None)
        return uncover(run) if run.stack else None

    walk(run, move)


def _say(run: Run, message: Any) -> None:
    if run.say(message, "") is None or isinstance(message, str):
        return
    options = message_options(run, message)
    if options:
        run.offer = {"kind": "buttons", "seqs": [run.last_seq], "options": options}


def _go(run: Run, id: str, node: str | None) -> CompiledStep | None:
    flow = run.bot.flows.get(id)
    if flow is None or (node is not None and not flow.has_node(node)):
        raise StepProblem("flow", f"There is no flow {id!r} with the node {node!r} to go to.")
    run.pause_timeouts()
    return begin_flow(run, flow, "answer", node)
