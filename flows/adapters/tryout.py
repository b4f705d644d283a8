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
from flows.runtime.inbound import Inbound, Opening, check_client_id
from flows.runtime.ports import Refused
from flows.runtime.served import Served
from flows.runtime.session import read_trace

from .bots import BotShelf
from .conversations import PATIENCE, Conversations, Reply
from .turn_store import TurnStore
from .writer_database import Writer, lane

CHANNEL = "tryout"


class Tryout:
    def __init__(self, store: TurnStore, conversations: Conversations, bots: BotShelf) -> None:
        self._store = store
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
            channel=CHANNEL,
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

    def rewind(self, bot: Bot, uuid: UUID, turn: int) -> dict[str, Any]:
        """Back to how things stood after `turn`; what came later is gone, and clients read all again."""
        found = _find(bot, uuid)
        snapshot = Snapshot.unscoped.filter(conversation=found, turn=turn).first()
        if snapshot is None:
            raise Refused(f"there is no turn {turn} to go back to", code="unknown-turn")
        # The count of turns goes on: ids of timers and calls are made from it and never come again.
        state = State.decode(snapshot.state.encode()).at_turn(found.turn)
        self._store.transact(lambda writer: self._rewrite(writer, found.pk, state, snapshot)).result()
        return self.view(bot, uuid)

    def set_variables(self, bot: Bot, uuid: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
        """Set variables of the conversation, whatever their steps would say. Raises Refused for unknown names."""
        found = _find(bot, uuid)
        served = self._bots.draft_of(bot.pk)
        for name in values:
            if served.scopes.get(name) != "conversation":
                raise Refused(f"{name!r} is no variable of the conversation", code="unknown-variable")
        state = State.decode(found.state.encode()) if found.state else State.initial(str(found.pk))
        changed = replace(state, variables={**state.variables, **values}, _encoded=[])
        self._store.transact(lambda writer: self._rewrite(writer, found.pk, changed, None)).result()
        return self.view(bot, uuid)

    def _submit(
        self, bot: Bot, uuid: UUID, event_id: str, kind: Any, body: dict[str, Any], wait: float
    ) -> dict[str, Any]:
        found = _find(bot, uuid)
        inbound = Inbound(check_client_id(event_id), kind, body, time.time(), event_id)
        reply = self._conversations.submit(found.pk, lane(bot.pk), inbound, wait)
        return self._view(bot, _find(bot, uuid), reply, after_turn=found.turn)

    def _view(self, bot: Bot, found: Conversation, reply: Reply | None, *, after_turn: int) -> dict[str, Any]:
        served = self._bots.draft_of(bot.pk)
        state = State.decode(found.state.encode()) if found.state else State.initial(str(found.pk))
        events = Event.unscoped.filter(conversation=found, status__in=("done", "quarantined"), trace__isnull=False)
        if reply is not None and reply.duplicate:
            events = events.filter(turn=reply.turn)
        turns = [_turn(one) for one in events.filter(turn__gt=after_turn).order_by("id")]
        messages = self._conversations.messages(found.pk) if reply is None else reply.messages
        quiet = found.waiting not in ("call", "timer") and not found.held
        return {
            "conversation": str(found.uuid),
            "messages": [one.view() for one in messages],
            "last_seq": found.last_seq,
            "duplicate": reply is not None and reply.duplicate,
            "pending": not quiet,
            "turns": turns,
            "variables": _variables(served, state),
            "waiting": turns[-1]["trace"].get("waiting") if turns else None,
            "trace": turns[-1]["trace"] if turns else None,
            "state": state.to_json(),
        }

    def _rewrite(self, writer: Writer, conversation_id: int, state: State, snapshot: Snapshot | None) -> None:
        """In the writer's thread. With a snapshot everything said and done after it is deleted."""
        writer.begin()
        try:
            if snapshot is not None:
                after = (conversation_id, snapshot.last_seq)
                writer.run("DELETE FROM flows_message WHERE conversation_id = ? AND seq > ?", after)
                later = (conversation_id, snapshot.turn)
                writer.run("DELETE FROM flows_event WHERE conversation_id = ? AND turn > ?", later)
                writer.run("DELETE FROM flows_snapshot WHERE conversation_id = ? AND turn > ?", later)
                writer.run("DELETE FROM flows_timer WHERE conversation_id = ?", (conversation_id,))
                writer.run("DELETE FROM flows_call WHERE conversation_id = ?", (conversation_id,))
                sql = "UPDATE flows_conversation SET last_seq = ?, epoch = epoch + 1, held = 0 WHERE id = ?"
                writer.run(sql, (snapshot.last_seq, conversation_id))
            sql = "UPDATE flows_conversation SET state = ?, waiting = ?, revision = revision + 1 WHERE id = ?"
            writer.run(sql, (state.encode().decode(), state.waiting_for or "", conversation_id))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        self._store.forget_rows()


def _find(bot: Bot, uuid: UUID) -> Conversation:
    return Conversation.unscoped.get(bot=bot, uuid=uuid, version__isnull=True, channel=CHANNEL)


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
            known[name] = {"value": value, "scope": "flow"}
    return known
