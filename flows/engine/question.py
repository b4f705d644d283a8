"""What questions share: asking, asking again with a word on why, and giving up after so many tries."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from .context import Context
from .events import Event, Said
from .step_type import NEXT, Config, Leave, Outcome, Output, StepType, Wait

DEFAULT_RETRIES = 2

QUESTION: dict[str, Any] = {"title": "Question", "x-widget": "message"}
VARIABLE: dict[str, Any] = {
    "type": "string",
    "title": "Save the answer in",
    "minLength": 1,
    "x-widget": "variable",
}
# The fields of a question that is asked again, in the order of the form.
AGAIN: dict[str, Any] = {
    "retries": {
        "type": "integer",
        "title": "Tries more",
        "description": "How often the question is asked again.",
        "default": DEFAULT_RETRIES,
        "minimum": 0,
        "maximum": 10,
    },
    "retry_message": {
        "title": "Question when asked again",
        "description": "Empty: the same question.",
        "x-widget": "message",
    },
    "timeout": {
        "type": "number",
        "title": "Wait at most",
        "description": 'Seconds without a reply, then the exit "No reply".',
        "exclusiveMinimum": 0,
        "x-widget": "seconds",
    },
}


class Question(StepType):
    """A step that asks, reads the reply, and asks again where it does not fit."""

    category = "ask"
    outputs_spec = (NEXT, Output("failed", "No valid answer"), Output("timeout", "No reply", when="timeout"))
    waits: ClassVar[bool] = True

    @abstractmethod
    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        """Says the question."""

    @abstractmethod
    def refuse(self, ctx: Context, config: Config) -> str | None:
        """Takes the reply that `ctx.bid` has read, and keeps it: None. Else says why not; "" for no word on it."""

    def enter(self, ctx: Context, config: Config) -> Outcome:
        self.put(ctx, config, config["message"], again=False)
        return Wait()

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, Said):
            ctx.keep_question()
            return Wait(data=ctx.data)
        why = self.refuse(ctx, config)
        if why is None:
            return Leave()
        tries = ctx.data.get("tries", 0) + 1
        if tries > config.get("retries", DEFAULT_RETRIES):
            return Leave("failed")
        message = config.get("retry_message")
        if message is None and why:
            ctx.tell(why)
        self.put(ctx, config, message or config["message"], again=True)
        return Wait(data={"tries": tries})

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        self.put(ctx, config, config["message"], again=True)
        return Wait(data=ctx.data)

    def keep(self, ctx: Context, config: Config, value: Any) -> bool:
        """Puts the value into the step's variable, if it has one that can hold it, and the author's check holds."""
        name = config.get("variable")
        if not name:
            return True
        if not ctx.fits(name, value):
            return False
        before = ctx.given(name)
        ctx.set(name, value)
        if config.get("valid") and not ctx.holds(config["valid"]):
            ctx.set(name, before)
            return False
        return True
