"""The content library over REST: its pieces, and where each of them is said."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

CONTENT = "/api/v1/bots/tea/content/"
DRAFT = "/api/v1/bots/tea/draft/"

pytestmark = pytest.mark.usefixtures("bot")


def test_a_piece_tells_where_it_is_used(api: APIClient) -> None:
    listed = api.get(CONTENT).json()
    assert [body["id"] for body in listed["results"]] == ["welcome"]
    assert listed["usage"] == {"welcome": []}
    said = {
        "op": "set",
        "part": "flow:main",
        "path": "/nodes/n1/steps/s1/config/message",
        "value": {"content": "welcome"},
    }
    assert api.patch(DRAFT, [said], format="json").status_code == 200
    (place,) = api.get(CONTENT).json()["usage"]["welcome"]
    assert (place["flow"], place["node"], place["step"]) == ("main", "n1", "s1")
    assert place["pointer"] == "/flows/0/nodes/0/steps/0/config/message/content"


def test_a_piece_may_have_several_wordings(api: APIClient) -> None:
    body = {
        "id": "bye",
        "message": {"text": {"en": "Bye", "fr": "Salut"}},
        "variations": ["See you"],
        "variants": [{"message": "Good night", "when": {"expression": "hour > 20"}, "channels": ["web"]}],
    }
    added = {"op": "add", "part": "content:bye", "path": "", "value": body}
    assert api.patch(DRAFT, [added], format="json").status_code == 200
    assert api.get(f"{CONTENT}bye/").json() == body
    broken = {**body, "id": "x", "variants": [{"message": "{{ open", "when": {"expression": "1 +"}}]}
    answer = api.patch(DRAFT, [{"op": "add", "part": "content:x", "path": "", "value": broken}], format="json")
    assert answer.status_code == 422
    pointers = {problem["pointer"].partition("/variants/")[2] for problem in answer.json()["problems"]}
    assert pointers == {"0/message", "0/when/expression"}
