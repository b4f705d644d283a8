"""What the acts of agents have in common: who has a conversation, and how an act reaches it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

from botbuilder.tenancy.models import Role
from flows.adapters.conversations import Conversations, Reply
from flows.adapters.writer_database import lane
from flows.models import Conversation, Handoff
from flows.runtime.inbound import Inbound
from flows.runtime.ports import Refused

from .find_membership import Membership

OPEN = (Handoff.State.WAITING, Handoff.State.TAKEN)
RACES = 3
PATIENCE = 10.0  # seconds for the bot to go on


def open_handoff(conversation: Conversation) -> Handoff | None:
    """The entry of the queue that a conversation has, waiting or taken."""
    rows = Handoff.objects.of(conversation.workspace_id).filter(conversation=conversation, state__in=OPEN)
    return rows.order_by("-id").first()


def must_have(conversation: Conversation, by: Membership, *, admins: bool = False) -> None:
    """Raises Refused unless the member has taken the conversation over (or may act for who has)."""
    found = open_handoff(conversation)
    if found is None or found.state != Handoff.State.TAKEN:
        raise Refused("no agent has this conversation; take it over first", code="not-taken")
    if found.agent != by.actor and not (admins and by.role.rank >= Role.ADMIN.rank):
        raise Refused(f"{found.agent} has this conversation", code="not-yours")


def act(
    live: Conversations,
    conversation: Conversation,
    body: dict[str, Any],
    *,
    control: int | None,
    check: Callable[[], None],
    id: str = "",
) -> Reply:
    """Send an act through the turn store, compared with the count of acts.

    `control` is the count that the caller has seen: then an act of anybody else in between is refused. Without it the
    count is read here, and read again where one's own other act was faster; `check` runs before each attempt.
    """
    event_id = f"@agent/{id or uuid.uuid4().hex}"
    for attempt in range(RACES):
        check()
        seen = control
        if seen is None:
            seen = (
                Conversation.objects.of(conversation.workspace_id)
                .values_list("control", flat=True)
                .get(pk=conversation.pk)
            )
        event = Inbound(event_id, "agent", {**body, "control": seen}, time.time(), event_id)
        try:
            return live.submit(conversation.pk, lane(conversation.bot_id), event, PATIENCE)
        except Refused as refused:
            if refused.code != "control-moved" or control is not None or attempt == RACES - 1:
                raise
    raise Refused("others act on this conversation all the time", code="control-moved")
