"""A conversation on the draft, for those who build: every turn with its trace, going back, setting variables."""

from __future__ import annotations

import time
import uuid as uuids
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flows.engine.state import State
from flows.models import Bot, Conversation, Event, Snapshot
from flows.runtime.inbound import TRYOUT, Inbound, Opening, check_client_id
from flows.runtime.outcome import is_quiet
from flows.runtime.ports import Refused
from flows.runtime.served import Served
from flows.runtime.session import read_trace

from .bots import BotShelf
from .conversations import PATIENCE, Conversations, Reply
from .rewrite import Point, Rewriter
from .uploads import store_upload
from .writer_database import lane


class Tryout:
    def __init__(self, rewriter: Rewriter, conversations: Conversations, bots: BotShelf) -> None:
        self._rewriter = rewriter
        self._conversations = conversations
        self._bots = bots

    def open(
        self,
        bot: Bot,
        *,
        language: str | None = None,
        start: Mapping[str, Any] | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        where = start or {}
        opening = Opening(
            workspace_id=bot.workspace_id,
            bot_id=lane(bot.pk),
            version_id=None,
            channel=TRYOUT,
            key=uuids.uuid4().hex,
            at=time.time(),
            language=language or "",
            variables=variables or {},
            flow=where.get("flow"),
            node=where.get("node"),
        )
        reply = self._conversations.open(opening)
        return self._view(bot, Conversation.unscoped.get(pk=reply.conversation_id), reply, after_turn=0)

    def say(
        self,
        bot: Bot,
        uuid: UUID,
        *,
        event_id: str,
        text: str | None = None,
        payload: Mapping[str, Any] | None = None,
        wait: float = PATIENCE,
    ) -> dict[str, Any]:
        body: dict[str, Any] = {"text": text or ""}
        if payload is not None:
            body["payload"] = dict(payload)
        return self._submit(bot, uuid, event_id, "say", body, wait)

    def happen(
        self, bot: Bot, uuid: UUID, *, event_id: str, name: str, data: Mapping[str, Any], wait: float = PATIENCE
    ) -> dict[str, Any]:
        return self._submit(bot, uuid, event_id, "happen", {"name": name, "data": dict(data)}, wait)

    def view(self, bot: Bot, uuid: UUID) -> dict[str, Any]:
        """All that was said, and every turn. Raises Conversation.DoesNotExist."""
        return self._view(bot, _find(bot, uuid), None, after_turn=0)

    def rewind(self, bot: Bot, uuid: UUID, turn: int, *, version_id: int | None = None) -> dict[str, Any]:
        """Back to how things stood after `turn`, to go on with the draft or with a version; clients read all again.

        Raises Refused (`unknown-turn`).
        """
        found = _find(bot, uuid)
        snapshot = Snapshot.unscoped.filter(conversation=found, turn=turn).first()
        if snapshot is None:
            raise Refused(f"there is no turn {turn} to go back to", code="unknown-turn")
        state = State.decode(snapshot.state.encode())
        point = Point(turn, snapshot.last_seq, snapshot.language)
        self._rewriter.go_back(found, state, point, version_id=version_id, at=time.time())
        return self.view(bot, uuid)

    def set_variables(self, bot: Bot, uuid: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
        """Set variables of the conversation, whatever their steps would say. Raises Refused for unknown names."""
        found = _find(bot, uuid)
        served = self._served(found)
        for name in values:
            if served.scopes.get(name) != "conversation":
                raise Refused(f"{name!r} is no variable of the conversation", code="unknown-variable")
        state = State.decode(found.state.encode()) if found.state else State.initial(str(found.pk))
        changed = replace(state, variables={**state.variables, **values}, _encoded=[])
        self._rewriter.set_state(found, changed, at=time.time())
        return self.view(bot, uuid)

    def keep_file(self, bot: Bot, uuid: UUID, content: bytes, name: str) -> dict[str, Any]:
        """As an upload of a visitor. Raises Refused for what is too large or not taken."""
        return store_upload(_find(bot, uuid).uuid, content, name)

    def _served(self, found: Conversation) -> Served:
        """What it runs on: a version that somebody went back to, else the draft as it is now."""
        if found.version_id is not None:
            return self._bots.version(found.version_id)
        return self._bots.draft_of(found.bot_id)

    def _submit(
        self, bot: Bot, uuid: UUID, event_id: str, kind: Any, body: dict[str, Any], wait: float
    ) -> dict[str, Any]:
        found = _find(bot, uuid)
        inbound = Inbound(check_client_id(event_id), kind, body, time.time(), event_id)
        reply = self._conversations.submit(found.pk, lane(bot.pk), inbound, wait)
        return self._view(bot, _find(bot, uuid), reply, after_turn=found.turn)

    def _view(self, bot: Bot, found: Conversation, reply: Reply | None, *, after_turn: int) -> dict[str, Any]:
        served = self._served(found)
        state = State.decode(found.state.encode()) if found.state else State.initial(str(found.pk))
        events = Event.unscoped.filter(conversation=found, status__in=("done", "quarantined"), trace__isnull=False)
        if reply is not None and reply.duplicate:
            events = events.filter(turn=reply.turn)
        turns = [_turn(one) for one in events.filter(turn__gt=after_turn).order_by("id")]
        messages = self._conversations.messages(found.pk) if reply is None else reply.messages
        return {
            "conversation": str(found.uuid),
            "messages": [one.view() for one in messages],
            "last_seq": found.last_seq,
            "duplicate": reply is not None and reply.duplicate,
            "pending": not is_quiet(found.waiting, found.held),
            "turns": turns,
            "variables": _variables(served, state),
            "waiting": turns[-1]["trace"].get("waiting") if turns else None,
            "trace": turns[-1]["trace"] if turns else None,
            "state": state.to_json(),
        }


def _find(bot: Bot, uuid: UUID) -> Conversation:
    return Conversation.unscoped.get(bot=bot, uuid=uuid, channel=TRYOUT)


def _turn(event: Event) -> dict[str, Any]:
    return {
        "turn": event.turn,
        "trace": read_trace(bytes(event.trace or b"{}")),
        "understanding": event.body.get("understanding"),
    }


def _variables(served: Served, state: State) -> dict[str, dict[str, Any]]:
    known = {name: {"value": state.variables.get(name), "scope": scope} for name, scope in served.scopes.items()}
    for frame in state.stack:
        for name, value in frame.variables.items():
            if not name.startswith("@"):  # a step's own notes
                known[name] = {"value": value, "scope": "flow"}
    return known
