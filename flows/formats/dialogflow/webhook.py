"""Fulfilment: the agent's webhook as a call of an API, in the words Dialogflow used."""

from __future__ import annotations

import re
from typing import Any

from flows.formats.dialogflow.files import Agent
from flows.formats.dialogflow.parameters import Parameter
from flows.formats.literal import literal

TEXT, SPEECH, TEXTS, EVENT = "webhook_text", "webhook_speech", "webhook_texts", "webhook_event"
LED, MOST_LED = "webhook_led", 5  # how often the webhook has led on in a turn, and how often it may
CONTEXTS, NAMES, OPEN = "webhook_contexts", "webhook_context_names", "contexts"
_PLAIN_HEADER = re.compile(r"^(accept|accept-language|content-type|user-agent)$", re.IGNORECASE)
_GOOGLE = "$.payload.google.richResponse.items[0].simpleResponse.textToSpeech"
_SECRET_NAME = re.compile(r"\W+")


# What it says: one text, what is for Google, or several texts.
_SPOKEN = f"default({TEXT}, default({SPEECH}, default(join(default({TEXTS}, []), '\\n\\n'), null)))"


class Webhook:
    """The webhook of an agent; `available` where there is one to call, `opens` where contexts depend on it.

    `leads` where there are events that it may answer with.
    """

    def __init__(self, agent: Agent, *, opens: bool, leads: bool) -> None:
        self.opens = opens
        self.leads = leads
        told, place = agent.told, agent.place.at("webhook")
        body = agent.body.get("webhook")
        body = body if isinstance(body, dict) else {}
        url = body.get("url")
        self._url = url if isinstance(url, str) and url.startswith(("https://", "http://")) else ""
        self.available = bool(body.get("available")) and bool(self._url)
        self.headers: dict[str, str] = {"Content-Type": "application/json"}
        if not self.available:
            return
        told.warn(
            "webhook", place, "Intents call the agent's webhook as before, say the texts it returns and go on with the "
            "event it names. Contexts that only it opens stay open until its next answer; cards and other messages of "
            "it, and the parameters of contexts and events, are not taken.",
            "Check that it takes calls from here, or write its work as steps.",
        )  # fmt: skip
        headers = body.get("headers")
        for name, value in (headers if isinstance(headers, dict) else {}).items():
            if name and _PLAIN_HEADER.match(name):
                self.headers[name] = literal(str(value))
            elif name:
                secret = _SECRET_NAME.sub("_", f"webhook_{name}").lower()
                self.headers[name] = f"{{{{ secret.{secret} }}}}"
                told.warn("secret", place.at("headers", name), "The value of a header may be a credential; it was "
                          "left out.", f"Enter it as the secret {secret!r}.")  # fmt: skip
        if body.get("username") or body.get("password"):
            self.headers["Authorization"] = "{{ secret.webhook_authorization }}"
            told.warn("secret", place, "User name and password were left out.",
                      "Enter 'Basic …' as the secret 'webhook_authorization'.")  # fmt: skip

    def call(self, intent: str, action: str, parameters: list[Parameter], language: str) -> dict[str, Any]:
        """The config of the step that calls it for an intent."""
        query = {
            "queryText": {"expression": "said.text"},
            "languageCode": {"expression": "language"},
            "action": literal(action),
            "allRequiredParamsPresent": True,
            "parameters": {one.name: {"expression": one.variable} for one in parameters},
            "intent": {"displayName": literal(intent)},
        }
        return {
            "method": "POST",
            "url": literal(self._url),
            "headers": self.headers,
            "body": {"queryResult": query},
            "map": [
                {"variable": TEXT, "path": "$.fulfillmentText"},
                {"variable": SPEECH, "path": _GOOGLE},
                {"variable": TEXTS, "path": "$.fulfillmentMessages[*].text.text[0]"},
                *([{"variable": EVENT, "path": "$.followupEventInput.name"}] if self.leads else ()),
                *([{"variable": CONTEXTS, "path": "$.outputContexts[*].name"}] if self.opens else ()),
            ],
        }

    def steps_after(self) -> list[tuple[str, dict[str, Any]]]:
        """What it says as one text, and the contexts that came back.

        The names of contexts are the ends of long paths: `projects/…/contexts/game`.
        """
        spoken: tuple[str, dict[str, Any]] = ("set", {"variable": TEXT, "value": {"expression": _SPOKEN}})
        if not self.opens:
            return [spoken]
        ends = f"{{% for name in default({CONTEXTS}, []) %}}{{{{ last(split(name, '/')) }}}},{{% endfor %}}"
        return [
            spoken,
            ("set", {"variable": NAMES, "value": ends}),
            ("set", {"variable": OPEN, "value": {"expression": f"split(lower({NAMES}), ',')"}}),
        ]

    def variables(self) -> list[dict[str, Any]]:
        """What the calls keep."""
        if not self.available:
            return []
        named = (TEXT, SPEECH, *((EVENT,) if self.leads else ()))
        made = [{"name": name, "type": "text", "scope": "turn"} for name in named]
        made.append({"name": TEXTS, "type": "list", "scope": "turn"})
        if self.leads:
            made.append({"name": LED, "type": "number", "scope": "turn", "default": 0})
        if self.opens:
            made += [
                {"name": CONTEXTS, "type": "list", "scope": "turn"},
                {"name": NAMES, "type": "text", "scope": "turn"},
                {"name": OPEN, "type": "list", "scope": "conversation"},
            ]
        return made
