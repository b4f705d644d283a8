"""What the call runner asks of each kind of call; one file per kind (`call_api`, `call_code`, …), listed in wiring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from .call_rows import ClaimedCall


class Made(NamedTuple):
    """The outcome of a call: what the step gets. `stored`: the call's row holds it already."""

    result: dict[str, Any]
    stored: bool = False


class CallKind(Protocol):
    """Makes calls of one kind on the background loop."""

    def place(self, request: Mapping[str, Any]) -> str:
        """Where the call goes, for counting how many are under way there; "" where nobody minds."""
        ...

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        """Whether it may be made again where nobody knows if the first attempt had an effect."""
        ...

    async def make(self, call: ClaimedCall) -> Made:
        """Makes the call before its deadline; failures are results `{"failed": reason}`, not exceptions."""
        ...

    async def close(self) -> None: ...
