"""Problems of a draft that is a valid document: what visitors would stumble over, and what could be tidier.

One kind of finding (or a few that belong together) = one file with `find(index, references)`, listed in CHECKS.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flows.document.bulk import uncollected
from flows.engine.step_type import StepType
from flows.lint import (
    calls,
    channels,
    examples,
    forms,
    loops,
    outputs,
    reachability,
    secrets,
    settings,
    step_types,
    stories,
    tables,
    texts,
    types,
    unknown,
    unused,
)
from flows.lint.finding import Finding, Fix, Place
from flows.lint.index import Index
from flows.lint.references import collect
from flows.steps import STEP_TYPES

__all__ = ["Finding", "Fix", "Place", "lint"]

CHECKS = (
    step_types, outputs, reachability, loops, forms, unknown, types, calls, secrets, settings, texts, channels,
    tables, examples, unused, stories,
)  # fmt: skip
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def lint(
    document: Mapping[str, Any],
    step_types: Mapping[str, StepType] = STEP_TYPES,
    channels: Collection[str] = (),
) -> list[Finding]:
    """All findings of a document that validation accepts, errors first, else in the order of the checks.

    `channels` are the kinds of the channels that the bot is connected to: their limits are looked at, too.
    """
    with uncollected():
        found = _find(document, step_types, channels)
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


def _find(
    document: Mapping[str, Any], step_types: Mapping[str, StepType], channels: Collection[str]
) -> Collection[Finding]:
    """The index and all references are gone when this returns: the collector, turned on again, finds little to do."""
    found: dict[tuple[str, str, str], Finding] = {}
    index = Index(document, step_types, channels)
    references = collect(index)
    for check in CHECKS:
        for finding in check.find(index, references):
            found.setdefault((finding.code, finding.place.pointer, finding.message), finding)
    return found.values()
