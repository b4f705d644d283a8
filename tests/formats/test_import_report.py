"""The acceptance table: every public bot comes in, and nothing of it is lost in silence."""

import json

import pytest

from flows.formats import Reading, open_source, read_bot
from tests import import_report
from tests.formats.talks import PEERS
from tests.import_counts import PRODUCTS, named


@pytest.fixture(scope="module")
def found():
    names = import_report.bots()
    if not names:
        pytest.skip("the reference bots are not here (set BOTBUILDER_SHARED)")
    return [import_report.measure(name) for name in names]


def test_every_bot_is_as_it_must_be(found):
    assert len(found) == 34
    assert [one["bot"] for one in found if import_report.failed({**one, "seconds": 0})] == []
    assert sum(sum(one["counted"].values()) for one in found) > 5_000


def test_the_page_has_a_line_for_every_bot(found):
    page = import_report.PAGE.read_text(encoding="utf-8")
    assert [one["bot"] for one in found if f"| {one['bot'].removesuffix('.json')} |" not in page] == []


def test_what_is_dropped_without_a_line_is_noticed():
    name = "botpress/welcome-bot"
    if not (PEERS / name).is_dir():
        pytest.skip("the reference bots are not here (set BOTBUILDER_SHARED)")
    files = open_source(PEERS / name)
    document = json.loads(json.dumps(read_bot(files)[1].document))
    document["flows"][0]["nodes"].pop(0)
    document["content"].pop()
    document["answers"].pop()
    silent = Reading(document)
    lost = {
        thing.kind for thing in PRODUCTS["botpress"](files, document) if not thing.live and not named(thing, silent)
    }
    assert lost >= {"nodes", "content", "answers"}
