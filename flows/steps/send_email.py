"""The step type `send_email`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event
from flows.engine.step_type import NEXT, Config, Example, Leave, Outcome, Output, StepType, Wait

DEFAULT_TIMEOUT = 20
LETTER = {"to": "{{ email }}", "subject": "Your order", "body": "Hello {{ name }}, it is on its way."}
ADA = {"email": "ada@example.org", "name": "Ada"}


class SendEmail(StepType):
    """Sends an e-mail, as plain text.

    Several addresses are separated by commas. It is never sent twice: where nobody can tell whether it has left, the
    way is *failed*, and the variable `problem` says `unknown_outcome`. The operator of the installation decides
    through which server, and from which address, e-mails are sent.
    """

    type = "send_email"
    title = "Send an e-mail"
    category = "data"
    icon = "email"
    schema = {
        "type": "object",
        "required": ["to", "subject", "body"],
        "additionalProperties": False,
        "properties": {
            "to": {"type": "string", "title": "To", "minLength": 1, "x-widget": "template"},
            "subject": {"type": ["string", "object"], "title": "Subject", "x-widget": "text"},
            "body": {"type": ["string", "object"], "title": "Text", "x-widget": "text"},
            "reply_to": {
                "type": "string",
                "title": "Answers go to",
                "description": "An address; empty: to the address it is sent from.",
                "x-widget": "template",
            },
            "timeout": {
                "type": "number",
                "title": "Wait at most",
                "description": "Seconds.",
                "default": DEFAULT_TIMEOUT,
                "minimum": 1,
                "maximum": 60,
                "x-widget": "seconds",
            },
        },
    }
    outputs_spec = (NEXT, Output("failed", "Failed"))
    waits = True
    examples = (
        Example("Sent", LETTER, ({"returns": {"value": {"recipients": 1}}},), variables=ADA),
        Example("Nobody knows", LETTER, ({"returns": {"failed": "unknown_outcome"}},), output="failed", variables=ADA),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        request: dict[str, Any] = {
            "to": ctx.text(config["to"]),
            "subject": ctx.text(config["subject"]),
            "body": ctx.text(config["body"]),
        }
        if config.get("reply_to"):
            request["reply_to"] = ctx.text(config["reply_to"])
        ctx.start_call("email", request, float(config.get("timeout", DEFAULT_TIMEOUT)))
        return Wait("call")

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        if not isinstance(event, CallReturned):
            return Wait("call", ctx.data)
        if "failed" in event.result:
            ctx.note_problem("email", str(event.result["failed"]))
            return Leave("failed")
        return Leave()
