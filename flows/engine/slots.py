"""What an utterance says about a variable that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .context import Context
from .heard import Heard
from .mentions import mentions_of, value_of
from .options import choose
from .phrases import yes_or_no
from .step_type import Strength
from .taps import files_of
from .variables import Variable

# Built-in entities whose value a variable of this type can take, best first.
BY_TYPE: dict[str, tuple[str, ...]] = {
    "number": ("number", "money", "percentage", "ordinal"),
    "date": ("date", "datetime", "date_range"),
}

Fill = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read out of an utterance for one variable; `entity` is its position among the utterance's entities."""

    variable: str
    value: Any
    strength: Strength
    why: str
    entity: int | None = None


def fills_of(ctx: Context, variable: str, fills: Sequence[Fill] | None) -> Sequence[Fill]:
    """How a variable is filled: as the author says, else by its entity, else by any text."""
    if fills:
        return fills
    declared = ctx.bot.variables.get(variable)
    if declared is not None and declared.entity is not None:
        return [{"entity": declared.entity, "role": declared.role}]
    return []


def read_entity(ctx: Context, variable: str, fills: Sequence[Fill], used: Iterable[int] = ()) -> Reading | None:
    """The first mention that fills the variable by one of its entity mappings, mentions already `used` apart."""
    heard = ctx.heard
    if heard is None:
        return None
    declared = ctx.bot.variables.get(variable)
    for fill in fills:
        if "entity" not in fill or ("intents" in fill and heard.intent not in fill["intents"]):
            continue
        free = [one for one in mentions_of(ctx.bot, heard, fill["entity"], fill.get("role")) if one[0] not in used]
        if free:
            index, first = free[0]
            value = value_of(declared, [one for _, one in free])
            exact = len(free) == 1 and heard.spans_all(first)
            return Reading(variable, value, "exact" if exact else "part", f"entity {fill['entity']}", index)
    return None


def read_intent(ctx: Context, variable: str, fills: Sequence[Fill]) -> Reading | None:
    """A value that the intent of the utterance stands for."""
    heard = ctx.heard
    for fill in fills:
        if heard is not None and heard.intent is not None and fill.get("intent") == heard.intent:
            return Reading(variable, fill.get("value"), "exact", f"intent {heard.intent}")
    return None


def read_reply(ctx: Context, variable: str, fills: Sequence[Fill] | None, used: Iterable[int] = ()) -> Reading | None:
    """What the utterance says about the variable that was asked for; None: nothing."""
    if ctx.heard is None:
        return None
    mappings = fills_of(ctx, variable, fills)
    reading = _read_mappings(ctx, variable, mappings, used) if mappings else _read_any(ctx, variable)
    return beside_options(ctx, variable, reading)


def beside_options(ctx: Context, variable: str, reading: Reading | None) -> Reading | None:
    """The reading, unless the utterance is one of the options of the question."""
    heard = ctx.heard
    if heard is None:
        return None
    if heard.tapped is not None and "several" in heard.tapped:
        values = heard.tapped["value"]
        whole = len(values) != 1 or _type(ctx, variable) == "list"
        return Reading(variable, values if whole else values[0], "exact", "tap")
    option = choose(ctx.open_options, heard, ctx.bot.languages, ctx.language)
    if option is not None and option.exact:
        return Reading(variable, option.option["value"], "exact", option.why)
    if option is not None and (reading is None or reading.strength == "open"):
        return Reading(variable, option.option["value"], "part", option.why)
    return reading


def file_value(ctx: Context, variable: str, files: Sequence[Mapping[str, Any]]) -> Any:
    """Files as their variable holds them: all in a list, the first as an object, or its address as a text."""
    kind = _type(ctx, variable)
    if kind == "text":
        return files[0]["url"]
    return dict(files[0]) if kind == "object" else [dict(file) for file in files]


def _type(ctx: Context, variable: str) -> str:
    declared = ctx.bot.variables.get(variable)
    return "any" if declared is None else declared.type


def _read_mappings(ctx: Context, variable: str, fills: Sequence[Fill], used: Iterable[int]) -> Reading | None:
    """First match wins."""
    heard = ctx.heard
    for fill in fills:
        reading = read_entity(ctx, variable, [fill], used) or read_intent(ctx, variable, [fill])
        if reading is not None:
            return reading
        if fill.get("text") and heard is not None and heard.text.strip() and not _among(heard, fill.get("not_intents")):
            return Reading(variable, heard.text.strip(), "exact", "text")
    return None


def _among(heard: Heard, intents: Any) -> bool:
    return heard.intent is not None and heard.intent in (intents or ())


def _read_any(ctx: Context, variable: str) -> Reading | None:
    """Any text, in the variable's type: a type that the text does not have is no reading."""
    heard = ctx.heard
    if heard is not None and (files := files_of(heard.tapped)):
        return Reading(variable, file_value(ctx, variable, files), "exact", "file")
    if heard is None or not heard.text.strip():
        return None
    declared = ctx.bot.variables.get(variable)
    kind = _type(ctx, variable)
    if kind == "boolean":
        said = yes_or_no(heard.folded, (ctx.language, *ctx.bot.languages))
        return None if said is None else Reading(variable, said, "exact", "yes or no")
    if kind in BY_TYPE:
        by_entity = read_entity(ctx, variable, [{"entity": one} for one in BY_TYPE[kind]])
        return by_entity or _read_literally(ctx, declared, heard)
    if kind == "list":
        return Reading(variable, [heard.text.strip()], "open", "any text")
    return Reading(variable, heard.text.strip(), "open", "any text") if kind in ("text", "any") else None


def _read_literally(ctx: Context, declared: Variable | None, heard: Heard) -> Reading | None:
    if declared is None or not ctx.fits(declared.name, heard.text):
        return None
    return Reading(declared.name, heard.text, "exact", declared.type)
