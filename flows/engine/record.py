"""`@record(frozen=True, slots=True)`: a dataclass that the type checker holds to be frozen.

At run time it is a plain one. A frozen dataclass sets each field through `object.__setattr__`, which makes a new object
three times as dear, and a turn makes dozens of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type[Any]], type[Any]]:
        return dataclass(slots=slots, kw_only=kw_only)


__all__ = ["record"]
