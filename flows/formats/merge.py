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


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What a sheet holds, and in which columns (from 0): of our fields, and of texts by language.

    Without a kind the sheet is left out; without `header` its first row is a row like the others. `language` is that of
    rows that name none.
    """

    kind: str | None
    columns: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    header: bool = True
    language: str = ""


Sheets = Mapping[str, SheetMapping]
"""By the name of the sheet, or of the file that is one."""


@runtime_checkable
class Mergeable(Protocol):
    """A format whose files change parts of a bot, and leave the rest as it is."""

    def merge(
        self,
        document: Mapping[str, Any],
        files: Mapping[str, bytes],
        columns: Mapping[str, str],
        sheets: Sheets | None = None,
    ) -> Merge:
        """The operations. Raises FormatError.

        `columns` says by its head which column of a table is which of ours, `sheets` says it sheet by sheet.
        """
