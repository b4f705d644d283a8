"""What starts a flow: intents that lead straight into it, and the trigger nodes of the trial version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flows.formats.botpress.transitions import Conditions, intent_of
from flows.formats.report import Item

if TYPE_CHECKING:
    from flows.formats.botpress.flows import Flow, Flows

MADE_INTENT = "madeIntent"
"""Key of a trigger's parameters: the intent that was made of the phrases in them."""
_EVENT = re.compile(r"""event\.type\s*={2,3}\s*(['"])(?P<name>[\w.-]+)\1""")


def triggers_of(flow: Flow, nodes: list[dict[str, Any]], flows: Flows, conditions: Conditions) -> list[dict[str, Any]]:
    """The triggers of a flow.

    Every message began in `main` there. Where an intent led from its first node, or from everywhere in it, to a whole
    flow, that intent starts the flow here.
    """
    found: dict[str, dict[str, Any]] = {event: {"event": event} for event in _events(flow, nodes)}
    for intent in _led_here(flow, flows):
        if conditions.exists(intent):
            found.setdefault(intent, {"intent": intent})
    for index, node in enumerate(nodes):
        for condition in _conditions(node):
            asked = _asked_intent(condition)
            if asked is not None and conditions.exists(asked):
                found.setdefault(asked, {"intent": asked})
            elif _words(condition):
                found.update((str(trigger), trigger) for trigger in _words(condition))
            elif condition.get("id") == "user_intent_misunderstood" and flow.kind == "fallback":
                continue  # that is what a fallback flow is for
            elif condition.get("id") not in ("always", "flow_triggered", "workflow_called", "outside_flow_node"):
                flows.tell(
                    flow, f"/nodes/{index}", "trigger", f"The trigger {str(condition.get('id'))!r} has no equal here.",
                    "Add a trigger to the flow.",
                )  # fmt: skip
    return list(found.values())


def make_intents(flows: Mapping[str, dict[str, Any]], items: list[Item]) -> dict[str, dict[str, Any]]:
    """Intents of the phrases that stand in trigger nodes, by a made-up path; the nodes then name them."""
    made: dict[str, dict[str, Any]] = {}
    for path, flow in flows.items():
        listed = flow.get("nodes")
        for index, node in enumerate(listed if isinstance(listed, list) else ()):
            for condition in _conditions(node) if isinstance(node, dict) else ():
                params = condition.get("params")
                if condition.get("id") != "user_intent_is" or not isinstance(params, dict):
                    continue
                phrases = params.get("utterances")
                if not isinstance(phrases, dict) or isinstance(params.get("intentName"), str):
                    continue
                name = f"{path.removesuffix('.flow.json').replace('/', '-')}-{len(made) + 1}"
                params[MADE_INTENT] = name
                made[f"flows/{path}#{index}"] = {"name": name, "utterances": _without_marks(phrases)}
                items.append(
                    Item("hint", "trigger", f"flows/{path}", f"The phrases of a trigger are the intent {name!r}; the "
                         "places for variables in them are left out.", "Mark the entities.", f"/nodes/{index}",
                         f"intent:{name}")
                )  # fmt: skip
    return made


def _without_marks(phrases: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        str(language): [" ".join(re.sub(r"\$\w+", "", str(text)).split()) for text in texts]
        for language, texts in phrases.items()
        if isinstance(texts, list)
    }


def _led_here(flow: Flow, flows: Flows) -> list[str]:
    main = flows.by_name.get("main.flow.json")
    if main is None or main is flow:
        return []
    start = main.source.get("startNode")
    everywhere = main.source.get("catchAll")
    ways = _list(everywhere.get("next") if isinstance(everywhere, Mapping) else None)
    for node in _list(main.source.get("nodes")):
        if isinstance(node, Mapping) and node.get("name") == start:
            ways = [*ways, *_list(node.get("next"))]
    leading = (
        way for way in ways if isinstance(way, Mapping) and str(way.get("node", "")).lower() == flow.path.lower()
    )
    asked = [intent_of(str(way.get("condition", ""))) for way in leading]
    return [name for name in asked if name is not None]


def _words(condition: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Triggers for words that were looked for in what was said."""
    params = condition.get("params")
    if condition.get("id") != "type_text" or not isinstance(params, Mapping):
        return []
    words = [str(word).strip() for word in _list(params.get("candidate")) if str(word).strip()]
    if params.get("exactMatch"):
        case = "" if params.get("caseSensitive") else "(?i)"
        return [{"pattern": f"{case}^{re.escape(word)}$"} for word in words]
    return [{"keyword": word} for word in words]


def _events(flow: Flow, nodes: list[dict[str, Any]]) -> list[str]:
    """Names of events that the main flow asks for: every event began it there."""
    if flow.kind != "main":
        return []
    ways = [way for node in nodes for way in _list(node.get("next")) if isinstance(way, Mapping)]
    return [found["name"] for way in ways for found in _EVENT.finditer(str(way.get("condition", "")))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _conditions(node: Mapping[str, Any]) -> list[dict[str, Any]]:
    conditions = node.get("conditions") if node.get("type") == "trigger" else None
    return [one for one in conditions if isinstance(one, dict)] if isinstance(conditions, list) else []


def _asked_intent(condition: Mapping[str, Any]) -> str | None:
    params = condition.get("params")
    if condition.get("id") == "user_intent_cancel":
        return "cancel"
    if condition.get("id") != "user_intent_is" or not isinstance(params, Mapping):
        return None
    name = params.get("intentName", params.get(MADE_INTENT))
    return name if isinstance(name, str) else None
