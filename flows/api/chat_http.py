"""What the visitors' addresses share: strict bodies, problems, and answers for any origin.

They hold no cookie and no session; a conversation is opened by its token alone, so any page may call them.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from flows import wiring
from flows.adapters.public_bots import PublicBot, find_public_bot
from flows.document import StrictJSONError, loads_strict
from flows.runtime.ports import Refused, RuntimeRefusal

from .errors import RUNTIME_STATUS, problem

logger = logging.getLogger("flows.chat")

BODY_BYTES = 64 * 1024

View = Callable[..., Awaitable[HttpResponse]]


def public(*methods: str) -> Callable[[View], View]:
    """A view for visitors: refusals become problem JSON, OPTIONS is answered, any origin may read the answer."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @functools.wraps(view)
        async def answered(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            elif request.method not in methods:
                response = refusal(Refused("this address takes " + ", ".join(methods), code="method-not-allowed"))
                response["Allow"] = ", ".join(methods)
            else:
                response = await _guarded(view, request, arguments)
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response["Access-Control-Allow-Methods"] = ", ".join((*methods, "OPTIONS"))
            return response

        return answered

    return wrap


async def _guarded(view: View, request: HttpRequest, arguments: dict[str, Any]) -> HttpResponse:
    try:
        return await view(request, **arguments)
    except RuntimeRefusal as error:
        return refusal(error)
    except RequestDataTooBig:
        return refusal(Refused("the body is too large", code="too-large"))
    except Exception:
        logger.exception("a visitor's request failed")
        return _problem_response(500, problem(500, "error"))


def refusal(error: RuntimeRefusal) -> HttpResponse:
    status = RUNTIME_STATUS.get(error.code, 422)
    response = _problem_response(status, problem(status, error.code, error.detail))
    if error.retry_after is not None:
        response["Retry-After"] = str(math.ceil(error.retry_after))
    return response


def _problem_response(status: int, body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


def answer(body: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/json")


def read_body(request: HttpRequest, most: int = BODY_BYTES) -> dict[str, Any]:
    """The JSON object of a request; an empty body is an empty one. Raises Refused."""
    data = request.body
    if len(data) > most:
        raise Refused(f"a body has at most {most} bytes", code="too-large")
    if not data:
        return {}
    try:
        body = loads_strict(data)
    except StrictJSONError as error:
        raise Refused(str(error), code="bad-json") from error
    if not isinstance(body, dict):
        raise Refused("the body must be a JSON object", code="bad-json")
    return body


async def public_bot(slug: str, kind: str) -> PublicBot:
    """Raises Refused (404) for a bot that is unknown, unpublished, or has this channel switched off."""
    readers = wiring.runtime().readers
    found = await asyncio.wrap_future(readers.run(lambda writer: find_public_bot(writer, slug, kind)))
    if found is None:
        raise Refused("there is no such bot here", code="not-found")
    return found


def bearer(request: HttpRequest) -> str:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""
