"""The chat over REST and the Rasa-compatible webhook, on a real server."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest

from tests.runtime.bots import buttons, caller, counter
from tests.runtime.outside import outside

from .live import LiveServer


@pytest.fixture(scope="module")
def other():
    with outside() as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory, other):
    folder = tmp_path_factory.mktemp("rest")
    bots = {
        "counter": {**counter(), "settings": {"identity": "signed"}},
        "open": {**counter(scope="user"), "settings": {"identity": "open"}},
        "signed": counter(scope="user"),
        "buttons": buttons(),
        "caller": caller(f"{other.url}/gated"),
    }
    live = LiveServer(folder, bots, BOTBUILDER_INTERNAL_HOSTS="127.0.0.1").start()
    yield live
    live.stop()
    assert "Traceback" not in live.log()


def request(server, method, path, body=None, token=None):
    """Status and JSON of the answer."""
    data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    asked = urllib.request.Request(server.http + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=40) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


class Rest:
    def __init__(self, server, slug, **opening):
        self.server, self.path = server, f"/api/v1/chat/{slug}/conversations/"
        self.status, self.opened = request(server, "POST", self.path, opening)
        self.token = self.opened.get("token")

    def post(self, body, token=None):
        path = f"{self.path}{self.opened['conversation']}/messages/"
        return request(self.server, "POST", path, body, token or self.token)

    def say(self, text, id):
        status, answer = self.post({"id": id, "text": text})
        assert status == 200, answer
        return [one["content"]["text"] for one in answer["messages"]]

    def after(self, seq):
        path = f"{self.path}{self.opened['conversation']}/messages/?after={seq}"
        return request(self.server, "GET", path, token=self.token)


def test_a_conversation(server):
    visitor = Rest(server, "buttons")
    assert visitor.status == 201
    assert [one["content"]["text"] for one in visitor.opened["messages"]] == ["Go on?"]
    status, answer = visitor.post({"id": "a", "payload": {"option": "y", "seq": 1}})
    assert status == 200
    assert (answer["last_seq"], answer["duplicate"], answer["pending"]) == (3, False, False)
    assert [(one["seq"], one["from"]) for one in answer["messages"]] == [(3, "bot")]
    _, said = visitor.after(0)
    assert [(one["seq"], one["from"]) for one in said["messages"]] == [(1, "bot"), (2, "user"), (3, "bot")]
    _, said = visitor.after(2)
    assert [one["seq"] for one in said["messages"]] == [3]


def test_the_same_opening_and_the_same_message_twice(server):
    one, two = Rest(server, "counter", id="twice"), Rest(server, "counter", id="twice")
    assert one.opened["conversation"] == two.opened["conversation"]
    assert one.say("hi", "a") == ["1"]
    status, again = two.post({"id": "a", "text": "hi"})
    assert (status, again["duplicate"]) == (200, True)
    assert [message["content"]["text"] for message in again["messages"]] == ["1"]
    assert two.say("hi", "b") == ["2"]


def test_a_duplicate_waits_for_the_same_outcome(server, other):
    other.gate.clear()
    visitor = Rest(server, "caller")
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(visitor.say, "hi", "a") for _ in range(2)]
        time.sleep(0.5)
        assert not any(one.done() for one in both)
        other.gate.set()
        assert [one.result(20) for one in both] == [["got fine for hi"]] * 2


def test_a_slow_answer_is_pending_after_twenty_seconds_and_can_be_fetched_later(server, other):
    other.gate.clear()
    slow = Rest(server, "caller")
    # The call's own limit (15 s) is shorter than the patience of REST (20 s): the answer is that it failed.
    status, answer = slow.post({"id": "a", "text": "hi"})
    other.gate.set()
    assert (status, answer["pending"]) == (200, False)
    assert "timeout" in answer["messages"][0]["content"]["text"]


@pytest.mark.parametrize("slug", ["nobody", "unpublished"])
def test_a_bot_that_is_not_there_is_404(server, slug):
    visitor = Rest(server, slug)
    assert (visitor.status, visitor.opened["code"]) == (404, "not-found")
    assert visitor.opened["status"] == 404


def test_only_the_conversations_own_token_opens_it(server):
    mine, yours = Rest(server, "counter"), Rest(server, "counter")
    assert yours.post({"id": "a", "text": "hi"}, token=mine.token)[0] == 401
    assert request(server, "GET", f"{yours.path}{yours.opened['conversation']}/messages/")[0] == 401
    foreign = f"/api/v1/chat/buttons/conversations/{yours.opened['conversation']}/messages/"
    assert request(server, "GET", foreign, token=yours.token)[0] == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "bad-json"),
        (b'{"id":"a","id":"b","text":"x"}', 400, "bad-json"),
        (b'{"id":"a","text":"\\ud800"}', 400, "bad-json"),
        (b'{"id":"a","text":"\\u0000"}', 400, "bad-json"),
        (b'{"id":"a","text":' + b"[" * 5000 + b"]" * 5000 + b"}", 400, "bad-json"),
        (b'{"id":"a","text":"' + b"x" * 17_000 + b'"}', 413, "too-large"),
        (b'{"id":"a"}', 400, "bad-message"),
        (b'{"text":"x"}', 400, "bad-id"),
        (b'{"id":"a","text":5}', 400, "bad-message"),
    ],
)
def test_bad_bodies(server, body, status, code):
    visitor = Rest(server, "counter")
    answer = visitor.post(body)
    assert (answer[0], answer[1]["code"]) == (status, code)
    assert visitor.say("hi", "next") == ["1"]


def test_a_visitor_is_believed_where_the_bot_says_so(server):
    assert Rest(server, "open", user="ann").say("hi", "a") == ["1"]
    assert Rest(server, "open", user="ann").say("hi", "a") == ["2"]
    assert Rest(server, "signed", user="ann").say("hi", "a") == ["1"]
    assert Rest(server, "signed", user="ann").say("hi", "a") == ["1"]


def test_a_signature_must_be_right(server):
    forged = jwt.encode({"sub": "ann", "exp": time.time() + 60}, "k" * 32, algorithm="HS256")
    visitor = Rest(server, "signed", user_jwt=forged)
    assert (visitor.status, visitor.opened["code"]) == (403, "bad-identity")


def test_the_webhook_of_rasa(server):
    path = "/webhooks/counter/rest/webhook"
    status, answer = request(server, "POST", path, {"sender": "bob", "message": "hi"})
    assert (status, answer) == (200, [{"recipient_id": "bob", "text": "1"}])
    assert request(server, "POST", path, {"sender": "bob", "message": "hi"})[1][0]["text"] == "2"
    assert request(server, "POST", path, {"sender": "eve", "message": "hi"})[1][0]["text"] == "1"
    assert request(server, "POST", "/webhooks/buttons/rest/webhook", {"sender": "bob", "message": "hi"})[0] == 401


def test_a_page_of_another_origin_may_read_the_answers(server):
    asked = urllib.request.Request(server.http + "/api/v1/chat/counter/conversations/", method="OPTIONS")
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 204
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
