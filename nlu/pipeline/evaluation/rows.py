"""Labelled utterances: what an evaluation teaches and asks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nlu.pipeline.annotations import Example, Span, write_example
from nlu.pipeline.training_set import FORMAT, NONE_INTENT, VERSION, Label

LONGEST_TEXT = 20_000
LONGEST_LABEL = 200
ANSWER = "answer:"
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_INTENT_COLUMNS = ("intent", "label", "category")
_TEXT_COLUMNS = ("text", "utterance", "example")


class RowsError(ValueError):
    """A file that does not hold labelled utterances; the message names the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled utterance; `spans` are (start, end, entity)."""

    text: str
    intent: str
    spans: frozenset[tuple[int, int, str]] = frozenset()


def read_row(line: Mapping[str, Any]) -> Row:
    """A row of `{"text", "intent", "entities": [{"start", "end", "entity"}]}`; raises KeyError, TypeError."""
    spans = {(e["start"], e["end"], _entity_name(e["entity"])) for e in line.get("entities", ())}
    return Row(line["text"], line["intent"], frozenset(spans))


def check_row(line: Any, place: str) -> Row:
    """A row that somebody sent; `place` names it in the message of a RowsError."""
    try:
        row = read_row(line)
    except (KeyError, TypeError, AttributeError) as error:
        raise RowsError(f"{place} has no text, intent or well-formed entities.") from error
    for what, most, value in (("text", LONGEST_TEXT, row.text), ("intent", LONGEST_LABEL, row.intent)):
        if not isinstance(value, str) or not value.strip() or len(value) > most:
            raise RowsError(f"{place} needs a {what} of 1 to {most} characters.")
        if _NO_CHARACTER.search(value):
            raise RowsError(f"{place} has a {what} with what is no character (NUL, or half of a pair).")
    for start, end, _ in row.spans:
        if not (type(start) is int and type(end) is int and 0 <= start < end <= len(row.text)):
            raise RowsError(f"{place} marks an entity outside of its text.")
    placed = sorted((start, end) for start, end, _ in row.spans)
    if any(first[1] > second[0] for first, second in pairwise(placed)):
        raise RowsError(f"{place} marks entities that overlap.")
    return row


def read_rows(content: str, *, most: int, filename: str = "") -> list[Row]:
    """Rows of a file of JSON lines, or of a table with the columns text and intent. Raises RowsError."""
    table = filename.lower().endswith(".csv") or not content.lstrip().startswith("{")
    rows = [] if not content.strip() else _table(content, most) if table else _json_lines(content, most)
    if not rows:
        raise RowsError("There are no labelled utterances in it.")
    return rows


def _json_lines(content: str, most: int) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        _bounded(rows, most)
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RowsError(f"Line {number} is not JSON.") from error
        rows.append(check_row(value, f"Line {number}"))
    return rows


def _table(content: str, most: int) -> list[Row]:
    try:
        dialect: Any = csv.Sniffer().sniff(content[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    lines = csv.reader(io.StringIO(content), dialect)
    rows: list[Row] = []
    try:
        header = [name.strip().lower().lstrip("\ufeff") for name in next(lines, [])]
        text, intent = _column(header, _TEXT_COLUMNS), _column(header, _INTENT_COLUMNS)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                _bounded(rows, most)
                line = {"text": _cell(cells, text), "intent": _cell(cells, intent)}
                rows.append(check_row(line, f"Line {lines.line_num}"))
    except csv.Error as error:
        raise RowsError(f"Line {lines.line_num} cannot be read: {error}.") from error
    return rows


def _bounded(rows: Sequence[Row], most: int) -> None:
    if len(rows) >= most:
        raise RowsError(f"There are more than {most} utterances in it.")


def _column(header: Sequence[str], names: Iterable[str]) -> int:
    for name in names:
        if name in header:
            return header.index(name)
    raise RowsError("The first line must name the columns text and intent.")


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def training_set_of(rows: Sequence[Row], language: str, none: str | None = None) -> dict[str, Any]:
    """A training set of labelled rows; the label `none` becomes the intent of what is out of scope."""
    examples: dict[str, list[str]] = {}
    for row in rows:
        name = NONE_INTENT if row.intent == none else row.intent
        examples.setdefault(name, []).append(annotated(row))
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": language,
        "intents": [{"name": name, "examples": texts} for name, texts in examples.items()],
        "entities": [],
        "answers": [],
    }


def annotated(row: Row) -> str:
    """The row as an example of a training set."""
    spans = tuple(Span(start, end, entity) for start, end, entity in sorted(row.spans))
    return write_example(Example(row.text, spans))


def label_name(label: Label) -> str:
    """A class in one text: an intent by its name, an answer as `answer:<id>`."""
    return label.name if label.kind == "intent" else f"{ANSWER}{label.name}"


def label_kind(name: str, none: str | None = None) -> str:
    """`intent`, `answer`, or `none` for what is out of scope."""
    if name in (NONE_INTENT, none):
        return "none"
    return "answer" if name.startswith(ANSWER) else "intent"


def _entity_name(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)
