"""Calling an API in full: trying again, and taking parts of a reply into variables."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from flows.adapters import call_rows, call_runner
from flows.adapters.call_api import ApiCalls
from flows.adapters.call_rows import ClaimedCall

from .bots import bot, call, caller, listen, say, to
from .conftest import Talk
from .outside import outside


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.INTERNAL_HOSTS = ["127.0.0.1"]


@pytest.fixture
def other():
    with outside() as server:
        yield server


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_busy_service_is_asked_again_with_growing_pauses(talk, other, method):
    started = time.monotonic()
    assert talk(caller(f"{other.url}/later", method)).say("you") == ["got fine for you"]
    assert time.monotonic() - started > 0.4 + 0.8
    keys = {one["headers"]["idempotency-key"] for one in other.seen}
    assert len(other.seen) == 3 and len(keys) == 1


def test_as_often_as_the_step_says(talk, other):
    assert "status 503" in talk(caller(f"{other.url}/later", retries=1)).say("you")[0]
    assert len(other.seen) == 2


def test_not_at_all(talk, other):
    assert "status 503" in talk(caller(f"{other.url}/later", retries=0)).say("you")[0]
    assert len(other.seen) == 1


def test_a_post_is_repeated_only_where_that_does_no_harm(talk, other):
    assert "status 503" in talk(caller(f"{other.url}/later", "POST")).say("you")[0]
    assert len(other.seen) == 1
    other.seen.clear()
    assert talk(caller(f"{other.url}/later", "POST", idempotent=True)).say("you") == ["got fine for you"]


def test_the_service_says_when_to_come_back(talk, other):
    other.headers = {"retry-after": "1"}
    started = time.monotonic()
    assert talk(caller(f"{other.url}/later")).say("you") == ["got fine for you"]
    assert time.monotonic() - started > 1.9


def test_no_pause_outlasts_the_time_out(talk, other):
    other.headers = {"retry-after": "3600"}
    started = time.monotonic()
    assert "status 503" in talk(caller(f"{other.url}/later", timeout=5)).say("you")[0]
    assert time.monotonic() - started < 4 and len(other.seen) == 1


async def test_why_it_went_wrong_is_told_even_if_no_time_was_left_to_try_again(other, monkeypatch):
    rest = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda pause: rest(pause + 3))  # a machine that stalls
    calls = ApiCalls(["127.0.0.1"])
    now = time.time()
    for path, port, outcome in (("later", other.server_port, {"status": 503}), ("", 9, {"failed": "unreachable"})):
        request = {"method": "GET", "url": [{"text": f"http://127.0.0.1:{port}/{path}"}]}
        call = ClaimedCall(1, 1, 1, "b", "c", "api", request, "m", 0, time.time() + 3, True, 1, None, now)
        made = (await calls.make(call)).result
        assert {name: made.get(name) for name in outcome} == outcome
    await calls.close()


def test_a_call_longer_than_a_lease_is_not_taken_for_lost(start, publish, other, monkeypatch):
    """Whoever makes it renews its lease: another process, which looks for lost ones, leaves it alone."""
    monkeypatch.setattr(call_rows, "LEASE", 2.0)
    monkeypatch.setattr(call_runner, "RENEWAL", 0.2)
    monkeypatch.setattr(call_runner, "SWEEP", 0.3)
    other.gate.clear()
    visitor = Talk(start(), publish(caller(f"{other.url}/gated", "POST", timeout=60)))
    start()
    visitor.send("you", "m", wait=4.0)
    other.gate.set()
    assert visitor.say("you", id="m") == ["got fine for you"]
    assert len(other.seen) == 1


BODY = {
    "items": [{"name": "tea", "price": 3}, {"name": "milk", "price": 2}],
    "total": 5,
    "a key": {"x.y": True},
}


def mapped(url: str, *pairs: tuple[str, str], text: str = "", **variables: str) -> dict[str, Any]:
    document = bot(
        listen(),
        call("GET", url, map=[{"variable": name, "path": path} for name, path in pairs]),
        say(text),
        transitions=(to("s2", "failed", "n2"),),
        variables=[{"name": name, "type": kind} for name, kind in variables.items()],
    )
    told = {"id": "f1", **say("failed: {{ problem.detail }}")}
    document["flows"][0]["nodes"].append({"id": "n2", "title": "Failed", "steps": [told]})
    return document


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("$.total", "5"),
        ("total", "5"),
        ("$.items[0].name", "tea"),
        ("$.items[-1].price", "2"),
        ("$['a key']['x.y']", "true"),
        ("$.items[*].name", "tea, milk"),
        ("$.items[9].name", ""),
        ("$.total.deeper", ""),
    ],
)
def test_parts_of_the_body_go_into_variables(talk, other, path, shown):
    other.body = BODY
    text = "[{{ v | join: ', ' }}]" if "*" in path else "[{{ v }}]"
    assert talk(mapped(f"{other.url}/json", ("v", path), text=text, v="any")).say("go") == [f"[{shown}]"]


def test_several_at_once_in_their_types(talk, other):
    other.body = BODY
    pairs = (("n", "$.total"), ("name", "$.items[0].name"))
    document = mapped(f"{other.url}/json", *pairs, text="{{ name }} {{ n + 1 }}", n="number", name="text")
    assert talk(document).say("go") == ["tea 6"]


def test_what_does_not_fit_its_variable_leaves_by_failed(talk, other):
    other.body = BODY
    assert talk(mapped(f"{other.url}/json", ("n", "$.items"), n="number")).say("go") == ["failed: type"]
    assert talk(mapped(f"{other.url}/json", ("n", "$.items[?"), n="any")).say("go") == ["failed: bad_path"]
