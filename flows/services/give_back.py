from __future__ import annotations

from botbuilder.tenancy.models import AuditEntry
from flows.adapters.conversations import Conversations, Reply
from flows.models import Conversation

from .agent_acts import act, must_have
from .find_membership import Membership


def give_back(live: Conversations, conversation: Conversation, by: Membership, *, control: int | None = None) -> Reply:
    """The bot answers again. Admins may give back what another agent has. Raises Refused (`not-yours`, …)."""
    body = {"action": "release", "agent": by.actor, "text": None}
    check = lambda: must_have(conversation, by, admins=True)  # noqa: E731
    reply = act(live, conversation, body, control=control, check=check)
    AuditEntry.record(by.workspace, actor=by.actor, action="conversation.give_back", target=str(conversation.uuid))
    return reply
