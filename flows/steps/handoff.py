"""The step type `handoff`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.events import Event
from flows.engine.step_type import Config, Example, Outcome, Output, StepType, Wait


class Handoff(StepType):
    """Asks a human agent to take over.

    The bot is silent until the agent gives the conversation back; then the way is *solved*. Give a time to fall back on
    when no agent comes.
    """

    type = "handoff"
    title = "Hand over to a person"
    category = "human"
    icon = "person"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "queue": {
                "type": "string",
                "title": "Queue",
                "description": "Which team is asked. Empty: anyone.",
                "x-suggest": "queues",
            },
            "message": {"title": "Tell the visitor", "x-widget": "message"},
            "timeout": {
                "type": "number",
                "title": "Wait at most",
                "description": "Seconds until an agent comes.",
                "exclusiveMinimum": 0,
                "x-widget": "seconds",
            },
        },
    }
    outputs_spec = (
        Output("resolved", "Solved"),
        Output("unavailable", "Nobody there"),
        Output("timeout", "Nobody came in time"),
    )
    waits = True
    examples = (
        Example(
            "Solved by an agent",
            {"message": "One moment, I call a colleague."},
            ({"agent": "takeover"}, {"agent": "release"}),
            ("One moment, I call a colleague.",),
            output="resolved",
        ),
        Example("Nobody there", {}, ({"agent": "unavailable"},), output="unavailable"),
        Example("Nobody came", {"timeout": 120}, ({"advance": 120},), output="timeout"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        said = ctx.say(config["message"]) if config.get("message") else None
        note = None if said is None else said.get("text")
        queue = config.get("queue")
        ctx.request_handoff(ctx.text(queue) if queue else None, note)
        return Wait("agent")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        return Wait("agent", ctx.data)
