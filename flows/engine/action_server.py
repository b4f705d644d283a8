"""What an action server of Rasa is told, and what its answers mean here: the protocol of `POST /webhook`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .context import Context
from .heard import Heard

DEFAULT_TIMEOUT = 15  # seconds
MOST_ANSWERS = 30
MOST_BUTTONS = 20
LONGEST = 5_000  # characters of a text
VALIDATION = "validate_"
REQUESTED = "requested_slot"
_TYPES = {"text": "text", "number": "float", "boolean": "bool", "list": "list", "date": "text"}
_NOT_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_PARTS = frozenset({"text", "buttons", "elements", "custom", "template", "response", "image", "attachment"})

Json = dict[str, Any]


def content_id(name: str) -> str:
    """The id of the content that a response of Rasa is here: what the importer calls it."""
    return _NOT_ID.sub("-", name.replace("/", ".")).lstrip("-.")[:120].rstrip("-") or "x"


# -- what it is told ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asking:
    """A form for which an action runs: its name, the variable that it asks for, and those it has just filled."""

    form: str
    requested: str | None
    fresh: Sequence[str] = ()


def call_server(
    ctx: Context, action: str, slots: Mapping[str, str], config: Mapping[str, Any], asking: Asking | None = None
) -> bool:
    """Starts the call of an action; False where the bot names no action server.

    `slots`: slot → variable, where the two have different names; `config` may have `timeout` and `retries`.
    """
    server = str(ctx.bot.settings.get("action_server") or "")
    if not server:
        return False
    request: dict[str, Any] = {
        "url": ctx.segments(server),
        "action": action,
        "tracker": tracker(ctx, action, slots, asking),
        "domain": domain(ctx, action, slots),
    }
    if "retries" in config:
        request["retries"] = config["retries"]
    ctx.start_call("action", request, float(config.get("timeout", DEFAULT_TIMEOUT)))
    return True


def tracker(ctx: Context, action: str, slots: Mapping[str, str], asking: Asking | None = None) -> Json:
    """The state of the conversation. `slots`: slot → variable, where the two have different names.

    Sensitive variables are not in it. Who speaks and what was said before is added where the call is made.
    """
    values = ctx.open_values()
    named = {variable: slot for slot, variable in slots.items()}
    said = None if ctx.heard is None else message(ctx.heard)
    form, requested, fresh = _form(ctx, action) if asking is None else (asking.form, asking.requested, asking.fresh)
    told = {named.get(name, name): value for name, value in values.items()}
    if form is not None:
        told[REQUESTED] = None if requested is None else named.get(requested, requested)
    return {
        "slots": told,
        "latest_message": said or {"intent": {"name": None, "confidence": 0.0}, "entities": [], "text": None},
        # What a form has just filled stands last: that is what `validate_…` looks at.
        "events": [
            {"event": "slot", "timestamp": ctx.now, "name": named.get(name, name), "value": values[name]}
            for name in fresh
            if values.get(name) is not None
        ],
        "paused": False,
        "followup_action": None,
        "active_loop": {} if form is None else {"name": form},
        "latest_action_name": action,
    }


def _form(ctx: Context, action: str) -> tuple[str | None, str | None, Sequence[str]]:
    """The form that waits below the step, what it asks for, and the variables that `validate_…` is to look at."""
    form, waiting = ctx.open_form or (None, {})
    checked = ctx.bot.forms.get(action.removeprefix(VALIDATION)) if action.startswith(VALIDATION) else None
    fresh = [one["variable"] for one in checked.config.get("slots", ())] if checked is not None else []
    return form, waiting.get("slot"), fresh


def message(heard: Heard) -> Json:
    """An utterance with its understanding, in the words of Rasa."""
    return {
        "text": heard.text,
        "intent": {"name": heard.intent, "confidence": heard.confidence},
        "intent_ranking": [{"name": name, "confidence": sure} for name, sure in heard.intents[:10]],
        "entities": [
            {
                **{key: one[key] for key in ("entity", "start", "end", "role", "group") if one.get(key) is not None},
                "value": one.get("value", one.get("text")),
                "confidence_entity": one.get("confidence", 1.0),
                "extractor": one.get("source", ""),
            }
            for one in heard.entities
        ],
    }


def domain(ctx: Context, action: str, slots: Mapping[str, str]) -> Json:
    """As much of a domain as actions look at: names, types of slots, and what forms ask for."""
    named = {variable: slot for slot, variable in slots.items()}
    return {
        "version": "3.1",
        "config": {"store_entities_as_slots": True},
        "intents": list(ctx.bot.intents),
        "entities": list(dict.fromkeys(one["name"] for one in ctx.bot.document.get("entities", ()))),
        "slots": {
            named.get(name, name): {"type": _TYPES.get(one.type, "any"), "mappings": [{"type": "custom"}]}
            for name, one in ctx.bot.variables.items()
        },
        "forms": {
            id: {
                "required_slots": [named.get(one["variable"], one["variable"]) for one in step.config.get("slots", ())]
            }
            for id, step in ctx.bot.forms.items()
        },
        "responses": {},
        "actions": [action],
        "e2e_actions": [],
    }


# -- what it answers ----------------------------------------------------------------------------------------------


def say_answers(ctx: Context, answers: Any) -> None:
    """Says the responses of an answer, texts as they stand: nothing in them is a template."""
    for one in _objects(answers, MOST_ANSWERS):
        name = one.get("response") or one.get("template")
        if isinstance(name, str) and content_id(name) in ctx.bot.content:
            for variable, value in one.items():
                known = variable not in _PARTS and variable in ctx.bot.variables
                if known and value is not None and ctx.fits(variable, value):
                    ctx.set(variable, value)
            ctx.say({"content": content_id(name)})
        for spoken in messages(one):
            options = [] if spoken["type"] != "text" else _options(one.get("buttons"))
            if options:
                ctx.offer_given(spoken["text"], options)
            else:
                ctx.show(spoken)


def messages(one: Mapping[str, Any]) -> Iterator[Json]:
    """The neutral messages of a response: a text, a picture, cards, a file, or what one channel shows."""
    text = str(one.get("text") or "")[:LONGEST]
    image, attachment = one.get("image"), one.get("attachment")
    if text.strip() or one.get("buttons"):
        yield {"type": "text", "text": text}
    if isinstance(image, str) and image:
        yield {"type": "image", "url": image[:LONGEST]}
    cards = [_card(each) for each in _objects(one.get("elements"), MOST_BUTTONS)]
    if cards:
        yield {"type": "carousel", "items": cards}
    if isinstance(attachment, str) and attachment:
        yield {"type": "file", "url": attachment[:LONGEST]}
    elif attachment:
        yield {"type": "native", "channel": "web", "body": attachment}
    if one.get("custom"):
        yield {"type": "native", "channel": "web", "body": one["custom"]}


def _options(buttons: Any) -> list[Json]:
    """Buttons as options; `/intent{…}` as the value of one names its intent, as buttons of content do."""
    made: list[Json] = []
    for number, one in enumerate(_objects(buttons, MOST_BUTTONS), start=1):
        title = str(one.get("title") or "")[:200]
        made.append({"option": f"o{number}", "title": title, "value": str(one.get("payload") or title)[:2000]})
    return made


def _card(one: Mapping[str, Any]) -> Json:
    card: Json = {"type": "card", "title": str(one.get("title") or "")[:LONGEST]}
    if one.get("subtitle"):
        card["subtitle"] = str(one["subtitle"])[:LONGEST]
    if isinstance(one.get("image_url"), str):
        card["image"] = {"url": one["image_url"][:LONGEST], "alt": ""}
    links = [
        {"kind": "url", "title": str(each.get("title") or "")[:200], "url": str(each["url"])[:LONGEST]}
        for each in _objects(one.get("buttons"), MOST_BUTTONS)
        if each.get("url")
    ]
    return {**card, "actions": links} if links else card


def _objects(listed: Any, most: int) -> list[Mapping[str, Any]]:
    return [one for one in listed[:most] if isinstance(one, Mapping)] if isinstance(listed, list) else []
