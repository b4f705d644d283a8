"""A step whose type this build does not know: the document is from a newer one, or a type has been taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .step_type import Config, Outcome, StepType

if TYPE_CHECKING:
    from .context import Context


class UnknownStep(StepType):
    """Cannot do anything: the error flow answers in its place."""

    category = "logic"
    icon = "unknown"
    schema = {"type": "object"}
    outputs_spec = ()

    def __init__(self, type: str) -> None:
        self.type = self.title = type  # type: ignore[misc]  # one class stands for all types that do not exist

    def enter(self, ctx: Context, config: Config) -> Outcome:
        raise ctx.fail("step-type", f"This server has no step type {self.type!r}.")
