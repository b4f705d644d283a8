"""The studio is one page: whatever the address below /studio/, the browser gets the same file and finds its way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from .built import built_file
from .pages import guarded, not_built


@require_safe
def studio_page(request: HttpRequest) -> HttpResponse:
    file = built_file("editor/index.html")
    if file is None:
        return not_built(request)
    response = HttpResponse(file.bodies[""], content_type="text/html; charset=utf-8")
    tag = f'"{file.tag}"'
    response["ETag"] = tag
    # It names the files of one build: always ask, so that a new build is met at once.
    response["Cache-Control"] = "no-cache"
    return guarded(request, get_conditional_response(request, etag=tag, response=response) or response)
