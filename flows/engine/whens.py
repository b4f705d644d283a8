"""Conditions of triggers, rules and stories: one that cannot be decided does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .expressions import BudgetExceeded
from .problem import StepProblem
from .run import Run


def allowed(run: Run, when: Mapping[str, Any] | None) -> bool:
    """Whether a condition holds; one that cannot be decided does not, and the trace says so."""
    if when is None:
        return True
    try:
        return run.holds(when)
    except (StepProblem, BudgetExceeded) as error:
        run.problem = {"code": "condition", "detail": str(error)}
        return False
