"""The training history over REST."""

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from flows.models import Bot
from flows.services.train_bot import train_now
from nlu.tasks import train

TEA = "/api/v1/bots/tea/"

pytestmark = pytest.mark.django_db


def teach(api: APIClient, phrase: str) -> None:
    change = {"op": "add", "part": "intent:greet", "path": "/examples/en/-", "value": phrase, "base": 1}
    assert api.patch(f"{TEA}draft/", [change], format="json").status_code == 200


def test_train_look_and_go_back(api: APIClient, bot: Bot) -> None:
    first = train_now(bot, by="ann")
    teach(api, "ahoy there captain")
    job = api.post(f"{TEA}train/").json()
    train(job["id"])
    done = api.get(f"/api/v1/jobs/{job['id']}/").json()
    assert (done["state"], done["result"]["failures"]) == ("done", [])
    newest, oldest = api.get(f"{TEA}trainings/").json()["results"]
    assert (newest["number"], newest["current"], oldest["restorable"]) == (2, True, True)
    assert newest["job"] == job["id"] and newest["before"]["training"] == 1
    assert api.get(f"{TEA}trainings/2/").json() == newest
    restored = api.post(f"{TEA}trainings/1/restore/")
    assert restored.status_code == 201
    assert (restored.json()["kind"], restored.json()["of"], restored.json()["models"]) == ("restored", 1, first)
    assert api.post(f"{TEA}trainings/1/restore/").status_code == 409
    assert api.post(f"{TEA}trainings/9/restore/").status_code == 404
    assert api.get(TEA).json()["trained"] == "stale"


def test_a_bad_part_is_named_in_the_job_and_blocks_nothing(api: APIClient, bot: Bot) -> None:
    draft = api.get(f"{TEA}draft/").json()
    document = draft.get("document", draft)
    document["intents"].append({"name": "shrug", "examples": {"en": ["...", "?!"]}})
    assert api.put(f"{TEA}draft/", document, format="json").status_code == 200
    job = api.post(f"{TEA}train/").json()
    train(job["id"])
    done = api.get(f"/api/v1/jobs/{job['id']}/").json()
    assert done["state"] == "done"
    assert [(one["part"], one["name"]) for one in done["result"]["failures"]] == [("intents", "shrug")]
    assert api.get(f"{TEA}trainings/").json()["results"][0]["failures"] == done["result"]["failures"]
    assert api.post(f"{TEA}parse/", {"text": "hello"}, format="json").json()["intent"] == "greet"


def test_an_older_training_says_that_a_newer_one_took_its_place(api: APIClient, bot: Bot) -> None:
    teach(api, "ahoy")
    older = api.post(f"{TEA}train/").json()
    teach(api, "hey ho")
    newer = api.post(f"{TEA}train/").json()
    ended = api.get(f"/api/v1/jobs/{older['id']}/").json()
    assert (ended["state"], ended["problem"]["code"]) == ("cancelled", "superseded")
    assert newer["id"] != older["id"]


@override_settings(KEPT_TRAININGS=1)
def test_only_the_last_trainings_can_be_restored(api: APIClient, bot: Bot) -> None:
    train_now(bot)
    teach(api, "ahoy there captain")
    train_now(bot)
    assert [one["restorable"] for one in api.get(f"{TEA}trainings/").json()["results"]] == [False, False]
