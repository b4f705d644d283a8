"""Typebots of before version 6 in the words of version 6."""

from __future__ import annotations

from typing import Any

from flows.formats.told import Place, Told

Body = dict[str, Any]


def unwrapped(body: Any) -> Any:
    """The bot itself where a file holds it beside its webhooks."""
    if isinstance(body, dict) and isinstance(body.get("typebot"), dict):
        return {**body["typebot"], **({"webhooks": body["webhooks"]} if "webhooks" in body else {})}
    return body


def renewed(body: Body, place: Place, told: Told) -> Body:
    """The same bot: groups (once called blocks) of blocks (once called steps), each webhook in its block."""
    made = dict(body)
    if not isinstance(body.get("groups"), list) and isinstance(body.get("blocks"), list):
        told.hint("version", place, "An old export: its blocks are groups and its steps blocks, also in this report.")
        made["groups"] = [_group(one) for one in made.pop("blocks")]
        edges = body.get("edges")
        made["edges"] = [_edge(one) for one in edges] if isinstance(edges, list) else []
    webhooks = _by_id(made.pop("webhooks", None))
    if webhooks and isinstance(made.get("groups"), list):
        made["groups"] = [_calling(group, webhooks) for group in made["groups"]]
    return made


def _group(group: Any) -> Any:
    if not isinstance(group, dict):
        return group
    listed = group.get("steps")
    steps = [
        {key: value for key, value in step.items() if key != "blockId"} if isinstance(step, dict) else step
        for step in (listed if isinstance(listed, list) else ())
    ]
    return {**{key: value for key, value in group.items() if key != "steps"}, "blocks": steps}


def _edge(edge: Any) -> Any:
    to = edge.get("to") if isinstance(edge, dict) else None
    if not isinstance(to, dict) or "groupId" in to:
        return edge
    return {**edge, "to": {"groupId": to.get("blockId"), **({"blockId": to["stepId"]} if to.get("stepId") else {})}}


def _calling(group: Any, webhooks: dict[str, Body]) -> Any:
    listed = group.get("blocks") if isinstance(group, dict) else None
    if not isinstance(listed, list):
        return group
    return {**group, "blocks": [_with_webhook(one, webhooks) for one in listed]}


def _with_webhook(block: Any, webhooks: dict[str, Body]) -> Any:
    id = block.get("webhookId") if isinstance(block, dict) else None
    found = webhooks.get(id) if isinstance(id, str) else None
    if found is None:
        return block
    options = block.get("options")
    own = options if isinstance(options, dict) else {}
    return {**block, "options": {"webhook": found, "isCustomBody": bool(found.get("body")), **own}}


def _by_id(listed: Any) -> dict[str, Body]:
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {one["id"]: {key: value for key, value in one.items() if key != "typebotId"} for one in found
            if isinstance(one.get("id"), str)}  # fmt: skip
