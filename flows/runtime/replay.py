"""The journal of a conversation, run again: the same messages and the same state, or where they part.

Replay reads nothing but what is given: understanding, values and times come from the record, so a turn that ran
on the same version and the same build of the engine gives exactly what it gave then. Another version, another
build, or understanding asked for afresh may differ; each turn says whether it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from flows.engine.advance import advance
from flows.engine.effects import Say
from flows.engine.state import State

from .journal import Recorded, event_of
from .served import Served

Serve = Callable[[Recorded], Served]
Recompute = Callable[[Recorded, Served, State], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A state that was stored after `turn`. `rewritten`: somebody who builds set it, no event led to it."""

    turn: int
    state: bytes
    rewritten: bool


@dataclass(frozen=True, slots=True)
class Replayed:
    """One turn, then and now. `state_same` is None where no state of that turn was kept."""

    recorded: Recorded
    said: tuple[Mapping[str, Any], ...]
    trace: Mapping[str, Any]
    state: State
    messages_same: bool
    state_same: bool | None
    understanding: Mapping[str, Any] | None

    @property
    def same(self) -> bool:
        return self.messages_same and self.state_same is not False


def replay(
    state: State,
    journal: Iterable[Recorded],
    kept: Mapping[int, Kept],
    serve: Serve,
    *,
    recompute: Recompute | None = None,
) -> Iterator[Replayed]:
    """Run the journal from `state` on, oldest first, one turn at a time.

    Events that moved nothing then (late ones, broken ones, those still held) are passed over. A state that was set
    by hand takes the place of the computed one.
    """
    marks = sorted(turn for turn, one in kept.items() if one.rewritten)
    for recorded in journal:
        if recorded.status != "done" or recorded.kind == "emit":
            continue
        while marks and marks[0] < recorded.turn:
            mark = marks.pop(0)
            if mark > state.turn:
                state = State.decode(kept[mark].state)
        served = serve(recorded)
        understanding = recorded.body.get("understanding")
        if recompute is not None and recorded.kind == "say" and recorded.body.get("payload") is None:
            understanding = recompute(recorded, served, state)
        turn = advance(served.bot, state, event_of(recorded, served, understanding))
        state = turn.state
        said = tuple(effect.message for effect in turn.effects if isinstance(effect, Say))
        stored = kept.get(recorded.turn)
        yield Replayed(
            recorded=recorded,
            said=said,
            trace=turn.trace,
            state=state,
            messages_same=_canonical(said) == _canonical(recorded.said),
            state_same=None if stored is None else _canonical_state(state.encode()) == _canonical_state(stored.state),
            understanding=understanding,
        )


def _canonical(messages: Iterable[Mapping[str, Any]]) -> bytes:
    return orjson.dumps(list(messages), option=orjson.OPT_SORT_KEYS)


def _canonical_state(encoded: bytes) -> bytes:
    # A draft is replayed under the turn numbers of its conversation; key order is no part of a state.
    return orjson.dumps(orjson.loads(encoded), option=orjson.OPT_SORT_KEYS)
