"""What sheets hold, before anything is made of them: for a person who says which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.formats.spreadsheet.csv_files import Rows
from flows.formats.spreadsheet.reading import first_row, kind_of, read_rows
from flows.formats.spreadsheet.sheets import FIELDS, guess, likely
from flows.formats.spreadsheet.tables import PER_LANGUAGE
from flows.formats.told import Told

SHEETS = 20
COLUMNS = 60
ROWS = 5
CELL = 120
"""How much is shown: sheets, columns of each, rows after the head, characters of a cell."""


def preview(files: Mapping[str, bytes]) -> dict[str, Any]:
    """`{"sheets", "more", "kinds", "items"}`; `more` is how many sheets are not shown. Raises FormatError."""
    told = Told()
    found = read_rows(files, told)
    kinds = [
        {
            "kind": kind,
            "columns": [{"name": name, "required": needed} for name, needed in fields.items()],
            "per_language": kind in PER_LANGUAGE,
        }
        for kind, fields in FIELDS.items()
    ]
    return {
        "sheets": [_sheet(place.file, rows) for place, rows in found[:SHEETS]],
        "more": max(0, len(found) - SHEETS),
        "kinds": kinds,
        "items": [item.to_json() for item in told.items],
    }


def _sheet(name: str, rows: Rows) -> dict[str, Any]:
    start = first_row(rows)
    kept = [] if start is None else rows[start:]
    shown = [[cell.strip()[:CELL] for cell in row[:COLUMNS]] for row in kept[: ROWS + 1]]
    wide = max((len(row) for row in shown), default=0)
    heads = kept[0][:COLUMNS] if kept else []
    guessed = likely(heads, {})
    return {
        "name": name,
        "kind": kind_of(heads, {}) or (None if guessed is None else guessed.kind),
        "rows": [row + [""] * (wide - len(row)) for row in shown],
        "count": sum(any(cell.strip() for cell in row) for row in kept),
        "more_columns": max(0, max((len(row) for row in kept), default=0) - COLUMNS),
        "guesses": {
            kind: {"columns": dict(found.columns), "languages": dict(found.languages)}
            for kind in FIELDS
            for found in [guess(heads, kind, {})]
        },
    }
