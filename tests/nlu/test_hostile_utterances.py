"""Utterances nobody should send: understood by their beginning, in the usual shape, without a fault."""

import json

import pytest

from nlu.pipeline import train
from tests.nlu.library import training_set

NOW = 1_773_829_800.0
PIECES = {
    "figures": "1 2 3 ",
    "one figure": "9",
    "emoji": "😀👍🏽❤️",
    "mixed scripts": "Привет hello 你好 مرحبا ",
    "control characters": "\x00\x01\x1b\u202e\u200b",
    "lone surrogates": "\ud800a\udfff",
    "accents": "a\u0301\u0302\u0303",
    "spaces": " \u00a0\u2003",
    "one letter": "a",
    "words": "please renew Dune ",
    "typos": "wensday ",
    "ranges": "from may 3 to ",
    "days": "mon-fri ",
    "zones": "3pm UTC+2 ",
    "money": "$1.5m ",
    "hours": "2h30 ",
    "brackets": "\"'([",
    "addresses": "a@b.c www.d/ +1 2 3 ",
}


@pytest.fixture(scope="module")
def taught():
    entities = [
        {"name": "edition", "kind": "list", "values": [{"value": "large print"}, {"value": "paperback"}]},
        {"name": "card", "kind": "pattern", "patterns": ["lib-(\\d+)", "(a+)+b"]},
    ]
    return train(training_set(entities=entities))


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_twenty_thousand_characters(taught, piece):
    text = (piece * 20_000)[:20_000]
    heard = taught.understand(text, now=NOW, timezone="Europe/Berlin")
    json.dumps(heard, allow_nan=False)
    for entity in heard["entities"]:
        assert 0 <= entity["start"] < entity["end"] <= 4_000
        assert entity["text"] == text[entity["start"] : entity["end"]]
        assert 0 <= entity["confidence"] <= 1
    assert heard["sentiment"]["label"] in ("negative", "neutral", "positive")


@pytest.mark.parametrize("text", ["", " ", "😀", "\x00", "?!", "\ud800", "ل", "\u202e", "1", "-"])
def test_next_to_nothing(taught, text):
    heard = taught.understand(text, now=NOW)
    json.dumps(heard, allow_nan=False)
    assert isinstance(heard["in_scope"], bool)
