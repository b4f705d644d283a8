"""E-mails leave through the operator's server: once, as written, and never with a header of a visitor's making."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from flows.adapters.call_email import EmailCalls
from flows.adapters.call_rows import ClaimedCall
from flows.adapters.email import NotSent, parse_smtp_url, read_addresses, write_letter
from flows.models import Call

from .bots import bot, listen, say, to
from .conftest import Talk

LETTER = {"to": "ada@example.org", "subject": "Order of {{ said }}", "body": "Dear Ada,\n.{{ said }}\n"}


class Inbox:
    """Keeps what arrives, or answers as it is told to."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.recipients: list[str] = []
        self.refusals: list[str] = []
        self.hang = 0.0
        self.cut = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        self.recipients += envelope.rcpt_tos
        if self.cut:
            server.transport.abort()
        await asyncio.sleep(self.hang)
        return "250 taken"


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def server(inbox):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, auth_require_tls=False, authenticator=_let_in)
    controller.start()
    yield controller
    controller.stop()


def _let_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"shop", b"p@ss"), handled=False)


@pytest.fixture
def mailing(settings, server, publish, start):
    """`mailing(config)` is a visitor of a bot that answers each message by a letter."""
    port = server.server.sockets[0].getsockname()[1]

    def mailing(url: str = "", **config: Any) -> Talk:
        settings.SMTP_URL = url or f"smtp://127.0.0.1:{port}"
        settings.SMTP_URL = settings.SMTP_URL.replace("PORT", str(port))
        settings.SMTP_FROM = "Shop <shop@example.com>"
        document = bot(
            listen("said"),
            {"type": "send_email", "config": {**LETTER, **config}},
            say("sent"),
            transitions=(to("s2", "failed", "n2"),),
            variables=[{"name": "said", "type": "text"}],
        )
        told = {"id": "f1", **say("failed: {{ problem.detail }}")}
        document["flows"][0]["nodes"].append({"id": "n2", "title": "Failed", "steps": [told]})
        back = {"id": "t9", "node": "n2", "step": None, "output": "next", "target": "n1"}
        document["flows"][0]["transitions"].append(back)
        return Talk(start(), publish(document))

    return mailing


def test_a_letter_arrives_as_it_was_written(mailing, inbox):
    visitor = mailing(to="ada@example.org, bob@example.org", reply_to="help@example.com")
    assert visitor.say("thé vert") == ["sent"]
    (letter,) = inbox.letters
    assert letter["Subject"] == "Order of thé vert"
    assert letter["From"] == "Shop <shop@example.com>" and letter["Reply-To"] == "help@example.com"
    assert letter.get_content().replace("\r\n", "\n") == "Dear Ada,\n.thé vert\n"
    assert inbox.recipients == ["ada@example.org", "bob@example.org"]
    assert Call.unscoped.count() == 0


def test_a_visitor_cannot_add_headers_or_recipients(mailing, inbox):
    visitor = mailing()
    assert visitor.say("x\r\nBcc: eve@example.org\r\n\r\nBuy this") == ["sent"]
    (letter,) = inbox.letters
    assert letter["Bcc"] is None and inbox.recipients == ["ada@example.org"]
    assert "Bcc: eve@example.org" in letter["Subject"]


@pytest.mark.parametrize(
    "to",
    [
        "{{ said }}",
        "a@b\nc@d",
        "",
        "nobody",
        "<a@b.example>",
        "a@b.example;c@d.example",
        ",".join(["a@b.example"] * 11),
    ],
)
def test_only_addresses_are_written_to(mailing, inbox, to):
    assert mailing(to=to).say("not an address") == ["failed: bad_address"]
    assert inbox.letters == []


@pytest.mark.parametrize(("password", "said"), [("p%40ss", "sent"), ("wrong", "failed: sign_in_refused")])
def test_signing_in(mailing, inbox, password, said):
    assert mailing(f"smtp://shop:{password}@127.0.0.1:PORT").say("tea") == [said]
    assert len(inbox.letters) == (said == "sent")


def test_a_server_that_offers_no_encryption_gets_nothing_where_it_is_asked_for(mailing, inbox):
    assert mailing("smtp://127.0.0.1:PORT?security=starttls").say("tea") == ["failed: no_encryption"]
    assert inbox.letters == []


def test_without_a_server_the_step_is_switched_off(mailing, settings, publish):
    from flows.wiring import Runtime

    visitor = mailing()
    settings.SMTP_URL = ""
    own = Runtime()
    own.start()
    try:
        assert Talk(own, visitor.bot).say("tea") == ["failed: switched_off"]
    finally:
        own.stop()


def test_a_passing_refusal_is_tried_again_and_a_lasting_one_is_not(mailing, inbox):
    visitor = mailing()
    inbox.refusals = ["451 come back later"]
    assert visitor.say("tea") == ["sent"]
    inbox.refusals = ["550 no such user"]
    assert visitor.say("tea") == ["failed: refused"]
    assert len(inbox.letters) == 1


def test_a_server_that_is_not_there(mailing):
    assert mailing("smtp://127.0.0.1:9", timeout=30).say("tea") == ["failed: unreachable"]


async def test_why_it_went_wrong_is_told_even_if_no_time_was_left_to_try_again(monkeypatch):
    rest = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda pause: rest(pause + 2))  # a machine that stalls
    server = parse_smtp_url("smtp://127.0.0.1:9", "shop@example.com")
    request = {"to": "ada@example.org", "subject": "Tea", "body": "Dear Ada"}
    now = time.time()
    call = ClaimedCall(1, 1, 1, "b", "c", "email", request, "m", 0, now + 2, False, 1, None, now)
    assert (await EmailCalls(server).make(call)).result == {"failed": "unreachable"}


def test_a_letter_of_which_nobody_knows_is_not_sent_again(mailing, inbox):
    inbox.cut = True
    assert mailing().say("tea") == ["failed: unknown_outcome"]
    assert len(inbox.letters) == 1


def test_a_server_that_never_answers_ends_by_the_time_out(mailing, inbox):
    inbox.hang = 5
    started = time.monotonic()
    assert mailing(timeout=1).say("tea") == ["failed: unknown_outcome"]
    assert time.monotonic() - started < 4 and len(inbox.letters) == 1


def test_after_a_crash_in_the_middle_it_is_not_sent_again(mailing, inbox):
    inbox.hang = 3
    visitor = mailing()
    visitor.send("tea", "m", wait=0.5)
    claim = "UPDATE flows_call SET state = 'started', fence = fence + 1, leased_until = 0"
    visitor.runtime.store.transact(lambda writer: writer.run(claim)).result()
    visitor.runtime.calls.wake()
    assert visitor.say("tea", id="m") == ["failed: unknown_outcome"]
    assert len(inbox.letters) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 587, "", "", "starttls")),
        ("smtps://u:p%40@mail.example:1465", ("mail.example", 1465, "u", "p@", "tls")),
        ("smtp://mail.example?security=off", ("mail.example", 25, "", "", "off")),
        ("smtp://localhost", ("localhost", 25, "", "", "off")),
    ],
)
def test_addresses_of_servers(url, expected):
    made = parse_smtp_url(url, "a@b.example")
    assert (made.host, made.port, made.user, made.password, made.security) == expected


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://mail.example", "a@b.example"),
        ("smtp://", "a@b.example"),
        ("smtp://x", ""),
        ("smtp://x?security=no", "a@b.c"),
    ],
)
def test_a_wrong_setting_is_told_at_the_start(url, sender):
    with pytest.raises(ValueError):
        parse_smtp_url(url, sender)


def test_the_same_letter_carries_the_same_name():
    request = {"to": "a@b.example", "subject": "s", "body": "b"}
    names = {write_letter(request, "Shop <s@shop.example>", "7/3/1")["Message-ID"] for _ in range(2)}
    assert names == {"<call.7.3.1@shop.example>"}
    with pytest.raises(NotSent):
        read_addresses(json.dumps(["a@b.example"]))
