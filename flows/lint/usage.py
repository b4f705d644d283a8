"""Where the pieces of the content library are used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.step_type import StepType
from flows.lint.index import Index
from flows.lint.references import collect
from flows.steps import STEP_TYPES


def content_usage(
    document: Mapping[str, Any], step_types: Mapping[str, StepType] = STEP_TYPES
) -> dict[str, list[dict[str, str | None]]]:
    """Id of every piece of content -> the places that say it: `{"pointer", "flow", "node", "step"}`.

    What refers to content that does not exist is not in it.
    """
    usage: dict[str, list[dict[str, str | None]]] = {one["id"]: [] for one in document.get("content", ())}
    for use in collect(Index(document, step_types)).content:
        if use.name in usage:
            place = use.place
            usage[use.name].append(
                {"pointer": place.pointer, "flow": place.flow, "node": place.node, "step": place.step}
            )
    return usage
