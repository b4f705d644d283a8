"""Tables as CSV: for spreadsheets that would run a cell as a formula, such cells begin with an apostrophe."""

from __future__ import annotations

import csv
import io
import re

from flows.formats.report import FormatError
from flows.formats.told import Place, Told

Rows = list[list[str]]
MAX_ROWS = 100_000
MAX_CELLS = 2_000_000
MAX_COLUMNS = 16_384
"""As many as a spreadsheet can have."""
# What spreadsheets take for a formula, behind any number of apostrophes: one more is put before it, and taken off.
_FORMULA = re.compile("^'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("^'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def write_csv(rows: Rows) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets expect it."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows([[guard(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def guard(cell: str) -> str:
    """A cell that no spreadsheet runs; `unguard` gives it back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def read_csv(path: str, data: bytes, told: Told) -> Rows:
    """The rows of a file; raises FormatError."""
    text = _decoded(path, data, told)
    if "\0" in text:
        raise FormatError("character", f"{path} holds a NUL character: it is no text.")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows: Rows = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
                raise FormatError("too-large", f"{path} has too many rows.")
            if len(row) > MAX_COLUMNS:
                raise FormatError("too-large", f"{path} has too many columns.")
            rows.append([unguard(cell) for cell in row])
    except csv.Error as error:
        raise FormatError("csv", f"{path} cannot be read: {error}") from error
    return rows


def _decoded(path: str, data: bytes, told: Told) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise FormatError("encoding", f"{path} is no sound UTF-16.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told.warn(
            "encoding", Place(path), "It is not UTF-8; it was read as Windows-1252.", "Check its special letters."
        )
        return data.decode("cp1252", "replace")
