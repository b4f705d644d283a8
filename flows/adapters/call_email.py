"""Calls of the kind `email`, through the mail server of the operator."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from .call_kinds import Made
from .call_rows import ClaimedCall
from .email import NotSent, SmtpServer, read_addresses, send_letter, write_letter

ATTEMPTS = 3
FIRST_PAUSE = 0.5  # seconds; doubles
GRACE = 1.0


class EmailCalls:
    """`server` None: the operator has named none, and the step leaves by `failed`."""

    def __init__(self, server: SmtpServer | None) -> None:
        self._server = server

    def place(self, request: Mapping[str, Any]) -> str:
        return ""

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        """Nobody wants a letter twice: after a crash the step is told `unknown_outcome`."""
        return False

    async def close(self) -> None:
        return

    async def make(self, call: ClaimedCall) -> Made:
        if self._server is None:
            return Made({"failed": "switched_off"})
        try:
            letter = write_letter(call.request, self._server.sender, call.key)
            recipients = read_addresses(call.request["to"])
        except NotSent as error:
            return Made({"failed": error.reason})
        earlier = ""
        for attempt in range(ATTEMPTS):
            # A thread cannot be ended; its own time-outs end it.
            sending = asyncio.to_thread(send_letter, self._server, letter, recipients, call.deadline)
            try:
                await asyncio.wait_for(sending, call.deadline - time.time() + GRACE)
                return Made({"value": {"recipients": len(recipients)}})
            except TimeoutError:
                return Made({"failed": "unknown_outcome"})
            except NotSent as error:
                # Why it went wrong says more than that no time was left to try again.
                reason = earlier if earlier and error.reason == "timeout" else error.reason
                pause = FIRST_PAUSE * 2**attempt
                if not error.again or attempt == ATTEMPTS - 1 or time.time() + pause >= call.deadline:
                    return Made({"failed": reason})
                earlier = reason
                await asyncio.sleep(pause)
        return Made({"failed": "unreachable"})
