"""What the runtime asks of the world, and how the world says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class RuntimeRefusal(Exception):
    """An event was not taken. Nothing was stored and nothing acknowledged; `code` is a contract with clients."""

    code = "refused"
    retry_after: float | None = None

    def __init__(self, detail: str, *, code: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        if code is not None:
            self.code = code
        if retry_after is not None:
            self.retry_after = retry_after


class Refused(RuntimeRefusal):
    """The event does not fit: sending it again changes nothing."""


class Busy(RuntimeRefusal):
    """More waits than about one second of work. `retry_after` in seconds."""

    code = "busy"


class Draining(RuntimeRefusal):
    """This process is about to leave; another one, or its successor, will answer."""

    code = "draining"


class StorageDown(RuntimeRefusal):
    """The database is gone or its disk is full. Recovers by itself."""

    code = "storage"


class Understand(Protocol):
    """Reads one utterance with the models of a version; free of state."""

    def __call__(
        self, models: Mapping[str, str], language: str, text: str, *, now: float, timezone: str
    ) -> dict[str, Any] | None: ...
