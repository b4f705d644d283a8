"""The step type `jump`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, GoTo, Outcome, StepType


class Jump(StepType):
    """Goes on in another flow, or at another node, and does not come back.

    Use *Run a flow* where the dialogue should return here afterwards.
    """

    type = "jump"
    title = "Go to"
    category = "logic"
    icon = "jump"
    schema = {
        "type": "object",
        "required": ["flow"],
        "additionalProperties": False,
        "properties": {
            "flow": {"type": "string", "title": "Flow", "minLength": 1, "x-widget": "flow"},
            "node": {
                "type": ["string", "null"],
                "title": "Node",
                "description": "Empty: where the flow begins.",
                "x-widget": "node",
            },
        },
    }
    outputs_spec = ()
    examples = (
        Example(
            "Into another flow",
            {"flow": "bye"},
            says=("Goodbye!",),
            output=None,
            bot={
                "flows": [
                    {
                        "id": "bye",
                        "title": "Bye",
                        "nodes": [
                            {
                                "id": "b1",
                                "title": "Bye",
                                "steps": [{"id": "b1s1", "type": "say", "config": {"message": "Goodbye!"}}],
                            }
                        ],
                        "transitions": [],
                    }
                ]
            },
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        return GoTo(config["flow"], config.get("node") or None)
