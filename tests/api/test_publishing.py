"""Train, publish, versions, restore, diff, parse; real models, made by the real child process."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from botbuilder.jobs.models import Job
from flows import tasks
from flows.models import Bot, Version, VersionIsImmutable
from flows.services.train_bot import train_now

from .conftest import tea_house

TEA = "/api/v1/bots/tea/"

pytestmark = pytest.mark.usefixtures("bot")


def publish(api: APIClient, **body: Any) -> Any:
    return api.post(f"{TEA}publish/", {"force": True, **body}, format="json")


def rename(api: APIClient, title: str) -> None:
    operation = {"op": "set", "part": "flow:main", "path": "/title", "value": title}
    assert api.patch(f"{TEA}draft/", [operation], format="json").status_code == 200


def teach(api: APIClient, *examples: str) -> None:
    operation = {"op": "set", "part": "intent:greet", "path": "/examples/en", "value": list(examples)}
    assert api.patch(f"{TEA}draft/", [operation], format="json").status_code == 200


def never_seen() -> str:
    """An example that no model of an earlier run was trained with."""
    return f"good day {uuid.uuid4().hex}"


def test_a_trained_draft_is_published_at_once(api: APIClient, bot: Bot) -> None:
    models = train_now(bot)
    answer = publish(api, note="Opening day")
    assert answer.status_code == 201
    version = answer.json()
    assert (version["number"], version["note"], version["live"]) == (1, "Opening day", True)
    assert version["models"] == models and version["created_by"] == "ann@ours.example"
    shown = api.get(TEA).json()
    assert (shown["version"], shown["published_revision"], shown["trained"]) == (1, 1, "trained")


def test_an_untrained_draft_is_trained_first_and_published_as_it_was_checked(api: APIClient, bot: Bot) -> None:
    teach(api, "good day", never_seen())
    answer = publish(api)
    assert answer.status_code == 202
    job = answer.json()
    assert (job["kind"], job["state"]) == ("publish", "queued")
    rename(api, "typed meanwhile")
    tasks.publish(job["id"])
    done = api.get(f"/api/v1/jobs/{job['id']}/").json()
    assert done["state"] == "done" and done["result"]["version"] == 1
    published = Version.unscoped.get(bot=bot)
    assert published.document["flows"][0]["title"] == "Main"
    assert api.get(TEA).json()["trained"] == "trained"


def test_lint_errors_stop_a_publish_unless_forced(api: APIClient, bot: Bot) -> None:
    broken = tea_house()
    broken["flows"][0]["nodes"][0]["steps"][0] = {"id": "s1", "type": "call_flow", "config": {"flow": "nowhere"}}
    api.put(f"{TEA}draft/", broken, format="json")
    train_now(bot)
    answer = api.post(f"{TEA}publish/", {}, format="json")
    assert answer.status_code == 409 and answer.json()["code"] == "lint-errors"
    assert "error" in {finding["severity"] for finding in answer.json()["findings"]}
    assert not Version.unscoped.exists()
    assert publish(api).status_code == 201


def test_versions_are_numbered_and_never_change(api: APIClient, bot: Bot) -> None:
    train_now(bot)
    publish(api, note="one")
    rename(api, "Second")
    publish(api, note="two")
    listed = api.get(f"{TEA}versions/").json()["results"]
    assert [(each["number"], each["note"], each["live"]) for each in listed] == [(2, "two", True), (1, "one", False)]
    assert api.get(f"{TEA}versions/1/").json()["flows"][0]["title"] == "Main"
    first = Version.unscoped.get(bot=bot, number=1)
    first.note = "rewritten"
    with pytest.raises(VersionIsImmutable):
        first.save()


def test_restoring_changes_the_draft_and_nothing_else(api: APIClient, bot: Bot) -> None:
    train_now(bot)
    publish(api)
    rename(api, "Second")
    publish(api)
    answer = api.post(f"{TEA}versions/1/restore/")
    assert answer.status_code == 200
    assert answer["ETag"] == f'"{answer.json()["revision"]}"'
    assert api.get(f"{TEA}flows/main/").json()["title"] == "Main"
    assert api.get(TEA).json()["version"] == 2
    assert api.post(f"{TEA}versions/3/restore/").status_code == 404


def test_a_diff_names_parts_and_places(api: APIClient, bot: Bot) -> None:
    train_now(bot)
    publish(api)
    changed = tea_house()
    changed["flows"][0]["nodes"][0]["steps"][1]["config"]["message"] = "Juice?"
    changed["flows"][0]["nodes"][0]["steps"].insert(0, {"id": "s0", "type": "say", "config": {"message": "Oh."}})
    changed["intents"].pop(0)
    changed["content"].append({"id": "bye", "message": {"text": {"en": "Bye"}}})
    api.put(f"{TEA}draft/", changed, format="json")
    changes = {each["part"]: each for each in api.get(f"{TEA}versions/1/diff/draft/").json()["changes"]}
    assert set(changes) == {"flow:main", "intent:greet", "content:bye"}
    assert changes["intent:greet"]["change"] == "removed" and changes["content:bye"]["change"] == "added"
    step = "/nodes/n1/steps"
    assert changes["flow:main"]["places"] == [
        {"path": f"{step}/s2/config/message", "old": "Tea or coffee?", "new": "Juice?"},
        {"path": f"{step}/s0", "new": {"id": "s0", "type": "say", "config": {"message": "Oh."}}},
    ]
    assert api.get(f"{TEA}versions/1/diff/1/").json() == {"changes": []}
    assert api.get(f"{TEA}versions/1/diff/2/").status_code == 404


def test_training_is_a_job_and_the_same_draft_again_is_the_same_job(api: APIClient, bot: Bot) -> None:
    teach(api, "hiya", never_seen())
    first = api.post(f"{TEA}train/")
    assert first.status_code == 202 and first["Location"] == f"/api/v1/jobs/{first.json()['id']}/"
    assert set(first.json()) == {"id", "kind", "state", "stage", "progress", "attempts", "result", "problem"}
    assert api.post(f"{TEA}train/").json()["id"] == first.json()["id"]
    assert api.get(TEA).json()["trained"] == "training"
    cancelled = api.post(f"/api/v1/jobs/{first.json()['id']}/cancel/")
    assert cancelled.status_code == 200 and cancelled.json()["state"] == "cancelled"
    assert Job.unscoped.count() == 1


def test_parse_tells_what_the_bot_understood(api: APIClient, bot: Bot) -> None:
    teach(api, "hi", "hello there", never_seen())
    assert api.post(f"{TEA}parse/", {"text": "hello there"}, format="json").status_code == 409
    train_now(bot)
    answer = api.post(f"{TEA}parse/", {"text": "hello there"}, format="json")
    assert answer.status_code == 200
    understanding = answer.json()
    assert understanding["intent"] == "greet"
    assert {"language", "intents", "in_scope", "entities", "answers", "sentiment"} <= set(understanding)


def test_only_a_version_that_is_no_longer_live_can_be_recalled(api: APIClient, bot: Bot) -> None:
    train_now(bot)
    publish(api)
    rename(api, "Second")
    publish(api)
    answer = api.post(f"{TEA}versions/1/recall/")
    assert (answer.status_code, answer.json()) == (200, {"conversations": 0})
    assert api.post(f"{TEA}versions/2/recall/").status_code == 409
    assert api.post(f"{TEA}versions/3/recall/").status_code == 404
