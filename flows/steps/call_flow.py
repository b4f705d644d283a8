"""The step type `call_flow`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.step_type import NEXT, Config, Enter, Example, Outcome, Output, StepType

DOUBLE: dict[str, Any] = {
    "flows": [
        {
            "id": "double",
            "title": "Double it",
            "inputs": [{"name": "number", "type": "number", "required": True}],
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
    done. A flow may declare types for its inputs and results: values are brought into them, `"3"` becomes the number 3.
    One that cannot be leads to the error flow, or to *failed* if you ask for that way.
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
            "node": {
                "type": ["string", "null"],
                "title": "Node",
                "description": "Empty: where the flow begins.",
                "x-widget": "node",
            },
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
            "check": {
                "type": "boolean",
                "title": "Own way for values that do not fit",
                "default": False,
            },
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed", when="check"))
    examples = (
        Example(
            "With a result",
            {"flow": "double", "inputs": {"number": {"expression": "count"}}, "save": {"twice": "result"}},
            variables={"count": 21},
            bot=DOUBLE,
        ),
        Example(
            "A text that is a number",
            {"flow": "double", "inputs": {"number": "{{ count }}"}, "save": {"twice": "result"}},
            variables={"count": 21},
            bot=DOUBLE,
        ),
        Example(
            "From another node on",
            {"flow": "greet", "node": "g2"},
            says=("Welcome back!",),
            bot={
                "flows": [
                    {
                        "id": "greet",
                        "title": "Greet",
                        "nodes": [
                            {"id": "g1", "title": "New", "steps": [{"id": "g1s1", "type": "return", "config": {}}]},
                            {
                                "id": "g2",
                                "title": "Known",
                                "steps": [{"id": "g2s1", "type": "say", "config": {"message": "Welcome back!"}}],
                            },
                        ],
                        "transitions": [],
                    }
                ]
            },
        ),
        Example(
            "A value that does not fit",
            {"flow": "double", "inputs": {"number": "many"}, "check": True},
            output="failed",
            bot=DOUBLE,
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        inputs = {name: ctx.value(value) for name, value in config.get("inputs", {}).items()}
        return Enter(config["flow"], inputs, config.get("save", {}), config.get("node") or None)
