"""The step type `video`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Video(StepType):
    """Shows a film that the visitor may play.

    Give the address of the film itself (mp4, webm). Channels that cannot play one show its address.
    """

    type = "video"
    title = "Film"
    category = "say"
    icon = "video"
    schema = {
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": {
            "url": {"title": "Address of the film", "x-widget": "text"},
            "alt": {"title": "What it shows", "x-widget": "text"},
            "caption": {"title": "Line below it", "x-widget": "text"},
        },
    }
    examples = (
        Example("A tour", {"url": "https://example.org/tour.mp4", "caption": "A tour of the house"}, says=("<video>",)),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.say({"type": "video", **config})
        return Leave()
