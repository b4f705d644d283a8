"""Records of a bot's tables, and problems at its steps, over REST."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from flows.models import Bot, NodeProblem, TableRow

TABLE = {
    "name": "orders",
    "title": "Orders",
    "columns": [{"name": "item", "type": "text", "required": True}, {"name": "count", "type": "number"}],
}


@pytest.fixture
def tea(bot: Bot, api: APIClient) -> Bot:
    """The tea house with a table in its draft."""
    made = api.patch(
        "/api/v1/bots/tea/draft/", [{"op": "add", "part": "table:orders", "path": "", "value": TABLE}], format="json"
    )
    assert made.status_code == 200, made.content
    return bot


def rows(api: APIClient, where: str = "/api/v1/bots/tea/tables/orders/rows/") -> dict[str, Any]:
    answer: dict[str, Any] = api.get(where).json()
    return answer


def test_a_table_is_a_part_of_the_draft(tea: Bot, api: APIClient) -> None:
    assert api.get("/api/v1/bots/tea/tables/").json()["results"] == [TABLE]
    assert api.get("/api/v1/bots/tea/draft/").json()["tables"] == [TABLE]
    change = {"op": "set", "part": "table:orders", "path": "/columns/count/type", "value": "text"}
    assert api.patch("/api/v1/bots/tea/draft/", [change], format="json").status_code == 200
    assert api.get("/api/v1/bots/tea/tables/orders/").json()["columns"][1]["type"] == "text"
    twice = {"op": "add", "part": "table:orders", "path": "/columns/-", "value": {"name": "item"}}
    answer = api.patch("/api/v1/bots/tea/draft/", [twice], format="json")
    assert answer.status_code == 422, answer.content


def test_records_are_added_listed_and_removed(tea: Bot, api: APIClient) -> None:
    where = "/api/v1/bots/tea/tables/orders/rows/"
    made = api.post(where, {"values": {"item": "tea", "count": "3"}}, format="json")
    assert (made.status_code, made.json()["values"]) == (201, {"item": "tea", "count": 3})
    for number in range(4):
        api.post(where, {"values": {"item": f"cup {number}"}}, format="json")
    page = rows(api, where + "?limit=3")
    assert [one["values"]["item"] for one in page["results"]] == ["tea", "cup 0", "cup 1"]
    assert [one["values"]["item"] for one in rows(api, page["next"])["results"]] == ["cup 2", "cup 3"]
    assert api.delete(f"{where}{made.json()['id']}/").status_code == 204
    assert api.delete(f"{where}{made.json()['id']}/").status_code == 404
    assert len(rows(api)["results"]) == 4


@pytest.mark.parametrize(
    "values", [{}, {"item": ""}, {"item": "x", "count": "many"}, {"item": "x", "colour": "red"}, {"item": {"a": 1}}]
)
def test_what_does_not_fit_the_columns_is_refused(tea: Bot, api: APIClient, values: dict[str, Any]) -> None:
    answer = api.post("/api/v1/bots/tea/tables/orders/rows/", {"values": values}, format="json")
    assert answer.status_code == 422 and answer.json()["problems"]
    assert TableRow.unscoped.count() == 0


def test_there_are_no_records_without_a_table(tea: Bot, api: APIClient) -> None:
    for answer in (
        api.get("/api/v1/bots/tea/tables/nothing/rows/"),
        api.post("/api/v1/bots/tea/tables/nothing/rows/", {"values": {}}, format="json"),
        api.delete("/api/v1/bots/tea/tables/nothing/rows/1/"),
    ):
        assert answer.status_code == 404


def test_problems_are_listed_and_marked_as_read(bot: Bot, api: APIClient) -> None:
    for number in range(3):
        NodeProblem.unscoped.create(
            workspace=bot.workspace, bot=bot, key=str(number), flow="main", node="n1", step="s1", code=f"c{number}",
            first_at=0, last_at=number,
        )  # fmt: skip
    where = "/api/v1/bots/tea/problems/"
    found = api.get(where).json()["results"]
    assert [one["code"] for one in found] == ["c2", "c1", "c0"]
    assert api.post(where + "read/", {"ids": [found[0]["id"]]}, format="json").json() == {"read": 1}
    assert [one["code"] for one in api.get(where + "?unread=true").json()["results"]] == ["c1", "c0"]
    assert api.post(where + "read/", {}, format="json").json() == {"read": 2}
    assert api.get(where + "?unread=true").json()["results"] == []
    assert all(one["read"] for one in api.get(where).json()["results"])
