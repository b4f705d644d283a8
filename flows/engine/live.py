"""A running flow while a turn works on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .graph import CompiledFlow, CompiledStep
from .state import Frame, Origin, Waiting


class Live:
    """A frame being worked on. `frozen` is the frame it came from while nothing has changed."""

    __slots__ = ("came_from", "due", "flow", "frozen", "origin", "save", "step", "touched", "variables", "waiting")

    def __init__(self, flow: CompiledFlow, origin: Origin, save: Mapping[str, str] | None = None) -> None:
        self.flow = flow
        self.origin: Origin = origin
        self.step: CompiledStep | None = None
        self.variables: Mapping[str, Any] = {}
        self.touched: frozenset[str] = frozenset()
        self.save: Mapping[str, str] = save or {}
        self.waiting: Waiting | None = None
        self.due: Mapping[str, Any] | None = None
        self.frozen: Frame | None = None
        self.came_from: str | None = None  # the node before this one, as far as this turn has seen

    @staticmethod
    def thaw(frame: Frame, flow: CompiledFlow, step: CompiledStep | None) -> Live:
        live = Live(flow, frame.origin, frame.save)
        live.step = step
        live.variables = frame.variables
        live.touched = frame.touched
        live.waiting = frame.waiting
        live.due = frame.due
        live.frozen = frame
        return live

    def awaits(self, event: str) -> bool:
        """Whether the step here waits for this named event and has not got it yet."""
        waiting = self.waiting
        return waiting is not None and waiting.what == "event" and waiting.data["event"] == event and self.due is None

    def forget(self, id: str) -> None:
        """The timer or call has come back: it is open no longer."""
        waiting = self.waiting
        if waiting is not None:
            timers = {timer: use for timer, use in waiting.timers.items() if timer != id}
            call = None if waiting.call == id else waiting.call
            self.waiting = Waiting(waiting.what, waiting.data, waiting.seqs, waiting.options, timers, call)
            self.frozen = None

    def freeze(self) -> Frame:
        if self.frozen is not None:
            return self.frozen
        step = self.step
        node, id, type = ("", "", "") if step is None else (step.node, step.id, step.type.type)
        return Frame(
            self.flow.id,
            self.origin,
            node,
            id,
            type,
            self.variables,
            self.touched,
            self.save,
            self.waiting,
            self.due,
        )
