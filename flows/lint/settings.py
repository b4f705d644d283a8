"""What does not go together with the settings of the bot, or with its other flows."""

from __future__ import annotations

from collections.abc import Iterator

from flows.lint.finding import Finding, Fix, Place
from flows.lint.index import Index
from flows.lint.references import References
from flows.lint.repairs import operation

_ONE_OF_A_KIND = ("main", "fallback", "error", "timeout", "end")


def find(index: Index, references: References) -> Iterator[Finding]:
    if index.document.get("settings", {}).get("stateless"):
        for _, _, step in index.steps:
            if step.reached and step.waits and step.type is not None and step.type.category == "ask":
                yield Finding(
                    "error", "stateless", step.place, "A bot that remembers nothing cannot wait for an answer."
                )
    if not index.document.get("settings", {}).get("action_server"):
        for _, _, step in index.steps:
            if step.type is not None and (step.type.type == "call_action" or step.config.get("check_action")):
                output = "Failed" if step.type.type == "call_action" else "Could not be checked"
                yield Finding(
                    "warning",
                    "no-action-server",
                    step.place,
                    f"The bot's settings name no action server: this step leaves by “{output}”.",
                )
    handoff = index.document.get("settings", {}).get("handoff_flow")
    if handoff and handoff not in index.flows:
        yield Finding("error", "unknown-flow", Place("/settings/handoff_flow"), f"There is no flow “{handoff}”.")
    for kind in _ONE_OF_A_KIND:
        for flow in [flow for flow in index.flows.values() if flow.kind == kind][1:]:
            yield Finding(
                "warning",
                "second-flow",
                flow.place,
                f"There is another flow of the kind “{kind}”; it is the one that runs.",
                Fix(
                    "Make it an ordinary flow",
                    (operation(index.document, "set", flow.place.at("/kind").pointer, "normal"),),
                ),
            )
    for flow in index.flows.values():
        if flow.reached and not any(node.steps for node in flow.nodes.values()):
            yield Finding("warning", "empty-flow", flow.place, "This flow does nothing.")
