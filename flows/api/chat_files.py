"""Files of visitors: sent with the conversation's token, given out as downloads only."""

from __future__ import annotations

import asyncio

from django.http import HttpRequest, HttpResponse

from flows.adapters.public_bots import PublicBot
from flows.adapters.rate_limits import UPLOADS
from flows.adapters.uploads import LIMIT, make_file_token, read_upload, store_upload
from flows.runtime.ports import Refused

from .chat import CHANNEL, find_for_visitor
from .chat_http import answer, public, public_bot

SOCKET = "web"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, max-age=86400",
}


@public("POST")
async def files(request: HttpRequest, slug: str, conversation: str) -> HttpResponse:
    """Keep a file: the body is the file itself, `?name=` what the visitor calls it. The token goes into a message."""
    bot = await _bot_with_chat(slug)
    found = await find_for_visitor(request, bot, conversation)
    if wait := UPLOADS.take(found.id):
        raise Refused("too many files; slow down", code="rate-limited", retry_after=wait)
    length = request.headers.get("Content-Length") or ""
    if not length.isdigit() or int(length) > LIMIT:
        raise Refused(f"a file may have {LIMIT // 1024 // 1024} MB", code="too-large")
    file = await asyncio.to_thread(store_upload, found.uuid, request.body, request.GET.get("name", ""))
    return answer({"file": file, "token": make_file_token(file)}, status=201)


async def _bot_with_chat(slug: str) -> PublicBot:
    """Files come in beside messages, over whichever of the two ways is switched on."""
    try:
        return await public_bot(slug, SOCKET)
    except Refused:
        return await public_bot(slug, CHANNEL)


@public("GET")
async def file(request: HttpRequest, folder: str, name: str) -> HttpResponse:
    """A file, for whoever was given its address. Never shown in the page: always a download of a known kind."""
    kind, called, content = await asyncio.to_thread(read_upload, folder, name)
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response
