"""A small web server of another company, as good or bad as a test wants it."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Outside(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[dict] = []
        self.gate = threading.Event()
        self.gate.set()
        self.body: object = None  # what /json answers; a function makes it of what was sent
        self.headers: dict[str, str] = {}  # of /later

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Outside
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append({"method": self.command, "path": self.path, "headers": headers, "body": body})
        getattr(self, "do_" + self.path.strip("/").split("?")[0].replace("/", "_"), self.answer)()

    do_POST = do_PUT = do_GET

    def answer(self) -> None:
        self.send(200, json.dumps("fine").encode(), "application/json")

    def do_gated(self) -> None:
        self.server.gate.wait(20)
        self.answer()

    def do_error(self) -> None:
        self.send(500, b"broken", "text/plain")

    def do_later(self) -> None:
        """Busy for the first two requests."""
        if len(self.server.seen) < 3:
            self.send(503, b"busy", "text/plain", self.server.headers)
        else:
            self.answer()

    def do_json(self) -> None:
        body = self.server.body
        made = body(json.loads(self.server.seen[-1]["body"])) if callable(body) else body
        self.send(200, json.dumps(made).encode(), "application/json")

    def do_garbage(self) -> None:
        self.send(200, b"{", "application/json")

    def do_hang(self) -> None:
        time.sleep(3)
        self.answer()

    def do_drip(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def do_cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def do_large(self) -> None:
        self.send(200, b"x" * 2_000_000, "text/plain")

    def do_bomb(self) -> None:
        self.send(200, gzip.compress(b"\0" * 50_000_000), "text/plain", {"content-encoding": "gzip"})

    def do_loop(self) -> None:
        self.send(302, b"", "text/plain", {"location": "/loop"})

    def do_inside(self) -> None:
        self.send(302, b"", "text/plain", {"location": "http://169.254.169.254/latest/"})

    def do_away(self) -> None:
        self.send(302, b"", "text/plain", {"location": f"http://localhost:{self.server.server_port}/there"})

    def send(self, status: int, body: bytes, kind: str, headers: dict | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        return


@contextmanager
def outside() -> Iterator[Outside]:
    server = Outside()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.gate.set()
        server.shutdown()
        server.server_close()
