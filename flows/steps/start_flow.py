"""The step type `start_flow`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait

SECONDS = 15.0
TOLD = {"flow": "delivery", "user": "{{ customer }}", "inputs": {"minutes": {"expression": "10"}}}
CUSTOMER = {"customer": "ada"}


class StartFlow(StepType):
    """Begins a flow in the conversation of somebody else.

    Name the visitor by the id under which your system knows them, or the conversation by its id. The other
    conversation hears of it as soon as it can; the flow begins there as an interruption, and finds the inputs as its
    variables. Nobody of that name leaves by *failed*; the variable `problem` then says why.
    """

    type = "start_flow"
    title = "Start a flow elsewhere"
    category = "logic"
    icon = "send"
    schema = {
        "type": "object",
        "required": ["flow"],
        "additionalProperties": False,
        "properties": {
            "flow": {"type": "string", "title": "Flow", "minLength": 1, "x-widget": "flow"},
            "node": {"type": "string", "title": "Node", "x-widget": "node"},
            "user": {
                "type": "string",
                "title": "Visitor",
                "description": "The visitor's id; the conversation last spoken in is used.",
                "x-widget": "template",
            },
            "conversation": {
                "type": "string",
                "title": "Or the conversation",
                "description": "Its id.",
                "x-widget": "template",
            },
            "inputs": {
                "type": "object",
                "title": "Inputs",
                "maxProperties": 50,
                "additionalProperties": {"x-widget": "value"},
            },
        },
        "anyOf": [{"required": ["user"]}, {"required": ["conversation"]}],
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example("Told", TOLD, ({"returns": {"value": {"conversation": "7f8b"}}},), variables=CUSTOMER),
        Example("Nobody", TOLD, ({"returns": {"failed": "unknown_visitor"}},), output="failed", variables=CUSTOMER),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        request: dict[str, Any] = {
            "flow": config["flow"],
            "node": config.get("node") or None,
            "inputs": {name: ctx.value(value) for name, value in config.get("inputs", {}).items()},
        }
        for target in ("user", "conversation"):
            if config.get(target):
                request[target] = ctx.text(config[target]).strip()
        ctx.start_call("flow", request, SECONDS, idempotent=True)
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        if "failed" in event.result:
            ctx.note_problem("start_flow", str(event.result["failed"]))
            return Leave("failed")
        return Leave()
