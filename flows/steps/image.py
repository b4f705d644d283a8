"""The step type `image`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Image(StepType):
    """Shows a picture.

    Its address is one from your media, or of any picture on the web. Say what it shows: that is read to visitors who
    do not see it, and stands in for it on channels without pictures.
    """

    type = "image"
    title = "Picture"
    category = "say"
    icon = "image"
    schema = {
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": {
            "url": {"title": "Address of the picture", "x-widget": "text"},
            "alt": {"title": "What it shows", "x-widget": "text"},
            "caption": {"title": "Line below it", "x-widget": "text"},
        },
    }
    examples = (
        Example(
            "With a caption",
            {"url": "/media/menu.png", "alt": "The menu", "caption": "Today's menu"},
            says=("<image>",),
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.say({"type": "image", **config})
        return Leave()
