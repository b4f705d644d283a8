"""What went wrong in a turn, in words an author understands."""

from __future__ import annotations

from typing import Any


class DocumentError(Exception):
    """The document cannot be compiled; validation would have refused it."""


class StepProblem(Exception):
    """A step cannot do its work; the error flow takes over and finds this in the variable `problem`.

    `detail` is shown to authors and stored in traces, so it never quotes a value of a visitor.
    """

    def __init__(self, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.more = more

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "detail": self.detail, **self.more}


class OverBudget(StepProblem):
    """The turn used up its steps, messages, depth or language operations."""
