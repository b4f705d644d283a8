"""Replay of a stored conversation: reads its journal, runs it again, tells turn by turn what is the same."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.engine.state import State
from flows.models import Conversation, Event, Message, Snapshot
from flows.runtime.inbound import seed_of
from flows.runtime.journal import Recorded
from flows.runtime.ports import Refused, Understand
from flows.runtime.replay import Kept, Recompute, Replayed, Serve, replay
from flows.runtime.served import Served
from flows.runtime.visitor_zone import zone_of

from .bots import BotShelf
from .build import engine_build
from .rewrite import Point, Rewriter

MOST_TURNS = 200  # told at once; `next` names the turn to go on from


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to replay: turns from `since` on, on `version_id` in place of the recorded one where `other` is set."""

    since: int = 1
    other: bool = False
    version_id: int | None = None
    recompute: bool = False


class Replayer:
    def __init__(self, bots: BotShelf, understand: Understand, rewriter: Rewriter) -> None:
        self._bots = bots
        self._understand = understand
        self._rewriter = rewriter

    def replay(self, found: Conversation, wanted: Wanted) -> dict[str, Any]:
        """`{"same", "build", "turns", "next"}`; each turn with what was said then and now, and why it differs."""
        turns: list[dict[str, Any]] = []
        following = None
        for one in self._run(found, wanted):
            if one.recorded.turn < wanted.since:
                continue
            if len(turns) == MOST_TURNS:
                following = one.recorded.turn
                break
            turns.append(_told(one, wanted))
        same = all(one["same"] for one in turns)
        return {"same": same, "build": engine_build(), "turns": turns, "next": following}

    def go_back(self, found: Conversation, turn: int, version_id: int | None) -> None:
        """Back to how a conversation stood after `turn`, to go on with a version.

        Raises Refused: `unknown-turn`, or `replay-differs` where this build cannot tell how things stood.
        """
        state = self._state_after(found, turn)
        upto = Message.unscoped.filter(conversation=found, turn__lte=turn)
        last_seq = upto.order_by("-seq").values_list("seq", flat=True).first() or 0
        point = Point(turn, last_seq, state.language or found.language)
        self._rewriter.go_back(found, state, point, version_id=version_id, at=time.time())

    def _state_after(self, found: Conversation, turn: int) -> State:
        snapshot = Snapshot.unscoped.filter(conversation=found, turn=turn).first()
        if snapshot is not None:
            return State.decode(snapshot.state.encode())
        for one in self._run(found, Wanted(since=turn)):
            if not one.same:
                raise Refused(
                    f"turn {one.recorded.turn} cannot be replayed exactly: it ran on another build or version",
                    code="replay-differs",
                )
            if one.recorded.turn == turn:
                return one.state
        raise Refused(f"there is no turn {turn} to go back to", code="unknown-turn")

    def _run(self, found: Conversation, wanted: Wanted) -> Iterator[Replayed]:
        kept = _kept(found)
        start = max((turn for turn in kept if turn < wanted.since), default=0)
        state = State.decode(kept[start].state) if start else State.initial(seed_of(found.pk, found.visitor_id))
        journal = _journal(found, start)
        again = self._recompute(found) if wanted.recompute else None
        return replay(state, journal, kept, self._serve(found, wanted), recompute=again)

    def _serve(self, found: Conversation, wanted: Wanted) -> Serve:
        def serve(recorded: Recorded) -> Served:
            version_id = wanted.version_id if wanted.other else recorded.body.get("version", found.version_id)
            return self._bots.draft_of(found.bot_id) if version_id is None else self._bots.version(version_id)

        return serve

    def _recompute(self, found: Conversation) -> Recompute:
        def recompute(recorded: Recorded, served: Served, state: State) -> Mapping[str, Any] | None:
            language = state.language or served.language(found.language)
            zone = zone_of(recorded.body.get("user"))
            return self._understand(served.models, language, recorded.text, now=recorded.at, timezone=zone)

        return recompute


def _kept(found: Conversation) -> dict[int, Kept]:
    moved = Event.unscoped.filter(conversation=found, status=Event.Status.DONE).exclude(kind="emit")
    turns = set(moved.values_list("turn", flat=True))
    rows = Snapshot.unscoped.filter(conversation=found).values_list("turn", "state")
    return {turn: Kept(turn, state.encode(), rewritten=turn not in turns) for turn, state in rows}


def _journal(found: Conversation, after: int) -> Iterator[Recorded]:
    said: dict[int, list[tuple[int, Mapping[str, Any]]]] = {}
    messages = Message.unscoped.filter(conversation=found, turn__gt=after, author=Message.Author.BOT)
    for turn, seq, content in messages.order_by("seq").values_list("turn", "seq", "content"):
        said.setdefault(turn, []).append((seq, content))
    broken = Event.unscoped.filter(conversation=found, turn__gt=after, status=Event.Status.QUARANTINED)
    apologies = {seq + 1 for seq in broken.values_list("seq", flat=True)}
    events = Event.unscoped.filter(conversation=found, turn__gt=after).defer("trace").order_by("turn", "pk")
    for event in events.iterator():
        own = tuple(content for seq, content in said.get(event.turn, ()) if seq not in apologies)
        yield Recorded(
            *(event.event_id, event.kind, event.status, event.body),
            *(event.seq, event.turn, event.at, own),
        )


def _told(one: Replayed, wanted: Wanted) -> dict[str, Any]:
    recorded = one.recorded
    told: dict[str, Any] = {
        "turn": recorded.turn,
        "event": {"id": recorded.id, "kind": recorded.kind, "text": recorded.text},
        "same": one.same,
        "messages_same": one.messages_same,
        "state_same": one.state_same,
        "build": recorded.build,
        "said": list(recorded.said),
        "trace": one.trace,
    }
    if not one.messages_same:
        told["replayed"] = list(one.said)
    if wanted.recompute:
        then = recorded.body.get("understanding")
        told["understanding"] = {"same": then == one.understanding, "then": then, "now": one.understanding}
    return told
