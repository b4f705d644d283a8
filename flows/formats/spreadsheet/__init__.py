"""Intents, answers, content and translations as tables: one XLSX workbook, and the same as CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document import apply_operations, fold, split, upgrade, validate
from flows.document.operations import OperationError
from flows.document.parts import FORMAT, VERSION
from flows.formats.merge import Merge, Sheets
from flows.formats.report import FormatError, Reading
from flows.formats.spreadsheet.csv_files import write_csv
from flows.formats.spreadsheet.merging import Merging
from flows.formats.spreadsheet.preview import preview
from flows.formats.spreadsheet.reading import has_tables, read_tables
from flows.formats.spreadsheet.sheets import read_sheets
from flows.formats.spreadsheet.tables import tables_of
from flows.formats.spreadsheet.xlsx import write_xlsx
from flows.formats.told import Told

__all__ = ["Spreadsheet", "preview", "read_sheets"]

WORKBOOK = "bot.xlsx"


class Spreadsheet:
    """Reads tables into a new bot or into one that is there, and writes them."""

    name = "spreadsheet"
    title = "Spreadsheets"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return has_tables(files)

    def read(
        self,
        files: Mapping[str, bytes],
        called: str = "",
        columns: Mapping[str, str] | None = None,
        sheets: Sheets | None = None,
    ) -> Reading:
        """A bot that has nothing but what the tables say; its language is the first one they name."""
        told = Told()
        tables = read_tables(files, columns or {}, told, sheets)
        named = [table.languages[0] for table in tables if table.languages]
        spoken = [row.get("language") for table in tables for row in table.rows if row.get("language").strip()]
        language = next(iter([*named, *spoken]), "en")
        empty = {
            "format": FORMAT, "version": VERSION, "name": called or "Tables", "languages": [language],
            "default_language": language, "settings": {},
        }  # fmt: skip
        document = upgrade(empty)
        operations = Merging(document, told).add(tables)
        return Reading(_applied(document, operations), told.items)

    def merge(
        self,
        document: Mapping[str, Any],
        files: Mapping[str, bytes],
        columns: Mapping[str, str],
        sheets: Sheets | None = None,
    ) -> Merge:
        """The operations that bring a draft to what the tables say. Raises FormatError."""
        told = Told()
        operations = Merging(document, told).add(read_tables(files, columns, told, sheets))
        _applied(document, operations)
        return Merge(operations, told.items)

    def write(self, document: Mapping[str, Any]) -> dict[str, bytes]:
        tables = tables_of(document)
        return {WORKBOOK: write_xlsx(tables), **{f"{name}.csv": write_csv(rows) for name, rows in tables.items()}}


def _applied(document: Mapping[str, Any], operations: list[dict[str, Any]]) -> dict[str, Any]:
    """The document after the operations; raises FormatError where it would not fit."""
    parts = {(part.kind, part.key): part for part in split(document)}
    try:
        changes = apply_operations(list(parts.values()), operations)
    except OperationError as error:
        raise FormatError("document", f"The tables cannot be taken over: {error.detail}") from error
    parts |= {(part.kind, part.key): part for part in changes.changed}
    made = fold(part for at, part in parts.items() if at not in changes.removed)
    problems = validate(made)
    if problems:
        raise FormatError("document", "The tables do not make a document that fits the format.", tuple(problems))
    return made
