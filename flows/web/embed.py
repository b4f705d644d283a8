"""`/webchat.js`: the script that other sites embed, so it must be small, cached, and readable from anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from .built import built_file

# Short: it names the chat it was built with, and a site should meet a new one within minutes.
_CACHE = "public, max-age=300, stale-while-revalidate=86400"


@require_safe
def embed_script(request: HttpRequest) -> HttpResponse:
    file = built_file("webchat/webchat.js")
    if file is None:
        text = 'console.error("BotBuilder: the web chat is not built on this server. Run make setup there.");'
        return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-store"})
    coding = _best_coding(request.headers.get("Accept-Encoding", ""), file.bodies.keys() - {""})
    response = HttpResponse(file.bodies[coding], content_type="text/javascript; charset=utf-8")
    if coding:
        response["Content-Encoding"] = coding
    tag = f'"{file.tag}-{coding or "plain"}"'
    response["ETag"] = tag
    response["Cache-Control"] = _CACHE
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, etag=tag, response=response) or response


def _best_coding(accepted: str, available: set[str]) -> str:
    """The smallest coding that the browser takes; "" for none."""
    wanted = set()
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        refused = parameters.replace(" ", "") in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
        if not refused:
            wanted.add(name.strip())
    return next((coding for coding in ("br", "gzip") if coding in wanted and coding in available), "")
