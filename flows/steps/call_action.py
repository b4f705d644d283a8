"""The step type `call_action`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.action_server import MOST_EVENTS, REQUESTED, content_id, domain, say_answers, tracker
from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.step_type import NEXT, Config, Enter, Example, GoTo, Leave, Outcome, Output, Return, StepType, Wait

DEFAULT_TIMEOUT = 15
# What Rasa needs for its own bookkeeping and a conversation here does by itself.
_OWN = frozenset({"action", "user", "bot", "session_started", "entities", "loop_interrupted", "user_featurization"})
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
        server = str(ctx.bot.settings.get("action_server") or "")
        if not server:
            return _failed(ctx, "no_action_server")
        slots = config.get("slots") or {}
        request: dict[str, Any] = {
            "url": ctx.segments(server),
            "action": config["action"],
            "tracker": tracker(ctx, config["action"], slots),
            "domain": domain(ctx, config["action"], slots),
        }
        if "retries" in config:
            request["retries"] = config["retries"]
        ctx.start_call("action", request, float(config.get("timeout", DEFAULT_TIMEOUT)))
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        result = event.result
        if "failed" in result:
            return _failed(ctx, str(result["failed"]))
        body, status = result.get("body"), result.get("status")
        if "value" in result:  # a stub of a test, which has set what the action would have
            return Leave()
        if status != 200:
            error = str(body.get("error") or "") if isinstance(body, Mapping) else ""
            return _failed(ctx, f"status {status}: {error[:200]}" if error else f"status {status}")
        if not isinstance(body, Mapping):
            return _failed(ctx, "unreadable")
        say_answers(ctx, body.get("responses"))
        return self._apply(ctx, config.get("slots") or {}, body.get("events"))

    def _apply(self, ctx: Context, slots: Mapping[str, str], events: Any) -> Outcome:
        """What the events change; the last one that leads elsewhere says where."""
        outcome: Outcome = Leave()
        ignored: list[str] = []
        for one in events[:MOST_EVENTS] if isinstance(events, list) else ():
            kind = str(one.get("event")) if isinstance(one, Mapping) else "?"
            if kind == "slot":
                self._set(ctx, slots, one, ignored)
            elif kind == "reset_slots":
                for name, variable in ctx.bot.variables.items():
                    if variable.scope == "conversation" and ctx.given(name) is not None:
                        ctx.set(name, None)
            elif kind == "restart":
                flow = ctx.start_over()
                return Return() if flow is None else GoTo(flow)
            elif kind == "followup":
                outcome = self._follow(ctx, str(one.get("name") or ""), ignored) or outcome
            elif kind in ("active_loop", "form"):
                if one.get("name") is None:
                    ctx.stop_dialogue()
                else:
                    outcome = self._follow(ctx, str(one["name"]), ignored) or outcome
            elif kind not in _OWN:
                ignored.append(kind[:60])
        if ignored:
            ctx.note_call({"ignored": ignored[:20]})
        return outcome

    def _set(self, ctx: Context, slots: Mapping[str, str], one: Mapping[str, Any], ignored: list[str]) -> None:
        slot, value = str(one.get("name")), one.get("value")
        name = slots.get(slot, slot)
        if slot == REQUESTED:
            return  # a form knows by itself what it asks for next
        if name not in ctx.bot.variables:
            ignored.append(f"slot {slot[:60]}: no such variable")
        elif value is not None and not ctx.fits(name, value):
            ignored.append(f"slot {slot[:60]}: the value does not fit")
        else:
            ctx.set(name, value)

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
