"""Tables out and in again: nothing is lost, nothing is run, and only what was changed is changed."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.document import apply_operations, fold, split, validate
from flows.formats import FORMATS, FormatError, open_source, read_bot
from flows.formats.spreadsheet.csv_files import guard, read_csv, unguard, write_csv
from flows.formats.spreadsheet.xlsx import read_xlsx, write_xlsx
from flows.formats.told import Told

TABLES = FORMATS["spreadsheet"]


def bot():
    ask = {"message": {"text": {"en": "Tea?", "fr": "Du thé ?"}},
           "options": [{"id": "y", "title": {"en": "Yes", "fr": "Oui"}}, {"id": "n", "title": "No"}]}  # fmt: skip
    steps = [{"id": "s1", "type": "choice", "config": ask},
             {"id": "s2", "type": "say", "config": {"message": "Bye", "variations": ["See you"]}}]  # fmt: skip
    return {
        "format": "botbuilder/bot", "version": 1, "name": "Tea", "languages": ["en", "fr"], "default_language": "en",
        "settings": {}, "variables": [], "entities": [], "stories": [], "tests": [],
        "intents": [
            {"name": "greet", "examples": {"en": ["hi", "=1+1", "a [cup](size), \"hot\"\nplease"], "fr": ["salut"]}},
            {"name": "bare", "examples": {}, "contexts": ["one, two", "three"], "description": "nothing yet"},
        ],
        "answers": [
            {"id": "hours", "questions": {"en": ["when?", "@what time"]}, "enabled": False,
             "answers": {"en": ["9 to 5", {"text": "late"}]}, "then": {"flow": "main"}},
        ],
        "content": [{"id": "hello", "title": "Hello", "message": {"text": {"en": "-Hello", "fr": "Bonjour"}}},
                    {"id": "pic", "message": {"type": "image", "url": "/p.png", "alt": "A pot"}}],
        "flows": [{"id": "main", "kind": "main", "start": "n", "nodes": [{"id": "n", "steps": steps}],
                   "transitions": [], "triggers": [], "notes": []}],
    }  # fmt: skip


def merged(document, files, columns=None):
    """The draft after an import, its operations and its report."""
    merge = TABLES.merge(document, files, columns or {})
    parts = {(part.kind, part.key): part for part in split(document)}
    parts |= {(part.kind, part.key): part for part in apply_operations(parts.values(), merge.operations).changed}
    return fold(parts.values()), merge


def table(*rows):
    return write_csv([list(row) for row in rows])


@pytest.mark.parametrize("form", ["bot.xlsx", "csv"])
def test_out_and_in_again_changes_nothing(form):
    files = {path: data for path, data in TABLES.write(bot()).items() if path.endswith(form)}
    files = open_source(files[form], form) if form == "bot.xlsx" else files
    assert validate(bot()) == []
    after, merge = merged(bot(), files)
    assert merge.operations == [] and merge.items == []
    assert after == bot()


def test_into_a_new_bot_come_intents_answers_and_content_whole():
    files = {path: data for path, data in TABLES.write(bot()).items() if path != "translations.csv" and ".csv" in path}
    document = read_bot(files, source="tea.csv")[1].document
    for collection in ("intents", "answers", "content"):
        assert document[collection] == bot()[collection]
    assert document["languages"] == ["en", "fr"]


def test_one_cell_changed_is_one_operation():
    files = TABLES.write(bot())
    files = {"translations.csv": files["translations.csv"].replace("Du thé ?".encode(), "Un thé ?".encode())}
    after, merge = merged(bot(), files)
    (operation,) = merge.operations
    assert (operation["op"], operation["part"]) == ("set", "flow:main")
    assert after["flows"][0]["nodes"][0]["steps"][0]["config"]["message"]["text"]["fr"] == "Un thé ?"
    assert after["intents"] == bot()["intents"]


def test_a_plain_text_gets_a_translation_and_a_new_language_is_added():
    place = "/nodes/n/steps/s2/config/message"
    after, _ = merged(bot(), {"t.csv": table(["part", "path", "de"], ["flow:main", place, "Tschüss"])})
    assert after["languages"] == ["en", "fr", "de"]
    assert after["flows"][0]["nodes"][0]["steps"][1]["config"]["message"] == {"text": {"en": "Bye", "de": "Tschüss"}}
    assert validate(after) == []


def test_examples_of_one_language_are_replaced_and_others_stay():
    after, _ = merged(bot(), {"x.csv": table(["Intent", "Language", "Example"], ["greet", "en", "hello"],
                                             ["new", "", "brand new"])})  # fmt: skip
    assert after["intents"][0]["examples"] == {"en": ["hello"], "fr": ["salut"]}
    assert after["intents"][1] == bot()["intents"][1]
    assert after["intents"][2] == {"name": "new", "examples": {"en": ["brand new"]}}


def test_columns_can_be_mapped_and_two_columns_are_enough_for_questions():
    after, _ = merged(
        bot(),
        {"faq.csv": table(["Frage", "Antwort"], ["Where?", "Here."], ["In which place?", "Here."])},
        {"Frage": "question", "Antwort": "reply"},
    )
    assert after["answers"][1] == {
        "id": "Where", "questions": {"en": ["Where?", "In which place?"]}, "answers": {"en": ["Here."]},
    }  # fmt: skip


CELLS = ["=1+1", "+1", "-1", "@x", "\tx", "'=x", "''-", "plain", "'plain", "", "＝1", "\r=", "\n@"]


@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_is_a_formula_and_each_comes_back(cell):
    data = write_csv([["a", cell]])
    (row,) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert not row[1].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert read_csv("x.csv", data, Told()) == [["a", cell]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
                         min_size=1, max_size=4), min_size=1, max_size=5))  # fmt: skip
def test_any_texts_come_back_from_csv_and_xlsx(rows):
    assert [unguard(guard(cell)) for row in rows for cell in row] == [cell for row in rows for cell in row]
    trimmed = [row[: max((n for n, cell in enumerate(row, 1) if cell), default=0)] for row in rows]
    files = open_source(write_xlsx({"One & <two>": rows}), "x.xlsx")
    assert read_xlsx(files, "x.xlsx", Told()) == {"One & <two>": trimmed}
    headed = [["intent", "example", "c", "d"], *rows]
    assert read_csv("x.csv", write_csv(headed), Told()) == headed


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("intent;example\nhi;hé".encode("cp1252"), "hé"),
        ("intent\texample\nhi\thé".encode("utf-16"), "hé"),
        (b"\xef\xbb\xbfintent,example\r\nhi,x\r\n", "x"),
    ],
)
def test_encodings_and_separators(data, expected):
    after, _ = merged(bot(), {"x.csv": data})
    assert after["intents"][2]["examples"]["en"] == [expected]


def workbook(sheet, **more):
    """A workbook of one sheet, as XML."""
    files = dict(open_source(write_xlsx({"s": [["intent", "example"], ["a", "b"]]}), "x.xlsx"))
    files["xl/worksheets/sheet1.xml"] = sheet.encode() if isinstance(sheet, str) else sheet
    return files | more


def test_formulas_are_read_as_what_they_show():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><f>WEBSERVICE("http://x")</f><v>{a}</v></c>'
        f'<c r="B{n}" t="str"><v>{b}</v></c></row>'
        for n, (a, b) in enumerate([("intent", "example"), ("greet", "good day")], start=1)
    )
    after, merge = merged(bot(), workbook(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    assert after["intents"][0]["examples"]["en"] == ["good day"]
    assert [item.code for item in merge.items] == ["formula"]


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>'


@pytest.mark.parametrize(
    "files",
    [
        workbook(LAUGHS),
        workbook(OUTSIDE),
        workbook("<a>" * 5000),
        workbook("<worksheet><sheetData>"),
        workbook('<worksheet><sheetData><row r="9999999"/></sheetData></worksheet>'),
        workbook('<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
        workbook(b'<?xml version="1.0" encoding="no-such"?><worksheet/>'),
        workbook("<worksheet/>", **{"xl/workbook.xml": b"<workbook/>"}),
        {"x.csv": b"intent,example\nhi,a\0b"},
        {"x.csv": b'intent,example\nhi,"' + b"x" * 200_000},
        {"x.csv": b"one,two\n1,2"},
        {"x.csv": b""},
        {"x.xlsx": b"PK\x03\x04 no archive"},
    ],
    ids=[
        "laughs",
        "outside",
        "deep",
        "open",
        "far",
        "wide",
        "encoding",
        "sheets",
        "nul",
        "cell",
        "unknown",
        "empty",
        "zip",
    ],
)
def test_hostile_files_are_refused(files):
    with pytest.raises(FormatError):
        TABLES.merge(bot(), files, {})


def test_a_bomb_of_a_workbook_is_not_unpacked():
    from flows.formats import ArchiveError

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 40_000_000)
    with pytest.raises(ArchiveError):
        open_source(buffer.getvalue(), "x.xlsx")


def test_rows_that_cannot_be_used_are_named_with_their_line():
    files = {
        "intents.csv": table(["intent", "language", "example"], ["", "en", "x"], ["a", "no such", "x"],
                             ["a", "en", "to [x](a b)"]),
        "answers.csv": table(["answer", "kind", "text"], ["a b", "answer", "x"], ["ok", "message", "{"]),
        "translations.csv": table(["part", "path", "fr", "weight"], ["flow:gone", "/x", "y", "1"]),
    }  # fmt: skip
    _, merge = merged(bot(), files)
    assert {(item.code, item.file, item.pointer) for item in merge.items} == {
        ("unreadable", "intents.csv", "/2"), ("language", "intents.csv", "/3"), ("annotation", "intents.csv", "/4"),
        ("unreadable", "answers.csv", "/2"), ("unreadable", "answers.csv", "/3"),
        ("unknown-column", "translations.csv", "/weight"), ("unknown-place", "translations.csv", "/2"),
    }  # fmt: skip


def test_nothing_is_taken_over_where_the_result_would_not_fit():
    with pytest.raises(FormatError) as error:
        merged(bot(), {"a.csv": table(["answer", "text", "then"], ["hours", "", "no/such flow"])})
    assert error.value.problems


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_tables_are_merged_or_refused(data):
    files = {path: body for path, body in TABLES.write(bot()).items() if path.endswith(".csv")}
    path = data.draw(st.sampled_from(sorted(files)))
    body = bytearray(files[path])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        after, _ = merged(bot(), files | {path: bytes(body)})
    except FormatError:
        return
    assert validate(after) == []
    assert json.dumps(after)
