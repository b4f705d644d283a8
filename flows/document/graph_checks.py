"""Checks inside of one flow: ids are unique, and every transition leads from an output to a node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.document.languages import check_condition, check_pattern
from flows.document.problems import Problem
from flows.engine.step_type import StepType

Found = Iterator[Problem]


def check_graph(flow: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    """Problems of a flow that fits its schema."""
    nodes = {node["id"]: node for node in flow.get("nodes", ())}
    yield from _unique_ids(flow, base)
    start = flow.get("start")
    if start is not None and start not in nodes:
        yield Problem(f"{base}/start", "unknown-node", f"There is no node {start!r} in this flow.")
    for index, trigger in enumerate(flow.get("triggers", ())):
        at = f"{base}/triggers/{index}"
        yield from check_pattern(trigger.get("pattern"), f"{at}/pattern")
        yield from check_condition(trigger.get("when"), f"{at}/when")
    seen: dict[tuple[str, str | None, str], str] = {}
    for index, transition in enumerate(flow.get("transitions", ())):
        at = f"{base}/transitions/{index}"
        yield from _transition(transition, nodes, step_types, at)
        key = (transition["node"], transition.get("step"), transition["output"])
        if key in seen:
            yield Problem(f"{at}/output", "duplicate", f"The transition {seen[key]!r} leaves by this output already.")
        seen.setdefault(key, transition["id"])


def _unique_ids(flow: Mapping[str, Any], base: str) -> Found:
    for collection in ("nodes", "transitions", "notes"):
        yield from _unique(flow.get(collection, ()), f"{base}/{collection}", set())
    steps: set[str] = set()
    for index, node in enumerate(flow.get("nodes", ())):
        yield from _unique(node.get("steps", ()), f"{base}/nodes/{index}/steps", steps)


def _unique(elements: Any, base: str, seen: set[str]) -> Found:
    for index, element in enumerate(elements):
        if element["id"] in seen:
            yield Problem(f"{base}/{index}/id", "duplicate", f"The id {element['id']!r} is taken in this flow.")
        seen.add(element["id"])


def _transition(
    transition: Mapping[str, Any], nodes: Mapping[str, Any], step_types: Mapping[str, StepType], at: str
) -> Found:
    if transition["target"] not in nodes:
        yield Problem(f"{at}/target", "unknown-node", f"There is no node {transition['target']!r} in this flow.")
    node = nodes.get(transition["node"])
    if node is None:
        yield Problem(f"{at}/node", "unknown-node", f"There is no node {transition['node']!r} in this flow.")
        return
    step_id, output = transition.get("step"), transition["output"]
    if step_id is None:
        if output != "next":
            yield Problem(f"{at}/output", "unknown-output", "A node is left by 'next'; other outputs belong to a step.")
        return
    steps = node.get("steps", ())
    step = next((one for one in steps if one["id"] == step_id), None)
    if step is None:
        yield Problem(f"{at}/step", "unknown-step", f"There is no step {step_id!r} in the node {node['id']!r}.")
        return
    step_type = step_types.get(step["type"])
    if step_type is not None and output not in step_type.outputs(step.get("config", {})):
        yield Problem(f"{at}/output", "unknown-output", f"The step {step_id!r} has no output {output!r}.")
    elif output == "next" and step is not steps[-1]:
        yield Problem(f"{at}/output", "unknown-output", "The next of a step goes to the step after it.")
