"""The step type `profile`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flows.engine.context import Context
from flows.engine.problem import StepProblem
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType
from flows.engine.variables import Variable, coerce

WELL_KNOWN = ("name", "email", "phone", "language", "timezone")
LONGEST = 1_000  # characters of a well-known field
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(?:\.[^@\s.]{1,63}){1,8}")


class Profile(StepType):
    """Writes down who the visitor is: name, e-mail, language, or whatever you like.

    What is written here belongs to the visitor and is there again in later conversations, as `user.name`,
    `user.email`… and, where you declared a variable of the visitor, under its own name. A field that is given nothing
    stays as it is. *Language* also becomes the language of this conversation and of later ones. An e-mail address that
    is none, or a language that the bot does not speak, is not written down; it can have a way of its own.
    """

    type = "profile"
    title = "Visitor's profile"
    category = "data"
    icon = "person"
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {"title": "Name", "x-widget": "value"},
            "email": {"title": "E-mail", "x-widget": "value"},
            "phone": {"title": "Phone", "x-widget": "value"},
            "language": {"title": "Language", "description": "Its code, for example fr.", "x-widget": "value"},
            "timezone": {"title": "Time zone", "description": "For example Europe/Paris.", "x-widget": "value"},
            "more": {
                "type": "object",
                "title": "More",
                "description": "Any other field, and its value.",
                "additionalProperties": {"title": "Value", "x-widget": "value"},
            },
            "check": {
                "type": "boolean",
                "title": "Own way for “does not fit”",
                "description": "Else what does not fit is left out, and the way is the same.",
                "default": False,
            },
        },
    }
    outputs_spec = (NEXT, Output("failed", "Does not fit", when="check"))
    reads_profile = True
    examples = (
        Example("Name and address", {"name": "{{ who }}", "email": "ada@example.org"}, variables={"who": "Ada"}),
        Example("Any field", {"more": {"plan": "gold", "visits": {"literal": 3}}}),
        Example("Not an address", {"email": "ada at home", "check": True}, output="failed"),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        wrong: list[str] = []
        for name, source in self._fields(config):
            value = ctx.value(source)
            if value is None or value == "":
                continue
            try:
                self._write(ctx, name, value)
            except StepProblem:
                wrong.append(name)
        if wrong:
            ctx.note_problem("profile", f"Values that do not fit their fields: {', '.join(wrong)}.")
        return Leave("failed" if wrong and config.get("check") else "next")

    def _fields(self, config: Config) -> Iterator[tuple[str, Any]]:
        for name in WELL_KNOWN:
            if name in config:
                yield name, config[name]
        yield from config.get("more", {}).items()

    def _write(self, ctx: Context, name: str, value: Any) -> None:
        """Raises StepProblem where the value does not fit."""
        if name in WELL_KNOWN:
            value = str(coerce(Variable(name, "text"), value)).strip()
            if len(value) > LONGEST or (name == "email" and not _EMAIL.fullmatch(value)):
                raise ctx.fail("type", f"The value does not fit the field {name!r} of a profile.")
        if name == "language":
            value = ctx.memory.speak(value)
            if value is None:
                raise ctx.fail("language", "The bot does not speak this language.")
        ctx.memory.write_profile(name, value)
