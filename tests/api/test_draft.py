"""Two people, one draft: what merges, what is a conflict, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from flows.adapters.trainings import Trained
from flows.adapters.understanding import model_hashes
from flows.models import Bot, Operation
from flows.services.load_draft import load_draft
from flows.services.train_bot import note_training

from .conftest import Person, tea_house

DRAFT = "/api/v1/bots/tea/draft/"
FIRST = "/nodes/n1/steps/s1/config/message"
SECOND = "/nodes/n1/steps/s2/config/message"

pytestmark = pytest.mark.usefixtures("bot")


def say(text: str, base: int, *, path: str = FIRST) -> dict[str, Any]:
    return {"op": "set", "part": "flow:main", "path": path, "value": text, "base": base}


def patch(person: Person, *operations: dict[str, Any], tab: str = "") -> Any:
    return person.client.patch(DRAFT, list(operations), format="json", headers={"X-BotBuilder-Tab": tab})


def messages(client: APIClient) -> list[str]:
    steps = client.get(DRAFT).json()["flows"][0]["nodes"][0]["steps"]
    return [step["config"]["message"] for step in steps]


def revision(client: APIClient) -> int:
    return int(client.get(DRAFT)["ETag"].strip('"'))


def test_the_draft_is_the_document_with_its_revision_as_etag(api: APIClient) -> None:
    answer = api.get(DRAFT)
    assert answer.status_code == 200
    assert answer["ETag"] == '"1"'
    assert answer.json()["flows"] == tea_house()["flows"]
    assert api.get(DRAFT, headers={"If-None-Match": '"1"'}).status_code == 304


def test_an_operation_changes_one_place_and_answers_with_the_new_revision(ann: Person) -> None:
    answer = patch(ann, say("Welcome.", 1), tab="t1")
    assert answer.status_code == 200
    body = answer.json()
    assert body["revision"] == 2 and answer["ETag"] == '"2"'
    (stored,) = body["operations"]
    assert stored == {
        "op": "set", "part": "flow:main", "path": FIRST, "value": "Welcome.",
        "revision": 2, "actor": "ann@ours.example", "tab": "t1",
    }  # fmt: skip
    assert messages(ann.client) == ["Welcome.", "Tea or coffee?"]


def test_different_fields_merge(ann: Person, ben: Person) -> None:
    assert patch(ann, say("Welcome.", 1), tab="a").status_code == 200
    assert patch(ben, say("Juice?", 1, path=SECOND), tab="b").status_code == 200
    assert messages(ann.client) == ["Welcome.", "Juice?"]


def test_the_same_text_twice_is_a_conflict_shown_with_both(ann: Person, ben: Person) -> None:
    patch(ann, say("Welcome.", 1), tab="a")
    answer = patch(ben, say("Juice?", 1, path=SECOND), say("Come in.", 1), tab="b")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == "conflict"
    assert body["conflicts"] == [
        {
            "index": 1, "part": "flow:main", "path": FIRST, "yours": "Come in.", "theirs": "Welcome.",
            "revision": 2, "actor": "ann@ours.example",
        }
    ]  # fmt: skip
    assert messages(ann.client) == ["Welcome.", "Tea or coffee?"], "nothing of the refused request is applied"
    assert Operation.unscoped.filter(revision__gt=2).count() == 0


def test_the_same_text_by_both_is_no_conflict(ann: Person, ben: Person) -> None:
    patch(ann, say("Welcome.", 1), tab="a")
    assert patch(ben, say("Welcome.", 1), tab="b").status_code == 200


def test_ones_own_tab_goes_on_over_its_own_changes_but_a_second_tab_conflicts(ann: Person) -> None:
    patch(ann, say("one", 1), tab="a")
    assert patch(ann, say("two", 1), tab="a").status_code == 200
    assert patch(ann, say("three", 1), tab="b").status_code == 409
    assert patch(ann, say("four", 1)).status_code == 409, "a caller that names no tab may be anybody"


def test_a_change_inside_of_what_somebody_removed_is_a_conflict(ann: Person, ben: Person) -> None:
    gone = {"op": "remove", "part": "flow:main", "path": "/nodes/n1/steps/s1", "base": 1}
    assert patch(ann, gone, tab="a").status_code == 200
    answer = patch(ben, say("Come in.", 1), tab="b")
    assert answer.status_code == 409
    assert answer.json()["conflicts"][0]["theirs"] is None


def test_with_the_newest_base_the_last_word_stands(ann: Person, ben: Person) -> None:
    patch(ann, say("Welcome.", 1), tab="a")
    assert patch(ben, say("Come in.", 2), tab="b").status_code == 200
    assert messages(ben.client)[0] == "Come in."


def test_parts_are_added_moved_and_removed(ann: Person) -> None:
    bye = {"name": "bye", "examples": {"en": ["bye"]}}
    add = {"op": "add", "part": "intent:bye", "path": "", "value": bye, "base": 1}
    assert patch(ann, add).status_code == 200
    first = {"op": "move", "part": "intent:bye", "path": "", "value": {"index": 0}, "base": 2}
    assert patch(ann, first).status_code == 200
    names = [intent["name"] for intent in ann.client.get(DRAFT).json()["intents"]]
    assert names == ["bye", "greet", "order"]
    assert patch(ann, {"op": "remove", "part": "intent:bye", "path": "", "base": 3}).status_code == 200
    assert ann.client.get("/api/v1/bots/tea/intents/bye/").status_code == 404


@pytest.mark.parametrize(
    ("operations", "pointer"),
    [
        ({"op": "set"}, ""),
        ([], ""),
        (["x"], "/0"),
        ([{"op": "set", "part": "flow:main", "path": "/title", "value": "x", "mine": 1}], "/0/mine"),
        ([{"op": "set", "part": "flow:main", "path": "/title", "value": "x", "base": True}], "/0/base"),
        ([{"op": "set", "part": "flow:none", "path": "/title", "value": "x"}], "/0"),
        ([{"op": "paint", "part": "flow:main", "path": "/title", "value": "x"}], "/0"),
        ([{"part": ["flow"], "path": 7}], "/0"),
        ([{"op": "set", "part": "flow:main", "path": "/title", "value": 7}], "/flows/0/title"),
        ([{"op": "set", "part": "flow:main", "path": "/nodes/n1/steps/s1/type", "value": 5}],
         "/flows/0/nodes/0/steps/0/type"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_a_pointer_and_nothing_is_stored(
    ann: Person, operations: Any, pointer: str
) -> None:
    answer = ann.client.patch(DRAFT, operations, format="json")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["pointer"] == pointer
    assert revision(ann.client) == 1


def test_unfinished_work_is_no_error(ann: Person) -> None:
    assert patch(ann, say("", 1)).status_code == 200


def test_one_bad_operation_stops_all_of_its_request(ann: Person) -> None:
    answer = patch(ann, say("Welcome.", 1), {"op": "set", "part": "flow:main", "path": "/title", "value": 7, "base": 1})
    assert answer.status_code == 422
    assert messages(ann.client)[0] == "Good day."


def test_a_whole_draft_is_replaced_on_top_of_what_was_read(ann: Person) -> None:
    document = {**tea_house(), "name": "Coffee house"}
    answer = ann.client.put(DRAFT, document, format="json", headers={"If-Match": '"1"'})
    assert answer.status_code == 200 and answer["ETag"] == '"2"'
    assert ann.client.get("/api/v1/bots/tea/").json()["name"] == "Coffee house"


def test_a_stale_whole_draft_is_refused_with_both(ann: Person) -> None:
    patch(ann, say("Welcome.", 1))
    mine = {**tea_house(), "name": "Mine"}
    answer = ann.client.put(DRAFT, mine, format="json", headers={"If-Match": '"1"'})
    assert answer.status_code == 412
    body = answer.json()
    assert body["code"] == "precondition-failed" and body["revision"] == 2
    assert body["yours"] == mine
    assert body["current"]["flows"][0]["nodes"][0]["steps"][0]["config"]["message"] == "Welcome."
    assert ann.client.get("/api/v1/bots/tea/").json()["name"] == "Tea house"


def test_a_document_that_does_not_fit_changes_nothing(ann: Person) -> None:
    broken = tea_house()
    broken["flows"][0]["nodes"][0]["steps"][0]["config"] = {"message": 7}
    answer = ann.client.put(DRAFT, broken, format="json")
    assert answer.status_code == 422 and answer.json()["code"] == "invalid-document"
    assert any(p["pointer"].startswith("/flows/0/nodes/0/steps/0/config") for p in answer.json()["problems"])
    assert revision(ann.client) == 1


def test_a_replaced_draft_conflicts_with_older_eyes(ann: Person, ben: Person) -> None:
    document = tea_house()
    document["flows"][0]["title"] = "Other"
    ann.client.put(DRAFT, document, format="json")
    assert patch(ben, say("Come in.", 1), tab="b").status_code == 409
    untouched = {"op": "set", "part": "intent:greet", "path": "/examples/en", "value": ["hey"], "base": 1}
    assert patch(ben, untouched, tab="b").status_code == 200, "parts that stayed the same are still the same"


@pytest.mark.django_db(transaction=True)
def test_examples_make_the_models_stale_and_undo_makes_them_fit_again(ann: Person, bot: Bot) -> None:
    models = model_hashes(load_draft(bot).document)
    note_training(bot, Trained(models=models), wanted=models, revision=1)
    change = {"op": "set", "part": "intent:greet", "path": "/examples/en", "value": ["hey"], "base": 1}

    def trained() -> str:
        return ann.client.get("/api/v1/bots/tea/").json()["trained"]

    assert trained() == "trained"
    patch(ann, say("Welcome.", 1))
    assert trained() == "trained", "texts teach nothing"
    patch(ann, change)
    assert trained() == "stale"
    patch(ann, {**change, "value": ["hi", "hello there"], "base": 3})
    assert trained() == "trained"
