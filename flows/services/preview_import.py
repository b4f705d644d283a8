from __future__ import annotations

from typing import Any

from flows.formats import FormatError, format_of
from flows.formats.spreadsheet import Spreadsheet, preview

from .errors import UnknownFormat
from .import_bot import opened


def preview_import(content: bytes, *, filename: str = "") -> dict[str, Any]:
    """What the sheets of a file hold, and what their columns seem to be. Nothing is kept, no bot is looked at.

    Raises UnreadableSource, and UnknownFormat for what is no spreadsheet.
    """
    files = opened(content, filename)
    try:
        if format_of(files) != Spreadsheet.name:
            raise UnknownFormat("Only spreadsheets (.csv, .tsv, .xlsx) have columns to look at.")
        return preview(files)
    except FormatError as error:
        raise UnknownFormat(error.detail) from error
