"""One thing that lint has found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where something stands: a JSON pointer into the document, and the ids that an editor needs to go there."""

    pointer: str
    flow: str | None = None
    node: str | None = None
    step: str | None = None

    def at(self, pointer: str) -> Place:
        """A place below this one."""
        first, flow, node, step = self
        # Thousands of these for every lint: without the detour over the constructor.
        return tuple.__new__(Place, (first + pointer, flow, node, step))


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that needs no thought: its title, and draft operations (without `base`)."""

    title: str
    operations: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`severity`: error (a visitor would meet it), warning (likely a mistake), hint (could be tidier)."""

    severity: str
    code: str
    place: Place
    message: str
    fix: Fix | None = field(default=None)

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "severity": self.severity,
            "code": self.code,
            "pointer": self.place.pointer,
            "flow": self.place.flow,
            "node": self.place.node,
            "step": self.place.step,
            "message": self.message,
        }
        if self.fix is not None:
            body["fix"] = {"title": self.fix.title, "operations": list(self.fix.operations)}
        return body
