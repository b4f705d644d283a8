"""The chat over REST: begin a conversation, say something, read what was said. Published versions only."""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from botbuilder.tenancy.models import Token
from flows import wiring
from flows.adapters.identity import check_user, make_token, read_token, signed_user
from flows.adapters.public_bots import Found, PublicBot, find_conversation
from flows.adapters.rate_limits import MESSAGES, OPENINGS
from flows.adapters.uploads import read_file_token
from flows.adapters.writer_database import lane
from flows.runtime.inbound import Inbound, Opening, check_client_id
from flows.runtime.messages import MESSAGE_BYTES
from flows.runtime.ports import Refused
from flows.runtime.said import read_said

from .chat_http import answer, bearer, public, public_bot, read_body

CHANNEL = "rest"


@public("POST")
async def conversations(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a conversation (the start triggers run), or come back to the one with the same `id`."""
    bot = await public_bot(slug, CHANNEL)
    if wait := OPENINGS.take(request.META.get("REMOTE_ADDR")):
        raise Refused("too many conversations begin here", code="rate-limited", retry_after=wait)
    body = read_body(request)
    key = check_client_id(body["id"]) if body.get("id") is not None else uuid.uuid4().hex
    variables = body.get("variables") or {}
    if not isinstance(variables, dict):
        raise Refused("variables must be an object", code="bad-message")
    runtime = wiring.runtime()
    served = await asyncio.wrap_future(runtime.readers.call(lambda: runtime.bots.version(bot.version_id)))
    language = body.get("language")
    if language is not None and not isinstance(language, str):
        raise Refused("language must be a text", code="bad-message")
    reply = await runtime.conversations.aopen(
        Opening(
            workspace_id=bot.workspace_id,
            bot_id=lane(bot.id),
            version_id=bot.version_id,
            channel=CHANNEL,
            key=key,
            at=time.time(),
            language=served.language(language[:35]) if language else "",
            variables=variables,
            visitor_key=await _visitor(request, body, bot, open_identity=served.open_identity),
        )
    )
    conversation = UUID(reply.uuid)
    return answer(
        {
            "conversation": str(conversation),
            "token": make_token(conversation, reply.epoch),
            "messages": reply.views(),
            "last_seq": reply.last_seq,
            "duplicate": reply.duplicate,
            "pending": reply.pending,
        },
        status=200 if reply.duplicate else 201,
    )


@public("GET", "POST")
async def messages(request: HttpRequest, slug: str, conversation: str) -> HttpResponse:
    bot = await public_bot(slug, CHANNEL)
    found = await find_for_visitor(request, bot, conversation)
    if request.method == "GET":
        return await _said(request, found)
    body = read_body(request, MESSAGE_BYTES)
    if wait := MESSAGES.take(found.id):
        raise Refused("too many messages; slow down", code="rate-limited", retry_after=wait)
    id, said = read_said(body, read_file_token)
    inbound = Inbound(id, "say", said, time.time(), id)
    reply = await wiring.runtime().conversations.asubmit(found.id, lane(bot.id), inbound)
    return answer(
        {
            "messages": reply.views(),
            "last_seq": reply.last_seq,
            "duplicate": reply.duplicate,
            "pending": reply.pending,
        }
    )


@public("GET", "POST", "PUT", "PATCH", "DELETE")
async def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    raise Refused("there is nothing at this address", code="not-found")


async def _said(request: HttpRequest, found: Found) -> HttpResponse:
    """Everything said after a sequence number, in order."""
    asked = request.GET.get("after", "0")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 15:
        raise Refused("after must be a sequence number", code="bad-message")
    said = await wiring.runtime().conversations.amessages(found.id, int(asked))
    return answer(
        {"messages": [one.view() for one in said], "last_seq": max(found.last_seq, said[-1].seq if said else 0)}
    )


async def find_for_visitor(request: HttpRequest, bot: PublicBot, conversation: str) -> Found:
    """The conversation that the caller's token opens. Raises Refused."""
    try:
        asked = UUID(conversation)
    except ValueError as error:
        raise Refused("there is no such conversation", code="not-found") from error
    key = bearer(request)
    if not key:
        raise Refused("send the conversation's token: Authorization: Bearer …", code="no-token")
    if read_token(key) != asked:
        raise Refused("this token does not open this conversation", code="no-token")
    readers = wiring.runtime().readers
    found = await asyncio.wrap_future(readers.run(lambda writer: find_conversation(writer, bot, asked)))
    if found is None:
        raise Refused("there is no such conversation", code="not-found")
    return found


async def _visitor(request: HttpRequest, body: dict[str, Any], bot: PublicBot, *, open_identity: bool) -> str:
    """`user:<id>` where the caller may say who it is, else "" (known only inside this conversation)."""
    readers = wiring.runtime().readers
    if body.get("user_jwt") is not None:
        work = readers.call(lambda: signed_user(body["user_jwt"], bot.workspace_id))
        return f"user:{await asyncio.wrap_future(work)}"
    if body.get("user") is None:
        return ""
    user = check_user(body["user"])
    if open_identity:
        return f"user:{user}"
    key = bearer(request)
    token = await asyncio.wrap_future(readers.call(lambda: Token.find(key))) if key else None
    return f"user:{user}" if token is not None and token.workspace_id == bot.workspace_id else ""
