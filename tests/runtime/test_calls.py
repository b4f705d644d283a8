"""Calls to the outside: made once where once matters, never holding anybody else up, never telling a secret."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.adapters.secrets import encrypt
from flows.models import Call, Event, Message, Secret
from flows.runtime.session import read_trace

from .bots import bot, call, caller, counter, listen, say, to

pytestmark = pytest.mark.usefixtures("local_hosts")


def test_the_reply_of_an_api_comes_back_into_the_conversation(talk, other):
    visitor = talk(caller(f"{other.url}/hello"))
    assert visitor.say("you") == ["got fine for you"]
    assert Call.unscoped.count() == 0
    returned = read_trace(bytes(Event.unscoped.get(conversation=visitor.id, kind="call").trace))
    assert returned["calls"][0]["outcome"] == 200 and 0 < returned["calls"][0]["took"] < 10


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("error", "status 500"),
        ("garbage", "unreadable_body"),
        ("large", "too_large"),
        ("bomb", "too_large"),
        ("loop", "too_many_redirects"),
        ("inside", "forbidden_address"),
        ("cut", "connection_lost"),
    ],
)
def test_a_bad_answer_leaves_by_failed(talk, other, path, reason):
    assert reason in talk(caller(f"{other.url}/{path}")).say("you")[0]


@pytest.mark.parametrize("path", ["hang", "drip"])
def test_a_slow_answer_ends_by_its_deadline(talk, other, path):
    started = time.monotonic()
    assert "timeout" in talk(caller(f"{other.url}/{path}", timeout=1)).say("you")[0]
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.2/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706434/",
        "http://0x7f000002/",
        "http://[64:ff9b::7f00:1]/",
        "http://100.64.0.1/",
    ],
)
def test_addresses_that_are_not_public_are_refused(talk, url):
    assert "forbidden_address" in talk(caller(url)).say("you")[0]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x/", "not an address"])
def test_only_http_is_called(talk, url):
    assert "bad_url" in talk(caller(url)).say("you")[0]


def test_a_hanging_api_holds_up_nobody_else(talk, other):
    other.gate.clear()
    slow, fast = talk(caller(f"{other.url}/gated")), talk(counter())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(slow.say, "you")
        assert [fast.say("hi") for _ in range(10)] == [[str(number)] for number in range(1, 11)]
        assert not waiting.done()
        other.gate.set()
        assert waiting.result(10) == ["got fine for you"]


def test_messages_during_a_call_are_acknowledged_and_run_in_order_after_it(talk, other):
    other.gate.clear()
    visitor = talk(caller(f"{other.url}/gated"))
    first = visitor.send("one", wait=0.3)
    assert first.pending
    second, third = visitor.send("two", wait=0.1), visitor.send("three", wait=0.1)
    assert (first.seq, second.seq, third.seq) == (1, 2, 3)
    other.gate.set()
    assert visitor.say("two", id="m2") == ["got fine for two"]
    assert visitor.say("three", id="m3") == ["got fine for three"]
    said = [text for _, author, text in visitor.transcript() if author == "bot"]
    assert said == ["got fine for one", "got fine for two", "got fine for three"]
    assert [seq for seq, _, _ in visitor.transcript()] == list(range(1, 7))


def test_no_more_than_twenty_messages_are_held(talk, other):
    from flows.runtime.ports import Refused

    other.gate.clear()
    visitor = talk(caller(f"{other.url}/gated"))
    visitor.send("first", wait=0.1)
    for _ in range(20):
        visitor.send("more", wait=0)
    with pytest.raises(Refused) as refused:
        visitor.send("too much", wait=0)
    assert refused.value.code == "too-many-held"


def test_a_secret_is_sent_and_stored_nowhere(talk, workspace, other):
    Secret.unscoped.create(workspace=workspace, name="key", ciphertext=encrypt('s3c"ret'))
    document = bot(
        listen(),
        call(
            "POST",
            f"{other.url}/x",
            headers={"authorization": "Bearer {{ secret.key }}"},
            body={"key": "{{ secret.key }}"},
        ),
        say("ok"),
        transitions=(to("s2", "failed"),),
    )
    assert talk(document).say("go") == ["ok"]
    assert other.seen[0]["headers"]["authorization"] == 'Bearer s3c"ret'
    assert other.seen[0]["body"] == b'{"key":"s3c\\"ret"}'
    stored = [*Event.unscoped.values_list("body", "trace"), *Message.unscoped.values_list("content")]
    assert "s3c" not in str(stored)


def test_a_secret_does_not_follow_a_redirect_to_another_origin(talk, workspace, other):
    Secret.unscoped.create(workspace=workspace, name="key", ciphertext=encrypt("s3cret"))
    document = bot(
        listen(),
        call("GET", f"{other.url}/away", headers={"x-key": "{{ secret.key }}"}),
        say("ok"),
        transitions=(to("s2", "failed"),),
    )
    assert talk(document).say("go") == ["ok"]
    assert [one["headers"].get("x-key") for one in other.seen] == ["s3cret", None]


def _left_by_a_dead_process(visitor, method, url):
    """A call that a process had started when it was killed."""
    request = json.dumps({"method": method, "url": [{"text": url}], "headers": {}, "body": None})
    row = Call.unscoped.get(conversation=visitor.id)
    now = time.time()
    visitor.runtime.store.transact(
        lambda writer: writer.run(
            "UPDATE flows_call SET request = ?, state = 'started', fence = fence + 1, leased_until = ?, deadline = ? "
            "WHERE id = ?",
            (request, now - 1, now + 15, row.pk),
        )
    ).result()
    visitor.runtime.calls.wake()


@pytest.mark.parametrize(("method", "said"), [("GET", "got fine for you"), ("POST", "failed: unknown_outcome")])
def test_after_a_crash_only_what_may_be_repeated_is_repeated(talk, other, method, said):
    other.gate.clear()
    visitor = talk(caller(f"{other.url}/gated", method))
    assert visitor.send("you", wait=0.3).pending
    _left_by_a_dead_process(visitor, method, f"{other.url}/again")
    assert said in visitor.say("you", id="m1")[0]
    assert [one["path"] for one in other.seen].count("/again") == (1 if method == "GET" else 0)
    # The result of the first attempt comes late, with a fence that has passed: it changes nothing.
    before = visitor.transcript()
    other.gate.set()
    time.sleep(0.3)
    assert visitor.transcript() == before


def test_a_post_whose_answer_was_lost_is_not_sent_again(talk, other):
    assert "unknown_outcome" in talk(caller(f"{other.url}/cut", "POST")).say("you")[0]
    assert len(other.seen) == 1


def test_every_attempt_carries_the_same_key(talk, other):
    talk(caller(f"{other.url}/cut", "POST", idempotent=True)).say("you")
    keys = [one["headers"]["idempotency-key"] for one in other.seen]
    assert len(keys) == 3 and len(set(keys)) == 1


def test_code_is_switched_off_unless_the_operator_allows_it(talk):
    document = bot(
        listen(),
        {"type": "code", "config": {"source": "return {}"}},
        say("ran"),
        {"type": "end", "config": {}},
        transitions=(to("s2", "failed", "n2"),),
    )
    document["flows"][0]["nodes"].append(
        {"id": "n2", "title": "Off", "steps": [{"id": "f1", **say("{{ problem.detail }}")}]}
    )
    assert "switched_off" in talk(document).say("go")[0]
