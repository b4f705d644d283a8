"""The editors that are open in this process. A change only wakes them; what changed they read from the database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(eq=False)
class Editor:
    """One open tab: how to wake it, and what its colleagues see of it."""

    tab: str
    name: str
    colour: int  # 0..7, an index into the palette of the studio
    loop: asyncio.AbstractEventLoop
    wake: Callable[[str], None]  # runs in `loop`; "changed" or "presence"
    place: dict[str, Any] = field(default_factory=dict)  # flow, node, step, field

    def to_json(self) -> dict[str, Any]:
        place = {name: self.place.get(name) for name in ("flow", "node", "step", "field")}
        return {"tab": self.tab, "name": self.name, "colour": self.colour, **place}


class Editors:
    """Open editors by bot. Safe to call from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[UUID, list[Editor]] = {}

    def join(self, bot: UUID, editor: Editor) -> None:
        with self._lock:
            editors = self._open.setdefault(bot, [])
            used = {other.colour for other in editors}
            editor.colour = next((colour for colour in range(8) if colour not in used), len(editors) % 8)
            editors.append(editor)
        self._wake(bot, "presence")

    def leave(self, bot: UUID, editor: Editor) -> None:
        with self._lock:
            editors = self._open.get(bot, [])
            if editor in editors:
                editors.remove(editor)
            if not editors:
                self._open.pop(bot, None)
        self._wake(bot, "presence")

    def moved(self, bot: UUID) -> None:
        """Somebody is at another place now."""
        self._wake(bot, "presence")

    def changed(self, bot: UUID) -> None:
        """The draft, its training or the live version changed."""
        self._wake(bot, "changed")

    def members(self, bot: UUID) -> list[dict[str, Any]]:
        with self._lock:
            return [editor.to_json() for editor in self._open.get(bot, [])]

    def _wake(self, bot: UUID, what: str) -> None:
        with self._lock:
            editors = list(self._open.get(bot, []))
        for editor in editors:
            if not editor.loop.is_closed():
                editor.loop.call_soon_threadsafe(editor.wake, what)


EDITORS = Editors()
