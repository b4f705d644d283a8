"""Our own format: out and in again."""

import json

import pytest

from flows.formats import FORMATS, FormatError, read_bot
from tests.document.bots import bot


def test_a_bot_survives_export_and_import():
    written = FORMATS["native"].write(bot())
    name, reading = read_bot(written)
    assert name == "native"
    assert reading.document == bot()
    assert reading.items == []
    assert FORMATS["native"].write(reading.document) == written


def test_a_file_of_any_name_will_do_if_it_is_alone():
    assert read_bot({"pizza.json": json.dumps(bot()).encode()})[0] == "native"


def test_a_document_that_does_not_fit_names_its_problems():
    with pytest.raises(FormatError) as caught:
        read_bot({"bot.json": json.dumps(bot(languages=[])).encode()})
    assert [problem.pointer for problem in caught.value.problems] == ["/languages"]


def test_what_is_no_bot_is_refused():
    for files in ({}, {"x.json": b"{}"}, {"readme.txt": b"hello"}, {"bot.json": b'{"format": "botbuilder/bot", NaN}'}):
        with pytest.raises(FormatError):
            read_bot(files)
    with pytest.raises(FormatError):
        read_bot({"bot.json": b"{}"}, "klingon")
