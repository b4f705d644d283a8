"""What comes back from an action server, and what the events in it change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .action_server import REQUESTED
from .context import Context

MOST_EVENTS = 200
# What Rasa needs for its own bookkeeping and a conversation here does by itself.
_OWN = frozenset({"action", "user", "bot", "session_started", "entities", "loop_interrupted", "user_featurization"})
_LEADING = {"followup": "followup", "active_loop": "loop", "form": "loop", "action_execution_rejected": "rejected"}

Change = tuple[str, str | None]


def failure_of(result: Mapping[str, Any]) -> str | None:
    """Why a call brought no answer that can be used, as `problem.detail` says it; None where it did."""
    if "failed" in result:
        return str(result["failed"])
    if "value" in result:  # a stub of a test, which has set what the action would have
        return None
    body, status = result.get("body"), result.get("status")
    if status != 200:
        error = str(body.get("error") or "") if isinstance(body, Mapping) else ""
        return f"status {status}: {error[:200]}" if error else f"status {status}"
    return None if isinstance(body, Mapping) else "unreadable"


def apply_events(ctx: Context, slots: Mapping[str, str], events: Any, ignored: list[str]) -> Iterator[Change]:
    """Sets what the events set and gives, one after the other, what else they ask for.

    `("requested", slot)`, `("followup", name)`, `("loop", form or None)`, `("restart", None)`, `("rejected", None)`.
    What means nothing here is added to `ignored`.
    """
    for one in events[:MOST_EVENTS] if isinstance(events, list) else ():
        kind = str(one.get("event")) if isinstance(one, Mapping) else "?"
        if kind == "slot":
            slot, value = str(one.get("name")), one.get("value")
            if slot == REQUESTED:
                yield "requested", None if value is None else str(value)
            else:
                _set(ctx, slots.get(slot, slot), slot, value, ignored)
        elif kind == "reset_slots":
            for name, variable in ctx.bot.variables.items():
                if variable.scope == "conversation" and ctx.given(name) is not None:
                    ctx.set(name, None)
        elif kind == "restart":
            yield "restart", None
        elif kind in _LEADING:
            name = one.get("name")
            yield _LEADING[kind], None if name is None else str(name)
        elif kind not in _OWN:
            ignored.append(kind[:60])


def _set(ctx: Context, name: str, slot: str, value: Any, ignored: list[str]) -> None:
    if name not in ctx.bot.variables:
        ignored.append(f"slot {slot[:60]}: no such variable")
    elif value is not None and not ctx.fits(name, value):
        ignored.append(f"slot {slot[:60]}: the value does not fit")
    else:
        ctx.set(name, value)
