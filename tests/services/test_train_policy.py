"""The dialogue policy is trained with the models, named by the stories, held by versions, and served."""

import copy

import pytest

from botbuilder.tenancy.models import Workspace
from flows.adapters.bots import BotShelf
from flows.adapters.understanding import POLICY, UNDERSTANDING, model_hashes
from flows.models import Version
from flows.services.create_bot import create_bot
from flows.services.load_draft import load_draft
from flows.services.publish_bot import publish_bot, publish_for_job
from flows.services.replace_draft import replace_draft
from flows.services.run_tests import run_tests
from flows.services.train_bot import start_training, train_now
from nlu.tasks import train

pytestmark = pytest.mark.django_db

GREET = {
    "greet": ["hello", "hi there"],
    "sad": ["i am sad", "so unhappy"],
    "deny": ["no thanks", "no thank you", "definitely not"],
}
STORIES = [
    {
        "name": "sad",
        "kind": "story",
        "steps": [
            {"user": "greet"},
            {"bot": "hello"},
            {"user": "sad"},
            {"bot": "cheer"},
            {"user": "deny"},
            {"bot": "bye"},
        ],
    }
]
TEST = {
    "name": "told again",
    "turns": [
        {"say": "hello"},
        {"expect": "hello"},
        {"say": "i am sad"},
        {"expect": "cheer"},
        {"say": "no thank you"},
        {"expect": "bye"},
    ],
}


@pytest.fixture
def document():
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Mood",
        "languages": ["en"],
        "default_language": "en",
        "settings": {},
        "intents": [{"name": name, "examples": {"en": texts}} for name, texts in GREET.items()],
        "content": [{"id": name, "message": name} for name in ("hello", "cheer", "bye")],
        "stories": copy.deepcopy(STORIES),
        "tests": [TEST],
        "flows": [],
    }


@pytest.fixture
def bot(settings, tmp_path, document):
    settings.DATA = tmp_path
    return create_bot(
        Workspace.objects.create(slug="w", name="W"), name="Mood", slug="mood", by="ann", document=document
    )


def renamed(document, change):
    changed = copy.deepcopy(document)
    change(changed)
    return model_hashes(changed)


def test_a_bot_with_stories_needs_a_policy_and_only_stories_change_it(document):
    before = model_hashes(document)
    assert set(before) == {"en", POLICY}
    assert set(renamed(document, lambda one: one.pop("stories"))) == {"en"}
    taught = renamed(document, lambda one: one["intents"][0]["examples"]["en"].append("good day"))
    assert taught["en"] != before["en"]
    assert taught[POLICY] == before[POLICY]
    told = renamed(document, lambda one: one["stories"][0]["steps"].pop())
    assert told["en"] == before["en"]
    assert told[POLICY] != before[POLICY]


def test_the_job_of_the_models_makes_the_policy(bot, document):
    job = start_training(bot, by="ann")
    train(str(job.pk))
    bot.refresh_from_db()
    assert bot.draft_models == model_hashes(document)
    policy = UNDERSTANDING.policy(bot.draft_models)
    assert policy is not None
    assert "bot:cheer" in policy.acts


def test_a_changed_story_leaves_the_draft_stale_and_trains_nothing_else(
    bot, document, django_capture_on_commit_callbacks
):
    train_now(bot)
    document["stories"][0]["steps"] = document["stories"][0]["steps"][:4]
    with django_capture_on_commit_callbacks(execute=True):
        replace_draft(bot, document, by="ann")
    bot.refresh_from_db()
    assert bot.trained == "stale"
    stages = []
    train_now(bot, lambda stage, share: stages.append(stage))
    assert "intents" not in stages
    assert "policy" in stages


def test_a_version_holds_its_policy_and_the_server_serves_it(bot, document):
    job = publish_bot(bot, by="ann")
    publish_for_job(job, lambda stage, share: None)
    version = Version.unscoped.get(bot=bot)
    assert version.models == model_hashes(document)
    shelf = BotShelf(load_draft)
    assert shelf.version(version.pk).bot.policy is not None
    assert shelf.draft_of(bot.pk).bot.policy is not None


def test_a_policy_that_is_gone_is_no_policy(bot):
    assert UNDERSTANDING.policy({POLICY: "0" * 64}) is None
    assert UNDERSTANDING.policy({}) is None
    understood = UNDERSTANDING.understand({POLICY: "0" * 64}, "en", "hello", now=0.0)
    assert understood["intent"] is None


def test_the_tests_of_a_bot_run_with_its_stories(bot):
    assert run_tests(bot)["tests"] == [{"name": "told again", "passed": True, "differences": []}]
