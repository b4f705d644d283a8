from __future__ import annotations

from flows.adapters.conversations import Conversations, Reply
from flows.models import Conversation

from .agent_acts import act, must_have
from .find_membership import Membership


def say_as_agent(
    live: Conversations, conversation: Conversation, by: Membership, *, id: str, text: str, control: int | None = None
) -> Reply:
    """Say something to the visitor; the same `id` again has no second effect. Raises Refused (`not-yours`, …)."""
    body = {"action": "say", "agent": by.actor, "text": text}
    return act(live, conversation, body, control=control, check=lambda: must_have(conversation, by), id=id)
