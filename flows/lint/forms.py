"""Forms that a visitor cannot get out of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.lint.finding import Finding, Fix
from flows.lint.index import Flow, Index, Node, Step
from flows.lint.references import References
from flows.lint.repairs import end_of_flow

TRIES = 3


def find(index: Index, references: References) -> Iterator[Finding]:
    if any(flow.body.get("global") and flow.body.get("triggers") for flow in index.flows.values()):
        return  # such as one that a visitor stops everything with
    picky = {name for name, (body, _) in index.named("variables").items() if _picky(body)}
    for flow, node, step in index.steps:
        if (
            step.reached
            and step.type is not None
            and _asks_until_answered(step)
            and not step.config.get("cancel_intents")
        ):
            slots = step.config.get("slots", ())
            if any(_may_refuse(slot, picky) for slot in slots):
                yield Finding(
                    "warning", "endless-form", step.place.at("/config"),
                    "Nobody gets out of this form without a valid answer. Limit the tries, or name an intent that "
                    "cancels it.", _give_up(flow, node, step),
                )  # fmt: skip


def _asks_until_answered(step: Step) -> bool:
    """Whether its type asks for slots, could give up after so many tries, and is not told to."""
    properties = step.type.schema.get("properties", {}) if step.type is not None else {}
    return (
        properties.get("slots", {}).get("x-widget") == "slots"
        and "retries" in properties
        and "retries" not in step.config
    )


def _picky(variable: Mapping[str, Any]) -> bool:
    """Whether a variable takes less than any text."""
    return bool(variable.get("entity")) or variable.get("type", "any") not in ("any", "text")


def _may_refuse(slot: Mapping[str, Any], picky: set[str]) -> bool:
    if "valid" in slot or any(key in slot for key in ("min", "max")):
        return True
    fill = slot.get("fill")
    if fill:
        return not any(one.get("text") for one in fill)
    return slot["variable"] in picky


def _give_up(flow: Flow, node: Node, step: Step) -> Fix:
    path = f"/nodes/{node.id}/steps/{step.id}/config/retries"
    retries = {"op": "set", "part": f"flow:{flow.id}", "path": path, "value": TRIES}
    return Fix(f"Give up after {TRIES} tries", (retries, *end_of_flow(flow, node, step.id, "failed")))
