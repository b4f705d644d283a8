"""A project of Rasa that goes out again says the same as before: compared in the raw YAML, with what differs named."""

import json
import re

import pytest

from flows.formats import FORMATS
from tests.formats.rasa_bots import REAL_BOTS, files_of, real
from tests.formats.rasa_canon import canon

ARGUMENTS = (
    "account_balance", "credit_card_balance", "formatted_recipients", "handoffhost", "init_account_balance",
    "numtransacts", "total",
)  # fmt: skip
DIFFERS = (
    # `utter_default` without a rule: Rasa falls back to it by itself; it goes out as a rule.
    (r"rules/Not understood", "formbot"),
    # Answers need no rule here; it goes out under a name of its own.
    (r"rules/(Answer \w+|Response with a chitchat .*)", "responseselectorbot"),
    # Words of a list entity are found without an example here: they go out as a lookup table.
    (r"lookups/.*", "financial-demo"),
    # Code in place of a default action is named as lost at the import.
    (r"actions/action_(restart|session_start)", "financial-demo"),
    # What code hands over to a response is a variable here, and so a slot.
    (rf"slots/({'|'.join(ARGUMENTS)})/.*", "financial-demo"),
    # A value of Duckling is not compared here, so it is not kept.
    (r"tests/check earnings happy path", "financial-demo"),
)


def written(document):
    return FORMATS["rasa"].write_reported(document)


def own_files(name):
    """The files of a project without the folder of another one inside of it."""
    return {path: data for path, data in files_of(name).items() if "migrated" in name or "migrated" not in path}


def differences(name):
    before, after = canon(own_files(name)), canon(written(real(name).document).files)
    return {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}


@pytest.mark.parametrize("name", REAL_BOTS)
def test_what_goes_out_again_says_the_same_as_before(name):
    explained = [pattern for pattern, bot in DIFFERS if name.startswith(bot)]
    found = differences(name)
    assert {place for place in found if not any(re.fullmatch(one, place) for one in explained)} == set()
    assert [one for one in explained if not any(re.fullmatch(one, place) for place in found)] == []


@pytest.mark.parametrize("name", REAL_BOTS)
def test_reading_it_back_gives_the_same_stories_tests_forms_and_examples(name):
    document = real(name).document
    back = FORMATS["rasa"].read(written(document).files, document["name"]).document
    for part in ("intents", "entities", "answers", "stories", "tests", "flows", "settings", "content"):
        # The question for a slot has the slot's name in its own, and slots are variables here.
        assert plain(back.get(part)) == plain(document.get(part)), part


def plain(body):
    return json.loads(json.dumps(body).replace("amount-of-money", "amount_of_money"))


@pytest.mark.parametrize("name", REAL_BOTS)
def test_nothing_of_a_bot_that_came_from_rasa_is_lost_on_the_way_back(name):
    assert [item for item in written(real(name).document).items if item.severity == "error"] == []
