"""The step type `listen`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.events import Event, Said
from flows.engine.step_type import NEXT, Bid, Config, Example, Leave, Outcome, Output, StepType, Wait


class Listen(StepType):
    """Waits for whatever the visitor says next.

    Say your question in a step before it. The words can be kept in a variable, and entities in them fill the variables
    that belong to them. Everything counts as a reply here; use *Ask* where you expect a certain kind of answer.
    """

    type = "listen"
    title = "Listen"
    category = "ask"
    icon = "listen"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "variable": {
                "type": "string",
                "title": "Save the words in",
                "x-widget": "variable",
            },
            "timeout": {
                "type": "number",
                "title": "Wait at most",
                "description": 'Seconds without a reply, then the exit "No reply".',
                "exclusiveMinimum": 0,
                "x-widget": "seconds",
            },
        },
    }
    outputs_spec = (NEXT, Output("timeout", "No reply", when="timeout"))
    waits = True
    examples = (
        Example("Anything", {"variable": "story"}, ({"say": "It rained all day"},)),
        Example("No reply", {"timeout": 30}, ({"advance": 30},), output="timeout"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        return Wait()

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        return None if ctx.heard is None else Bid("exact", "listens to everything")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, Said) or ctx.heard is None:
            return Wait()
        ctx.take_entities()
        if config.get("variable"):
            ctx.set(config["variable"], ctx.heard.text)
        return Leave()
