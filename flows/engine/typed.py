"""Replies of a kind (a number, a date, an e-mail address…) read out of an utterance.

What NLU has marked counts first; besides it each kind knows its own plain form, so that a question works untrained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .context import Context
from .heard import Heard
from .phrases import yes_or_no
from .problem import StepProblem
from .slots import BY_TYPE, Fill, Reading, beside_options, file_value, read_entity, read_reply
from .step_type import Strength
from .taps import files_of
from .variables import Variable, coerce

KINDS = ("text", "number", "date", "email", "phone", "url", "yes_no", "file")

_BY_TYPE = {"number": "number", "date": "date", "boolean": "yes_no"}
# No pattern has a repeat inside of an endless one: the time grows with the text, not with its square.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,2000}"
    r"|(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?:/[^\s<>\"]{0,2000})?"
)
_PHONE = re.compile(r"[+(]?[0-9][0-9 ().\-/]{5,28}[0-9]")
_PHONE_DIGITS = range(7, 16)
_LONGEST = 2_200  # characters that are searched


def read_answer(
    ctx: Context, variable: str, fills: Sequence[Fill] | None, expects: str | None, used: Iterable[int] = ()
) -> Reading | None:
    """What the utterance says about the variable that was asked for: by its mappings, else by the kind expected."""
    if expects is None or fills:
        return read_reply(ctx, variable, fills, used)
    return beside_options(ctx, variable, read_typed(ctx, variable, expects, used))


def read_typed(ctx: Context, variable: str, kind: str, used: Iterable[int] = ()) -> Reading | None:
    """What the utterance says about a variable that shall get a value of a kind; None: nothing."""
    heard = ctx.heard
    if heard is None:
        return None
    match kind:
        case "file":
            files = files_of(heard.tapped)
            return Reading(variable, file_value(ctx, variable, files), "exact", "file") if files else None
        case "yes_no":
            said = yes_or_no(heard.folded, (ctx.language, *ctx.bot.languages))
            return None if said is None else Reading(variable, said, "exact", "yes or no")
        case "text":
            text = heard.text.strip()
            return Reading(variable, text, "open", "any text") if text else None
        case "number" | "date":
            fills = [{"entity": one} for one in BY_TYPE[kind]]
            return read_entity(ctx, variable, fills, used) or _literal(ctx, variable, kind, heard)
        case _:
            return read_entity(ctx, variable, [{"entity": kind}], used) or _by_pattern(variable, kind, heard)


def kind_of(ctx: Context, variable: str, expects: str | None) -> str:
    """The kind that a question asks for: what the author says, else what the variable holds."""
    if expects:
        return expects
    declared = ctx.bot.variables.get(variable)
    return _BY_TYPE.get("text" if declared is None else declared.type, "text")


def _literal(ctx: Context, variable: str, kind: str, heard: Heard) -> Reading | None:
    if not heard.text.strip() or not _fits(kind, heard.text):
        return None
    value = coerce(Variable(variable, kind), heard.text)
    return Reading(variable, value, "exact", kind)


def _fits(kind: str, text: str) -> bool:
    try:
        return coerce(Variable("", kind), text) is not None
    except StepProblem:
        return False


def _by_pattern(variable: str, kind: str, heard: Heard) -> Reading | None:
    text = heard.text.strip()[:_LONGEST]
    pattern = {"email": _EMAIL, "phone": _PHONE, "url": _URL}[kind]
    found = pattern.search(text)
    if found is None:
        return None
    value = _tidied(kind, found[0])
    strength: Strength = "exact" if found[0] == text else "part"
    return None if value is None else Reading(variable, value, strength, kind)


def _tidied(kind: str, text: str) -> str | None:
    if kind == "email":
        return text.rstrip(".")
    if kind == "phone":
        digits = re.sub(r"\D", "", text)
        plus = "+" if text.lstrip("(").startswith("+") else ""
        return plus + digits if len(digits) in _PHONE_DIGITS else None
    address = text.rstrip(".,;:!?)")
    return address if address.startswith(("http://", "https://")) else f"https://{address}"


def limits_of(ctx: Context, kind: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """`min` and `max` of a question, templates and expressions filled in; what does not fit the kind is left out."""
    limits: dict[str, Any] = {}
    for side in ("min", "max"):
        limit = ctx.value(config.get(side))
        if kind == "date":
            limit = str(limit)[: len("2026-12-24")] if limit and _fits("date", str(limit)) else None
        elif isinstance(limit, str):
            limit = coerce(Variable(side, "number"), limit) if _fits("number", limit) else None
        if limit is not None and not isinstance(limit, bool):
            limits[side] = limit
    return limits


def missed(kind: str, value: Any, limits: Mapping[str, Any]) -> str | None:
    """Which limit a value misses: `"min"`, `"max"`, or None. Of a text the length counts, of files their number."""
    measured = len(value) if isinstance(value, str | list) and kind in ("text", "file", "several") else value
    for side in ("min", "max"):
        limit = limits.get(side)
        if limit is None:
            continue
        here = measured[: len(limit)] if isinstance(limit, str) and isinstance(measured, str) else measured
        if type(here) is bool or isinstance(here, str) != isinstance(limit, str):
            continue
        if (side == "min" and here < limit) or (side == "max" and here > limit):
            return side
    return None
