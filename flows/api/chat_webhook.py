"""The webhook that speaks the REST channel of Rasa: what is already built for it can talk to a bot here.

Each sender has one conversation per bot. The channel has to be switched on, open or with a token.
"""

from __future__ import annotations

import hmac
import time
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from botbuilder.tenancy.models.token import digest
from flows import wiring
from flows.adapters.conversations import Reply
from flows.adapters.public_bots import PublicBot
from flows.adapters.rate_limits import MESSAGES, OPENINGS
from flows.adapters.writer_database import lane
from flows.runtime.inbound import Inbound, Opening, check_client_id
from flows.runtime.messages import MESSAGE_BYTES
from flows.runtime.ports import Refused

from .chat_http import answer, bearer, public, public_bot, read_body

CHANNEL = "rasa"


@public("GET")
async def health(request: HttpRequest, slug: str) -> HttpResponse:
    await public_bot(slug, CHANNEL)
    return answer({"status": "ok"})


@public("POST")
async def webhook(request: HttpRequest, slug: str) -> HttpResponse:
    bot = await public_bot(slug, CHANNEL)
    _check_token(request, bot)
    body = read_body(request, MESSAGE_BYTES)
    sender, text = body.get("sender", "default"), body.get("message")
    if not isinstance(text, str) or not text.strip():
        raise Refused("message must be a text", code="bad-message")
    sender = check_client_id(sender)
    wait = MESSAGES.take((bot.id, sender))
    if bot.is_open:  # anybody may call, under any name
        wait = wait or OPENINGS.take(request.META.get("REMOTE_ADDR"))
    if wait:
        raise Refused("too many messages; slow down", code="rate-limited", retry_after=wait)
    id = uuid.uuid4().hex  # the channel knows no ids: each delivery is a message of its own
    reply = await wiring.runtime().conversations.aopen(
        Opening(
            workspace_id=bot.workspace_id,
            bot_id=lane(bot.id),
            version_id=bot.version_id,
            channel=CHANNEL,
            key=sender,
            at=time.time(),
            first=Inbound(id, "say", {"text": text}, time.time(), id),
        )
    )
    return answer(_messages(sender, reply))


def _check_token(request: HttpRequest, bot: PublicBot) -> None:
    if not bot.has_channel:
        raise Refused("there is no such bot here", code="not-found")
    if bot.is_open:
        return
    key = bearer(request) or request.GET.get("token", "")
    if not key or not hmac.compare_digest(digest(key), bot.token_hash):
        raise Refused("this channel needs its token", code="no-token")


def _messages(sender: str, reply: Reply) -> list[dict[str, Any]]:
    return [shown for one in reply.views() for shown in _shown(sender, one["content"])]


def _shown(sender: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    """A neutral message as that channel shows it: text, image, buttons; anything else as `custom`."""
    kind = content["type"]
    if kind in ("text", "choice", "request"):
        shown: dict[str, Any] = {"recipient_id": sender, "text": content.get("text", "")}
        if buttons := _buttons(content.get("options") or content.get("actions")):
            shown["buttons"] = buttons
        return [shown]
    if kind == "image":
        image = {"recipient_id": sender, "image": content["url"]}
        return [{**image, "text": content["caption"]} if content.get("caption") else image]
    if kind == "card":
        return _card(sender, content)
    if kind == "carousel":
        return [shown for item in content.get("items", ()) for shown in _card(sender, item)]
    if kind in ("audio", "video", "file"):
        return [{"recipient_id": sender, "attachment": content["url"]}]
    return [{"recipient_id": sender, "custom": content}]


def _card(sender: str, card: dict[str, Any]) -> list[dict[str, Any]]:
    text = "\n".join(part for part in (card.get("title"), card.get("subtitle"), card.get("text")) if part)
    shown: dict[str, Any] = {"recipient_id": sender, "text": text}
    if buttons := _buttons(card.get("actions")):
        shown["buttons"] = buttons
    image = (card.get("image") or {}).get("url")
    return [{"recipient_id": sender, "image": image}, shown] if image else [shown]


def _buttons(actions: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Rasa's buttons send their `payload` back as a text; an option's title is what always finds it again."""
    return [
        {"title": one["title"], "payload": one.get("url") or str(one.get("value") or one["title"])}
        for one in actions or ()
    ]
