from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from typing import Any

from flows.adapters.conversations import Conversations, Reply
from flows.adapters.writer_database import lane
from flows.engine.proactive import START_FLOW
from flows.models import Conversation
from flows.runtime.inbound import Inbound

PATIENCE = 10.0  # seconds


def begin_flow(
    live: Conversations,
    conversation: Conversation,
    *,
    flow: str,
    node: str | None = None,
    inputs: Mapping[str, Any] | None = None,
    id: str = "",
) -> Reply:
    """Begin a flow in a running conversation, as an interruption of what waits there."""
    event_id = f"@flow/{id or uuid.uuid4().hex}"
    data = {"flow": flow, "node": node, "inputs": dict(inputs or {})}
    event = Inbound(event_id, "happen", {"name": START_FLOW, "data": data}, time.time(), event_id)
    return live.submit(conversation.pk, lane(conversation.bot_id), event, PATIENCE)
