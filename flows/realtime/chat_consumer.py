"""The chat socket of visitors. A plain ASGI application with the shape of a Channels consumer: Channels' own dispatch
costs a thread hop per message, which is more than a whole turn costs here.

Any page may embed the chat, so any origin may connect; what a socket may do depends on its conversation's token alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import orjson

from botbuilder.websockets import EXTENSION
from flows import wiring
from flows.adapters.identity import check_user, make_token, read_token, signed_user
from flows.adapters.public_bots import (
    Found,
    PublicBot,
    find_conversation,
    find_conversation_by_id,
    find_public_bot,
)
from flows.adapters.rate_limits import MESSAGES, OPENINGS
from flows.adapters.turn_handoffs import read_handoff
from flows.adapters.uploads import read_file_token
from flows.adapters.writer_database import Writer, lane
from flows.runtime.inbound import Inbound, Opening, check_client_id
from flows.runtime.outcome import Outcome
from flows.runtime.ports import Refused, RuntimeRefusal
from flows.runtime.said import read_feedback, read_said
from flows.runtime.served import Served

from .chat_socket import ChatSocket, Direct
from .protocol import Json, error_frame, read_frame

logger = logging.getLogger("flows.chat")

CHANNEL = "web"

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


class ChatConsumer:
    """One socket: `hello` first, then messages and events of that conversation."""

    bot: PublicBot
    socket: ChatSocket
    language = ""

    @classmethod
    def as_asgi(cls) -> Application:
        async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
            await cls().run(scope, receive, send)

        return application

    async def run(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        self.runtime = wiring.runtime()
        self.address = (scope.get("client") or ("",))[0]
        slug = scope["url_route"]["kwargs"]["slug"]
        try:
            bot = await self._read(lambda writer: find_public_bot(writer, slug, CHANNEL))
        except RuntimeRefusal:
            await _deny(scope, send, 503)
            return
        if bot is None or self.runtime.draining:
            await _deny(scope, send, 503 if bot else 404)
            return
        self.bot, self.lane = bot, lane(bot.id)
        await send({"type": "websocket.accept"})
        direct: Direct | None = scope.get("extensions", {}).get(EXTENSION)
        self.socket = ChatSocket(self.runtime, send, direct)
        if direct is not None:
            direct.on_text = self._at_once
        self.socket.on_rewritten = self._begin_anew
        self.runtime.sockets.add(self.socket)
        sender = asyncio.create_task(self._send_frames())
        try:
            await self._receive_frames(receive)
        finally:
            self.runtime.sockets.discard(self.socket)
            self.socket.end()
            sender.cancel()

    async def _send_frames(self) -> None:
        # A client that went away in the middle of a frame is nothing to report.
        with contextlib.suppress(OSError, RuntimeError):
            await self.socket.send_frames()

    async def _receive_frames(self, receive: Receive) -> None:
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            frame: Json = {}
            try:
                frame = read_frame(message.get("text"), message.get("bytes"))
                if frame["type"] == "message":
                    self._message(frame)
                else:
                    await self._other(frame)
            except Exception as error:
                self._refuse(error, frame)

    def _at_once(self, text: str) -> bool:
        """A frame as it arrives; those that have to wait for something, and those that are none, go the usual way."""
        try:
            frame = read_frame(text, None)
        except RuntimeRefusal:
            return False
        if frame["type"] != "message":
            return False
        try:
            self._message(frame)
        except Exception as error:
            self._refuse(error, frame)
        return True

    def _refuse(self, error: Exception, frame: Json) -> None:
        if not isinstance(error, RuntimeRefusal):
            logger.error("a frame of a visitor failed", exc_info=error)
            error = Refused("this frame could not be handled", code="failed")
        self.socket.push(error_frame(error, frame.get("id")))

    # Frames

    def _message(self, frame: Json) -> None:
        id, body = read_said(frame, read_file_token)
        self._submit(Inbound(id, "say", body, time.time(), id))

    async def _other(self, frame: Json) -> None:
        match frame["type"]:
            case "hello":
                await self._hello(frame)
            case "event":
                await self._event(frame)
            case "feedback":
                id, body = read_feedback(frame)
                self._submit(Inbound(id, "happen", body, time.time(), id))
            case "typing" | "read":
                return  # agents will see these; nobody else does
            case _:
                raise Refused("there is no such frame", code="unknown-type")

    async def _event(self, frame: Json) -> None:
        id, name, data = check_client_id(frame.get("id")), frame.get("name"), frame.get("data", {})
        if not isinstance(name, str) or not isinstance(data, dict):
            raise Refused("an event has a name and data", code="bad-message")
        served = await self._served()
        if name not in served.public_events:
            raise Refused("this bot takes no such event from a page", code="unknown-event")
        self._submit(Inbound(id, "happen", {"name": name, "data": data}, time.time(), id))

    def _submit(self, inbound: Inbound) -> None:
        conversation_id = self.socket.conversation_id
        if not conversation_id:
            raise Refused("say hello first", code="hello-first")
        if wait := MESSAGES.take(conversation_id):
            raise Refused("too many messages; slow down", code="rate-limited", retry_after=wait)
        self.runtime.store.submit(conversation_id, self.lane, inbound, self.socket)

    # Hello

    async def _hello(self, frame: Json) -> None:
        self.language = str(frame.get("language") or self.language)[:35]
        known = read_token(frame.get("token"))
        if known is not None and frame.get("conversation") in (None, str(known), known.hex):
            found = await self._read(lambda writer: find_conversation(writer, self.bot, known))
            if found is not None:
                await self._resume(found, frame)
                return
        await self._open(frame)

    async def _resume(self, found: Found, frame: Json) -> None:
        after, epoch = frame.get("after"), frame.get("epoch", found.epoch)
        self.socket.subscribe(found.id)
        # Subscribed first, read second: what is committed in between is not lost.
        now = await self._read(lambda writer: find_conversation_by_id(writer, found.id)) or found
        fits = isinstance(after, int) and 0 <= after <= now.last_seq and str(epoch) == str(now.epoch)
        await self._welcome(now, after if fits else 0, reset=after is not None and not fits)

    async def _open(self, frame: Json) -> None:
        if wait := OPENINGS.take(self.address):
            raise Refused("too many conversations begin here", code="rate-limited", retry_after=wait)
        client_id = check_client_id(frame["id"]) if frame.get("id") is not None else ""
        served = await self._served()
        visitor = await self._visitor(frame, served)
        variables = frame.get("variables")
        opening = Opening(
            workspace_id=self.bot.workspace_id,
            bot_id=self.lane,
            version_id=self.bot.version_id,
            channel=CHANNEL,
            key=client_id or uuid.uuid4().hex,
            at=time.time(),
            language=served.language(self.language) if self.language else "",
            variables=variables if isinstance(variables, dict) else {},
            visitor_key=visitor,
        )
        outcome = await self._opened(opening)
        self.socket.subscribe(outcome.conversation_id)
        id = outcome.conversation_id
        found = await self._read(lambda writer: find_conversation_by_id(writer, id))
        if found is None:
            raise Refused("this conversation is gone", code="gone")
        asked = frame.get("after")
        await self._welcome(found, 0, reset=asked is not None and asked != 0)

    async def _opened(self, opening: Opening) -> Outcome:
        """Only the opening's own turn is waited for; what follows (calls, timers) arrives as messages."""
        mark = _OneOutcome()
        self.runtime.store.open(opening, mark)
        outcome = await mark.future
        if outcome.error is not None:
            raise outcome.error
        return outcome

    async def _visitor(self, frame: Json, served: Served) -> str:
        """Whom to believe: a signed visitor, any name where the bot says so, else nobody."""
        if frame.get("user_jwt") is not None:
            work = self.runtime.readers.call(lambda: signed_user(frame["user_jwt"], self.bot.workspace_id))
            return f"user:{await asyncio.wrap_future(work)}"
        if frame.get("user") is not None:
            user = check_user(frame["user"])
            return f"user:{user}" if served.open_identity else ""
        return ""

    async def _welcome(self, found: Found, after: int, *, reset: bool) -> None:
        messages = await self.socket.read(after)
        last_seq = messages[-1].seq if messages else after
        frame = {
            "type": "welcome",
            "conversation": str(found.uuid),
            "token": make_token(found.uuid, found.epoch),
            "epoch": found.epoch,
            "reset": reset,
            "last_seq": last_seq,
            "messages": [one.view() for one in messages],
            "bot": await self._bot_info(),
        }
        self.socket.push(orjson.dumps(frame).decode())
        if found.waiting == "agent" and (handoff := await self._read(lambda writer: read_handoff(writer, found.id))):
            self.socket.show_handoff(*handoff)
        self.socket.follow(found.epoch, last_seq, found.last_seq)

    async def _begin_anew(self) -> None:
        """The conversation was rewritten: everything is told again."""
        id = self.socket.conversation_id
        try:
            found = await self._read(lambda writer: find_conversation_by_id(writer, id))
            if found is not None:
                await self._welcome(found, 0, reset=True)
        except RuntimeRefusal as error:
            self.socket.push(error_frame(error))

    async def _bot_info(self) -> Json:
        served = await self._served()
        bot = self.bot
        language = served.language(self.language)
        return {"slug": bot.slug, "name": served.name, "emblem": bot.emblem, "language": language}

    async def _served(self) -> Served:
        return await asyncio.wrap_future(
            self.runtime.readers.call(lambda: self.runtime.bots.version(self.bot.version_id))
        )

    async def _read(self, read: Callable[[Writer], Any]) -> Any:
        return await asyncio.wrap_future(self.runtime.readers.run(read))


class _OneOutcome:
    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        self.future: asyncio.Future[Outcome] = self.loop.create_future()

    def heard(self, outcome: Outcome) -> None:
        if not self.future.done():
            self.future.set_result(outcome)


async def nowhere(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """There is no socket at this address."""
    await receive()
    await _deny(scope, send, 404)


async def _deny(scope: dict[str, Any], send: Send, status: int) -> None:
    """Refuse the handshake: with its status where the server can, else the way every server can."""
    if "websocket.http.response" in scope.get("extensions", {}):
        await send({"type": "websocket.http.response.start", "status": status, "headers": []})
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close"})
