"""The step type `branch`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, Output, StepType

BY_AGE = {
    "rules": [
        {"id": "child", "when": {"variable": "age", "op": "<", "value": 12}},
        {"id": "adult", "when": {"expression": "age >= 18"}},
    ]
}
AGE = {"variables": [{"name": "age", "type": "number"}]}


class Branch(StepType):
    """Goes on by the first rule that is true.

    Rules are tried from top to bottom. When none is true, the way is *otherwise*.
    """

    type = "branch"
    title = "Branch"
    category = "logic"
    icon = "branch"
    schema = {
        "type": "object",
        "required": ["rules"],
        "additionalProperties": False,
        "properties": {
            "rules": {
                "type": "array",
                "title": "Rules",
                "x-widget": "rules",
                "items": {
                    "type": "object",
                    "required": ["id", "when"],
                    "additionalProperties": False,
                    "properties": {
                        "id": {"type": "string", "title": "Id", "minLength": 1},
                        "title": {"type": "string", "title": "Name of this way"},
                        "when": {"title": "If", "x-widget": "condition"},
                    },
                },
            },
        },
    }
    outputs_spec = (Output(each="/rules", title_from="title"), Output("else", "Otherwise"))
    examples = (
        Example("The first that holds", BY_AGE, output="child", variables={"age": 7}, bot=AGE),
        Example("By an expression", BY_AGE, output="adult", variables={"age": 30}, bot=AGE),
        Example("None holds", BY_AGE, output="else", variables={"age": 15}, bot=AGE),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        for rule in config["rules"]:
            if ctx.holds(rule["when"]):
                return Leave(rule["id"])
        return Leave("else")
