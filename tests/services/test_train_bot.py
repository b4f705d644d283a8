"""Training a bot: what is trained, when it is stale, and what the job says."""

import copy
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Workspace
from flows.adapters.understanding import UNDERSTANDING, model_hashes, training_sets
from flows.models import Bot
from flows.services.create_bot import create_bot
from flows.services.replace_draft import replace_draft
from flows.services.train_bot import start_training, train_now
from nlu.tasks import train

DEMO = Path(__file__).resolve().parents[2] / "botbuilder" / "demo" / "pizza.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return json.loads(DEMO.read_text(encoding="utf-8"))


@pytest.fixture
def bot(settings, tmp_path, document):
    settings.DATA = tmp_path
    workspace = Workspace.objects.create(slug="pizzeria", name="Pizzeria")
    return create_bot(workspace, name="Pizza", slug="corner", by="ann", document=document)


def reworded(document, change):
    changed = copy.deepcopy(document)
    change(changed)
    return model_hashes(changed)


def test_a_training_set_per_language_holds_only_that_language(document):
    english, french = training_sets(document)
    assert (english["language"], french["language"]) == ("en", "fr")
    assert "Bonjour" not in json.dumps(english) and "bonjour" not in json.dumps(english)
    size = next(entity for entity in french["entities"] if entity["name"] == "size")
    assert [list(value["synonyms"]) for value in size["values"]] == [["fr"]] * 3


def test_what_does_not_change_understanding_trains_nothing(document):
    def rename(changed):
        changed["name"] = "Another name"
        changed["flows"][0]["title"] = "Another title"
        changed["answers"][0]["answers"]["en"] = ["Never."]

    assert reworded(document, rename) == model_hashes(document)


def test_a_french_example_leaves_the_english_model_as_it_is(document):
    def teach(changed):
        changed["intents"][0]["examples"]["fr"].append("une calzone")

    before, after = model_hashes(document), reworded(document, teach)
    assert before["en"] == after["en"] and before["fr"] != after["fr"]


def test_an_answer_that_is_switched_off_is_not_learned(document):
    document["answers"][0]["enabled"] = False
    assert document["answers"][0]["id"] not in [answer["id"] for answer in training_sets(document)[0]["answers"]]


def test_a_job_trains_the_draft_and_the_bot_knows(bot, document):
    job = start_training(bot, by="ann")
    bot.refresh_from_db()
    assert (job.state, bot.trained) == ("queued", "training")
    train(str(job.pk))
    bot.refresh_from_db()
    job.refresh_from_db()
    assert (job.state, job.result["models"], job.result["failures"]) == ("done", model_hashes(document), [])
    assert (bot.trained, bot.draft_models) == ("trained", model_hashes(document))


def test_training_the_same_draft_twice_is_one_job(bot):
    assert start_training(bot, by="ann").pk == start_training(bot, by="ben").pk


def test_a_newer_draft_stops_the_training_of_an_older_one(bot, document):
    older = start_training(bot, by="ann")
    document["intents"][0]["examples"]["en"].append("feed me")
    replace_draft(bot, document, by="ann")
    newer = start_training(bot, by="ann")
    older.refresh_from_db()
    assert (older.state, newer.state) == ("cancelled", "queued")
    train(str(older.pk))
    train(str(newer.pk))
    bot.refresh_from_db()
    assert bot.trained == "trained"


def test_a_training_that_ends_after_the_draft_has_changed_leaves_it_stale(bot, document):
    job = start_training(bot, by="ann")
    document["intents"][0]["examples"]["en"].append("feed me")
    replace_draft(bot, document, by="ann")
    train(str(job.pk))
    bot.refresh_from_db()
    assert bot.trained == "stale"


def test_training_what_is_trained_has_ended_at_once(bot):
    train_now(bot)
    job = start_training(bot, by="ann")
    assert (job.state, job.attempts) == ("done", 0)
    assert Job.unscoped.filter(bot=bot.slug, kind="train", state="queued").count() == 0


def test_a_cancelled_training_leaves_the_bot_as_it_was(bot):
    from botbuilder.jobs.queueing import request_cancel

    job = start_training(bot, by="ann")
    request_cancel(job)
    train(str(job.pk))
    bot.refresh_from_db()
    assert bot.trained == "never"


def test_a_trained_bot_understands_in_its_languages(bot, document):
    models = train_now(bot)
    english = UNDERSTANDING.understand(models, "en", "I want to order a large pepperoni pizza", now=0.0)
    assert english["intent"] == "order_pizza"
    assert [(e["entity"], e["value"]) for e in english["entities"]] == [("size", "large"), ("topping", "pepperoni")]
    assert UNDERSTANDING.understand(models, "fr-CA", "une grande pizza", now=0.0)["language"] == "fr"
    assert UNDERSTANDING.understand(models, "en", "purple monkey dishwasher", now=0.0)["intent"] is None


@pytest.mark.parametrize("models", [{}, {"en": "0" * 64}, {"en": "../../etc"}])
def test_without_a_model_a_visitor_meets_the_fallback_and_no_error(models):
    understood = UNDERSTANDING.understand(models, "en", "hello 5", now=0.0)
    assert (understood["intent"], understood["in_scope"]) == (None, False)
    assert [entity["entity"] for entity in understood["entities"]] == ["@number"]


def test_the_commands_train_and_parse(bot):
    with pytest.raises(CommandError, match="Train it first"):
        call_command("parse", "corner", "hello")
    out, errors = StringIO(), StringIO()
    call_command("train", "corner", stdout=out, stderr=errors)
    assert out.getvalue().split()[::2] == ["en", "fr"]
    assert "%" in errors.getvalue()
    out = StringIO()
    call_command("parse", "corner", "a large pizza please", "--json", stdout=out)
    understood = json.loads(out.getvalue())
    assert understood["intent"] == "order_pizza"
    assert set(understood) == {
        "language",
        "intent",
        "intents",
        "in_scope",
        "entities",
        "answers",
        "sentiment",
        "detected",
    }
    assert Bot.unscoped.get(slug="corner").trained == "trained"


def test_a_bot_that_is_not_there_is_a_plain_error():
    for command in (("train", "nobody"), ("parse", "nobody", "hi")):
        with pytest.raises(CommandError, match="no bot"):
            call_command(*command)
