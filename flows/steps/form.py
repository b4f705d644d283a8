"""The step type `form`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.engine.context import Context
from flows.engine.events import Event, Said
from flows.engine.mentions import same_entity
from flows.engine.phrases import begins_with_denial, yes_or_no
from flows.engine.slots import Reading, fills_of, read_entity, read_intent, read_reply
from flows.engine.step_type import NEXT, Bid, Config, Example, Leave, Outcome, Output, StepType, Wait

Slot = Mapping[str, Any]
TABLE: dict[str, Any] = {
    "slots": [{"variable": "day", "ask": "Which day?"}, {"variable": "guests", "ask": "For how many?"}],
}
TABLE_BOT: dict[str, Any] = {
    "variables": [{"name": "day", "type": "text", "entity": "day"}, {"name": "guests", "type": "number"}],
    "entities": [{"name": "day", "kind": "list", "values": [{"value": "monday"}, {"value": "friday"}]}],
}


class Form(StepType):
    """Asks for several things, one after the other, and skips what it knows already.

    What the visitor said to get here is not asked again, and one reply may answer several questions. The visitor may
    correct an earlier answer, ask something else in between, or cancel.
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
                        "valid": {"title": "The answer is valid if", "x-widget": "condition"},
                        "when": {"title": "Ask only if", "x-widget": "condition"},
                        "retry_message": {"title": "Question when asked again", "x-widget": "message"},
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
                "description": "At the end: yes goes on, no cancels.",
                "x-widget": "message",
            },
            "retries": {
                "type": "integer",
                "title": "Tries more",
                "description": "How often a question is asked again. Empty: until it is answered.",
                "minimum": 0,
                "maximum": 10,
            },
        },
    }
    outputs_spec = (NEXT, Output("cancelled", "Cancelled"), Output("failed", "No valid answer", when="retries"))
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
        return _go_on(ctx, config, {"filled": filled}, again=False)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        heard = ctx.heard
        if heard is None:
            return None
        readings = _readings(ctx, config)
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
        if not isinstance(event, Said):
            ctx.keep_question()
            return Wait(data=ctx.data)
        if ctx.bid is None:
            return _asked_again(ctx, config, ctx.data)
        reply = ctx.bid.reply
        if reply.get("cancel") or (reply["confirmed"] is False and not reply["readings"]):
            return _over(ctx, config, "cancelled")
        if reply["confirmed"] is True:
            return _over(ctx, config, "next")
        return _take(ctx, config, reply["readings"])

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        return _go_on(ctx, config, ctx.data, again=True)


def _fill_from_first_utterance(ctx: Context, config: Config) -> list[str]:
    """Names of the slots that what the visitor said to get here fills. Each mention is used once."""
    filled = [slot["variable"] for slot in config["slots"] if slot["variable"] in ctx.touched]
    if ctx.heard is None or not ctx.heard.fresh:
        return filled
    used: set[int] = set()
    for slot in config["slots"]:
        name = slot["variable"]
        fills = fills_of(ctx, name, slot.get("fill"))
        reading = read_entity(ctx, name, fills, used | _meant_for_others(ctx, config, slot)) or read_intent(
            ctx, name, fills
        )
        if reading is not None and ctx.fits(name, reading.value):
            ctx.set(name, reading.value)
            filled = [*filled, name] if name not in filled else filled
            if reading.entity is not None:
                used.add(reading.entity)
    return filled


def _readings(ctx: Context, config: Config) -> list[Reading]:
    """What the utterance says about the slots: the requested one first, then all others it names."""
    requested = ctx.data.get("slot")
    used: set[int] = set()
    readings: list[Reading] = []
    slots: Sequence[Slot] = config["slots"]
    asked = next((slot for slot in slots if slot["variable"] == requested), None)
    if asked is not None:
        reading = read_reply(ctx, asked["variable"], asked.get("fill"), _meant_for_others(ctx, config, asked))
        if reading is not None:
            reading = _corrected(ctx, config, reading)
            readings.append(reading)
            if reading.entity is not None:
                used.add(reading.entity)
    for slot in slots:
        if slot is asked or any(one.variable == slot["variable"] for one in readings):
            continue
        taken = used | _meant_for_others(ctx, config, slot)
        other = read_entity(ctx, slot["variable"], fills_of(ctx, slot["variable"], slot.get("fill")), taken)
        if other is not None:
            readings.append(other)
            if other.entity is not None:
                used.add(other.entity)
    # "Any text" is no answer where the text plainly says something about another slot.
    if len(readings) > 1 and readings[0].strength == "open":
        readings.pop(0)
    return readings


def _meant_for_others(ctx: Context, config: Config, slot: Slot) -> set[int]:
    """Positions of mentions whose role another slot names: "to Bergen" never fills the place of departure."""
    if ctx.heard is None or not any(one.get("role") for one in ctx.heard.entities):
        return set()
    own, others = _roles(ctx, slot), set[tuple[str, str]]()
    for other in config["slots"]:
        if other is not slot:
            others |= _roles(ctx, other)
    claimed = others - own
    found: set[int] = set()
    for index, mention in enumerate(ctx.heard.entities):
        if (str(mention.get("entity")).lstrip("@"), mention.get("role")) in claimed:
            found.add(index)
    return found


def _roles(ctx: Context, slot: Slot) -> set[tuple[str, str]]:
    fills = fills_of(ctx, slot["variable"], slot.get("fill"))
    return {(str(fill["entity"]).lstrip("@"), fill["role"]) for fill in fills if fill.get("role") and "entity" in fill}


def _corrected(ctx: Context, config: Config, reading: Reading) -> Reading:
    """ "No, Paris" said to the next question corrects the last answer, where both are filled by the same entity."""
    filled = ctx.data.get("filled") or []
    heard = ctx.heard
    if not filled or heard is None or reading.entity is None or not begins_with_denial(heard.folded, ctx.language):
        return reading
    mention = "" if reading.entity < 0 else heard.entities[reading.entity].get("entity")
    last = next((slot for slot in config["slots"] if slot["variable"] == filled[-1]), None)
    fills = [] if last is None else fills_of(ctx, last["variable"], last.get("fill"))
    if any(same_entity(fill.get("entity"), mention) for fill in fills):
        return Reading(filled[-1], reading.value, reading.strength, f"{reading.why}, corrected", reading.entity)
    return reading


def _confirmed(ctx: Context) -> bool | None:
    heard = ctx.heard
    if heard is None:
        return None
    if heard.tapped is not None:
        return bool(heard.tapped["value"])
    return yes_or_no(heard.folded, (ctx.language, *ctx.bot.languages))


def _take(ctx: Context, config: Config, readings: Sequence[Reading]) -> Outcome:
    slots = {slot["variable"]: slot for slot in config["slots"]}
    filled = list(ctx.data.get("filled") or [])
    wrong: list[str] = []
    for reading in readings:
        name = reading.variable
        before = ctx.given(name)
        if not ctx.fits(name, reading.value):
            wrong.append(name)
            continue
        ctx.set(name, reading.value)
        if _valid(ctx, slots[name]):
            filled = [*(one for one in filled if one != name), name]
        else:
            ctx.set(name, before)
            wrong.append(name)
    data = {**ctx.data, "filled": filled}
    if len(wrong) == len(readings):
        return _asked_again(ctx, config, data)
    return _go_on(ctx, config, {"filled": filled}, again=False)


def _valid(ctx: Context, slot: Slot) -> bool:
    return not slot.get("valid") or ctx.holds(slot["valid"])


def _asked_again(ctx: Context, config: Config, data: Mapping[str, Any]) -> Outcome:
    """The reply did not help. An ignored intent costs no try."""
    ignored = ctx.heard is not None and ctx.heard.intent in config.get("ignored_intents", ())
    tries = data.get("tries", 0) + (0 if ignored else 1)
    retries = config.get("retries")
    if retries is not None and tries > retries:
        return _over(ctx, config, "failed")
    slot = next((one for one in config["slots"] if one["variable"] == data.get("slot")), None)
    if slot is None:
        return _go_on(ctx, config, {**data, "tries": tries}, again=True)
    ctx.ask(slot.get("retry_message") or slot["ask"], again=True)
    return Wait(data={**data, "tries": tries})


def _go_on(ctx: Context, config: Config, data: Mapping[str, Any], *, again: bool) -> Outcome:
    """Asks the first question that is open; none: asks for confirmation; nothing to confirm: the form is done."""
    for slot in config["slots"]:
        name = slot["variable"]
        if ctx.given(name) is None and (not slot.get("when") or ctx.holds(slot["when"])):
            ctx.ask(slot["ask"], again=again and data.get("slot") == name)
            tries = data.get("tries", 0) if data.get("slot") == name else 0
            return Wait(data={"slot": name, "filled": list(data.get("filled") or []), "tries": tries})
    if config.get("confirm"):
        ctx.ask_yes_or_no(config["confirm"], again=again)
        tries = data.get("tries", 0) if data.get("confirming") else 0
        return Wait(data={"confirming": True, "filled": list(data.get("filled") or []), "tries": tries})
    return _over(ctx, config, "next")


def _over(ctx: Context, config: Config, output: str) -> Leave:
    ctx.spend(*(slot["variable"] for slot in config["slots"]))
    return Leave(output)
