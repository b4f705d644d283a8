"""The step type `call_flow`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import Config, Enter, Example, Outcome, StepType

DOUBLE: dict[str, Any] = {
    "flows": [
        {
            "id": "double",
            "title": "Double it",
            "inputs": ["number"],
            "outputs": ["result"],
            "nodes": [
                {
                    "id": "d1",
                    "title": "Double",
                    "steps": [
                        {"id": "d1s1", "type": "return", "config": {"values": {"result": {"expression": "number * 2"}}}}
                    ],
                }
            ],
            "transitions": [],
        }
    ]
}


class CallFlow(StepType):
    """Runs another flow and comes back.

    Give it values for its inputs, and choose where its results are kept. The way goes on here when the other flow is
    done.
    """

    type = "call_flow"
    title = "Run a flow"
    category = "logic"
    icon = "flow"
    schema = {
        "type": "object",
        "required": ["flow"],
        "additionalProperties": False,
        "properties": {
            "flow": {"type": "string", "title": "Flow", "minLength": 1, "x-widget": "flow"},
            "inputs": {
                "type": "object",
                "title": "Give it",
                "description": "Its input, and the value.",
                "additionalProperties": {"title": "Value", "x-widget": "value"},
            },
            "save": {
                "type": "object",
                "title": "Keep its results",
                "description": "A variable here, and the name of the result there.",
                "additionalProperties": {"type": "string", "title": "Result"},
            },
        },
    }
    examples = (
        Example(
            "With a result",
            {"flow": "double", "inputs": {"number": {"expression": "count"}}, "save": {"twice": "result"}},
            variables={"count": 21},
            bot=DOUBLE,
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        inputs = {name: ctx.value(value) for name, value in config.get("inputs", {}).items()}
        return Enter(config["flow"], inputs, config.get("save", {}))
