"""What a form says: the question that comes next, the same one again, and what follows when it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .action_server import Asking, call_server
from .context import Context
from .form_changes import ask_what_to_change
from .form_reading import Slot
from .hints import hint
from .step_type import Config, Leave, Outcome, Wait

Data = Mapping[str, Any]
"""What a form keeps while it waits.

`slot` is the variable asked for, `filled` those that replies have filled, in their order, `tries` the replies that did
not help. `confirming`, `changing`: it asks whether all is right, or what is to change. Of an action server: `wanted` is
the variable that it wants to be asked for, `over` is true once it wants no more; `fresh` are the variables that it
looks at, `asking` is true while it puts the question.
"""


def go_on(ctx: Context, config: Config, data: Data, *, again: bool) -> Outcome:
    """Asks the first question that is open; none: asks for confirmation; nothing to confirm: the form is done."""
    filled = _without_pointless(ctx, config, list(data.get("filled") or []))
    slot = next_slot(ctx, config, data)
    if slot is not None:
        same = data.get("slot") == slot["variable"]
        kept: dict[str, Any] = {
            "slot": slot["variable"],
            "filled": filled,
            "tries": data.get("tries", 0) if same else 0,
        }
        if data.get("wanted") == slot["variable"]:
            kept["wanted"] = slot["variable"]
        return put(ctx, config, slot, slot["ask"], kept, again=again and same)
    over = {"over": True} if data.get("over") else {}
    if data.get("changing"):
        return ask_to_change(ctx, config, data, again=again)
    if config.get("confirm"):
        ctx.ask_yes_or_no(config["confirm"], again=again)
        tries = data.get("tries", 0) if data.get("confirming") else 0
        return Wait(data={"confirming": True, "filled": filled, "tries": tries, **over})
    return leave(ctx, config, "next")


def next_slot(ctx: Context, config: Config, data: Data) -> Slot | None:
    """The slot to ask for: the one that is wanted, else the first that is open."""
    if data.get("over"):
        return None
    slots: Sequence[Slot] = config["slots"]
    for slot in slots:
        if slot["variable"] == data.get("wanted"):
            return slot
    for slot in slots:
        if ctx.given(slot["variable"]) is None and (not slot.get("when") or ctx.holds(slot["when"])):
            return slot
    return None


def asked_again(ctx: Context, config: Config, data: Data, why: str | None = None) -> Outcome:
    """The reply did not help; `why` are words to say first. An ignored intent costs no try."""
    ignored = is_ignored(ctx, config)
    tries = data.get("tries", 0) + (0 if ignored else 1)
    retries = config.get("retries")
    if retries is not None and tries > retries:
        return leave(ctx, config, "failed")
    slot = next((one for one in config["slots"] if one["variable"] == data.get("slot")), None)
    if slot is None:
        return go_on(ctx, config, {**data, "tries": tries}, again=True)
    if why is None and slot.get("expects") and not slot.get("fill") and not ignored:
        why = hint(slot["expects"], ctx.language)
    if why and not slot.get("retry_message"):
        ctx.tell(why)
    return put(ctx, config, slot, slot.get("retry_message") or slot["ask"], {**data, "tries": tries}, again=True)


def put(ctx: Context, config: Config, slot: Slot, message: Any, data: Data, *, again: bool) -> Wait:
    """Puts the question of a slot, or has an action put it."""
    if slot.get("ask_action"):
        asking = Asking(ctx.step_id, slot["variable"])
        if call_server(ctx, slot["ask_action"], config.get("action_slots") or {}, {}, asking):
            return Wait("call", {**data, "asking": True})
    return put_in_words(ctx, slot, message, data, again=again)


def put_in_words(ctx: Context, slot: Slot, message: Any, data: Data, *, again: bool) -> Wait:
    """Puts the question of a slot in the words of the form."""
    if slot.get("expects") == "yes_no":
        ctx.ask_yes_or_no(message, again=again)
    elif slot.get("expects") == "file":
        ctx.request(message, "file", {}, again=again)
    else:
        ctx.ask(message, again=again)
    return Wait(data=data)


def is_ignored(ctx: Context, config: Config) -> bool:
    """Whether what was said is an intent that is never an answer."""
    return ctx.heard is not None and ctx.heard.intent in config.get("ignored_intents", ())


def ask_to_change(ctx: Context, config: Config, data: Data, *, again: bool) -> Outcome:
    """After a no: asks which answer is to change."""
    ask_what_to_change(ctx, config, again=again)
    tries = data.get("tries", 0) if data.get("changing") else 0
    over = {"over": True} if data.get("over") else {}
    return Wait(data={"changing": True, "filled": list(data.get("filled") or []), "tries": tries, **over})


def ask_anew(ctx: Context, config: Config, name: str) -> Outcome:
    """Forgets an answer and asks for it."""
    ctx.set(name, None)
    filled = [one for one in ctx.data.get("filled") or [] if one != name]
    # Others may be open that the action does not ask for.
    wanted = {"wanted": name} if config.get("check_action") else {}
    return go_on(ctx, config, {"filled": filled, **wanted}, again=False)


def leave(ctx: Context, config: Config, output: str) -> Leave:
    """The form is over: another one that asks for these variables asks afresh."""
    ctx.spend(*(slot["variable"] for slot in config["slots"]))
    return Leave(output)


def _without_pointless(ctx: Context, config: Config, filled: list[str]) -> list[str]:
    """After a correction an earlier answer may belong to a question that is not asked any more: it is dropped."""
    for slot in config["slots"]:
        name = slot["variable"]
        if name in filled and slot.get("when") and not ctx.holds(slot["when"]):
            ctx.set(name, None)
            filled = [one for one in filled if one != name]
    return filled
