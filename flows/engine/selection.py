"""Several options in one reply: "the first and the third", "pepperoni, olives", "all of them"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .context import Context
from .fold import fold, has_words
from .heard import Heard
from .options import Choice, Option, choose
from .step_type import Bid, Config
from .variables import storable

MOST_OPTIONS = 100

_PARTS = re.compile(r"[,;+&\n]|\s(?:and|or|plus|et|ou|und|oder|y|e|o|en|of)\s", re.IGNORECASE)
_ALL = frozenset(
    ("all", "all of them", "everything", "both", "tous", "toutes", "tout", "les deux", "alle", "alles", "beide", "todo",
     "todos", "todas", "tutto", "tutti", "tutte", "tudo", "allemaal")
)  # fmt: skip
_NONE = frozenset(
    ("none", "none of them", "nothing", "aucun", "aucune", "rien", "keine", "keins", "nichts", "ninguno", "ninguna",
     "nada", "nessuno", "nessuna", "niente", "nenhum", "nenhuma", "geen", "niets")
)  # fmt: skip

OPTIONS: dict[str, Any] = {
    "type": "array",
    "title": "Options",
    "maxItems": MOST_OPTIONS,
    "x-widget": "options",
    "items": {
        "type": "object",
        "required": ["id", "title"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "title": "Id", "minLength": 1},
            "title": {"title": "Button", "x-widget": "text"},
            "value": {
                "title": "Value to save",
                "description": "Empty: the button's text.",
                "x-widget": "value",
            },
            "synonyms": {"title": "Other words for it", "x-widget": "json"},
            "intent": {
                "type": "string",
                "title": "Or this intent",
                "description": "Whatever means this picks the option, too.",
                "x-widget": "intent",
            },
            "description": {"title": "Small print", "x-widget": "text"},
            "image": {"title": "Picture", "x-widget": "text"},
        },
    },
}
FROM_LIST: dict[str, Any] = {
    "type": "string",
    "title": "Or a list of options",
    "description": "An expression: a list of texts, or of objects with title and value.",
    "x-widget": "expression",
}


def options_of(ctx: Context, config: Config) -> list[dict[str, Any]]:
    """The options of a question: those of its config, then those of its list. Raises StepProblem `options`."""
    options = list(ctx.opened(config["options"])) if config.get("options") else []
    if config.get("list"):
        listed = ctx.evaluate(config["list"])
        if not isinstance(listed, list) or len(listed) > MOST_OPTIONS:
            raise ctx.fail("options", f"The list of options must be a list of at most {MOST_OPTIONS} entries.")
        options += [_listed(one, number) for number, one in enumerate(listed, start=1)]
    if not options:
        raise ctx.fail("options", "There is nothing to choose from.")
    return options


def _listed(one: Any, number: int) -> dict[str, Any]:
    if isinstance(one, dict):
        title = str(one.get("title", one.get("name", one.get("value", ""))))
        value = one.get("value", title)
        made = {"option": f"#{number}", "title": title, "value": value if storable(value) else title}
        return made | {key: str(one[key]) for key in ("description", "image") if one.get(key)}
    return {"option": f"#{number}", "title": str(one), "value": one}


def bid_for_one(ctx: Context) -> Bid | None:
    """The reply as one option; `ctx.bid.reply` is the option."""
    if ctx.heard is None:
        return None
    found = choose(ctx.open_options, ctx.heard, ctx.bot.languages, ctx.language)
    return None if found is None else Bid("exact" if found.exact else "part", found.why, found.option)


def bid_for_several(ctx: Context) -> Bid | None:
    """The reply as any number of options; `ctx.bid.reply` is the list of them."""
    heard, options = ctx.heard, ctx.open_options
    if heard is None or not options:
        return None
    if heard.tapped is not None:
        tapped = heard.tapped.get("several", [heard.tapped])
        return None if heard.tapped.get("files") else Bid("exact", "tap", list(tapped))
    if heard.folded in _ALL | _NONE:
        return Bid("exact", "all or none", list(options) if heard.folded in _ALL else [])
    whole = choose(options, heard, ctx.bot.languages, ctx.language)
    if whole is not None and whole.exact:
        return Bid("exact", whole.why, [whole.option])
    parts = [part for part in _PARTS.split(heard.text) if part.strip()]
    found = [choose(options, _piece(part, heard), ctx.bot.languages, ctx.language) for part in parts[:MOST_OPTIONS]]
    meant = _distinct([one for one in found if one is not None])
    if meant and len(parts) > 1:
        exact = all(one is not None and one.exact for one in found)
        return Bid("exact" if exact else "part", "several", meant)
    named = _named(options, heard)
    if named:
        return Bid("part", "named", named)
    return None if whole is None else Bid("part", whole.why, [whole.option])


def _piece(part: str, heard: Heard) -> Heard:
    piece = Heard(part.strip())
    piece.numbered = heard.numbered
    return piece


def _distinct(choices: Sequence[Choice]) -> list[Option]:
    return list({one.option["option"]: one.option for one in choices}.values())


def _named(options: Sequence[Option], heard: Heard) -> list[Option]:
    """Options whose title or value stands in the text, or whose value NLU has found there."""
    values = [one.get("value") for one in heard.entities]
    return [
        one
        for one in options
        if one["value"] in values
        or has_words(heard.folded, fold(str(one["title"])))
        or has_words(heard.folded, fold(str(one["value"])))
    ]
