"""Calls of the kind `action`: an action of a Rasa action server, over the same way as every other HTTP call."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from .call_api import ApiCalls
from .call_kinds import Made
from .call_rows import ClaimedCall
from .readers import Readers
from .writer_database import Writer

VERSION = "3.6.21"  # of Rasa: what an action server compares its own with
MOST_TOLD = 40  # messages before this one that the tracker has


class ActionCalls:
    """Sends them as `api` calls, so addresses, secrets, time and repeated attempts are under the same rules."""

    def __init__(self, api: ApiCalls, readers: Readers) -> None:
        self._api = api
        self._readers = readers

    def place(self, request: Mapping[str, Any]) -> str:
        return self._api.place(request)

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        """Nobody knows what an action does: one that may have run is not run again."""
        return idempotent

    async def close(self) -> None:
        await self._api.close()

    async def make(self, call: ClaimedCall) -> Made:
        sender, told = await asyncio.wrap_future(self._readers.run(lambda writer: _told(writer, call)))
        given = call.request
        tracker = {**given["tracker"], "sender_id": sender, "latest_input_channel": "rest"}
        tracker["events"] = [*told, *tracker["events"]]
        body = {
            "next_action": given["action"], "sender_id": sender, "tracker": tracker, "domain": given["domain"],
            "version": VERSION,
        }  # fmt: skip
        request: dict[str, Any] = {
            "method": "POST", "url": given["url"], "headers": {}, "body": [{"text": orjson.dumps(body).decode()}],
            "json": True, **({"retries": given["retries"]} if "retries" in given else {}),
        }  # fmt: skip
        return await self._api.make(replace(call, request=request))


def _told(writer: Writer, call: ClaimedCall) -> tuple[str, list[dict[str, Any]]]:
    """Who speaks, and what was said last, as events."""
    found = writer.rows("SELECT key FROM flows_conversation WHERE id = ?", (call.conversation_id,))
    rows = writer.rows(
        "SELECT author, content, at FROM flows_message WHERE conversation_id = ? ORDER BY seq DESC LIMIT ?",
        (call.conversation_id, MOST_TOLD),
    )
    events: list[dict[str, Any]] = [{"event": "action", "name": "action_session_start", "timestamp": call.created_at}]
    for author, content, at in reversed(rows):
        body = orjson.loads(content) if isinstance(content, str | bytes) else content
        text = body.get("text") or body.get("title") or ""
        if author == "user":
            events.append({"event": "action", "name": "action_listen", "timestamp": at})
            said: dict[str, Any] = {"text": text, "intent": {}, "entities": []}
            events.append({"event": "user", "text": text, "parse_data": said, "input_channel": "rest", "timestamp": at})
        else:
            events.append({"event": "bot", "text": text, "data": {}, "metadata": {}, "timestamp": at})
    return (str(found[0][0]) if found else str(call.conversation_id)), events
