"""Evaluations, comparisons and suggestions over REST; the work itself is done as a worker does it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from botbuilder.jobs.leases import JobFailed, run_job
from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Workspace
from flows.adapters.rate_limits import EVALUATIONS
from flows.models import Bot, DismissedSuggestion, Evaluation
from flows.services.create_bot import create_bot
from flows.services.evaluate_after_training import evaluate_after_training
from flows.services.evaluate_bot import evaluate_for_job
from flows.services.evaluation_source import source_of
from flows.services.suggest_improvements import store_suggestions
from flows.services.train_bot import train_now
from flows.services.watch_draft import news, start_watch
from flows.tasks import Aside, _tell_why

from .conftest import tea_house

TAUGHT = {
    "order": ["a cup of tea please", "I want tea", "green tea", "black tea with milk", "one tea", "tea for two"],
    "pay": ["can i pay by card", "do you take cash", "the bill please", "i want to pay", "card payment", "pay now"],
    "seat": [
        "a table for two",
        "book a table",
        "is there a free table",
        "reserve a table",
        "table outside",
        "sit here",
    ],
}
WHERE = "/api/v1/bots/cafe/evaluations/"


def cafe() -> dict[str, Any]:
    intents = [{"name": name, "examples": {"en": texts}} for name, texts in TAUGHT.items()]
    turns = [
        {"say": "tea please"},
        {"expect_intent": "order"},
        {"say": "where is the station"},
        {"expect_intent": None},
    ]
    return {**tea_house(), "intents": intents, "tests": [{"name": "first", "turns": turns}]}


@pytest.fixture
def bot(workspace: Workspace, settings: Any, tmp_path: Any) -> Bot:
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    EVALUATIONS._buckets.clear()
    return create_bot(workspace, name="Café", by="ann@ours.example", slug="cafe", document=cafe())


def work(answer: Any) -> dict[str, Any]:
    """Does the job of a 202 as a worker would; the job as the API shows it then."""
    assert answer.status_code == 202, answer.content
    job = answer.json()["id"]
    assert answer["Location"] == f"/api/v1/jobs/{job}/"
    run_job(job, lambda lease: _tell_why(evaluate_for_job, lease))
    return Job.unscoped.get(pk=job).to_json()


def evaluated(api: APIClient, body: dict[str, Any]) -> dict[str, Any]:
    done = work(api.post(WHERE, body, format="json"))
    assert done["state"] == "done", done["problem"]
    found: dict[str, Any] = api.get(f"{WHERE}{done['result']['evaluation']}/").json()
    return found


def test_a_cross_validation_of_the_draft(bot: Bot, api: APIClient) -> None:
    made = evaluated(api, {"kind": "cross-validation", "folds": 3, "title": "first try"})
    assert (made["kind"], made["language"], made["title"], made["count"]) == ("cross-validation", "en", "first try", 18)
    assert made["report"]["format"] == "botbuilder/evaluation" and made["figures"]["accuracy"] > 0.5
    assert {one["label"] for one in made["report"]["labels"]} >= {"order", "pay", "seat", "answer:hours"} - {
        "answer:hours"
    }
    assert made["revision"] == api.get("/api/v1/bots/cafe/").json()["draft_revision"]
    (summary,) = api.get(WHERE).json()["results"]
    assert "report" not in summary and summary["figures"] == made["figures"]
    page = api.get(f"{WHERE}{made['id']}/utterances/?wanted=order&limit=4").json()
    assert len(page["results"]) == 4 and page["next"]
    one = page["results"][0]
    assert one["wanted"] == "order" and one["pointer"].startswith("/intents/0/examples/en/")
    wrong = api.get(f"{WHERE}{made['id']}/utterances/?wrong=true").json()["results"]
    assert all(not each["right"] for each in wrong)


def test_the_bots_own_tests_are_asked(bot: Bot, api: APIClient) -> None:
    made = evaluated(api, {"kind": "tests"})
    assert made["count"] == 2 and made["tests"] == {"passed": 1, "failed": 0}
    asked = api.get(f"{WHERE}{made['id']}/utterances/").json()["results"]
    assert [one["wanted"] for one in asked] == ["order", "none"] and all(one["right"] for one in asked)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.jsonl", b'{"text": "some tea", "intent": "order"}\n{"text": "how far is the moon", "intent": "oos"}\n'),
        ("rows.csv", b"intent,text\norder,some tea\noos,how far is the moon\n"),
    ],
)
def test_an_uploaded_file_of_labelled_utterances(
    bot: Bot, api: APIClient, settings: Any, name: str, content: bytes
) -> None:
    form = {"kind": "rows", "none": "oos", "file": SimpleUploadedFile(name, content)}
    done = work(api.post(WHERE, form, format="multipart"))
    assert done["state"] == "done", done["problem"]
    made = api.get(f"{WHERE}{done['result']['evaluation']}/").json()
    assert made["count"] == 2 and made["figures"]["oos_recall"] == 1.0
    assert not any(file.is_file() for file in Path(settings.MEDIA_ROOT).rglob("*")), "what was uploaded is gone"
    assert api.get(f"{WHERE}{made['id']}/utterances/").json()["results"][0]["pointer"] is None


def test_rows_in_the_body_and_rows_that_are_wrong(bot: Bot, api: APIClient) -> None:
    rows = [{"text": "some tea", "intent": "order"}]
    assert evaluated(api, {"kind": "rows", "rows": rows})["count"] == 1
    for body in (
        {"kind": "rows"},
        {"kind": "tests", "rows": rows},
        {"kind": "rows", "rows": [{"text": "x"}]},
        {"kind": "rows", "rows": []},
        {"kind": "guess"},
        {"kind": "cross-validation", "folds": 1},
        {"kind": "cross-validation", "seeds": 9},
        {"kind": "cross-validation", "options": {"magic": True}},
        {"kind": "cross-validation", "language": "xx"},
    ):
        assert api.post(WHERE, body, format="json").status_code == 400, body
    form = {"kind": "rows", "file": SimpleUploadedFile("a.jsonl", b"\xff\xfe")}
    assert api.post(WHERE, form, format="multipart").status_code == 400
    assert api.post(WHERE, {"kind": "tests", "version": 7}, format="json").status_code == 404


def test_what_changed_between_two_trainings(bot: Bot, api: APIClient) -> None:
    one = evaluated(api, {"kind": "cross-validation", "folds": 3})
    change = {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": "where do i pay the bill"}
    assert api.patch("/api/v1/bots/cafe/draft/", [change], format="json").status_code == 200
    two = evaluated(api, {"kind": "cross-validation", "folds": 3})
    assert two["models"] != one["models"]
    told = api.get(f"{WHERE}{one['id']}/compare/{two['id']}/").json()
    assert told["shared"] == 18 and told["counts"]["added"] == 1
    assert told["before"]["id"] == one["id"] and told["figures"]["accuracy"]["after"] == two["figures"]["accuracy"]


def test_two_configurations_are_compared(bot: Bot, api: APIClient) -> None:
    one = evaluated(api, {"kind": "cross-validation", "folds": 3})
    two = evaluated(api, {"kind": "cross-validation", "folds": 3, "options": {"out_of_scope": "taught"}})
    assert two["options"] == {"out_of_scope": "taught"}
    told = api.get(f"{WHERE}{one['id']}/compare/{two['id']}/").json()
    assert told["counts"]["added"] == 0 and told["figures"]["in_scope_accuracy"]["change"] >= 0


def test_the_same_request_is_one_job_and_too_many_are_refused(bot: Bot, api: APIClient) -> None:
    first = api.post(WHERE, {"kind": "cross-validation"}, format="json").json()
    assert api.post(WHERE, {"kind": "cross-validation"}, format="json").json()["id"] == first["id"]
    for folds in (3, 4):
        assert api.post(WHERE, {"kind": "cross-validation", "folds": folds}, format="json").status_code == 202
    answer = api.post(WHERE, {"kind": "cross-validation", "folds": 6}, format="json")
    assert answer.status_code == 429 and answer.json()["code"] == "too-many"


def test_a_workspace_cannot_ask_without_end(bot: Bot, api: APIClient, settings: Any) -> None:
    settings.RATE_LIMITS = True
    asked = [api.post(WHERE, {"kind": "tests"}, format="json") for _ in range(20)]
    statuses = [answer.status_code for answer in asked]
    assert statuses[:12] == [202] * 12 and 429 in statuses[12:]
    assert len({answer.json()["id"] for answer in asked if answer.status_code == 202}) == 1
    refused = api.post(f"/api/v1/bots/{bot.slug}/suggestions/", {}, format="json")
    assert refused.status_code == 429 and 1 <= int(refused["Retry-After"]) <= 60


def test_the_oldest_go_beyond_fifty(bot: Bot, api: APIClient) -> None:
    for number in range(52):
        Evaluation.unscoped.create(workspace=bot.workspace, bot=bot, kind="rows", language="en", count=number)
    evaluated(api, {"kind": "rows", "rows": [{"text": "some tea", "intent": "order"}]})
    counts = set(Evaluation.unscoped.values_list("count", flat=True))
    assert Evaluation.unscoped.count() == 50 and 0 not in counts and 51 in counts


def test_a_deleted_evaluation_is_gone(bot: Bot, api: APIClient) -> None:
    row = Evaluation.unscoped.create(workspace=bot.workspace, bot=bot, kind="rows", language="en")
    assert api.delete(f"{WHERE}{row.pk}/").status_code == 204
    assert api.get(f"{WHERE}{row.pk}/").status_code == 404


def test_a_training_is_followed_by_what_it_changed(bot: Bot, api: APIClient) -> None:
    train_now(bot)
    (job,) = evaluate_after_training(bot)
    assert [one.pk for one in evaluate_after_training(bot)] == [job.pk], "once per training set"
    run_job(job.pk, lambda lease: _tell_why(evaluate_for_job, lease))
    assert evaluate_after_training(bot) == []
    (made,) = api.get(WHERE + "?kind=training").json()["results"]
    assert made["previous"] is None and made["tests"] == {"passed": 1, "failed": 0}
    change = {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": "where do i pay the bill"}
    api.patch("/api/v1/bots/cafe/draft/", [change], format="json")
    train_now(bot)
    (job,) = evaluate_after_training(bot)
    run_job(job.pk, lambda lease: _tell_why(evaluate_for_job, lease))
    newest = api.get(WHERE + "?kind=training").json()["results"][0]
    assert newest["previous"] == made["id"]
    told = api.get(f"{WHERE}{newest['previous']}/compare/{newest['id']}/").json()
    assert told["tests"] == {"mended": [], "broken": [], "added": [], "removed": []}
    assert told["counts"]["added"] == 1


def test_a_training_that_the_draft_has_left_behind_is_not_evaluated(bot: Bot, api: APIClient) -> None:
    (job,) = evaluate_after_training(bot)
    change = {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": "where do i pay the bill"}
    api.patch("/api/v1/bots/cafe/draft/", [change], format="json")
    run_job(job.pk, lambda lease: _tell_why(evaluate_for_job, lease))
    assert Job.unscoped.get(pk=job.pk).result == {"evaluation": None} and not Evaluation.unscoped.exists()


def test_the_setting_says_whether_a_training_is_evaluated(bot: Bot, api: APIClient) -> None:
    off = {"op": "set", "part": "settings", "path": "/settings/evaluation", "value": {"after_training": False}}
    assert api.patch("/api/v1/bots/cafe/draft/", [off], format="json").status_code == 200
    assert evaluate_after_training(bot) == []


def suggestions(api: APIClient) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/api/v1/bots/cafe/suggestions/").json()
    return found


def test_suggestions_name_the_place_and_repair_it(bot: Bot, api: APIClient) -> None:
    assert suggestions(api)["state"] == "none"
    planted = [
        {"op": "add", "part": "intent:order", "path": "/examples/en/-", "value": "reserve a table outside please"},
        {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": "[Book](@language) a table"},
        {"op": "add", "part": "intent:rare", "path": "", "value": {"name": "rare", "examples": {"en": ["sing"]}}},
    ]
    assert api.patch("/api/v1/bots/cafe/draft/", planted, format="json").status_code == 200
    started = api.post("/api/v1/bots/cafe/suggestions/", {}, format="json")
    assert suggestions(api)["state"] == "running"
    assert work(started)["state"] == "done"
    page = suggestions(api)
    assert page["state"] == "fresh"
    by_code = {one["code"]: one for one in page["results"]}
    twice = by_code["two-intents"]
    assert twice["pointer"] == "/intents/2/examples/en/1" and set(twice["intents"]) == {"pay", "seat"}
    assert (
        "sing" not in by_code["few-examples"]["message"]
        and "“rare” has 1 example." in by_code["few-examples"]["message"]
    )
    assert by_code["few-examples"]["pointer"] == "/intents/3"
    pulls = next(one for one in page["results"] if one["pointer"] == "/intents/0/examples/en/6")
    assert (pulls["code"], pulls["fixes"][0]["title"]) == ("pulls-wrong-way", "Move it to “seat”")
    fixed = api.patch("/api/v1/bots/cafe/draft/", pulls["fixes"][0]["operations"], format="json")
    assert fixed.status_code == 200, fixed.content
    document = api.get("/api/v1/bots/cafe/draft/").json()
    assert "reserve a table outside please" not in document["intents"][0]["examples"]["en"]
    assert document["intents"][2]["examples"]["en"][-1] == "reserve a table outside please"
    stale = suggestions(api)
    assert stale["state"] == "stale" and pulls["id"] not in {one["id"] for one in stale["results"]}
    again = api.patch("/api/v1/bots/cafe/draft/", pulls["fixes"][0]["operations"], format="json")
    assert again.status_code == 200 and api.get("/api/v1/bots/cafe/draft/").json() == document, "twice is once"
    other = {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": "one more"}
    api.patch("/api/v1/bots/cafe/draft/", [other], format="json")
    late = next(one for one in twice["fixes"] if one["operations"][0]["part"] == "intent:pay")
    assert api.patch("/api/v1/bots/cafe/draft/", late["operations"], format="json").status_code == 409


def test_a_dismissed_suggestion_stays_away_until_it_is_brought_back(bot: Bot, api: APIClient) -> None:
    planted = [
        {"op": "add", "part": "intent:pay", "path": "/examples/en/-", "value": "book a table"},
        {"op": "add", "part": "intent:rare", "path": "", "value": {"name": "rare", "examples": {"en": ["sing"]}}},
    ]
    api.patch("/api/v1/bots/cafe/draft/", planted, format="json")
    work(api.post("/api/v1/bots/cafe/suggestions/", {}, format="json"))
    before = {one["code"]: one for one in suggestions(api)["results"]}
    twice = before["two-intents"]["id"]
    answer = api.post("/api/v1/bots/cafe/suggestions/dismiss/", {"ids": [twice]}, format="json")
    assert answer.status_code == 200, answer.content
    left = suggestions(api)
    assert twice not in {one["id"] for one in left["results"]} and left["dismissed"] == 1
    assert {one["code"] for one in left["results"]} == set(before) - {"two-intents"}
    more = {"op": "add", "part": "intent:seat", "path": "/examples/en/-", "value": "we would like to sit by the window"}
    api.patch("/api/v1/bots/cafe/draft/", [more], format="json")
    work(api.post("/api/v1/bots/cafe/suggestions/", {}, format="json"))
    assert twice not in {one["id"] for one in suggestions(api)["results"]}, "another training does not bring it back"
    shown = api.get("/api/v1/bots/cafe/suggestions/", {"dismissed": "true"}).json()["results"]
    assert [one["id"] for one in shown] == [twice] and shown[0]["fixes"][0]["code"] == "remove"
    api.post("/api/v1/bots/cafe/suggestions/restore/", {"ids": [twice]}, format="json")
    assert twice in {one["id"] for one in suggestions(api)["results"]} and suggestions(api)["dismissed"] == 0


def test_a_suggestion_keeps_its_id_while_examples_it_is_not_about_change(bot: Bot, api: APIClient) -> None:
    def found(code: str, *texts: str) -> str:
        examples = [{"text": text, "label": "order"} for text in texts]
        item = {"code": code, "labels": ["order", "pay"], "examples": examples, "measure": 0.25, "target": "pay"}
        store_suggestions(bot, "en", source_of(bot), [item])
        (one,) = suggestions(api)["results"]
        id: str = one["id"]
        return id

    tea, more = "I want tea", "green tea"
    assert found("close-intents", tea) == found("close-intents", more, tea)
    assert found("pulls-wrong-way", tea) == found("pulls-wrong-way", tea, more)
    assert found("pulls-wrong-way", tea) != found("pulls-wrong-way", more)


def test_only_suggestions_of_this_bot_are_dismissed(bot: Bot, api: APIClient) -> None:
    for ids, status in ((["0" * 16], 404), (["nonsense"], 400), ([], 400)):
        assert api.post("/api/v1/bots/cafe/suggestions/dismiss/", {"ids": ids}, format="json").status_code == status
    assert not DismissedSuggestion.unscoped.exists()


def test_suggestions_of_the_same_training_set_are_known(bot: Bot, api: APIClient) -> None:
    assert work(api.post("/api/v1/bots/cafe/suggestions/", {}, format="json"))["state"] == "done"
    again = api.post("/api/v1/bots/cafe/suggestions/", {}, format="json")
    assert again.status_code == 202 and again.json()["state"] == "done"


def test_a_job_that_is_cancelled_stores_nothing(bot: Bot, api: APIClient) -> None:
    job = api.post(WHERE, {"kind": "cross-validation"}, format="json").json()["id"]

    def cancel_meanwhile(lease: Any) -> dict[str, Any]:
        api.post(f"/api/v1/jobs/{job}/cancel/", format="json")
        return _tell_why(evaluate_for_job, lease)

    run_job(job, cancel_meanwhile)
    assert Job.unscoped.get(pk=job).state == "cancelled" and not Evaluation.unscoped.exists()


def test_what_cannot_be_trained_is_a_failed_job_with_the_reason(bot: Bot, api: APIClient, monkeypatch: Any) -> None:
    from flows.services import evaluate_bot

    def refuses(*args: Any, **more: Any) -> None:
        raise JobFailed({"code": "training-set", "title": "This cannot be trained", "detail": "why"})

    monkeypatch.setattr(evaluate_bot, "cross_validate", refuses)
    done = work(api.post(WHERE, {"kind": "cross-validation"}, format="json"))
    assert done["state"] == "failed" and done["problem"]["code"] == "training-set"


def test_long_work_goes_on_beside_the_worker_one_at_a_time() -> None:
    import threading

    aside, go, done = Aside(), threading.Event(), []

    def work() -> None:
        go.wait(10)
        done.append(1)

    assert aside.run(work) and not aside.run(work)
    go.set()
    deadline = time.monotonic() + 10
    again: Callable[[], bool] = lambda: aside.run(lambda: done.append(2))  # noqa: E731
    while not again() and time.monotonic() < deadline:
        time.sleep(0.01)
    while len(done) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert done == [1, 2]


def test_the_stored_report_is_json_that_every_reader_takes(bot: Bot, api: APIClient) -> None:
    made = evaluated(api, {"kind": "cross-validation", "folds": 2, "seeds": 2})
    json.dumps(made, allow_nan=False)
    assert made["report"]["spread"]["accuracy"]["mean"] > 0


def test_editors_hear_how_far_it_is(bot: Bot, api: APIClient) -> None:
    watch = start_watch(bot, actor="ben", tab="t")
    job = api.post(WHERE, {"kind": "cross-validation", "folds": 2}, format="json").json()["id"]
    heard = [message["job"] for message in news(watch)]
    stages: list[str] = []

    def attentive(lease: Any) -> dict[str, Any]:
        plain, lease.clock = lease.tell, iter(range(10**6)).__next__

        def tell(stage: str, progress: float) -> None:
            plain(stage, progress)
            stages.extend(message["job"]["stage"] for message in news(watch) if message["type"] == "job")

        return evaluate_for_job(lease.job, tell)

    run_job(job, attentive)
    heard += [message["job"] for message in news(watch)]
    assert [one["state"] for one in heard] == ["queued", "done"]
    assert "fold 2 of 2" in stages
