"""The step type `audio`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, StepType


class Audio(StepType):
    """Lets the visitor hear a sound.

    Give the address of the sound itself (mp3, ogg, wav). What is said in it, written down, helps those who cannot
    hear it.
    """

    type = "audio"
    title = "Sound"
    category = "say"
    icon = "audio"
    schema = {
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": {
            "url": {"title": "Address of the sound", "x-widget": "text"},
            "alt": {"title": "What is said in it", "x-widget": "text"},
            "caption": {"title": "Line below it", "x-widget": "text"},
        },
    }
    examples = (Example("A greeting", {"url": "/media/hello.mp3", "alt": "Hello, Ada!"}, says=("<audio>",)),)

    def enter(self, ctx: Context, config: Config) -> Outcome:
        ctx.say({"type": "audio", **config})
        return Leave()
