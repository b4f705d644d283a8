"""The step type `wait_event`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.events import Event, Happened
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait


class WaitEvent(StepType):
    """Waits until something happens outside: a payment came in, a form of your page was sent.

    Events come from the visitor's page, from other flows and from your systems. What the event brings along can be
    kept. The visitor may talk on meanwhile; the waiting goes on, even when the server restarts.
    """

    type = "wait_event"
    title = "Wait for an event"
    category = "logic"
    icon = "clock"
    schema = {
        "type": "object",
        "required": ["event"],
        "additionalProperties": False,
        "properties": {
            "event": {
                "type": "string",
                "title": "Event",
                "description": "Its name. A page may send it only if the bot's settings allow this name.",
                "minLength": 1,
                "x-suggest": "events",
            },
            "save_as": {
                "type": "string",
                "title": "Save what it brings in",
                "x-widget": "variable",
            },
            "timeout": {
                "type": "number",
                "title": "Wait at most",
                "description": 'Seconds, then the exit "Did not happen".',
                "exclusiveMinimum": 0,
                "x-widget": "seconds",
            },
        },
    }
    outputs_spec = (NEXT, Output("timeout", "Did not happen", when="timeout"))
    waits = True
    examples = (
        Example(
            "It happens",
            {"event": "paid", "save_as": "payment"},
            ({"event": "shipped"}, {"event": "paid", "data": {"amount": 5}}),
        ),
        Example("It does not happen", {"event": "paid", "timeout": 60}, ({"advance": 60},), output="timeout"),
        Example("It goes on waiting", {"event": "paid"}, ({"event": "shipped"},), output=None),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        if config.get("timeout"):
            ctx.start_timer(config["timeout"])
        return Wait("event", {"event": config["event"]})

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, Happened):
            return Leave("timeout")
        if config.get("save_as"):
            ctx.set(config["save_as"], dict(event.data))
        return Leave()
