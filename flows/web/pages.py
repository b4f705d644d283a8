"""What all pages share: their content security policy, and a plain page with one message."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Pictures of cards may come from anywhere; code, style and fonts only from us.
_ANYWHERE = "'self' http: https: data:"
NOBODY = "'none'"
ANYBODY = "*"


def content_policy(request: HttpRequest, *, framed_by: str) -> str:
    """The content security policy of a page of ours. `framed_by`: a source list for frame-ancestors."""
    scheme = "wss" if request.is_secure() else "ws"
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": _ANYWHERE,
        "media-src": _ANYWHERE,
        # Not every browser counts the socket of the same host as 'self'.
        "connect-src": f"'self' {scheme}://{request.get_host()}",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": framed_by,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, framed_by: str = NOBODY, status: int = 200
) -> HttpResponse:
    """A page of ours with its policy."""
    response = render(request, template, dict(context), status=status)
    return guarded(request, response, framed_by=framed_by)


def guarded(request: HttpRequest, response: HttpResponse, *, framed_by: str = NOBODY) -> HttpResponse:
    """Adds the policy. X-Frame-Options knows only yes and no of our own, so it stays away where others may frame."""
    response["Content-Security-Policy"] = content_policy(request, framed_by=framed_by)
    if framed_by != NOBODY:
        response.xframe_options_exempt = True  # type: ignore[attr-defined]
    return response


def message_page(request: HttpRequest, title: str, *paragraphs: str, status: int) -> HttpResponse:
    """One title and a few sentences; needs nothing of the built front end."""
    return page(request, "web/message.html", {"title": title, "paragraphs": paragraphs}, status=status)


def not_built(request: HttpRequest) -> HttpResponse:
    return message_page(
        request,
        "The front end is not built yet",
        "Stop the server, type “make setup” in the repository, and start again.",
        "The chat over REST and the commands work without it.",
        status=503,
    )
