from __future__ import annotations

from typing import Any

from flows.engine.run import HIDDEN
from flows.engine.state import State
from flows.models import Conversation, Event
from flows.runtime.session import read_trace


def know_conversation(found: Conversation) -> dict[str, Any]:
    """Where a conversation stands and what it knows: `{"place": {"flow", "node", "step"} | None, "variables": {…}}`.

    Values of sensitive variables are hidden, as they are in traces.
    """
    last = Event.unscoped.filter(conversation=found, trace__isnull=False).order_by("-id").first()
    place = None if last is None else read_trace(bytes(last.trace or b"{}")).get("waiting")
    known: dict[str, Any] = {}
    if found.state:
        state = State.decode(found.state.encode())
        known.update(state.variables)
        for frame in state.stack:
            known.update((name, value) for name, value in frame.variables.items() if not name.startswith("@"))
    document = found.version.document if found.version is not None else {}
    sensitive = {one["name"] for one in document.get("variables", ()) if one.get("sensitive")}
    values = {name: HIDDEN if name in sensitive and value is not None else value for name, value in known.items()}
    return {"place": place, "variables": values}
