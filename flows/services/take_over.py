from __future__ import annotations

from botbuilder.tenancy.models import AuditEntry
from flows.adapters.conversations import Conversations, Reply
from flows.models import Conversation, Handoff
from flows.runtime.ports import Refused

from .agent_acts import act, open_handoff
from .find_membership import Membership


def take_over(
    live: Conversations, conversation: Conversation, by: Membership, *, control: int | None = None
) -> Reply | None:
    """The member answers from now on, and the bot is silent; None where they have the conversation already.

    Raises Refused (`taken`, `control-moved`) where somebody else was faster.
    """
    found = open_handoff(conversation)
    if found is not None and found.state == Handoff.State.TAKEN:
        if found.agent == by.actor:
            return None
        raise Refused(f"{found.agent} has this conversation", code="taken")
    body = {"action": "takeover", "agent": by.actor, "name": by.member.account.name, "text": None}
    reply = act(live, conversation, body, control=control, check=lambda: None)
    AuditEntry.record(by.workspace, actor=by.actor, action="conversation.take_over", target=str(conversation.uuid))
    return reply
