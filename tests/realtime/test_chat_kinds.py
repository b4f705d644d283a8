"""Every kind of question answered over REST as the web chat does it, and files of visitors with bad intentions."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from tests.runtime.every_kind import PNG, every_kind

from .live import LiveServer


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    live = LiveServer(folder, {"kinds": every_kind(), "asks": every_kind(questions_only=True)}).start()
    yield live
    live.stop()
    assert "Traceback" not in live.log()


class Chat:
    def __init__(self, server, slug):
        self.server, self.count = server, 0
        self.base = f"/api/v1/chat/{slug}/conversations/"
        _, opened = self.request(self.base, json.dumps({}).encode())
        self.token, self.messages, self.conversation = opened["token"], opened["messages"], opened["conversation"]

    def request(self, path, data=None, token=None, **headers):
        asked = urllib.request.Request(self.server.http + path, data, headers)
        if token:
            asked.add_header("authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                body = answer.read()
                self.headers = answer.headers
                return answer.status, json.loads(body) if "json" in answer.headers["content-type"] else body
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    @property
    def asked(self):
        return self.messages[-1]["content"]

    def send(self, **body):
        """Posts a message; the text of what the bot says last."""
        self.count += 1
        path = f"{self.base}{self.conversation}/messages/"
        status, answer = self.request(path, json.dumps({"id": f"m{self.count}", **body}).encode(), self.token)
        assert status == 200, answer
        self.messages += answer["messages"]
        return self.asked["text"]

    def answer(self, **payload):
        return self.send(payload={**payload, "seq": self.messages[-1]["seq"]})

    def upload(self, content, name="photo.png", token=None, **headers):
        path = f"{self.base}{self.conversation}/files/?name={quote(name)}"
        return self.request(
            path, content, token or self.token, **{"content-type": "application/octet-stream", **headers}
        )


@pytest.fixture
def chat(server):
    return Chat(server, "asks")


def test_every_message_is_said_in_its_own_kind(server):
    contents = [one["content"] for one in Chat(server, "kinds").messages]
    kinds = [one["type"] for one in contents]
    assert kinds == ["text", "image", "video", "audio", "file", "card", "carousel", "location", "choice", "choice"]
    assert contents[-2]["style"] == "quick" and contents[-1]["style"] == "dropdown"
    assert contents[-1]["delay"] == 500, "the bot types before it"


def test_a_whole_dialogue_of_controls(chat):
    assert chat.asked["style"] == "dropdown"
    assert chat.answer(option="be") == "Which languages?"
    assert chat.asked["multiple"] is True
    assert chat.answer(options=["en", "de"]) == "What shall be on it?"
    assert chat.answer(options=["o", "h", "m"]) == "What shall be on it?", "two at most"
    assert chat.answer(options=["m", "o"]) == "How was it?"
    assert [one["value"] for one in chat.asked["options"]] == [1, 2, 3, 4, 5]
    assert chat.answer(option="4") == "And the service?"
    assert chat.answer(option="2") == "Would you tell a friend?"
    assert chat.answer(option="10") == "Which day?"
    assert (chat.asked["type"], chat.asked["what"], chat.asked["min"]) == ("request", "date", "2026-01-01")
    assert chat.answer(value="2026-12-24") == "And when?"
    assert chat.answer(value="2026-12-24T18:30") == "A photo, please."
    _, kept = chat.upload(PNG)
    assert chat.answer(files=[kept["token"]]) == "Your e-mail?"
    said = chat.send(text="ada@example.org")
    assert (
        said
        == "Belgium; English+German; Olives+Mushrooms; 4 2 10; 2026-12-24; 2026-12-24T18:30; photo.png; ada@example.org"
    )


def test_the_visitors_own_messages_have_words(chat):
    chat.answer(option="be")
    chat.answer(options=["en", "de"])
    path = f"{chat.base}{chat.conversation}/messages/?after=0"
    _, said = chat.request(path, token=chat.token)
    own = [one["content"]["text"] for one in said["messages"] if one["from"] == "user"]
    assert own == ["Belgium", "English, German"]


def test_a_file_comes_back_as_a_download_and_nothing_else(chat):
    status, kept = chat.upload(PNG, "../../etc/pass\u202ewd .png")
    assert status == 201
    assert (kept["file"]["name"], kept["file"]["mime"], kept["file"]["size"]) == ("passwd .png", "image/png", len(PNG))
    status, body = chat.request(kept["file"]["url"])
    assert (status, body) == (200, PNG)
    assert chat.headers["content-type"] == "image/png"
    assert chat.headers["content-disposition"].startswith("attachment;")
    assert chat.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in chat.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "photo.png"),
        (b"  <svg onload=alert(1)>", "drawing.svg"),
        (b"MZ\x90\x00\x03", "setup.exe"),
        (b"\x7fELF\x02", "photo.jpg"),
        (b"#!/bin/sh\x00rm", "photo.txt"),
        (b"", "empty.png"),
    ],
)
def test_what_browsers_or_machines_would_run_is_not_kept(chat, content, name):
    status, problem = chat.upload(content, name)
    assert (status, problem["code"]) == (415, "file-type")


def test_a_page_that_calls_itself_a_text_stays_a_text(chat):
    status, kept = chat.upload(b"hello <script>alert(1)</script>", "page.html")
    assert status == 201 and kept["file"]["mime"] == "text/plain" and kept["file"]["url"].endswith(".txt")


@pytest.mark.parametrize(
    "name", ["", "...", "/", "a" * 500 + ".png", "\u0000\r\nX-Evil: 1.png", "photo.png\u2028.html"]
)
def test_hostile_names_become_plain_ones(chat, name):
    status, kept = chat.upload(PNG, name)
    shown = kept["file"]["name"]
    assert status == 201
    assert 0 < len(shown) <= 120 and shown.isprintable() and "/" not in shown
    assert chat.request(kept["file"]["url"])[0] == 200


def test_too_large_is_refused(chat):
    status, problem = chat.upload(PNG + b"\0" * (10 * 1024 * 1024))
    assert (status, problem["code"]) == (413, "too-large")


def test_only_the_visitor_may_send_files(server, chat):
    stranger = Chat(server, "asks")
    assert chat.upload(PNG, token=stranger.token)[0] == 401
    assert chat.request(f"{chat.base}{chat.conversation}/files/?name=a.png", PNG)[0] == 401


def test_a_token_that_we_did_not_make_is_no_file(chat):
    _, kept = chat.upload(PNG)
    for token in ("", "nonsense", kept["token"][:-4] + "AAAA", kept["token"] + "x"):
        path = f"{chat.base}{chat.conversation}/messages/"
        body = json.dumps({"id": f"x{len(token)}", "payload": {"files": [token]}}).encode()
        status, problem = chat.request(path, body, chat.token)
        assert (status, problem["code"]) == (400, "bad-message")


@pytest.mark.parametrize("path", ["0" * 32 + "/" + "0" * 32 + ".png", "..%2f..%2fx/a.png", "0" * 32 + "/a.html"])
def test_there_is_no_other_file_to_find(chat, path):
    assert chat.request(f"/api/v1/chat/uploads/{path}")[0] == 404
