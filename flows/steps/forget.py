"""The step type `forget`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Forget(StepType):
    """Forgets values: single ones, or everything that is known of the visitor.

    A variable has its default again afterwards. What was kept for the visitor under the same name is deleted, in this
    conversation and for all later ones. *Everything of the visitor* deletes the whole profile and all variables of the
    visitor; variables of this conversation stay.
    """

    type = "forget"
    title = "Forget"
    category = "data"
    icon = "delete"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "variables": {
                "type": "array",
                "title": "Variables",
                "items": {"type": "string", "title": "Variable", "minLength": 1, "x-widget": "variable"},
            },
            "everything": {
                "type": "boolean",
                "title": "Everything of the visitor",
                "default": False,
            },
        },
    }
    reads_profile = True
    examples = (
        Example("One variable", {"variables": ["size"]}, variables={"size": "large"}),
        Example("All about the visitor", {"everything": True}),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        names = list(config.get("variables", ()))
        if config.get("everything"):
            for name in ctx.memory.profile:
                ctx.memory.write_profile(name, None)
        for name in names:
            ctx.memory.forget(name)
        return Leave()
