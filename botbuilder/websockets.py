"""uvicorn's WebSocket protocol with a shorter way for the chat, whose sockets carry most of a server's frames.

A frame that the application waits for anyway is handed over as it arrives, without a queue and a switch of tasks, and
several frames leave in one write. An application takes part by `scope["extensions"]["botbuilder.direct"]`; for all
others, and on other servers, everything goes the usual way. Use it as `--ws botbuilder.websockets:DirectWebSockets`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

EXTENSION = "botbuilder.direct"


class DirectWebSockets(WebSocketsSansIOProtocol):
    """`on_text` gets a text frame and says whether it has dealt with it; it must not block."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_text: Callable[[str], bool] | None = None
        self._awaited = False  # the application waits for the next frame and has seen all before it

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[EXTENSION] = self

    def handle_text(self, event: Frame) -> None:
        if self.on_text is None or not event.fin:
            super().handle_text(event)
            return
        try:
            text = bytes(event.data).decode()
        except UnicodeDecodeError:  # uvicorn would log it as a fault of ours
            self.conn.send_close(CloseCode.INVALID_DATA)
            self.handle_parser_exception()
            return
        in_turn = self._awaited and self.queue.empty() and not self.close_sent
        if not (in_turn and self.on_text(text)):
            super().handle_text(event)

    async def receive(self) -> Any:
        self._awaited = True
        try:
            return await super().receive()
        finally:
            self._awaited = False

    def send_texts(self, texts: Sequence[str]) -> bool:
        """Send text frames in one write; False, and nothing was sent, where they must go the usual way."""
        if self.disconnected or self.close_sent or not self.writable.is_set() or self.transport.is_closing():
            return False
        try:
            for text in texts:
                self.conn.send_text(text.encode())
        except InvalidState:
            return False
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True
