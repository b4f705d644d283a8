"""Tables told apart by their columns, whatever the file or sheet is called, as rows with named cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.formats.merge import SheetMapping, Sheets
from flows.formats.report import FormatError
from flows.formats.source import ArchiveError, open_source
from flows.formats.spreadsheet.csv_files import Rows, read_csv
from flows.formats.spreadsheet.sheets import LANGUAGE, QUESTIONS, likely, meaning
from flows.formats.spreadsheet.tables import ANSWERS, COLUMNS, CONTENT, INTENTS, PER_LANGUAGE, TRANSLATIONS
from flows.formats.spreadsheet.xlsx import WORKBOOK, read_xlsx
from flows.formats.told import Place, Told

_ENDINGS = (".csv", ".tsv", ".xlsx")
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


def read_tables(
    files: Mapping[str, bytes], columns: Mapping[str, str], told: Told, sheets: Sheets | None = None
) -> list[Table]:
    """All tables of all files. `columns` says which of ours a column of theirs is: `{"Wording": "example"}`.

    A sheet of `sheets` is read as it says there. Raises FormatError.
    """
    named = {name.strip().lower(): ours for name, ours in columns.items()}
    given = dict(sheets or {})
    found: list[Table] = []
    for place, rows in read_rows(files, told):
        mapping = given.pop(place.file, None)
        table = _table(place, rows, named, told) if mapping is None else _mapped(place, rows, mapping, told)
        found += [] if table is None else [table]
    if given:
        raise FormatError("columns", f"There is no sheet {next(iter(given))[:60]!r}.")
    if not found:
        known = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in _NEEDED.items())
        raise FormatError("columns", f"No table has columns that are known ({known}).")
    return found


def read_rows(files: Mapping[str, bytes], told: Told) -> list[tuple[Place, Rows]]:
    """The cells of all sheets; the file of a place is the name of the sheet. Raises FormatError."""
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


def first_row(rows: Rows) -> int | None:
    """The number of the first row that says something."""
    return next((index for index, row in enumerate(rows) if any(cell.strip() for cell in row)), None)


def kind_of(heads: Sequence[str], named: Mapping[str, str]) -> str | None:
    """What a table is for, by the names of its columns; None where they do not say it."""
    known = {meaning(head, "", named) for head in heads}
    return next((kind for kind, needed in _NEEDED.items() if set(needed) <= known), None)


def _table(place: Place, rows: Rows, named: Mapping[str, str], told: Told) -> Table | None:
    start = first_row(rows)
    if start is None:
        told.hint("empty-file", place, "There is nothing in this table.")
        return None
    heads = rows[start]
    kind = kind_of(heads, named)
    if kind is None:
        guessed = likely(heads, named)
        if guessed is not None:
            return _mapped(place, rows, guessed, told)
        told.warn("unknown-table", place, "It is not known what this table is for; it was not taken over.",
                  "Name its columns, or say which is which.")  # fmt: skip
        return None
    header = [meaning(head, "", named) for head in heads]
    known = {*COLUMNS.get(kind, ()), *_NEEDED[kind], "language", "contexts"}
    languages: list[str] = []
    for index, name in enumerate(header):
        if name in known:
            continue
        if kind in PER_LANGUAGE and LANGUAGE.fullmatch(heads[index].strip()):
            languages.append(heads[index].strip())
        elif name:
            told.warn("unknown-column", place.at(heads[index][:60]), "It is not known what this column is for; "
                      "it was not taken over.")  # fmt: skip
    titles = [cell.strip() if cell.strip() in languages else name for cell, name in zip(heads, header, strict=True)]
    made = tuple(
        _row(place.at(number), titles, row, frozenset(languages))
        for number, row in enumerate(rows[start + 1 :], start=start + 2)
        if any(cell.strip() for cell in row)
    )
    return Table(kind, frozenset(header), tuple(dict.fromkeys(languages)), made)


def _mapped(place: Place, rows: Rows, mapping: SheetMapping, told: Told) -> Table | None:
    """The table as a person says it is, or as was guessed."""
    start = first_row(rows)
    if mapping.kind is None or start is None:
        told.hint("left-out", place, "This sheet was left out.")
        return None
    taken = {*mapping.columns.values(), *mapping.languages.values()}
    first = start + 1 if mapping.header else start
    for index, head in enumerate(rows[start] if mapping.header else ()):
        if head.strip() and index not in taken:
            told.hint("left-out", place.at(head[:60]), "This column was left out.")

    spoken = {"language": mapping.language} if mapping.language else {}

    def cells(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
        return {name: row[index] for name, index in places.items() if index < len(row) and row[index]}

    made = tuple(
        Row(place.at(number), spoken | cells(row, mapping.columns), cells(row, mapping.languages))
        for number, row in enumerate(rows[first:], start=first + 1)
        if any(cell.strip() for cell in row)
    )
    return Table(mapping.kind, frozenset(mapping.columns), tuple(mapping.languages), made)


def _row(place: Place, titles: list[str], row: list[str], languages: frozenset[str]) -> Row:
    cells: dict[str, str] = {}
    texts: dict[str, str] = {}
    for title, cell in zip(titles, row, strict=False):
        (texts if title in languages else cells).setdefault(title, cell)
    return Row(place, cells, texts)
