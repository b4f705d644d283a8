"""The chat as a page of its own, and the demo page with the chat on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from flows.services.find_published_bot import PublishedBot, find_published_bot

from .built import built_file
from .demo_texts import TEXTS
from .pages import ANYBODY, message_page, not_built, page

DEMO_BOT = "pizza"
_THEMES = {"light", "dark"}


@require_safe
def chat_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`?lang=fr` and `?theme=dark` ask for what the visitor may also choose."""
    bot = find_published_bot(slug)
    if bot is None:
        return message_page(
            request,
            "There is no chat at this address",
            "It may have been switched off, or the address has a typing mistake. Ask whoever gave it to you.",
            status=404,
        )
    if built_file("webchat/webchat.js") is None:
        return not_built(request)
    return page(request, "web/chat.html", _context(request, bot), framed_by=ANYBODY)


@require_safe
def bot_card(request: HttpRequest, slug: str) -> JsonResponse:
    """What an embedded chat may ask from any site: a socket that is refused does not tell a page why."""
    bot = find_published_bot(slug)
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    if bot is None:
        return JsonResponse({"code": "not-found"}, status=404, headers=headers)
    body = {"slug": bot.slug, "name": bot.name, "languages": bot.languages}
    return JsonResponse(body, headers=headers)


@require_safe
def demo_page(request: HttpRequest) -> HttpResponse:
    bot = find_published_bot(DEMO_BOT)
    if bot is None:
        return message_page(
            request,
            "The demo bot is not published",
            f"This page talks to the bot “{DEMO_BOT}”. Publish a bot under this address in the studio, and come back.",
            status=404,
        )
    if built_file("webchat/webchat.js") is None:
        return not_built(request)
    context = _context(request, bot)
    texts = TEXTS.get(str(context["language"]), TEXTS["en"])
    languages = [TEXTS[code] for code in bot.languages if code in TEXTS]
    address = request.build_absolute_uri("/webchat.js")
    return page(request, "web/demo.html", {**context, "texts": texts, "languages": languages, "script": address})


def _context(request: HttpRequest, bot: PublishedBot) -> dict[str, object]:
    theme = request.GET.get("theme", "")
    asked = request.GET.get("lang") or getattr(request, "LANGUAGE_CODE", "")
    return {"bot": bot, "language": bot.language(asked), "theme": theme if theme in _THEMES else ""}
