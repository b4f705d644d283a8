"""Tables told apart by their columns, whatever the file or sheet is called, as rows with named cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.formats.report import FormatError
from flows.formats.source import ArchiveError, open_source
from flows.formats.spreadsheet.csv_files import Rows, read_csv
from flows.formats.spreadsheet.tables import ALIASES, ANSWERS, COLUMNS, CONTENT, INTENTS, PER_LANGUAGE, TRANSLATIONS
from flows.formats.spreadsheet.xlsx import WORKBOOK, read_xlsx
from flows.formats.told import Place, Told

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ENDINGS = (".csv", ".tsv", ".xlsx")
QUESTIONS = "questions"
"""A table of two columns: a question, and the reply to it."""
_NEEDED: dict[str, tuple[str, ...]] = {
    INTENTS: ("intent", "example"), ANSWERS: ("answer", "text"), QUESTIONS: ("question", "reply"),
    CONTENT: ("content", "field"), TRANSLATIONS: ("part", "path"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` by column, `texts` by language where the table has a column for each."""

    place: Place
    cells: Mapping[str, str]
    texts: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    kind: str
    columns: frozenset[str]
    languages: tuple[str, ...]
    rows: tuple[Row, ...]


def has_tables(files: Mapping[str, bytes]) -> bool:
    """Whether there is a CSV file or a workbook, unpacked or not."""
    return WORKBOOK in files or any(path.lower().endswith(_ENDINGS) for path in files)


def read_tables(files: Mapping[str, bytes], columns: Mapping[str, str], told: Told) -> list[Table]:
    """All tables of all files. `columns` says which of ours a column of theirs is: `{"Wording": "example"}`."""
    wanted = {name.strip().lower(): ours for name, ours in columns.items()}
    found = [table for place, rows in _sources(files, told) if (table := _table(place, rows, wanted, told)) is not None]
    if not found:
        known = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in _NEEDED.items())
        raise FormatError("columns", f"No table has columns that are known ({known}).")
    return found


def _sources(files: Mapping[str, bytes], told: Told) -> list[tuple[Place, Rows]]:
    if WORKBOOK in files:
        return [(Place(name), rows) for name, rows in read_xlsx(files, "workbook", told).items()]
    found: list[tuple[Place, Rows]] = []
    for path in sorted(files):
        lower = path.lower()
        if lower.endswith(".xlsx"):
            try:
                inner = open_source(files[path], path)
            except ArchiveError as error:
                raise FormatError("xlsx", f"{path} cannot be opened: {error.detail}") from error
            found += [(Place(f"{path}#{name}"), rows) for name, rows in read_xlsx(inner, path, told).items()]
        elif lower.endswith(_ENDINGS):
            found.append((Place(path), read_csv(path, files[path], told)))
        elif not lower.endswith((".md", ".txt")):
            told.warn("unknown-file", Place(path), "It is not known what this file is for. It was not taken over.")
    return found


def _table(place: Place, rows: Rows, wanted: Mapping[str, str], told: Told) -> Table | None:
    start = next((index for index, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if start is None:
        told.hint("empty-file", place, "There is nothing in this table.")
        return None
    header = [_column(cell, wanted) for cell in rows[start]]
    kind = next((kind for kind, needed in _NEEDED.items() if set(needed) <= set(header)), None)
    if kind is None:
        told.warn("unknown-table", place, "It is not known what this table is for; it was not taken over.",
                  "Name its columns, or say which is which.")  # fmt: skip
        return None
    known = {*COLUMNS.get(kind, ()), *_NEEDED[kind], "language", "contexts"}
    languages: list[str] = []
    for index, name in enumerate(header):
        if name in known:
            continue
        if kind in PER_LANGUAGE and _LANGUAGE.fullmatch(rows[start][index].strip()):
            languages.append(rows[start][index].strip())
        elif name:
            told.warn("unknown-column", place.at(rows[start][index][:60]), "It is not known what this column is for; "
                      "it was not taken over.")  # fmt: skip
    titles = [
        cell.strip() if cell.strip() in languages else name for cell, name in zip(rows[start], header, strict=True)
    ]
    made = tuple(
        _row(place.at(number), titles, row, frozenset(languages))
        for number, row in enumerate(rows[start + 1 :], start=start + 2)
        if any(cell.strip() for cell in row)
    )
    return Table(kind, frozenset(header), tuple(dict.fromkeys(languages)), made)


def _row(place: Place, titles: list[str], row: list[str], languages: frozenset[str]) -> Row:
    cells: dict[str, str] = {}
    texts: dict[str, str] = {}
    for title, cell in zip(titles, row, strict=False):
        (texts if title in languages else cells).setdefault(title, cell)
    return Row(place, cells, texts)


def _column(cell: str, wanted: Mapping[str, str]) -> str:
    plain = " ".join(cell.split()).lower().lstrip("\ufeff")
    return wanted.get(plain) or ALIASES.get(plain.replace("_", " "), plain)
