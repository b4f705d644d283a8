"""The flow by which a bot hands over to a person when it has failed too often and has no flow of its own for that."""

from __future__ import annotations

from typing import Any

from .phrases import SENTENCES

HANDOFF_FLOW = "@handoff"


def handoff_flow(queue: str | None) -> dict[str, Any]:
    """Its document, in all languages that the engine speaks."""
    config: dict[str, Any] = {"message": {"text": SENTENCES["handing_over"]}}
    if queue:
        config["queue"] = queue
    nobody = {"id": "nobody", "type": "say", "config": {"message": {"text": SENTENCES["nobody_there"]}}}
    outputs = {"resolved": "back", "unavailable": "nobody", "timeout": "nobody"}
    return {
        "id": HANDOFF_FLOW,
        "nodes": [
            {"id": "ask", "steps": [{"id": "handoff", "type": "handoff", "config": config}]},
            {"id": "nobody", "steps": [nobody]},
            {"id": "back", "steps": [{"id": "return", "type": "return", "config": {}}]},
        ],
        "transitions": [
            {"node": "ask", "step": "handoff", "output": output, "target": target} for output, target in outputs.items()
        ],
    }
