"""After a form has been filled: which answer the visitor wants to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .context import Context
from .form_reading import Slot
from .hints import hint
from .options import choose
from .step_type import Bid, Config

CANCEL = "@cancel"


def ask_what_to_change(ctx: Context, config: Config, *, again: bool) -> None:
    """Says the author's question with a button for each answer, and one to give up."""
    options = [_option(ctx, slot) for slot in config["slots"] if ctx.given(slot["variable"]) is not None]
    cancel = hint("cancel", ctx.language)
    options.append({"option": CANCEL, "title": cancel, "value": CANCEL})
    ctx.ask_opened(config["change"], options, {"style": "buttons"}, again=again)


def bid_for_change(ctx: Context) -> Bid | None:
    """The answer to *what to change*; `reply` is `{"change": variable}` or `{"cancel": True}`."""
    if ctx.heard is None:
        return None
    found = choose(ctx.open_options, ctx.heard, ctx.bot.languages, ctx.language)
    if found is None:
        return None
    name = found.option["option"]
    reply: Mapping[str, Any] = {"cancel": True} if name == CANCEL else {"change": name}
    return Bid("exact" if found.exact else "part", found.why, reply)


def _option(ctx: Context, slot: Slot) -> dict[str, Any]:
    name = str(slot["variable"])
    words = name.replace("_", " ")
    title = ctx.text(slot["title"]) if slot.get("title") else words[:1].upper() + words[1:]
    return {"option": name, "title": title, "value": words}
