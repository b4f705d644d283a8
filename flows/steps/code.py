"""The step type `code`."""

from __future__ import annotations

from typing import Any

import orjson

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait

SECONDS = 10.0
LARGEST_RESULT = 32 * 1024  # bytes of JSON
TOTAL = {"source": "return {total: vars.price * 2}", "save_as": "order"}


class Code(StepType):
    """Runs a few lines of JavaScript, shut off from the network and the server.

    Your variables, sensitive ones apart, are in `vars`; what you return is kept. An error, or code that takes too long,
    leaves by *failed*, and the variable `problem` says why. There is no way out of it: no network, no files, no other
    programs. The operator of the installation decides whether code may run at all.
    """

    type = "code"
    title = "Run code"
    category = "data"
    icon = "code"
    schema = {
        "type": "object",
        "required": ["source"],
        "additionalProperties": False,
        "properties": {
            "source": {"type": "string", "title": "JavaScript", "maxLength": 20000, "x-widget": "code"},
            "save_as": {"type": "string", "title": "Save the result in", "x-widget": "variable"},
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example("A sum", TOTAL, ({"returns": {"value": {"total": 24}}},), variables={"price": 12}),
        Example("It breaks", TOTAL, ({"returns": {"failed": "error"}},), output="failed"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        request: dict[str, Any] = {"source": config["source"], "vars": ctx.open_values()}
        if config.get("save_as"):
            request["save_as"] = config["save_as"]
        ctx.start_call("code", request, SECONDS, idempotent=True)
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        if "failed" in event.result or "value" not in event.result:
            reason, detail = str(event.result.get("failed") or "unreadable"), event.result.get("detail")
            return _failed(ctx, f"{reason}: {detail}" if detail else reason)
        value = event.result["value"]
        name = config.get("save_as")
        if name:
            if _too_large(value):
                return _failed(ctx, "too_large")
            if value is not None and not ctx.fits(name, value):
                return _failed(ctx, "type")
            ctx.set(name, value)
        return Leave()


def _too_large(value: Any) -> bool:
    try:
        return len(orjson.dumps(value)) > LARGEST_RESULT
    except TypeError:
        return True


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("code", reason)
    return Leave("failed")
