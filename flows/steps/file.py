"""The step type `file`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class File(StepType):
    """Offers a file to download.

    The name is what the visitor sees and saves it as.
    """

    type = "file"
    title = "File"
    category = "say"
    icon = "file"
    schema = {
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": {
            "url": {"title": "Address of the file", "x-widget": "text"},
            "name": {"title": "Name", "x-widget": "text"},
            "caption": {"title": "Line below it", "x-widget": "text"},
        },
    }
    examples = (
        Example(
            "Of this visitor",
            {"url": "https://example.org/bills/{{ bill }}.pdf", "name": "Bill {{ bill }}"},
            says=("<file>",),
            variables={"bill": "B-7"},
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.say({"type": "file", **config})
        return Leave()
