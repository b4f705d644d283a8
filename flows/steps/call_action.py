"""The step type `call_action`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.action_events import apply_events, failure_of
from flows.engine.action_server import DEFAULT_TIMEOUT, call_server, content_id, say_answers
from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.step_type import NEXT, Config, Enter, Example, GoTo, Leave, Outcome, Output, Return, StepType, Wait

ORDER = {"action": "action_order"}
SERVER = {
    "settings": {"action_server": "https://actions.example/webhook"},
    "variables": [{"name": "order", "type": "number"}],
}
TAKEN = {"event": "slot", "name": "order", "value": 17}


class CallAction(StepType):
    """Runs an action of your Rasa action server.

    The address of the server stands in the settings of the bot. It gets what Rasa would send it: the name of the
    action, the values of the variables (sensitive ones apart), what was said last, and a domain. What it says is said;
    the events it gives back set variables, start over, or lead to another action, form or response. Events that mean
    nothing here are named in the trace. No server, a server that cannot be reached, an unknown action or one that
    rejects leaves by *failed*; the variable `problem` then says why. A request that may have arrived is not sent again.
    """

    type = "call_action"
    title = "Run a Rasa action"
    category = "data"
    icon = "api"
    schema = {
        "type": "object",
        "required": ["action"],
        "additionalProperties": False,
        "properties": {
            "action": {"type": "string", "title": "Action", "minLength": 1, "maxLength": 200},
            "slots": {
                "type": "object",
                "title": "Slots with other names",
                "description": "Slot of the action server → variable; all others have one name.",
                "x-widget": "json",
                "additionalProperties": {"type": "string", "minLength": 1},
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
            "retries": {
                "type": "integer",
                "title": "Try again",
                "description": "How many times more, where the server could not be reached.",
                "default": 2,
                "minimum": 0,
                "maximum": 5,
            },
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example(
            "It speaks and sets a variable",
            ORDER,
            ({"returns": {"status": 200, "body": {"events": [TAKEN], "responses": [{"text": "Order 17 is yours."}]}}},),
            says=("Order 17 is yours.",),
            bot=SERVER,
        ),
        Example(
            "It rejects",
            ORDER,
            ({"returns": {"status": 400, "body": {"error": "Not now", "action_name": "action_order"}}},),
            output="failed",
            bot=SERVER,
        ),
        Example("No answer in time", ORDER, ({"returns": {"failed": "timeout"}},), output="failed", bot=SERVER),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        if not call_server(ctx, config["action"], config.get("slots") or {}, config):
            return _failed(ctx, "no_action_server")
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        reason = failure_of(event.result)
        if reason is not None:
            return _failed(ctx, reason)
        body = event.result.get("body") or {}
        say_answers(ctx, body.get("responses"))
        return self._apply(ctx, config.get("slots") or {}, body.get("events"))

    def _apply(self, ctx: Context, slots: Mapping[str, str], events: Any) -> Outcome:
        """What the events change; the last one that leads elsewhere says where."""
        outcome: Outcome = Leave()
        ignored: list[str] = []
        for kind, name in apply_events(ctx, slots, events, ignored):
            if kind == "restart":
                flow = ctx.start_over()
                return Return() if flow is None else GoTo(flow)
            if kind == "loop" and name is None:
                ctx.stop_dialogue()
            elif kind in ("loop", "followup"):
                outcome = self._follow(ctx, name or "", ignored) or outcome
            elif kind == "rejected":
                ignored.append("action_execution_rejected")
            # What is requested next, a form knows by itself.
        if ignored:
            ctx.note_call({"ignored": ignored[:20]})
        return outcome

    def _follow(self, ctx: Context, name: str, ignored: list[str]) -> Outcome | None:
        """The flow of an action or form; a response is said at once."""
        id = content_id(name)
        if id in ctx.bot.content:
            ctx.say({"content": id})
        elif id in ctx.bot.flows and id != ctx.flow_id:
            return Enter(id)
        elif name != "action_listen":
            ignored.append(f"followup {name[:60]}")
        return None


def _failed(ctx: Context, reason: str) -> Leave:
    ctx.note_problem("action", reason)
    return Leave("failed")
