"""The step type `switch_language`."""

from __future__ import annotations

from flows.engine.context import Context
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType


class SwitchLanguage(StepType):
    """Goes on in another language.

    Everything the bot says from here on is in that language, and so is how it understands. A text that is not
    translated is said in the bot's default language. The language may come from a variable: `{{ wanted }}`. One that
    the bot does not speak changes nothing; it can have a way of its own.
    """

    type = "switch_language"
    title = "Switch the language"
    category = "logic"
    icon = "language"
    schema = {
        "type": "object",
        "required": ["language"],
        "additionalProperties": False,
        "properties": {
            "language": {
                "type": "string",
                "title": "Language",
                "description": "Its code, for example fr, or a variable.",
                "minLength": 1,
                "x-widget": "template",
                "x-suggest": "languages",
            },
            "remember": {
                "type": "boolean",
                "title": "Also for later conversations",
                "default": False,
            },
            "check": {
                "type": "boolean",
                "title": "Own way for a language the bot does not speak",
                "default": False,
            },
        },
    }
    outputs_spec = (NEXT, Output("else", "Not spoken", when="check"))
    reads_profile = True
    examples = (
        Example("To French", {"language": "fr"}, bot={"languages": ["en", "fr"]}),
        Example("From a variable", {"language": "{{ wanted }}"}, variables={"wanted": "fr-CA"}),
        Example("Not spoken", {"language": "ja", "check": True}, output="else"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        spoken = ctx.memory.speak(ctx.text(config["language"]).strip())
        if spoken is None:
            if config.get("check"):
                return Leave("else")
            ctx.note_problem("language", "The bot does not speak the language it was to switch to.")
            return Leave()
        if config.get("remember"):
            ctx.memory.write_profile("language", spoken)
        return Leave()
