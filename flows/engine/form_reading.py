"""What one reply says about the slots of a form: several at once, in any order, and corrections of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .context import Context
from .mentions import same_entity
from .phrases import begins_with_denial
from .slots import Reading, fills_of, read_entity
from .step_type import Config
from .typed import read_answer

Slot = Mapping[str, Any]


def read_slots(ctx: Context, config: Config) -> list[Reading]:
    """What the utterance says about the slots: the requested one first, then all others it names."""
    requested = ctx.data.get("slot")
    used: set[int] = set()
    readings: list[Reading] = []
    slots: Sequence[Slot] = config["slots"]
    asked = next((slot for slot in slots if slot["variable"] == requested), None)
    if asked is not None:
        reading = read_answer(
            ctx, asked["variable"], asked.get("fill"), asked.get("expects"), meant_for_others(ctx, config, asked)
        )
        if reading is not None:
            reading = _corrected(ctx, config, reading)
            readings.append(reading)
            if reading.entity is not None:
                used.add(reading.entity)
    for slot in slots:
        if slot is asked or any(one.variable == slot["variable"] for one in readings):
            continue
        taken = used | meant_for_others(ctx, config, slot)
        other = read_entity(ctx, slot["variable"], fills_of(ctx, slot["variable"], slot.get("fill")), taken)
        if other is not None:
            readings.append(other)
            if other.entity is not None:
                used.add(other.entity)
    # "Any text" is no answer where the text plainly says something about another slot.
    if len(readings) > 1 and readings[0].strength == "open":
        readings.pop(0)
    return readings


def meant_for_others(ctx: Context, config: Config, slot: Slot) -> set[int]:
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
