"""What an operator and a newcomer meet: `manage.py up` in an empty folder, and again."""

import json
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.e2e.server import Server, children

SECOND_START = 5.0  # seconds to /readyz that the product promises; printed, not asserted (machines are noisy)


def post(server: Server, path: str, body: dict[str, Any], token: str = "") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(server.address + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def texts(answer: dict[str, Any]) -> list[str]:
    return [message["content"].get("text", "") for message in answer["messages"] if message["from"] == "bot"]


class Visitor:
    """Somebody who chats over REST."""

    def __init__(self, server: Server, language: str = "en") -> None:
        self.server = server
        opened = post(server, "/api/v1/chat/pizza/conversations/", {"language": language})
        self.conversation, self.token = opened["conversation"], opened["token"]
        self.said = 0

    def says(self, text: str) -> list[str]:
        self.said += 1
        path = f"/api/v1/chat/pizza/conversations/{self.conversation}/messages/"
        return texts(post(self.server, path, {"id": f"m{self.said}", "text": text}, self.token))


def test_an_order_in_one_go_is_confirmed_at_once(server: Server) -> None:
    replies = Visitor(server).says("I want to order a large pepperoni pizza")
    assert not any("?" in reply for reply in replies)
    assert any("large pepperoni" in reply and "30 minutes" in reply for reply in replies)


def test_what_is_missing_is_asked_and_a_question_in_between_is_answered(server: Server) -> None:
    visitor = Visitor(server)
    assert visitor.says("I want to order a pizza") == ["What size would you like?"]
    opening, again = visitor.says("when are you open?")
    assert "11 in the morning" in opening
    assert again == "What size would you like?"
    assert visitor.says("large") == ["Which pizza would you like?"]
    assert any("large pepperoni" in reply and "30 minutes" in reply for reply in visitor.says("pepperoni"))


def test_nonsense_gets_help_and_hello_a_greeting(server: Server) -> None:
    visitor = Visitor(server)
    assert any("order" in reply for reply in visitor.says("qwrtz blorp fnord"))
    assert any(reply.startswith("Hello!") for reply in visitor.says("Hello"))


def test_the_demo_speaks_french(server: Server) -> None:
    replies = Visitor(server, "fr").says("je veux commander une grande pizza pepperoni")
    assert any("grande pizza pepperoni" in reply and "30 minutes" in reply for reply in replies)


def test_the_same_dialogue_in_the_terminal(server: Server) -> None:
    lines = "I want to order a pizza\nlarge\npepperoni\n"
    done = server.manage("talk", "pizza", "--json", text=lines)
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(turns) == 3
    assert "What size would you like?" in json.dumps(turns[0])
    assert "30 minutes" in json.dumps(turns[2])


def test_a_client_built_for_rasa_talks_to_the_demo(server: Server) -> None:
    path = "/webhooks/pizza/rest/webhook"
    first = post(server, path, {"sender": "ann", "message": "I want to order a pizza"})
    assert [message["recipient_id"] for message in first] == ["ann"] * len(first)
    asked = next(message for message in first if message.get("text") == "What size would you like?")
    assert [button["title"] for button in asked["buttons"]] == ["Small", "Medium", "Large"]
    last = post(server, path, {"sender": "ann", "message": "a large pepperoni"})
    assert any("large pepperoni" in message.get("text", "") for message in last)


@pytest.mark.parametrize("bot", ["welcome-bot", "small-talk"])
def test_a_botpress_bot_is_imported_published_and_served_at_once(server: Server, shared: Path, bot: str) -> None:
    source = shared / "peer-bots" / "botpress" / bot
    done = server.manage("import_bot", str(source), "--publish", "--json")
    assert done.returncode == 0, done.stderr
    slug = json.loads(done.stdout)["bot"]
    opened = post(server, f"/api/v1/chat/{slug}/conversations/", {})
    path = f"/api/v1/chat/{slug}/conversations/{opened['conversation']}/messages/"
    answer = post(server, path, {"id": "1", "text": "hello"}, opened["token"])
    assert texts(opened) + texts(answer)


def wait_for_workers(server: Server) -> list[psutil.Process]:
    """Both Celery workers, which start once the server answers."""
    assert server.process is not None
    deadline = time.monotonic() + 30
    while len(pids := children(server.process.pid)) < 2:
        assert time.monotonic() < deadline, "no workers"
        time.sleep(0.1)
    return [psutil.Process(pid) for pid in pids]


def test_a_second_start_keeps_what_there_was_and_sigterm_ends_cleanly(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    visitor = Visitor(server)
    visitor.says("I want to order a pizza")
    wait_for_workers(server)
    assert server.stop() == 0
    began = time.monotonic()
    server.start()
    print(f"second start: {time.monotonic() - began:.1f} s to /readyz (promised: {SECOND_START} s)")
    assert visitor.says("large") == ["Which pizza would you like?"]
    assert server.stop() == 0


def test_workers_do_not_outlive_a_killed_server(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    workers = wait_for_workers(server)
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    _, alive = psutil.wait_procs(workers, timeout=30)
    assert alive == []
