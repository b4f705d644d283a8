"""The neutral message: what is said on every channel (a subset now; connectors degrade it for theirs)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import orjson

from flows.engine.state import State

Author = Literal["user", "bot", "agent"]

MESSAGE_BYTES = 16 * 1024  # the longest message of a visitor, as sent


class Sent:
    """One stored message. `content` is its JSON, encoded once for the row and for every socket.

    No dataclass: every turn makes some, and what dataclasses make is never compiled.
    """

    __slots__ = ("author", "cause", "client_id", "content", "seq")

    def __init__(self, seq: int, author: Author, content: str, client_id: str | None, cause: str) -> None:
        self.seq: Final = seq
        self.author: Final[Author] = author
        self.content: Final = content
        self.client_id: Final = client_id
        self.cause: Final = cause

    def view(self) -> dict[str, Any]:
        """`{"seq", "from", "content"}`, and `client_id` for what a visitor said."""
        view: dict[str, Any] = {"seq": self.seq, "from": self.author, "content": orjson.loads(self.content)}
        if self.client_id is not None:
            view["client_id"] = self.client_id
        return view

    def frame(self) -> str:
        """The socket frame `message`, without decoding the content."""
        client = "" if self.client_id is None else f',"client_id":{orjson.dumps(self.client_id).decode()}'
        return f'{{"type":"message","seq":{self.seq},"from":"{self.author}","content":{self.content}{client}}}'


def visitor_content(text: str, payload: Mapping[str, Any] | None, state: State | None) -> dict[str, Any]:
    """What a visitor said, as a message. The open question of `state` gives a tap its words."""
    if payload is None:
        return {"type": "text", "text": text}
    tapped = payload["options"] if "options" in payload else [payload.get("option", "")]
    if not text and state is not None:
        titles = {one["option"]: str(one["title"]) for one in state.open_options()}
        text = ", ".join(titles[option] for option in tapped if option in titles)
    return {"type": "text", "text": text or ", ".join(map(str, tapped)) or "–", "payload": payload}
