"""Problems of a draft that is a valid document: what visitors would stumble over, and what could be tidier.

One kind of finding (or a few that belong together) = one file with `find(index, references)`, listed in CHECKS.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.step_type import StepType
from flows.lint import (
    examples,
    loops,
    outputs,
    reachability,
    secrets,
    settings,
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

CHECKS = (outputs, reachability, loops, unknown, types, secrets, settings, texts, examples, unused)
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def lint(document: Mapping[str, Any], step_types: Mapping[str, StepType] = STEP_TYPES) -> list[Finding]:
    """All findings of a document that validation accepts, errors first, else in the order of the checks."""
    index = Index(document, step_types)
    references = collect(index)
    found: dict[tuple[str, str, str], Finding] = {}
    for check in CHECKS:
        for finding in check.find(index, references):
            found.setdefault((finding.code, finding.place.pointer, finding.message), finding)
    return sorted(found.values(), key=lambda finding: _ORDER[finding.severity])
