"""The step type `detect_language`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import Config, Example, Leave, Outcome, Output, StepType

FRENCH_OR_GERMAN = {"languages": [{"id": "fr", "title": "French"}, {"id": "de", "title": "German"}]}
SPOKEN = {"languages": ["en", "fr", "de"]}


class DetectLanguage(StepType):
    """Finds out which language the visitor speaks, and goes its way.

    The last words of the visitor decide; where nothing was said yet, the language of the visitor's page. A language
    that is not in your list, and words that could be of any language, leave by *another language*. The bot goes on in
    the language found, if it is one of the bot's languages and you do not switch that off.
    """

    type = "detect_language"
    title = "Detect the language"
    category = "logic"
    icon = "understanding"
    schema = {
        "type": "object",
        "required": ["languages"],
        "additionalProperties": False,
        "properties": {
            "languages": {
                "type": "array",
                "title": "Languages",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "title": "Language",
                    "required": ["id"],
                    "additionalProperties": False,
                    "properties": {
                        "id": {
                            "type": "string",
                            "title": "Language",
                            "description": "Its code, for example fr.",
                            "minLength": 2,
                            "x-suggest": "languages",
                        },
                        "title": {"type": "string", "title": "Name of this way"},
                    },
                },
            },
            "stay": {
                "type": "boolean",
                "title": "Only look, do not switch",
                "default": False,
            },
            "variable": {"type": "string", "title": "Save the language in", "x-widget": "variable"},
        },
    }
    outputs_spec = (Output(each="/languages", title_from="title"), Output("else", "Another language"))
    examples = (
        Example("Nothing said yet", FRENCH_OR_GERMAN, output="else", bot=SPOKEN),
        Example(
            "By the page",
            {"languages": [{"id": "en"}, {"id": "fr"}], "variable": "spoken"},
            output="en",
            bot=SPOKEN,
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        asked = [one["id"] for one in config["languages"]]
        found = ctx.memory.spoken(asked)
        if config.get("variable"):
            ctx.set(config["variable"], found)
        if found is not None and not config.get("stay"):
            ctx.memory.speak(found)
        return Leave("else" if found is None else found)
