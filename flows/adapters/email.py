"""Sends one e-mail over SMTP, and can always tell whether it may have left."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

MOST_RECIPIENTS = 10
MOST_SUBJECT = 300  # characters
MOST_BODY = 100_000  # characters
LATE = 0.2  # seconds
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PORTS = {"tls": 465, "starttls": 587, "off": 25}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """`security`: `tls` from the first byte, `starttls` before anything is said, or `off`."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str


def parse_smtp_url(url: str, sender: str) -> SmtpServer | None:
    """`smtp://user:password@host:587` (encrypted by STARTTLS) or `smtps://…`; None for an empty one.

    `?security=off` sends in the clear; so does a server on this machine that none was asked for. Raises ValueError.
    """
    if not url:
        return None
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise ValueError("the address of the mail server must look like smtp://user:password@host:587")
    if not _ADDRESS.fullmatch(parseaddr(sender)[1]):
        raise ValueError("e-mails need an address to be sent from")
    usual = "tls" if parts.scheme == "smtps" else "off" if host in LOOPBACK else "starttls"
    security = dict(parse_qsl(parts.query)).get("security", usual)
    if security not in PORTS:
        raise ValueError("security of the mail server is tls, starttls or off")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return SmtpServer(host, parts.port or PORTS[security], user, password, security, sender)


class NotSent(Exception):
    """`reason` for the step; `again`: another attempt makes sense, because nothing has left."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


def read_addresses(text: str) -> list[str]:
    """Addresses between commas. Raises NotSent."""
    found = [one.strip() for one in text.split(",") if one.strip()]
    if not found or len(found) > MOST_RECIPIENTS or not all(_ADDRESS.fullmatch(one) for one in found):
        raise NotSent("bad_address")
    return found


def write_letter(request: Mapping[str, Any], sender: str, key: str) -> EmailMessage:
    """Raises NotSent for addresses that are none. Line breaks in the subject become blanks: no header gets in."""
    letter = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    letter["From"] = sender
    letter["To"] = ", ".join(read_addresses(request["to"]))
    letter["Subject"] = " ".join(_printable(request["subject"]).split())[:MOST_SUBJECT]
    if request.get("reply_to"):
        letter["Reply-To"] = ", ".join(read_addresses(request["reply_to"])[:1])
    letter["Date"] = formatdate(usegmt=True)
    # The same for every attempt: a receiver can tell that it is the same letter.
    letter["Message-ID"] = f"<call.{key.replace('/', '.')}@{sender.rpartition('@')[2].rstrip('> ') or 'localhost'}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(request["body"].replace("\0", "")[:MOST_BODY])
    return letter


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def send_letter(server: SmtpServer, letter: EmailMessage, recipients: list[str], deadline: float) -> None:
    """Blocks until it is sent. Raises NotSent: `unknown_outcome` from the moment the text was on its way."""
    connection = _connect(server, deadline)
    try:
        _dispatch(connection, server, letter, recipients, deadline)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            connection.close()


def _left(deadline: float) -> float:
    left = deadline - time.time()
    if left <= 0.05:
        raise NotSent("timeout")
    return left


def _connect(server: SmtpServer, deadline: float) -> smtplib.SMTP:
    try:
        context = ssl.create_default_context()
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=_left(deadline), context=context)
        connection = smtplib.SMTP(server.host, server.port, timeout=_left(deadline))
        if server.security == "starttls":
            connection.starttls(context=context)
        return connection
    except ssl.SSLError as error:
        raise NotSent("bad_certificate") from error
    except TimeoutError as error:
        raise NotSent("timeout") from error
    except smtplib.SMTPNotSupportedError as error:
        raise NotSent("no_encryption") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent("unreachable", again=True) from error


def _dispatch(
    connection: smtplib.SMTP, server: SmtpServer, letter: EmailMessage, recipients: list[str], deadline: float
) -> None:
    try:
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
        _check(connection.mail(letter["From"].addresses[0].addr_spec))
        for address in recipients:
            _check(connection.rcpt(address))
    except NotSent:
        raise
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent("sign_in_refused") from error
    except TimeoutError as error:
        raise NotSent("timeout") from error
    except smtplib.SMTPNotSupportedError as error:
        raise NotSent("refused") from error
    except (OSError, smtplib.SMTPException) as error:
        late = time.time() >= deadline - LATE  # smtplib calls a time-out a lost connection
        raise NotSent("timeout" if late else "connection_lost", again=not late) from error
    if connection.sock is not None:
        connection.sock.settimeout(_left(deadline))
    try:
        code, _ = connection.data(letter.as_bytes())
    except smtplib.SMTPDataError as error:  # before the text was sent
        raise NotSent("refused", again=400 <= error.smtp_code < 500) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent("unknown_outcome") from error
    if code >= 400:  # the server has read it, and says that it does not take it
        raise NotSent("refused", again=code < 500)


def _check(answer: tuple[int, bytes]) -> None:
    if answer[0] >= 400:
        raise NotSent("refused", again=answer[0] < 500)
