"""The step type `end`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, End, Example, Outcome, StepType


class EndStep(StepType):
    """Ends the session.

    The flow of the kind *end* runs, if there is one. What the visitor says next begins a new session.
    """

    type = "end"
    title = "End"
    category = "logic"
    icon = "end"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "keep_contexts": {
                "type": "boolean",
                "title": "Keep the open contexts",
                "description": "The next session begins with them, for the messages that they have left.",
                "default": False,
            }
        },
    }
    outputs_spec = ()
    examples = (
        Example(
            "With a last word",
            {},
            says=("See you!",),
            output=None,
            bot={
                "flows": [
                    {
                        "id": "last_words",
                        "title": "Last words",
                        "kind": "end",
                        "nodes": [
                            {
                                "id": "l1",
                                "title": "Bye",
                                "steps": [{"id": "l1s1", "type": "say", "config": {"message": "See you!"}}],
                            }
                        ],
                        "transitions": [],
                    }
                ]
            },
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        if config.get("keep_contexts"):
            ctx.keep_contexts()
        return End()
