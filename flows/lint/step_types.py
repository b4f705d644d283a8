"""Steps of a type that this installation does not know: from a newer version, or from another one."""

from __future__ import annotations

from collections.abc import Iterator

from flows.document.pointers import escape
from flows.lint.finding import Finding, Fix
from flows.lint.index import Flow, Index, Step
from flows.lint.references import References
from flows.lint.repairs import Operation


def find(index: Index, references: References) -> Iterator[Finding]:
    for flow, _, step in index.steps:
        if step.type is None:
            yield Finding(
                "error", "unknown-step-type", step.place.at("/type"),
                f"There is no step type “{step.body['type']}” here, so the error flow would run. Update, or remove it.",
                Fix("Remove the step", removal(flow, step)),
            )  # fmt: skip


def removal(flow: Flow, step: Step) -> tuple[Operation, ...]:
    """Removes a step and the lines that leave it by its own outputs."""
    part = f"flow:{flow.id}"
    lines = tuple(
        {"op": "remove", "part": part, "path": f"/transitions/{escape(one['id'])}"}
        for one in flow.body.get("transitions", ())
        if one.get("step") == step.id
    )
    path = f"/nodes/{escape(str(step.place.node))}/steps/{escape(step.id)}"
    return (*lines, {"op": "remove", "part": part, "path": path})
