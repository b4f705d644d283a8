"""Forms whose answers an action server checks, as `validate_<form>` of Rasa does, and the questions it puts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .action_events import apply_events, failure_of
from .action_server import Asking, call_server, content_id, say_answers
from .context import Context
from .form_asking import Data, asked_again, go_on, is_ignored, leave, next_slot, put_in_words
from .step_type import Config, GoTo, Outcome, Return, Wait

_KEPT = ("slot", "filled", "tries", "wanted")


def check(ctx: Context, config: Config, data: Data, fresh: Iterable[str]) -> Outcome:
    """Has the action look at the variables that were just filled; none: it may read the utterance in its own way."""
    kept = {key: data[key] for key in _KEPT if key in data}
    values = [name for name in fresh if ctx.given(name) is not None]
    asking = Asking(ctx.step_id, kept.get("slot"), values)
    if not call_server(ctx, config["check_action"], config.get("action_slots") or {}, {}, asking):
        return _unchecked(ctx, config, "no_action_server")
    ctx.keep_question()
    return Wait("call", {**kept, "fresh": values})


def heard_nothing(ctx: Context, config: Config) -> Outcome:
    """The form can do nothing with what was said. An action that checks it may read more in it."""
    if config.get("check_action") and not is_ignored(ctx, config) and ctx.data.get("slot") is not None:
        return check(ctx, config, ctx.data, ())
    return asked_again(ctx, config, ctx.data)


def called_back(ctx: Context, config: Config, result: Mapping[str, Any]) -> Outcome:
    """What an action has said about the answers, or the question that it has put."""
    if ctx.data.get("asking"):
        return _asked(ctx, config, result)
    reason = failure_of(result)
    verdict = _Verdict(rejected=result.get("status") == 400)
    if reason is not None and not verdict.rejected:
        return _unchecked(ctx, config, reason)
    if reason is None:
        _apply(ctx, config, result, verdict)
    return verdict.leads or _follow(ctx, config, verdict)


def with_wanted(ctx: Context, config: Config, wanted: str | None) -> Config:
    """The form, with the question for a variable that only its action asks for."""
    if wanted is None or any(slot["variable"] == wanted for slot in config["slots"]):
        return config
    names = {variable: slot for slot, variable in (config.get("action_slots") or {}).items()}
    name = names.get(wanted, wanted)
    asked = (content_id(f"utter_ask_{middle}{name}") for middle in (f"{ctx.step_id}_", ""))
    content = next((id for id in asked if id in ctx.bot.content), None)
    words = " ".join(name.replace("_", " ").split())
    ask: Any = {"content": content} if content is not None else f"{words[:1].upper()}{words[1:]}?"
    return {**config, "slots": [*config["slots"], {"variable": wanted, "ask": ask}]}


@dataclass(slots=True)
class _Verdict:
    """What an action has decided: `wanted` is the variable to ask for, `over` that there is nothing more to ask."""

    rejected: bool = False
    wanted: str | None = None
    over: bool = False
    leads: Outcome | None = None
    ignored: list[str] = field(default_factory=list)


def _apply(ctx: Context, config: Config, result: Mapping[str, Any], verdict: _Verdict) -> None:
    body = result.get("body") or {}
    slots = config.get("action_slots") or {}
    say_answers(ctx, body.get("responses"))
    for kind, name in apply_events(ctx, slots, body.get("events"), verdict.ignored):
        if kind == "restart":
            flow = ctx.start_over()
            verdict.leads = Return() if flow is None else GoTo(flow)
            return
        if kind == "requested" and (name is None or slots.get(name, name) in ctx.bot.variables):
            verdict.wanted = None if name is None else slots.get(name, name)
            verdict.over = name is None
        elif kind == "loop" and name in (None, ctx.step_id):
            verdict.over = name is None
        elif kind == "rejected":
            verdict.rejected = True
        else:
            verdict.ignored.append(f"{kind} {name}"[:60])
    if verdict.ignored:
        ctx.note_call({"ignored": verdict.ignored[:20]})


def _follow(ctx: Context, config: Config, verdict: _Verdict) -> Outcome:
    asked, fresh = ctx.data.get("slot"), ctx.data.get("fresh") or []
    data = {key: ctx.data[key] for key in _KEPT if key in ctx.data}
    if verdict.rejected and asked is not None:
        for name in fresh:
            ctx.set(name, None)
    data["filled"] = [name for name in data.get("filled") or [] if ctx.given(name) is not None]
    if verdict.over and not verdict.rejected:
        return go_on(ctx, config, {"filled": data["filled"], "over": True}, again=False)
    config = with_wanted(ctx, config, verdict.wanted)
    here = {"filled": data["filled"], "wanted": verdict.wanted}
    following = next_slot(ctx, config, here)
    same = following is not None and following["variable"] == asked
    if asked is not None and (verdict.rejected or (same and (asked in fresh or not fresh))):
        return asked_again(ctx, config, data, "" if fresh else None)
    return go_on(ctx, config, here, again=False)


def _asked(ctx: Context, config: Config, result: Mapping[str, Any]) -> Outcome:
    """An action has put the question; where it has not, the form does in its own words."""
    data = {key: value for key, value in ctx.data.items() if key != "asking"}
    slot = next(one for one in config["slots"] if one["variable"] == data["slot"])
    reason = failure_of(result)
    body = result.get("body") or {}
    if reason is not None or not (isinstance(body, Mapping) and body.get("responses")):
        if reason is not None:
            ctx.note_problem("action", reason)
        return put_in_words(ctx, slot, slot["ask"], data, again=False)
    say_answers(ctx, body["responses"])
    ignored: list[str] = []
    for kind, name in apply_events(ctx, config.get("action_slots") or {}, body.get("events"), ignored):
        ignored.append(f"{kind} {name}"[:60])
    if ignored:
        ctx.note_call({"ignored": ignored[:20]})
    return Wait(data=data)


def _unchecked(ctx: Context, config: Config, reason: str) -> Outcome:
    ctx.note_problem("action", reason)
    return leave(ctx, config, "unchecked")
