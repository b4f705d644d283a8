"""What visitors say and a bot does not take is kept to learn from: by the settings, redacted, and never for long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.adapters import unsure
from flows.engine.events import Said
from flows.models import UnsureUtterance, UserValues, Visitor
from flows.runtime.unsure import keeping_of, redacted, unsure_of

from .bots import bot, listen, put, say

KINDS = ("email", "card", "phone")


def kept(count: int = 1) -> list[UnsureUtterance]:
    """As soon as there are that many; they are written a moment after the turn."""
    for _ in range(100):
        found = list(UnsureUtterance.unscoped.order_by("id"))
        if len(found) >= count:
            return found
        time.sleep(0.05)
    return list(UnsureUtterance.unscoped.order_by("id"))


def greeter(**learning):
    """Says hello and then has nothing to say to anything."""
    flow = {
        "id": "main",
        "title": "Main",
        "kind": "main",
        "start": "n1",
        "nodes": [{"id": "n1", "title": "One", "steps": [{"id": "s1", **say("Hello.")}]}],
        "transitions": [],
    }
    made = bot(say("never"), settings={"learning": learning} if learning else {})
    return {**made, "flows": [flow]}


def test_what_nobody_took_is_kept_with_where_it_was_said(talk):
    visitor = talk(greeter(), user="ann")
    visitor.open()
    visitor.say("do you sell umbrellas")
    (one,) = kept()
    assert (one.text, one.language, one.reason, one.state) == ("do you sell umbrellas", "en", "fallback", "waiting")
    assert (one.version, one.conversation_id, one.bot_id) == (1, visitor.id, visitor.bot.pk)
    assert one.visitor_id == visitor.row.visitor_id is not None
    assert one.expires_at == pytest.approx(one.at + 90 * 24 * 3600)


def test_addresses_and_numbers_do_not_get_as_far_as_the_database(talk):
    visitor = talk(greeter())
    visitor.open()
    visitor.say("mail bo@example.org or call +49 170 1234567, card 4111 1111 1111 1111")
    (one,) = kept()
    assert one.text == "mail <email> or call <phone>, card <card>"


def test_the_settings_say_what_is_taken_out_and_how_long_the_rest_stays(talk):
    visitor = talk(greeter(redact=["phone"], days=2))
    visitor.open()
    visitor.say("mail bo@example.org or call 0170 1234567")
    (one,) = kept()
    assert one.text == "mail bo@example.org or call <phone>"
    assert one.expires_at == pytest.approx(one.at + 2 * 24 * 3600)


def test_nothing_is_kept_where_it_is_off(talk):
    visitor = talk(greeter(keep="off"))
    visitor.open()
    visitor.say("do you sell umbrellas")
    visitor.runtime.stop()
    assert not UnsureUtterance.unscoped.exists()


def test_with_consent_only_what_is_said_after_it_is_kept(talk):
    document = bot(
        listen(),
        put("agreed", "true"),
        listen(),
        say("never"),
        settings={"learning": {"keep": "consent", "consent": "agreed"}},
        variables=[{"name": "agreed", "type": "boolean"}],
    )
    node = document["flows"][0]["nodes"][0]
    document["flows"][0]["nodes"] = [{**node, "steps": node["steps"][:2]}]
    document["flows"][0]["transitions"] = []
    stranger = talk(greeter(keep="consent", consent="agreed"))
    stranger.open()
    stranger.say("nobody asked me whether you may keep this")
    visitor = talk(document)
    visitor.open()
    visitor.say("take this")
    visitor.say("something else entirely")
    visitor.runtime.stop()
    assert [one.text for one in kept()] == ["something else entirely"]


def test_what_is_no_example_is_not_kept(talk):
    visitor = talk(greeter())
    visitor.open()
    for text in ("?!", "123", "x" * 1001, "😀"):
        visitor.say(text)
    visitor.say("a real question")
    assert [one.text for one in kept()] == ["a real question"]


def test_a_tap_and_a_tryout_leave_nothing(talk):
    visitor = talk(greeter(), channel="tryout")
    visitor.open()
    visitor.say("do you sell umbrellas")
    visitor.runtime.stop()
    assert not UnsureUtterance.unscoped.exists()


@pytest.mark.parametrize(("sensitive", "reason"), [(True, None), (False, "fallback")])
def test_what_missed_a_question_is_not_kept_where_it_may_be_a_secret(sensitive, reason):
    keeping = keeping_of({"variables": [{"name": "password", "type": "text", "sensitive": sensitive}]})
    heard = {"intents": [], "answers": [], "in_scope": False}
    said = Said(id="1", at=0.0, seq=1, user={}, bot={}, text="swordfish", payload=None, understanding=heard)
    found = unsure_of(keeping, said, {"by": "no match"}, "en")
    assert (None if found is None else found.reason) == reason


def test_it_goes_with_its_visitor(talk):
    visitor = talk(greeter(), user="ann")
    visitor.open()
    visitor.say("do you sell umbrellas")
    other = talk(visitor.bot, user="ben")
    other.open()
    other.say("do you sell bicycles")
    assert len(kept(2)) == 2
    UserValues.unscoped.filter(visitor__key="user:ann").delete()
    Visitor.unscoped.get(key="user:ann").delete()
    assert [one.text for one in UnsureUtterance.unscoped.all()] == ["do you sell bicycles"]


def test_what_has_expired_is_swept_away(start, publish, talk):
    visitor = talk(greeter())
    visitor.open()
    visitor.say("do you sell umbrellas")
    (one,) = kept()
    UnsureUtterance.unscoped.update(expires_at=time.time() - 1)
    visitor.runtime.stop()
    again = start()
    again.unsure.note([])  # a look at once
    for _ in range(100):
        if not UnsureUtterance.unscoped.filter(pk=one.pk).exists():
            return
        time.sleep(0.05)
    raise AssertionError("it is still there")


def bots(writer) -> set:
    """Their ids as this database has them."""
    return {row[0] for row in writer.rows("SELECT id FROM flows_bot", ())}


def test_of_a_bot_only_the_newest_ones_are_kept(start, talk, monkeypatch):
    visitor = talk(greeter())
    visitor.open()
    for text in ("do you sell umbrellas", "and bicycles", "or lamps"):
        visitor.say(text)
    visitor.runtime.stop()
    monkeypatch.setattr(unsure, "MOST_OF_BOT", 2)
    swept = start().store.transact(lambda writer: unsure._sweep(writer, bots(writer), time.time()))
    assert swept.result(10) == 1
    assert [one.text for one in kept(2)] == ["and bicycles", "or lamps"]


def test_what_was_not_written_yet_is_written_at_the_end(talk):
    visitor = talk(greeter())
    visitor.open()
    visitor.say("do you sell umbrellas")
    visitor.runtime.stop()
    assert UnsureUtterance.unscoped.count() == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write to first.last+tag@mail.example.co.uk now", "write to <email> now"),
        ("jörg@müller.de", "<email>"),
        ("4111-1111-1111-1111", "<card>"),
        ("my card is 378282246310005.", "my card is <card>."),
        ("call (0)30 / 123 45 67", "call <phone>"),
        ("00 33 1 23 45 67 89 please", "<phone> please"),
        ("a table for 4 at 19:30", "a table for 4 at 19:30"),
        ("order 12345", "order 12345"),
        ("on 12/05/2026 at 8", "on 12/05/2026 at 8"),
        ("since 2026-05-12", "since 2026-05-12"),
        ("room 101, 2 nights", "room 101, 2 nights"),
    ],
)
def test_what_names_somebody_is_taken_out(text: str, left: str) -> None:
    assert redacted(text, KINDS) == left


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.integers(10**12, 10**15))
def test_no_card_number_survives(before: str, after: str, number: int) -> None:
    assert str(number) not in redacted(f"{before} {number} {after}", KINDS)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_taking_out_twice_changes_nothing(text: str) -> None:
    once = redacted(text, KINDS)
    assert redacted(once, KINDS) == once
