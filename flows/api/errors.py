"""The one table domain error → status, code; every error leaves as RFC 9457 problem JSON."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.db import DatabaseError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from botbuilder.jobs.leases import JobFailed
from flows.runtime import ports
from flows.services import errors as refusals

logger = logging.getLogger(__name__)

REFUSED: dict[type[refusals.Refusal], int] = {
    refusals.Refusal: 400,
    refusals.NotFound: 404,
    refusals.Forbidden: 403,
    refusals.SlugTaken: 409,
    refusals.InvalidDocument: 422,
    refusals.InvalidOperation: 422,
    refusals.DraftMoved: 412,
    refusals.DraftConflict: 409,
    refusals.LintErrors: 409,
    refusals.UnknownFormat: 422,
    refusals.UnreadableSource: 422,
    refusals.InvalidJSON: 400,
    refusals.SourceTooLarge: 413,
    refusals.NotAnImage: 415,
    refusals.FileTooLarge: 413,
    refusals.WrongState: 409,
    refusals.TooMany: 429,
}

# The nearest class of the error's ancestry counts.
TABLE: dict[type[BaseException], tuple[int, str]] = {
    **{kind: (status, kind.code) for kind, status in REFUSED.items()},
    JobFailed: (422, "training-failed"),
    ports.RuntimeRefusal: (422, "refused"),
    exceptions.APIException: (400, "refused"),
    exceptions.ValidationError: (400, "invalid"),
    exceptions.ParseError: (400, "malformed"),
    exceptions.AuthenticationFailed: (401, "not-authenticated"),
    exceptions.NotAuthenticated: (401, "not-authenticated"),
    exceptions.PermissionDenied: (403, "forbidden"),
    exceptions.NotFound: (404, "not-found"),
    exceptions.MethodNotAllowed: (405, "method-not-allowed"),
    exceptions.NotAcceptable: (406, "not-acceptable"),
    exceptions.UnsupportedMediaType: (415, "unsupported-media-type"),
    exceptions.Throttled: (429, "too-many-requests"),
    Http404: (404, "not-found"),
    ObjectDoesNotExist: (404, "not-found"),
    SuspiciousOperation: (400, "malformed"),
    RequestDataTooBig: (413, "too-large"),
    DjangoPermissionDenied: (403, "forbidden"),
    OperationalError: (503, "storage-unavailable"),
    DatabaseError: (503, "storage-unavailable"),
}

# What the runtime says no to; any other code of its is 422.
RUNTIME_STATUS = {
    "busy": 503,
    "draining": 503,
    "storage": 503,
    "rate-limited": 429,
    "too-many-held": 429,
    "too-large": 413,
    "file-type": 415,
    "too-many-files": 429,
    "bad-json": 400,
    "bad-message": 400,
    "bad-id": 400,
    "bad-identity": 403,
    "no-token": 401,
    "not-found": 404,
    "gone": 404,
    "bot-broken": 503,
    "method-not-allowed": 405,
    "unknown-turn": 404,
    "control-moved": 409,
    "taken": 409,
    "not-taken": 409,
    "not-yours": 409,
    "replay-differs": 409,
    "moved-on": 409,
}

TITLES = {
    400: "The request is malformed",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    412: "Precondition failed",
    413: "Too large",
    415: "Unsupported media type",
    422: "The content does not fit",
    429: "Too many requests",
    500: "Something broke here",
    503: "Not available now",
}


class StrictJSONRefused(exceptions.ParseError):
    """A body that is not strict JSON."""

    code = "invalid-json"


class BodyTooLarge(exceptions.APIException):
    status_code = 413
    code = "too-large"
    default_detail = "The body is larger than this address takes."


def problem(status: int, code: str, detail: str = "", **extra: Any) -> dict[str, Any]:
    """The body of a problem: `type`, `title`, `status`, `detail`, `code` and what else belongs to it."""
    title = TITLES.get(status, "Error")
    return {"type": "about:blank", "title": title, "status": status, "detail": detail or title, "code": code, **extra}


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's exception handler. An error of no known kind is a fault of ours: logged in full, told in one line."""
    status, code = next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), (500, "error"))
    if status >= 500:
        logger.error("%s failed", type(context.get("view")).__name__, exc_info=error)
    headers = {}
    if isinstance(error, exceptions.APIException):
        # An authentication error is 403 where the caller could not be told how to authenticate.
        status, code = error.status_code, getattr(error, "code", code)
        if header := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = header
    if isinstance(error, ports.RuntimeRefusal):
        code = error.code
        status = RUNTIME_STATUS.get(code, 422)
    if wait := getattr(error, "wait", None) or getattr(error, "retry_after", None):
        headers["Retry-After"] = str(math.ceil(wait))
    set_rollback()
    response = Response(problem(status, code, _detail(error), **_extra(error)), status=status, headers=headers)
    response.content_type = "application/problem+json"
    return response


def _detail(error: Exception) -> str:
    match error:
        case ports.RuntimeRefusal():
            return error.detail
        case exceptions.ValidationError():
            return "Some fields do not fit."
        case exceptions.APIException():
            return str(error.detail)
        case refusals.Refusal() | JobFailed():
            return str(error)
        case _:
            return ""


def _extra(error: Exception) -> dict[str, Any]:
    if isinstance(error, refusals.Refusal):
        return error.extra()
    if isinstance(error, exceptions.ValidationError):
        return {"problems": list(_field_problems(error.detail, ""))}
    return {}


def _field_problems(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    """DRF's nested error details as problems with JSON pointers into the body."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = key in ("non_field_errors", "detail")
            yield from _field_problems(inner, pointer if own else f"{pointer}/{_escaped(str(key))}")
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            yield from _field_problems(inner, f"{pointer}/{index}" if nested else pointer)
    else:
        yield {"pointer": pointer, "code": str(getattr(detail, "code", "invalid")), "detail": str(detail)}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
