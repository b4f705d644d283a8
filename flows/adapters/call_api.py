"""Calls of the kind `api`: HTTP requests of a bot, with secrets joined in at the last moment."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson
from asgiref.sync import sync_to_async

from .call_kinds import Made
from .call_rows import ClaimedCall
from .http import CallFailed, HttpClient, Request
from .secrets import UnknownSecret, read_secrets

REPEATABLE = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}
RETRIES = 2  # where the step says nothing
FIRST_PAUSE = 0.5  # seconds; doubles with each attempt
LONGEST_PAUSE = 8.0
# The other side did not do it, or not yet; asking again later makes sense.
TRY_LATER = {408, 425, 429, 502, 503, 504}


class ApiCalls:
    """`allowed_hosts` may be called although they are not public."""

    def __init__(self, allowed_hosts: Collection[str]) -> None:
        self._allowed_hosts = allowed_hosts
        self._client: HttpClient | None = None

    def place(self, request: Mapping[str, Any]) -> str:
        """The host; one that is itself a secret counts as one."""
        url = "".join(one.get("text", "") for one in request.get("url", ()))
        try:
            return urlsplit(url).hostname or "?"
        except ValueError:
            return "?"

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        return idempotent or str(request.get("method", "GET")).upper() in REPEATABLE

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def make(self, call: ClaimedCall) -> Made:
        try:
            secrets = await sync_to_async(read_secrets, thread_sensitive=False)(
                call.workspace_id, secret_names(call.request)
            )
            request = build_request(call, secrets)
        except UnknownSecret:
            return Made({"failed": "unknown_secret"})
        except ValueError:
            return Made({"failed": "bad_request"})
        if self._client is None:
            self._client = HttpClient(self._allowed_hosts)
        return Made(await self._attempts(self._client, request, call))

    async def _attempts(self, client: HttpClient, request: Request, call: ClaimedCall) -> dict[str, Any]:
        """One attempt after the other, with growing pauses, as long as repeating does no harm and time is left."""
        most = int(call.request.get("retries", RETRIES))
        result: dict[str, Any] = {"failed": "timeout"}
        for attempt in range(most + 1):
            left = call.deadline - time.time()
            if left <= 0:
                return result  # why the attempt before went wrong says more than that no time was left
            try:
                result = await client.send(request, left)
                again = call.repeatable and result["status"] in TRY_LATER
                pause = pause_before(attempt + 1, result["headers"])
            except CallFailed as error:
                again = error.reason in ("unreachable", "connection_lost") and (call.repeatable or not error.sent)
                uncertain = error.sent and not call.repeatable and error.reason in ("timeout", "connection_lost")
                result = {"failed": "unknown_outcome" if uncertain else error.reason}
                pause = pause_before(attempt + 1, {})
            if not again or attempt == most or time.time() + pause >= call.deadline:
                return result
            await asyncio.sleep(pause)
        return {"failed": "unreachable"}


def pause_before(attempt: int, headers: Mapping[str, str]) -> float:
    """Seconds to wait: twice as long each time, a little different for everybody, never less than was asked for."""
    asked = headers.get("retry-after", "")
    wished = float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0.0
    grown = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (attempt - 1))
    return max(wished, grown * random.uniform(0.8, 1.2))


def build_request(call: ClaimedCall, secrets: Mapping[str, str]) -> Request:
    """Join the segments. Values were placed by the engine and are never read as a template again."""
    body = call.request
    headers = {name: _join(value, secrets) for name, value in (body.get("headers") or {}).items()}
    if any("\n" in value or "\r" in value or "\0" in value for value in headers.values()):
        raise ValueError("a header has more than one line")
    names = {name.lower() for name in headers}
    url = _join(body["url"], secrets)
    if body.get("json"):  # a secret inside a JSON text must not end it
        secrets = {name: orjson.dumps(value).decode()[1:-1] for name, value in secrets.items()}
    content = None if body.get("body") is None else _join(body["body"], secrets)
    if content is not None and "content-type" not in names:
        is_json = body.get("json") or content.lstrip()[:1] in ("{", "[")
        headers["content-type"] = "application/json" if is_json else "text/plain; charset=utf-8"
    if "idempotency-key" not in names:
        headers["idempotency-key"] = call.key
    secret_body = any("secret" in one for one in body.get("body") or ())
    encoded = None if content is None else content.encode()
    return Request(str(body["method"]).upper(), url, headers, encoded, secret_body)


def secret_names(request: Mapping[str, Any]) -> set[str]:
    parts = [request["url"], *(request.get("headers") or {}).values(), request.get("body") or ()]
    return {one["secret"] for segments in parts for one in segments if "secret" in one}


def _join(segments: Sequence[Mapping[str, str]], secrets: Mapping[str, str]) -> str:
    return "".join(secrets[one["secret"]] if "secret" in one else one["text"] for one in segments)
