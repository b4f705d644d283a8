"""Which column is which: as a person says it sheet by sheet, as heads let guess, and what is shown before."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.formats import FormatError, open_source, read_bot
from flows.formats.spreadsheet import preview, read_sheets
from flows.formats.spreadsheet.preview import CELL, COLUMNS, ROWS, SHEETS
from flows.formats.spreadsheet.xlsx import write_xlsx

from .test_spreadsheet import TABLES, bot, table


def taken(files: dict[str, bytes], sheets: dict[str, Any], into: dict[str, Any] | None = None) -> Any:
    return TABLES.merge(into or bot(), files, {}, read_sheets(json.dumps(sheets)))


def values(merge: Any) -> list[Any]:
    return [operation["value"] for operation in merge.operations]


def test_columns_are_taken_by_their_numbers_whatever_their_heads_say() -> None:
    files = {"x.csv": table(["intent", "example", "a, b = c"], ["one", "two", "order"], ["three", "", "order"])}
    said = {"x.csv": {"kind": "intents", "columns": {"intent": 2, "example": 0}}}
    merge = taken(files, said)
    assert values(merge) == [{"name": "order", "examples": {"en": ["one", "three"]}}]
    assert [(item.code, item.pointer) for item in merge.items] == [("left-out", "/example")]


def test_a_sheet_without_a_head_and_in_another_language() -> None:
    files = {"x.csv": table(["Wann?", "Um neun."], ["Wo?", "Hier."])}
    said = {"x.csv": {"kind": "questions", "header": False, "language": "de", "columns": {"question": 0, "reply": 1}}}
    document = read_bot(files, source="x.csv", sheets=read_sheets(json.dumps(said)))[1].document
    assert (document["languages"], document["default_language"]) == (["de"], "de")
    assert [one["questions"]["de"] for one in document["answers"]] == [["Wann?"], ["Wo?"]]


def test_a_language_column_comes_before_the_language_of_all_rows() -> None:
    files = {"x.csv": table(["i", "e", "l"], ["order", "bonjour", "fr"], ["order", "tag", ""])}
    columns = {"intent": 0, "example": 1, "language": 2}
    said = {"x.csv": {"kind": "intents", "language": "de", "columns": columns}}
    assert {"name": "order", "examples": {"fr": ["bonjour"], "de": ["tag"]}} in values(taken(files, said))


def test_translations_have_a_column_for_each_language() -> None:
    place = "/nodes/n/steps/s2/config/message"
    files = {"t.csv": table(["Where", "What", "Deutsch"], ["flow:main", place, "Tschüss"])}
    said = {"t.csv": {"kind": "translations", "columns": {"part": 0, "path": 1}, "languages": {"de": 2}}}
    assert ["en", "fr", "de"] in values(taken(files, said))


def test_sheets_that_are_left_out_or_not_spoken_of() -> None:
    sheets = {"a": [["intent", "example"], ["x", "y"]], "b": [["intent", "example"], ["p", "q"]]}
    files = open_source(write_xlsx(sheets), "w.xlsx")
    merge = taken(files, {"a": {"kind": None}})
    assert [value["name"] for value in values(merge)] == ["p"]
    assert [(item.code, item.file) for item in merge.items] == [("left-out", "a")]
    with pytest.raises(FormatError, match="There is no sheet 'c'"):
        taken(files, {"c": {"kind": None}})


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        (["Question", "Answer"], "questions"),
        (["text", "intent"], "intents"),
        (["Category", "Sentence"], "intents"),
        (["id", "title", "en", "fr"], "content"),
        (["part", "path", "en"], "translations"),
        (["answer", "kind", "text"], "answers"),
        (["a thing", "another"], None),
    ],
)
def test_what_a_sheet_holds_is_guessed_by_its_heads(heads: list[str], kind: str | None) -> None:
    (sheet,) = preview({"x.csv": table(heads, ["1"] * len(heads))})["sheets"]
    assert sheet["kind"] == kind
    if kind is not None:
        fields = next(one for one in preview({"x.csv": table(heads)})["kinds"] if one["kind"] == kind)
        needed = {column["name"] for column in fields["columns"] if column["required"]}
        assert needed <= set(sheet["guesses"][kind]["columns"])


def test_what_is_shown_is_what_is_taken() -> None:
    """The guess, sent back as it is, gives what the file gives by itself."""
    files = {"faq.csv": table(["Question", "Answer", "Locale"], ["When?", "At nine.", "en"])}
    (sheet,) = preview(files)["sheets"]
    said = {"faq.csv": {"kind": sheet["kind"], **sheet["guesses"][sheet["kind"]]}}
    del said["faq.csv"]["languages"]
    assert values(taken(files, said)) == values(TABLES.merge(bot(), files, {})) != []


def test_a_preview_is_small_however_large_the_sheets_are() -> None:
    wide = [[f"head {n}" for n in range(200)], *[["x" * 300] * 200] * 7]
    files = open_source(write_xlsx({f"s{n}": wide if n == 0 else [["a"]] for n in range(30)}), "w.xlsx")
    found = preview(files)
    assert len(found["sheets"]) == SHEETS and found["more"] == 30 - SHEETS
    first = found["sheets"][0]
    assert (len(first["rows"]), first["count"], first["more_columns"]) == (ROWS + 1, 8, 200 - COLUMNS)
    assert {len(row) for row in first["rows"]} == {COLUMNS} and len(first["rows"][1][0]) == CELL


def test_rows_before_the_head_are_no_rows() -> None:
    (sheet,) = preview({"x.csv": b"\n,\nintent,example\norder,tea\n"})["sheets"]
    assert sheet["rows"] == [["intent", "example"], ["order", "tea"]] and sheet["count"] == 2


@pytest.mark.parametrize(
    "source",
    [
        "[]",
        "{",
        '{"x": 1}',
        '{"x": {"kind": "intents"}}',
        '{"x": {"kind": "nonsense", "columns": {}}}',
        '{"x": {"kind": ["intents"], "columns": {}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": -1}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": 500}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": true}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": "B"}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": 1, "reply": 2}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": 1}, "languages": {"en": 2}}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": 1}, "language": "English!"}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": 1}, "header": 1}}',
        '{"x": {"kind": "intents", "columns": {"intent": 0, "example": 1}, "more": 1}}',
        '{"x": {"kind": "content", "columns": {"content": 0}}}',
        '{"x": {"kind": "content", "columns": {"content": 0}, "languages": {"<b>": 1}}}',
        '{"x": {"kind": "content", "columns": [], "languages": {"en": 1}}}',
    ],
)
def test_a_mapping_that_is_none_is_refused(source: str) -> None:
    with pytest.raises(FormatError):
        read_sheets(source)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.text("intenxamplqus,o ", max_size=8), max_size=4), min_size=1, max_size=4),
    st.sampled_from(["intents", "questions", "answers", "content", "translations"]),
    st.integers(0, 6),
    st.booleans(),
)
def test_any_rows_are_taken_or_refused_in_words(rows: list[list[str]], kind: str, first: int, header: bool) -> None:
    found = preview({"x.csv": table(*rows)})
    needed = next(one["columns"] for one in found["kinds"] if one["kind"] == kind)
    columns = {column["name"]: first + n for n, column in enumerate(needed) if column["required"]}
    spoken = {"languages": {"en": first}} if kind in ("content", "translations") else {}
    said = {"x.csv": {"kind": kind, "header": header, "columns": columns, **spoken}}
    try:
        taken({"x.csv": table(*rows)}, said)
    except FormatError as error:
        assert error.detail
