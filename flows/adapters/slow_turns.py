"""Which versions have slow turns: those are not run on the loop of the sockets, which all others would wait for."""

from __future__ import annotations

import time

SLOW = 0.02  # seconds of CPU
IN_A_ROW = 3  # one slow turn may be the first of its kind, with things to be made
REMEMBERED = 60.0  # seconds


class SlowTurns:
    """Used by one thread at a time."""

    def __init__(self) -> None:
        self._counts: dict[int | None, int] = {}
        self._until: dict[int | None, float] = {}

    def note(self, version_id: int | None, seconds: float) -> None:
        """A turn of this version took so much CPU."""
        if seconds <= SLOW:
            self._counts.pop(version_id, None)
            return
        self._counts[version_id] = turns = self._counts.get(version_id, 0) + 1
        if turns >= IN_A_ROW:
            self._until[version_id] = time.monotonic() + REMEMBERED

    def expected(self, version_id: int | None) -> bool:
        until = self._until.get(version_id)
        if until is not None and until < time.monotonic():
            del self._until[version_id]
            until = None
        return until is not None
