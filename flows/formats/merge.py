"""What a file gives to a bot that is there already: draft operations, and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from flows.formats.report import Item


@dataclass(slots=True)
class Merge:
    """Draft operations without `base`; none where the draft says the same already."""

    operations: list[dict[str, Any]]
    items: list[Item] = field(default_factory=list)


@runtime_checkable
class Mergeable(Protocol):
    """A format whose files change parts of a bot, and leave the rest as it is."""

    def merge(self, document: Mapping[str, Any], files: Mapping[str, bytes], columns: Mapping[str, str]) -> Merge:
        """The operations; `columns` says which column of a table is which of ours. Raises FormatError."""
