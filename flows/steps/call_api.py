"""The step type `call_api`."""

from __future__ import annotations

from typing import Any

import orjson

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.json_path import PathError, compile_path, find_path
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait

DEFAULT_TIMEOUT = 15
LARGEST_RESULT = 32 * 1024  # bytes of JSON
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
WEATHER = {"method": "GET", "url": "https://weather.example/{{ city }}", "save_as": "weather"}

NAMES = {"variable": "names", "path": "$.items[*].name"}


class CallApi(StepType):
    """Calls another system over HTTP and keeps its reply.

    Address, headers and body may hold variables, and secrets as `{{ secret.name }}`; a secret never shows up in a
    conversation. The reply is saved as `status`, `headers` and `body`, and parts of its body go straight into
    variables: `$.items[0].name`, or `$.items[*].name` for a list of all. A status of 400 and above, a time-out or a
    reply that cannot be read leaves by *failed*; the variable `problem` then says why. A request that did not arrive
    is sent again, after a longer pause each time; one that may have arrived only if that does no harm.
    """

    type = "call_api"
    title = "Call an API"
    category = "data"
    icon = "api"
    schema = {
        "type": "object",
        "required": ["method", "url"],
        "additionalProperties": False,
        "properties": {
            "method": {"enum": list(METHODS), "title": "Method", "default": "GET"},
            "url": {"type": "string", "title": "Address", "minLength": 1, "x-widget": "template"},
            "headers": {
                "type": "object",
                "title": "Headers",
                "x-widget": "headers",
                "additionalProperties": {"type": "string", "x-widget": "template"},
            },
            "body": {
                "title": "Body",
                "description": "A text with variables, or JSON whose texts may hold variables.",
                "x-widget": "template",
            },
            "save_as": {"type": "string", "title": "Save the reply in", "x-widget": "variable"},
            "map": {
                "type": "array",
                "title": "Take from the reply",
                "maxItems": 50,
                "items": {
                    "type": "object",
                    "required": ["variable", "path"],
                    "additionalProperties": False,
                    "properties": {
                        "variable": {"type": "string", "title": "Variable", "minLength": 1, "x-widget": "variable"},
                        "path": {"type": "string", "title": "Path in the body", "maxLength": 400},
                    },
                },
            },
            "retries": {
                "type": "integer",
                "title": "Try again",
                "description": "How many times more, where a request did not get through.",
                "default": 2,
                "minimum": 0,
                "maximum": 5,
            },
            "timeout": {
                "type": "number",
                "title": "Wait at most",
                "description": "Seconds, over all attempts.",
                "default": DEFAULT_TIMEOUT,
                "exclusiveMinimum": 0,
                "maximum": 60,
                "x-widget": "seconds",
            },
            "idempotent": {
                "type": "boolean",
                "title": "May be repeated",
                "description": "Sending it twice does no harm, so it may be sent again after a failure.",
                "default": False,
            },
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example(
            "A reply",
            WEATHER,
            ({"returns": {"status": 200, "headers": {}, "body": {"sky": "clear"}}},),
            variables={"city": "oslo"},
        ),
        Example(
            "Parts of a reply",
            {
                "method": "GET",
                "url": "https://shop.example/",
                "map": [{"variable": "names", "path": "$.items[*].name"}],
            },
            ({"returns": {"status": 200, "headers": {}, "body": {"items": [{"name": "tea"}, {"name": "milk"}]}}},),
        ),
        Example("Not found", WEATHER, ({"returns": {"status": 404, "headers": {}, "body": None}},), output="failed"),
        Example("No answer in time", WEATHER, ({"returns": {"failed": "timeout"}},), output="failed"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        headers = {name: ctx.segments(value) for name, value in config.get("headers", {}).items()}
        request: dict[str, Any] = {
            "method": config["method"],
            "url": ctx.segments(config["url"]),
            "headers": headers,
            "body": _body(ctx, config.get("body")),
        }
        if config.get("body") is not None and not isinstance(config["body"], str):
            request["json"] = True
        if config.get("save_as"):
            request["save_as"] = config["save_as"]
        if "retries" in config:
            request["retries"] = config["retries"]
        timeout = float(config.get("timeout", DEFAULT_TIMEOUT))
        ctx.start_call("api", request, timeout, idempotent=bool(config.get("idempotent", False)))
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        result = event.result
        status = result.get("status")
        saved = {"status": status, "headers": result.get("headers") or {}, "body": result.get("body")}
        if "failed" in result or not isinstance(status, int):
            return _failed(ctx, str(result.get("failed") or "unreadable"))
        taken = _taken(config, saved)
        if isinstance(taken, str):
            return _failed(ctx, taken)
        for name, value in taken.items():
            reason = _refused(ctx, name, value)
            if reason:
                return _failed(ctx, reason)
        for name, value in taken.items():
            ctx.set(name, value)
        return _failed(ctx, f"status {status}") if status >= 400 else Leave()


def _taken(config: Config, saved: dict[str, Any]) -> dict[str, Any] | str:
    """Variable → value, of the whole reply and of parts of its body; or why a part cannot be taken."""
    taken: dict[str, Any] = {}
    if config.get("save_as"):
        taken[config["save_as"]] = saved
    if saved["status"] >= 400:
        return taken
    for one in config.get("map", ()):
        try:
            taken[one["variable"]] = find_path(saved["body"], compile_path(one["path"]))
        except PathError:
            return "bad_path"
    return taken


def _body(ctx: Context, body: Any) -> list[dict[str, str]] | None:
    """Segments of the body. JSON bodies keep their form: values are escaped as JSON text before they enter."""
    if body is None or isinstance(body, str):
        return None if body is None else ctx.segments(body)
    joined: list[dict[str, str]] = []
    for segment in _json_segments(ctx, body):
        if joined and "text" in segment and "text" in joined[-1]:
            joined[-1] = {"text": joined[-1]["text"] + segment["text"]}
        else:
            joined.append(segment)
    return joined


def _json_segments(ctx: Context, value: Any) -> list[dict[str, str]]:
    if isinstance(value, str):
        escaped = [{"text": _quoted(one["text"])[1:-1]} if "text" in one else one for one in ctx.segments(value)]
        return [{"text": '"'}, *escaped, {"text": '"'}]
    if isinstance(value, dict) and set(value) == {"expression"}:
        return [{"text": _quoted(ctx.evaluate(value["expression"]))}]
    if isinstance(value, dict):
        made: list[dict[str, str]] = [{"text": "{"}]
        for index, (key, part) in enumerate(value.items()):
            made.append({"text": ("," if index else "") + _quoted(key) + ":"})
            made.extend(_json_segments(ctx, part))
        return [*made, {"text": "}"}]
    if isinstance(value, list):
        made = [{"text": "["}]
        for index, part in enumerate(value):
            made.append({"text": "," if index else ""})
            made.extend(_json_segments(ctx, part))
        return [*made, {"text": "]"}]
    return [{"text": _quoted(value)}]


def _quoted(value: Any) -> str:
    return orjson.dumps(value).decode()


def _refused(ctx: Context, name: str, value: Any) -> str | None:
    """Why a value cannot be kept: it is too large, or it is not what the variable holds. None empties it."""
    if value is None:
        return None
    try:
        if len(orjson.dumps(value)) > LARGEST_RESULT:
            return "too_large"
    except TypeError:
        return "unreadable"
    return None if ctx.fits(name, value) else "type"


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("call", reason)
    return Leave("failed")
