"""A WebSocket client that costs next to nothing, so that the load does not compete with the server it measures.

Masks are zero, frames are unfragmented text; each socket sends its next message when the last was answered.
"""

import asyncio
import struct
import time
from collections.abc import Callable

import orjson

Frame = dict[str, object]


class Socket(asyncio.Protocol):
    """`talk(frame)` gets every server frame (None once, when the socket is open) and returns what to send, or None."""

    def __init__(self, path: str, talk: Callable[["Socket", Frame | None], object]) -> None:
        self.path = path
        self.talk = talk
        self.sent_at = 0.0
        self.latencies: list[float] = []
        self._buffer = b""
        self._open = False

    def connection_made(self, transport):
        self.transport = transport
        transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data):
        self._buffer += data
        if not self._open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                raise ConnectionError(head.decode())
            self._open, self._buffer = True, rest
            self._answer(None)
        while (frame := self._take()) is not None:
            self._answer(orjson.loads(frame))

    def answered(self) -> None:
        self.latencies.append(time.perf_counter() - self.sent_at)

    def _answer(self, frame: Frame | None) -> None:
        said = self.talk(self, frame)
        if said is not None:
            data = orjson.dumps(said)
            size = len(data)
            head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0xFE, size)
            self.sent_at = time.perf_counter()
            self.transport.write(head + b"\0\0\0\0" + data)

    def _take(self) -> bytes | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 0x7F, 2
        if size == 126:
            size, start = struct.unpack_from("!H", buffer, 2)[0] if len(buffer) >= 4 else len(buffer), 4
        elif size == 127:
            size, start = struct.unpack_from("!Q", buffer, 2)[0] if len(buffer) >= 10 else len(buffer), 10
        if len(buffer) < start + size:
            return None
        opcode = buffer[0] & 0x0F
        self._buffer = buffer[start + size :]
        if opcode == 8:
            raise ConnectionError(f"the server closed the socket: {buffer[start : start + size]!r}")
        return buffer[start : start + size] if opcode == 1 else self._take()


async def load(port: int, path: str, talks: list[Callable], seconds: float, pid: int) -> dict[str, float]:
    """Run one socket per talk; figures of the window after a short warm-up."""
    import psutil

    loop = asyncio.get_running_loop()
    sockets = []
    for talk in talks:
        _, socket = await loop.create_connection(lambda talk=talk: Socket(path, talk), "127.0.0.1", port)
        sockets.append(socket)
    await asyncio.sleep(0.7)
    for socket in sockets:
        socket.latencies.clear()
    process = psutil.Process(pid)
    before, started = _threads(process), time.perf_counter()
    await asyncio.sleep(seconds)
    after, ended = _threads(process), time.perf_counter()
    latencies = sorted(one for socket in sockets for one in socket.latencies)
    for socket in sockets:
        socket.transport.abort()
    spent = {id: after[id] - before.get(id, 0.0) for id in after}
    count = max(1, len(latencies))
    return {
        "per_second": count / (ended - started),
        "p50_ms": 1000 * latencies[count // 2] if latencies else 0.0,
        "p99_ms": 1000 * latencies[int(count * 0.99)] if latencies else 0.0,
        "cpu_us": 1e6 * sum(spent.values()) / count,
        "loop_us": 1e6 * spent.pop(pid) / count,
        "writer_us": 1e6 * max(spent.values(), default=0.0) / count,
        "rest_us": 1e6 * (sum(spent.values()) - max(spent.values(), default=0.0)) / count,
    }


def _threads(process) -> dict[int, float]:
    """CPU seconds of each thread; the main one, which runs the sockets' event loop, has the id of the process."""
    return {one.id: one.user_time + one.system_time for one in process.threads()}
