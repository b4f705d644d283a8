"""What the dialogue manager itself remembers between turns, beside variables and running flows.

`run.memory` and `State.memory` hold, each only where there is something:
`contexts` `{name: turns it still lives}` · `trail` the last answered questions, for the way back ·
`failures` utterances in a row that nobody could use · `opted_out` the visitor wants no more messages ·
`asked_after` the time-out flow has spoken, and nobody answered since · `keeps_contexts` the next session begins with
the contexts of this one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from .graph import CompiledBot
from .run import Run

BEYOND_SESSIONS = ("opted_out",)  # all else ends with the session
ALL_OF = "&"
"""Between names of contexts that must all be open: `paying&abroad`."""


def remember(run: Run, key: str, value: Any) -> None:
    """Keeps a JSON value; None and empty ones are forgotten."""
    if value:
        run.memory = {**run.memory, key: value}
    elif key in run.memory:
        run.memory = {name: kept for name, kept in run.memory.items() if name != key}


def understood(run: Run) -> None:
    """Somebody could use what was said: no failures in a row any more."""
    run.misses = 0
    remember(run, "failures", None)


def forget_session(run: Run) -> None:
    run.history = None
    if run.memory:
        stays = (*BEYOND_SESSIONS, "contexts") if run.memory.get("keeps_contexts") else BEYOND_SESSIONS
        run.memory = {name: kept for name, kept in run.memory.items() if name in stays}


def enter_context(run: Run, name: str, turns: int) -> None:
    """The context counts in this turn and in the `turns` utterances after it; with 0 it is left."""
    contexts = {key: left for key, left in run.memory.get("contexts", {}).items() if key != name}
    remember(run, "contexts", {**contexts, name: turns} if turns > 0 else contexts)


def leave_contexts(run: Run) -> None:
    remember(run, "contexts", None)


def age_contexts(run: Run) -> None:
    """One more utterance has come: a context with no turn left is over."""
    contexts = run.memory.get("contexts")
    if contexts:
        remember(run, "contexts", {name: left - 1 for name, left in contexts.items() if left > 0})


def keep_flows_as_contexts(run: Run) -> None:
    """What belongs to a flow still counts for a while when the flow is over."""
    turns = run.bot.steering.context_turns
    known = run.bot.prepared("contexts", lambda: _names_of_contexts(run.bot))
    if not known or turns <= 0:
        return
    ran = {frame.flow for frame in run.before.stack}
    ran.update(one["flow"] for one in run.traced_steps)
    for name in sorted(ran.intersection(known).difference(live.flow.id for live in run.stack)):
        # A step may have opened it for longer.
        if run.memory.get("contexts", {}).get(name, 0) < turns:
            enter_context(run, name, turns)


def _names_of_contexts(bot: CompiledBot) -> frozenset[str]:
    bodies = (*bot.intents.values(), *bot.answers.values())
    return frozenset(name for body in bodies for each in body.get("contexts") or () for name in each.split(ALL_OF))


def is_open(contexts: Iterable[str], active: Collection[str]) -> bool:
    """Whether one of these contexts lives, or all of those that are joined in one name."""
    return any(all(name in active for name in each.split(ALL_OF)) for each in contexts)


def active_contexts(run: Run) -> set[str]:
    """Contexts that live, ids of running flows, and the names in a variable called `contexts`."""
    names = {live.flow.id for live in run.stack}
    names.update(run.memory.get("contexts", ()))
    declared = run.get("contexts")
    return names.union(map(str, declared)) if isinstance(declared, list) else names


def lives_of_contexts(run: Run) -> dict[str, int]:
    """The contexts that are open, each with the utterances after this one that it was opened for."""
    lives: dict[str, int] = run.memory.get("contexts", {})
    return {name: lives.get(name, 0) for name in sorted(active_contexts(run))}
