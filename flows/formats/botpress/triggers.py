"""What starts a flow: intents that lead straight into it, and the trigger nodes of the trial version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flows.formats.botpress.transitions import Conditions, intent_of

if TYPE_CHECKING:
    from flows.formats.botpress.flows import Flow, Flows


def triggers_of(flow: Flow, nodes: list[dict[str, Any]], flows: Flows, conditions: Conditions) -> list[dict[str, Any]]:
    """The triggers of a flow.

    Every message began in `main` there. Where an intent led from its first node, or from everywhere in it, to a whole
    flow, that intent starts the flow here.
    """
    found: dict[str, dict[str, Any]] = {}
    for intent in _led_here(flow, flows):
        if conditions.exists(intent):
            found.setdefault(intent, {"intent": intent})
    for index, node in enumerate(nodes):
        for condition in _conditions(node):
            asked = _asked_intent(condition)
            if asked is not None and conditions.exists(asked):
                found.setdefault(asked, {"intent": asked})
            elif condition.get("id") not in ("always", "flow_triggered"):
                flows.tell(
                    flow, f"/nodes/{index}", "trigger", f"The trigger {str(condition.get('id'))!r} has no equal here.",
                    "Add a trigger to the flow.",
                )  # fmt: skip
    return list(found.values())


def _led_here(flow: Flow, flows: Flows) -> list[str]:
    main = flows.by_name.get("main.flow.json")
    if main is None or main is flow:
        return []
    start = main.source.get("startNode")
    everywhere = main.source.get("catchAll")
    ways = list((everywhere.get("next") if isinstance(everywhere, Mapping) else None) or ())
    for node in main.source.get("nodes") or ():
        if isinstance(node, Mapping) and node.get("name") == start:
            ways.extend(node.get("next") or ())
    leading = (
        way for way in ways if isinstance(way, Mapping) and str(way.get("node", "")).lower() == flow.path.lower()
    )
    asked = [intent_of(str(way.get("condition", ""))) for way in leading]
    return [name for name in asked if name is not None]


def _conditions(node: Mapping[str, Any]) -> list[dict[str, Any]]:
    conditions = node.get("conditions") if node.get("type") == "trigger" else None
    return [one for one in conditions if isinstance(one, dict)] if isinstance(conditions, list) else []


def _asked_intent(condition: Mapping[str, Any]) -> str | None:
    params = condition.get("params")
    if condition.get("id") != "user_intent_is" or not isinstance(params, Mapping):
        return None
    name = params.get("intentName")
    return name if isinstance(name, str) else None
