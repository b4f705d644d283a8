"""The one HTTP client: every call that a bot makes goes through it.

No environment proxies, redirects by hand, a cap on the answer, one deadline over everything, and no address that is
not public (addresses.py) unless the operator allowed the host.
"""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
import orjson

from .addresses import CONNECT_SECONDS, Forbidden, GuardedBackend

MOST_BYTES = 1024 * 1024
MOST_REDIRECTS = 5
CONNECTIONS = 64
PLAIN_HEADERS = {"accept", "content-type", "user-agent", "accept-language"}
REDIRECTS = {301, 302, 303, 307, 308}


class CallFailed(Exception):
    """`sent`: whether the other side may have seen the request."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Request:
    """A call with its secrets filled in. `secret_body` keeps the body from following a redirect to another origin."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    secret_body: bool = False


class HttpClient:
    """Lives on one event loop. `allowed_hosts` are hosts that may be called although they are not public."""

    def __init__(self, allowed_hosts: Collection[str]) -> None:
        # A transport of httpx whose pool connects through the guard: httpx itself offers no way to check addresses.
        transport = httpx.AsyncHTTPTransport(trust_env=False)
        transport._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=CONNECTIONS,
            keepalive_expiry=30.0,
            network_backend=GuardedBackend(allowed_hosts),
        )
        self._client = httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False)

    async def close(self) -> None:
        await self._client.aclose()

    async def send(self, request: Request, seconds: float) -> dict[str, Any]:
        """`{"status", "headers", "body"}`; JSON is decoded, everything else is text. Raises CallFailed."""
        try:
            async with asyncio.timeout(seconds):
                return await self._follow(request, seconds)
        except TimeoutError as error:
            raise CallFailed("timeout", sent=True) from error

    async def _follow(self, request: Request, seconds: float) -> dict[str, Any]:
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, body = await self._once(request, seconds)
            location = headers.get("location")
            if status not in REDIRECTS or not location:
                return {"status": status, "headers": headers, "body": _read_body(headers, body)}
            request = _redirected(request, status, urljoin(request.url, location))
        raise CallFailed("too_many_redirects", sent=True)

    async def _once(self, request: Request, seconds: float) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CallFailed("bad_url", sent=False)
        timeout = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))
        try:
            built = self._client.build_request(
                request.method,
                request.url,
                headers={"accept-encoding": "gzip", **request.headers},
                content=request.body,
                timeout=timeout,
            )
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise CallFailed("bad_request", sent=False) from error
        try:
            response = await self._client.send(built, stream=True)
            try:
                return response.status_code, _headers(response), await _capped(response)
            finally:
                await response.aclose()
        except Forbidden as error:
            raise CallFailed("forbidden_address", sent=False) from error
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise CallFailed("unreachable", sent=False) from error
        except httpx.TimeoutException as error:
            raise CallFailed("timeout", sent=True) from error
        except httpx.HTTPError as error:
            raise CallFailed("connection_lost", sent=True) from error


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in list(response.headers.items())[:100]}


async def _capped(response: httpx.Response) -> bytes:
    """The decoded body; counted while it grows, so a small packed one cannot become a large one unseen."""
    encoding = response.headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip", "deflate", ""):
        raise CallFailed("unreadable_body", sent=True)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding in ("gzip", "deflate") else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += chunk if unpack is None else unpack.decompress(chunk, MOST_BYTES + 1 - len(body))
        except zlib.error as error:
            raise CallFailed("unreadable_body", sent=True) from error
        if len(body) > MOST_BYTES:
            raise CallFailed("too_large", sent=True)
    return bytes(body)


def _read_body(headers: Mapping[str, str], body: bytes) -> Any:
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json" or kind.endswith("+json"):
        if not body:
            return None
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise CallFailed("unreadable_body", sent=True) from error
    return body.decode("utf-8", "replace").replace("\0", "")


def _redirected(request: Request, status: int, url: str) -> Request:
    """The next request. Nothing that may hold a secret crosses to another origin."""
    before, after = urlsplit(request.url), urlsplit(url)
    same = (before.scheme, before.hostname, before.port) == (after.scheme, after.hostname, after.port)
    becomes_get = status == 303 or (status in (301, 302) and request.method == "POST")
    headers = dict(request.headers)
    if not same:
        if request.secret_body and request.body is not None and not becomes_get:
            raise CallFailed("redirected_with_secret", sent=True)
        headers = {name: value for name, value in headers.items() if name.lower() in PLAIN_HEADERS}
    if becomes_get:
        headers = {name: value for name, value in headers.items() if name.lower() != "content-type"}
        return Request("GET", url, headers)
    return replace(request, url=url, headers=headers)
