"""The live line of the studio for one bot: members send operations and hear what others do.

The database is what is told: every change is read from it, on a wake-up within this process and on a look around
otherwise, so that a change by another process or a command is heard as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError, close_old_connections

from botbuilder.tenancy.models import Role
from flows import wiring
from flows.adapters.editors import EDITORS, Editor
from flows.document import StrictJSONError, loads_strict
from flows.models import Bot
from flows.services.change_draft import change_draft
from flows.services.errors import DraftConflict, InvalidDocument, Refusal
from flows.services.find_membership import Membership
from flows.services.lint_draft import lint_draft
from flows.services.watch_draft import BotGone, Watch, news, start_watch

from .editor_door import Door, enter, still_welcome

logger = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks at the database
LOOK_BUSY = 0.25  # seconds, while a job runs
RECHECK = 5.0  # seconds between two checks that the member may still be here
LINT_PAUSE = 0.4  # seconds of quiet before a changed draft is linted
MOST_BYTES = 2 * 1024 * 1024  # of one message
PLACE = ("flow", "node", "step", "field")

# Their own threads: an editor's query never waits behind a visitor's, nor the other way round.
THREADS = 4
EDITOR_THREADS = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="editor")


class EditorConsumer(AsyncWebsocketConsumer):
    """One tab of the studio."""

    membership: Membership
    bot: Bot
    editor: Editor | None = None
    watch: Watch | None = None

    async def connect(self) -> None:
        self.tasks: list[asyncio.Task[None]] = []
        self.sending = asyncio.Lock()
        self.woken = asyncio.Event()
        if not _same_origin(self.scope):
            await self.close(code=4403)
            return
        door: Door | None = await _in_thread(enter, _headers(self.scope), self.scope["url_route"]["kwargs"]["slug"])
        if door is None:
            await self.close(code=4403)
            return
        self.door, self.membership, self.bot = door, door.membership, door.bot
        await self.accept()

    async def disconnect(self, code: int) -> None:
        for task in self.tasks:
            task.cancel()
        if self.editor is not None:
            EDITORS.leave(self.bot.pk, self.editor)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        raw = (text_data or "").encode("utf-8", "surrogatepass") or bytes_data or b""
        if len(raw) > MOST_BYTES:
            await self._error("too-large", "One message may have 2 MB.")
            return
        try:
            message = loads_strict(raw)
        except StrictJSONError as error:
            await self._error("invalid-json", str(error))
            return
        kind = message.get("type") if isinstance(message, dict) else None
        handler = self.HANDLERS.get(kind) if isinstance(kind, str) else None
        if handler is None:
            await self._error("unknown-type", "This kind of message is not known here.")
        elif self.watch is None and kind not in ("hello", "ping"):
            await self._error("hello-first", "Say hello first.")
        else:
            await handler(self, message)

    async def hello(self, message: dict[str, Any]) -> None:
        tab = message.get("tab")
        if not isinstance(tab, str) or not 0 < len(tab) <= 64 or self.watch is not None:
            await self._error("malformed", "hello comes once and names the tab.")
            return
        agent = _is_agent(self.membership)
        self.watch = await _in_thread(start_watch, self.bot, actor=self.membership.actor, tab=tab, agent=agent)
        account = self.membership.member.account
        self.editor = Editor(tab, account.name or account.email, 0, asyncio.get_running_loop(), self._wake)
        EDITORS.join(self.bot.pk, self.editor)
        you = {"email": account.email, "role": self.membership.role.value, **self.editor.to_json()}
        members = EDITORS.members(self.bot.pk)
        await self._tell({"type": "welcome", "revision": self.watch.revision, "you": you, "members": members})
        self.linted = -1
        self.tasks = [asyncio.create_task(self._look_around()), asyncio.create_task(self._recheck())]

    async def operations(self, message: dict[str, Any]) -> None:
        key = message.get("id")
        if self.membership.role.rank < Role.EDITOR.rank:
            await self._tell({"type": "refused", "id": key, "problems": [], "detail": "Your role does not allow this."})
            return
        assert self.editor is not None
        try:
            changed = await _in_thread(
                change_draft, self.bot, message.get("operations"), by=self.membership.actor, tab=self.editor.tab
            )
        except DraftConflict as error:
            await self._tell({"type": "conflict", "id": key, "conflicts": error.conflicts})
        except InvalidDocument as error:
            await self._tell({"type": "refused", "id": key, "problems": error.problems, "detail": str(error)})
        except Refusal as error:
            await self._tell({"type": "refused", "id": key, "problems": [], "detail": str(error)})
        except DatabaseError:
            logger.exception("an editor's operations could not be stored")
            await self._error("storage", "This could not be stored. Nothing was changed.", id=key)
        else:
            await self._catch_up()  # what others did before comes first
            await self._tell({"type": "ack", "id": key, "revision": changed.revision})

    async def presence(self, message: dict[str, Any]) -> None:
        assert self.editor is not None
        self.editor.place = {name: value[:200] for name in PLACE if isinstance(value := message.get(name), str)}
        EDITORS.moved(self.bot.pk)

    async def ping(self, message: dict[str, Any]) -> None:
        await self._tell({"type": "pong"})

    HANDLERS = {"hello": hello, "operations": operations, "presence": presence, "ping": ping}

    def _wake(self, what: str) -> None:
        if what == "presence":
            self.tasks = [task for task in self.tasks if not task.done()]
            members = {"type": "presence", "members": EDITORS.members(self.bot.pk)}
            self.tasks.append(asyncio.create_task(self._tell(members)))
        else:
            self.woken.set()

    async def _look_around(self) -> None:
        while True:
            assert self.watch is not None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_BUSY if self.watch.busy else LOOK):
                    await self.woken.wait()
            self.woken.clear()
            try:
                await self._catch_up()
                await self._lint()
            except BotGone:
                await self._error("not-found", "This bot was deleted.")
                await self.close(code=4404)
                return
            except DatabaseError:
                logger.warning("an editor cannot read the database", exc_info=True)

    async def _catch_up(self) -> None:
        async with self.sending:
            for message in await _in_thread(_news, self.bot, self.watch):
                await self._send(message)

    async def _lint(self) -> None:
        """Findings of the newest draft, once it has been left alone for a moment."""
        assert self.watch is not None
        if self.watch.revision == self.linted:
            return
        seen = self.watch.revision
        await asyncio.sleep(LINT_PAUSE if self.linted >= 0 else 0)
        if self.watch.revision == seen:
            found = await _in_thread(lint_draft, self.bot)
            self.linted = found["revision"]
            await self._tell({"type": "lint", **found})

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK)
            membership = await _in_thread(still_welcome, self.door)
            if membership is None:
                await self.close(code=4403)
                return
            self.membership = membership
            assert self.watch is not None
            self.watch.agent = _is_agent(membership)

    async def _tell(self, message: dict[str, Any]) -> None:
        async with self.sending:
            await self._send(message)

    async def _send(self, message: dict[str, Any]) -> None:
        # A tab that has just closed hears nothing more; its disconnect is on the way.
        with contextlib.suppress(RuntimeError, ConnectionError):
            await self.send(text_data=orjson.dumps(message, default=str).decode())

    async def _error(self, code: str, detail: str, **more: Any) -> None:
        await self._tell({"type": "error", "code": code, "detail": detail, **more})


def _is_agent(membership: Membership) -> bool:
    return membership.role.rank >= Role.AGENT.rank


def _news(bot: Bot, watch: Watch) -> list[dict[str, Any]]:
    """What the watch found; a try-out with all that it shows."""
    return [
        {**message, **wiring.runtime().tryout.view(bot, UUID(message["conversation"]))}
        if message["type"] == "tryout"
        else message
        for message in news(watch)
    ]


async def _in_thread(work: Any, *args: Any, **options: Any) -> Any:
    def fresh() -> Any:
        close_old_connections()
        return work(*args, **options)

    return await sync_to_async(fresh, thread_sensitive=False, executor=EDITOR_THREADS)()


def _headers(scope: dict[str, Any]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _same_origin(scope: dict[str, Any]) -> bool:
    """A browser names the page it runs; only our own pages may use the session. Programs name none."""
    headers = _headers(scope)
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
