"""docs/expressions.md says what the language does."""

import re

from flows.engine.expressions import Budget, compile_expression
from tests.language.reference import PAGE, page_with_reference

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt")


def test_the_reference_is_in_step_with_the_catalogue():
    assert page_with_reference(PAGE.read_text()) == PAGE.read_text()


def test_the_table_of_languages_is_true():
    rows = re.findall(r"^\| `((?:date|time|money)\([^`]*\))` \|(.*)\|$", PAGE.read_text(), re.MULTILINE)
    rows = [(source, cells) for source, cells in rows if cells.count("|") == len(LANGUAGES) - 1]
    assert len(rows) == 3
    for source, cells in rows:
        for language, cell in zip(LANGUAGES, cells.split("|"), strict=True):
            written = compile_expression(source).evaluate({"language": language}, Budget())
            assert written.replace("\u202f", " ").replace("\u00a0", " ") == cell.strip()
