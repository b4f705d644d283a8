"""Makes the calls that turns have asked for; each outcome comes back as an event of its conversation."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson
from asgiref.sync import sync_to_async

from flows.runtime.inbound import Inbound
from flows.runtime.ports import StorageDown

from .background import Alarm, Background
from .call_rows import ClaimedCall, claim_calls, finish_call
from .http import CallFailed, HttpClient, Request
from .secrets import UnknownSecret, read_secrets
from .turn_store import TurnStore

logger = logging.getLogger("flows.calls")

MOST_CALLS = 64
MOST_PER_HOST = 8
SWEEP = 2.0  # seconds between looks for leases that ran out
RETRY_PAUSE = 0.5
TRIES = 3


class CallRunner:
    """`only` names the conversations this process may work for; None = all of them."""

    def __init__(
        self,
        store: TurnStore,
        background: Background,
        *,
        allowed_hosts: Collection[str],
        code_steps: bool,
        only: Callable[[], Collection[int]] | None = None,
    ) -> None:
        self._store = store
        self._background = background
        self._allowed_hosts = allowed_hosts
        self._code_steps = code_steps
        self._only = only
        self._alarm = Alarm(background.loop)
        self._hosts: Counter[str] = Counter()
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        self._alarm.ring()

    async def run(self) -> None:
        client = HttpClient(self._allowed_hosts)
        try:
            while True:
                await self._claim(client)
                await self._alarm.sleep(SWEEP)
        finally:
            await client.close()

    async def _claim(self, client: HttpClient) -> None:
        only = self._only() if self._only is not None else None
        try:
            claimed = await asyncio.wrap_future(
                self._store.transact(lambda writer: claim_calls(writer, time.time(), self._room(), only))
            )
        except StorageDown:
            return
        for call in claimed:
            self._hosts[_host(call.request)] += 1
            task = asyncio.create_task(self._make(client, call))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    def _room(self) -> Callable[[dict[str, Any]], bool]:
        hosts = self._hosts.copy()

        def wanted(request: dict[str, Any]) -> bool:
            host = _host(request)
            if hosts.total() >= MOST_CALLS or hosts[host] >= MOST_PER_HOST:
                return False
            hosts[host] += 1
            return True

        return wanted

    async def _make(self, client: HttpClient, call: ClaimedCall) -> None:
        try:
            result = call.result
            if result is None:
                result = await self._attempt(client, call)
                finished = self._store.transact(lambda writer: finish_call(writer, call, result, time.time()))
                if not await asyncio.wrap_future(finished):
                    return
            body = {"call": call.call_id, "result": result}
            event = Inbound(f"@call/{call.call_id}", "call", body, time.time(), call.cause, call.hops)
            self._store.submit(call.conversation_id, call.bot_id, event)
        except StorageDown:
            logger.warning(
                "the outcome of call %s is not stored; its lease runs out and it is looked at again", call.row_id
            )
        except Exception:
            logger.exception("call %s failed", call.row_id)
        finally:
            self._hosts[_host(call.request)] -= 1
            self._alarm.ring()

    async def _attempt(self, client: HttpClient, call: ClaimedCall) -> dict[str, Any]:
        if call.kind != "api":
            return {"failed": "not_available" if self._code_steps else "switched_off"}
        try:
            secrets = await sync_to_async(read_secrets, thread_sensitive=False)(
                call.workspace_id, secret_names(call.request)
            )
            request = build_request(call, secrets)
        except UnknownSecret:
            return {"failed": "unknown_secret"}
        except ValueError:
            return {"failed": "bad_request"}
        for attempt in range(1, TRIES + 1):
            left = call.deadline - time.time()
            if left <= 0:
                return {"failed": "timeout"}
            try:
                return await client.send(request, left)
            except CallFailed as error:
                repeat = error.reason in ("unreachable", "connection_lost") and (call.repeatable or not error.sent)
                if repeat and attempt < TRIES:
                    await asyncio.sleep(RETRY_PAUSE * attempt)
                    continue
                uncertain = error.sent and not call.repeatable and error.reason in ("timeout", "connection_lost")
                return {"failed": "unknown_outcome" if uncertain else error.reason}
        return {"failed": "unreachable"}


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
        headers["idempotency-key"] = f"{call.conversation_id}/{call.call_id}"
    secret_body = any("secret" in one for one in body.get("body") or ())
    encoded = None if content is None else content.encode()
    return Request(str(body["method"]).upper(), url, headers, encoded, secret_body)


def secret_names(request: Mapping[str, Any]) -> set[str]:
    parts = [request["url"], *(request.get("headers") or {}).values(), request.get("body") or ()]
    return {one["secret"] for segments in parts for one in segments if "secret" in one}


def _join(segments: Sequence[Mapping[str, str]], secrets: Mapping[str, str]) -> str:
    return "".join(secrets[one["secret"]] if "secret" in one else one["text"] for one in segments)


def _host(request: Mapping[str, Any]) -> str:
    """For counting only: a host that is itself a secret counts as one."""
    url = "".join(one.get("text", "") for one in request.get("url", ()))
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
