"""The step type `form`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.engine.context import Context
from flows.engine.events import CallReturned, Event, Said
from flows.engine.form_asking import ask_anew, ask_to_change, asked_again, go_on, leave
from flows.engine.form_changes import bid_for_change
from flows.engine.form_checks import called_back, check, heard_nothing, with_wanted
from flows.engine.form_reading import Slot, meant_for_others, read_slots
from flows.engine.hints import hint, limit_hint
from flows.engine.phrases import yes_or_no
from flows.engine.slots import Reading, fills_of, read_entity, read_intent
from flows.engine.step_type import NEXT, Bid, Config, Example, Outcome, Output, StepType, Wait
from flows.engine.taps import single
from flows.engine.typed import KINDS, kind_of, limits_of, missed

TABLE: dict[str, Any] = {
    "slots": [{"variable": "day", "ask": "Which day?"}, {"variable": "guests", "ask": "For how many?"}],
}
TABLE_BOT: dict[str, Any] = {
    "variables": [{"name": "day", "type": "text", "entity": "day"}, {"name": "guests", "type": "number"}],
    "entities": [{"name": "day", "kind": "list", "values": [{"value": "monday"}, {"value": "friday"}]}],
}
CHECKED_BOT = {**TABLE_BOT, "settings": {"action_server": "https://actions.example/webhook"}}
ANSWERED = {"returns": {"status": 200, "body": {"events": [], "responses": []}}}
CLOSED = {
    "events": [{"event": "slot", "name": "day", "value": None}],
    "responses": [{"text": "Closed on Mondays."}],
}


class Form(StepType):
    """Asks for several things, one after the other, and skips what it knows already.

    What the visitor said to get here is not asked again, and one reply may answer several questions. The visitor may
    correct an earlier answer ("no, make it large"), ask something else in between, or cancel. With a confirmation a
    "no" cancels, or lets the visitor say what to change. An action of a Rasa action server may check each answer
    (`validate_…`) and put questions (`action_ask_…`): see *Run a Rasa action*. Where the check does not work, the form
    leaves by *could not be checked*; the variable `problem` says why.
    """

    type = "form"
    title = "Form"
    category = "ask"
    icon = "form"
    schema = {
        "type": "object",
        "required": ["slots"],
        "additionalProperties": False,
        "properties": {
            "slots": {
                "type": "array",
                "title": "Questions",
                "minItems": 1,
                "x-widget": "slots",
                "items": {
                    "type": "object",
                    "required": ["variable", "ask"],
                    "additionalProperties": False,
                    "properties": {
                        "variable": {"type": "string", "title": "Save in", "minLength": 1, "x-widget": "variable"},
                        "ask": {"title": "Question", "x-widget": "message"},
                        "fill": {
                            "type": "array",
                            "title": "Filled by",
                            "description": "The first that fits. Empty: the entity of the variable, else any text.",
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "properties": {
                                    "entity": {"type": "string", "title": "Entity", "x-widget": "entity"},
                                    "role": {"type": ["string", "null"], "title": "Role"},
                                    "intents": {
                                        "type": "array",
                                        "title": "Only for these intents",
                                        "items": {"type": "string"},
                                        "x-widget": "intents",
                                    },
                                    "intent": {"type": "string", "title": "Intent", "x-widget": "intent"},
                                    "value": {"title": "Value for this intent", "x-widget": "json"},
                                    "text": {"type": "boolean", "title": "Whatever is said"},
                                    "not_intents": {
                                        "type": "array",
                                        "title": "But not for these intents",
                                        "items": {"type": "string"},
                                        "x-widget": "intents",
                                    },
                                },
                            },
                        },
                        "title": {
                            "title": "Name of it",
                            "description": "For visitors who want to change an answer.",
                            "x-widget": "text",
                        },
                        "expects": {"enum": list(KINDS), "title": "Kind of answer"},
                        "min": {"title": "At least", "x-widget": "value"},
                        "max": {"title": "At most", "x-widget": "value"},
                        "valid": {"title": "The answer is valid if", "x-widget": "condition"},
                        "when": {"title": "Ask only if", "x-widget": "condition"},
                        "retry_message": {"title": "Question when asked again", "x-widget": "message"},
                        "ask_action": {
                            "type": "string",
                            "title": "Asked by the Rasa action",
                            "description": "It puts the question; where it cannot, the words above do.",
                            "minLength": 1,
                            "maxLength": 200,
                        },
                    },
                },
            },
            "cancel_intents": {
                "type": "array",
                "title": "Cancelled by",
                "description": "Intents that stop the form.",
                "items": {"type": "string"},
                "x-widget": "intents",
            },
            "ignored_intents": {
                "type": "array",
                "title": "Never an answer",
                "description": "Intents that are not taken as a reply.",
                "items": {"type": "string"},
                "x-widget": "intents",
            },
            "confirm": {
                "title": "Ask for confirmation",
                "description": "At the end: yes goes on, no cancels or lets the visitor change an answer.",
                "x-widget": "message",
            },
            "change": {
                "title": "After a no ask what to change",
                "description": "Its buttons are the answers and Cancel. Empty: a no cancels.",
                "x-widget": "message",
            },
            "retries": {
                "type": "integer",
                "title": "Tries more",
                "description": "How often a question is asked again. Empty: until it is answered.",
                "minimum": 0,
                "maximum": 10,
            },
            "check_action": {
                "type": "string",
                "title": "Each answer checked by the Rasa action",
                "description": "What it empties is asked again; it may also name the next question, or none.",
                "minLength": 1,
                "maxLength": 200,
            },
            "action_slots": {
                "type": "object",
                "title": "Slots with other names",
                "description": "Slot of the action server → variable; all others have one name.",
                "x-widget": "json",
                "additionalProperties": {"type": "string", "minLength": 1},
            },
        },
    }
    outputs_spec = (
        NEXT,
        Output("cancelled", "Cancelled"),
        Output("failed", "No valid answer", when="retries"),
        Output("unchecked", "Could not be checked", when="check_action"),
    )
    waits = True
    examples = (
        Example(
            "One after the other",
            TABLE,
            ({"say": "friday"}, {"say": "4"}),
            ("Which day?", "For how many?"),
            bot=TABLE_BOT,
        ),
        Example(
            "Known already",
            TABLE,
            ({"say": "2"},),
            ("For how many?",),
            variables={"day": "monday"},
            bot=TABLE_BOT,
        ),
        Example(
            "Confirmed",
            {**TABLE, "confirm": "{{ day }} for {{ guests }}?"},
            ({"say": "monday"}, {"say": "2"}, {"say": "yes"}),
            ("Which day?", "For how many?", "monday for 2?"),
            bot=TABLE_BOT,
        ),
        Example(
            "Changed in the end",
            {**TABLE, "confirm": "{{ day }} for {{ guests }}?", "change": "What is different?"},
            ({"say": "monday"}, {"say": "2"}, {"say": "no"}, {"say": "guests"}, {"say": "3"}, {"say": "yes"}),
            ("Which day?", "For how many?", "monday for 2?", "What is different?", "For how many?", "monday for 3?"),
            bot=TABLE_BOT,
        ),
        Example(
            "Cancelled",
            {**TABLE, "cancel_intents": ["stop"]},
            ({"say": "forget it", "understanding": {"intents": [{"name": "stop", "confidence": 0.9}]}},),
            ("Which day?",),
            output="cancelled",
            bot={**TABLE_BOT, "intents": [{"name": "stop", "examples": {"en": ["forget it"]}}]},
        ),
        Example(
            "Too many tries",
            {**TABLE, "retries": 0},
            ({"say": "someday"},),
            ("Which day?",),
            output="failed",
            bot=TABLE_BOT,
        ),
        Example(
            "Each answer checked by an action",
            {**TABLE, "check_action": "validate_table"},
            (
                ANSWERED,
                {"say": "monday"},
                {"returns": {"status": 200, "body": CLOSED}},
                {"say": "friday"},
                ANSWERED,
                {"say": "2"},
                ANSWERED,
            ),
            ("Which day?", "Closed on Mondays.", "Which day?", "For how many?"),
            bot=CHECKED_BOT,
        ),
    )

    def enter(self, ctx: Context, config: Config) -> Outcome:
        names = [slot["variable"] for slot in config["slots"]]
        for name in names:
            # An earlier run of a form filled it: this one is about something new.
            if name in ctx.spent and name not in ctx.touched and ctx.given(name) is not None:
                ctx.set(name, None)
        ctx.unspend(*names)
        filled = _fill_from_first_utterance(ctx, config)
        for slot in config["slots"]:
            if ctx.given(slot["variable"]) is not None and not _valid(ctx, slot):
                ctx.set(slot["variable"], None)
        return _go_on(ctx, config, {"filled": filled}, names)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        heard = ctx.heard
        if heard is None:
            return None
        config = with_wanted(ctx, config, ctx.data.get("wanted"))
        readings = read_slots(ctx, config)
        change = bid_for_change(ctx) if ctx.data.get("changing") else None
        if change is not None and not readings:
            return change
        confirmed = _confirmed(ctx) if ctx.data.get("confirming") else None
        exact = confirmed is not None or any(one.strength == "exact" for one in readings)
        if not exact and heard.intent is not None and heard.intent in config.get("cancel_intents", ()):
            return Bid("exact", f"cancel intent {heard.intent}", {"cancel": True})
        if not exact and heard.intent is not None and heard.intent in config.get("ignored_intents", ()):
            return None
        reply = {"confirmed": confirmed, "readings": readings}
        if confirmed is not None:
            return Bid("exact", "yes or no", reply)
        if not readings:
            return None
        best = min(readings, key=lambda one: ("exact", "part", "open").index(one.strength))
        return Bid(best.strength, best.why, reply)

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        config = with_wanted(ctx, config, ctx.data.get("wanted"))
        if ctx.waits_for == "call":
            return called_back(ctx, config, event.result) if isinstance(event, CallReturned) else self._wait_on(ctx)
        if not isinstance(event, Said):
            return self._wait_on(ctx)
        if ctx.bid is None:
            return heard_nothing(ctx, config)
        reply = ctx.bid.reply
        if "change" in reply:
            return ask_anew(ctx, config, reply["change"])
        denied = not reply.get("cancel") and reply["confirmed"] is False and not reply["readings"]
        if denied and config.get("change"):
            return ask_to_change(ctx, config, ctx.data, again=False)
        if denied or reply.get("cancel"):
            return leave(ctx, config, "cancelled")
        if reply["confirmed"] is True:
            return leave(ctx, config, "next")
        return _take(ctx, config, reply["readings"])

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        if ctx.waits_for == "call":
            return self._wait_on(ctx)
        config = with_wanted(ctx, config, ctx.data.get("wanted"))
        asked = ctx.data.get("slot")
        if config.get("check_action") and asked is not None and ctx.given(asked) is not None:
            return check(ctx, config, ctx.data, (asked,))  # filled by what came in between
        return go_on(ctx, config, ctx.data, again=True)

    def _wait_on(self, ctx: Context) -> Wait:
        ctx.keep_question()
        return Wait(ctx.waits_for, ctx.data)


def _fill_from_first_utterance(ctx: Context, config: Config) -> list[str]:
    """Names of the slots that what the visitor said to get here fills. Each mention is used once."""
    filled = [slot["variable"] for slot in config["slots"] if slot["variable"] in ctx.touched]
    if ctx.heard is None or not ctx.heard.fresh:
        return filled
    used: set[int] = set()
    for slot in config["slots"]:
        name = slot["variable"]
        fills = fills_of(ctx, name, slot.get("fill"))
        reading = read_entity(ctx, name, fills, used | meant_for_others(ctx, config, slot)) or read_intent(
            ctx, name, fills
        )
        if reading is not None and ctx.fits(name, reading.value):
            ctx.set(name, reading.value)
            filled = [*filled, name] if name not in filled else filled
            if reading.entity is not None:
                used.add(reading.entity)
    return filled


def _confirmed(ctx: Context) -> bool | None:
    heard = ctx.heard
    if heard is None:
        return None
    if heard.tapped is not None:
        tapped = single(heard.tapped)
        return None if tapped is None else bool(tapped["value"])
    return yes_or_no(heard.folded, (ctx.language, *ctx.bot.languages))


def _take(ctx: Context, config: Config, readings: Sequence[Reading]) -> Outcome:
    slots = {slot["variable"]: slot for slot in config["slots"]}
    filled = list(ctx.data.get("filled") or [])
    wrong: list[str] = []
    for reading in readings:
        name = reading.variable
        why = _refusal(ctx, slots[name], reading.value)
        if why is None:
            filled = [*(one for one in filled if one != name), name]
        else:
            wrong.append(why)
    data = {**ctx.data, "filled": filled}
    if len(wrong) == len(readings):
        return asked_again(ctx, config, data, wrong[0])
    return _go_on(ctx, config, data, [reading.variable for reading in readings])


def _go_on(ctx: Context, config: Config, data: Mapping[str, Any], fresh: Iterable[str]) -> Outcome:
    """After replies: to what checks them, else to the next question."""
    if config.get("check_action"):
        return check(ctx, config, data, fresh)
    return go_on(ctx, config, {"filled": data["filled"]}, again=False)


def _refusal(ctx: Context, slot: Slot, value: Any) -> str | None:
    """Keeps the value: None. Else why not, in words to say; "" where the author's own question has to do."""
    name, expects = slot["variable"], slot.get("expects")
    if not ctx.fits(name, value):
        return hint(expects, ctx.language) if expects else ""
    kind = kind_of(ctx, name, expects)
    limits = limits_of(ctx, kind, slot)
    side = missed(kind, value, limits)
    if side is not None:
        return limit_hint(kind, side, limits[side], ctx.language)
    before = ctx.given(name)
    ctx.set(name, value)
    if _valid(ctx, slot):
        return None
    ctx.set(name, before)
    return ""


def _valid(ctx: Context, slot: Slot) -> bool:
    """Whether the value that the slot has may stay."""
    kind = kind_of(ctx, slot["variable"], slot.get("expects"))
    if missed(kind, ctx.given(slot["variable"]), limits_of(ctx, kind, slot)) is not None:
        return False
    return not slot.get("valid") or ctx.holds(slot["valid"])
