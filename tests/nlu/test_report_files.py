"""What `evaluate_nlu … --report FOLDER` writes."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nlu.pipeline.evaluation import Prediction, Row, RowsError, read_rows, report
from nlu.pipeline.evaluation.page import page
from nlu.pipeline.evaluation.picture import can_draw

from .library import texts_and_labels


class Strict(HTMLParser):
    """Every element that is opened is closed, in order."""

    VOID = {"meta", "rect", "polyline", "circle"}

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def evil():
    name = '</title><script>alert("x")</script>&'
    return [Prediction(name, name, "other", "other", 0.7, 0.9), Prediction("b", "other", "other", "other", 0.9, 0.9)]


def test_texts_are_escaped_and_the_page_needs_nothing_else():
    found = evil()
    made = page(report(found, [Row(p.text, p.wanted) for p in found], language="en", kind="rows"), title="<b>")
    parser = Strict()
    parser.feed(made)
    assert parser.open == []
    tags = {tag for tag, _ in parser.seen}
    assert "script" not in tags and "link" not in tags and "img" not in tags
    assert not re.search(r"https?://|url\(|@import", made)
    assert "prefers-color-scheme:dark" in made


def test_each_chart_says_in_words_what_it_shows_and_has_a_table():
    found = evil()
    parser = Strict()
    parser.feed(page(report(found, [Row(p.text, p.wanted) for p in found], language="en", kind="rows"), title="t"))
    charts = [attrs for tag, attrs in parser.seen if tag == "svg"]
    assert len(charts) == 5 and all(attrs["role"] == "img" for attrs in charts)
    ids = {attrs.get("id") for _, attrs in parser.seen}
    assert all(set(attrs["aria-labelledby"].split()) <= ids for attrs in charts)
    assert sum(tag == "table" for tag, _ in parser.seen) == 6 == sum(tag == "caption" for tag, _ in parser.seen)


def test_a_report_of_nothing_is_a_page_too():
    Strict().feed(page(report([], [], language="en", kind="tests"), title="Nothing"))


def test_the_command_writes_the_report_and_compares_it_with_an_earlier_one(tmp_path):
    file = tmp_path / "rows.jsonl"
    lines = [json.dumps({"text": text, "intent": label}) for text, label in zip(*texts_and_labels(), strict=True)]
    file.write_text("\n".join(lines))
    first, second = tmp_path / "first", tmp_path / "second"
    call_command("evaluate_nlu", "--train", file, "--folds", 2, "--report", first, stdout=StringIO(), stderr=StringIO())
    more = ("--report", str(second), "--compare", str(first))
    call_command("evaluate_nlu", "--train", file, "--test", file, *more, stdout=StringIO(), stderr=StringIO())
    whole = json.loads((second / "report.json").read_text())
    assert whole["figures"]["accuracy"] == 1.0 and whole["facts"]["model_bytes"] > 0
    assert whole["comparison"]["broken"] == [] and whole["comparison"]["shared"] > 0
    assert "What changed" in (second / "report.html").read_text()
    if can_draw():
        for name in ("labels", "confidence", "calibration", "scope"):
            assert (second / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_the_command_wants_either_test_or_folds(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "a", "intent": "b"}\n')
    with pytest.raises(CommandError, match="either"):
        call_command("evaluate_nlu", "--train", file)
    (tmp_path / "report.json").write_text("[]")
    with pytest.raises(CommandError, match="no report"):
        more = ("--report", str(tmp_path / "r"), "--compare", str(tmp_path / "report.json"))
        call_command("evaluate_nlu", "--train", file, "--test", file, *more)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "no labelled"),
        ("text,intent\n", "no labelled"),
        ("a,b\nc,d\n", "columns"),
        ('{"text": "a"}', "Line 1"),
        ('{"text": "a", "intent": 3}', "Line 1"),
        ('{"text": "a", "intent": "b", "entities": [{"start": 0, "end": 9, "entity": "x"}]}', "outside"),
        ('{"text": "a", "intent": "b"}\n{"text"', "Line 2"),
        ("text,intent\nhello,\n", "Line 2"),
        ('{"text": "a", "intent": "b"}\n' * 4, "more than 3"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_line(content, what):
    with pytest.raises(RowsError, match=what):
        read_rows(content, most=3)


def test_tables_and_json_lines_are_read():
    table = read_rows('Intent;Text\nhello;hi there\norder;"a tea; hot"\n', most=9, filename="a.csv")
    assert table == [Row("hi there", "hello"), Row("a tea; hot", "order")]
    (row,) = read_rows(
        '{"text": "hi Bo", "intent": "hello", "entities": [{"start": 3, "end": 5, "entity": "who"}]}', most=1
    )
    assert row.spans == {(3, 5, "who")}
