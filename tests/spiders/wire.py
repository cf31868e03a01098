"""A web server on loopback whose answers are bytes as they go over the wire, so that they can be wrong in any way."""

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from types import TracebackType
from typing import NamedTuple, Self

Answer = bytes | Callable[[str], bytes | Iterable[bytes]]
RESET = b"RST, in place of what would come next"
"""A part of an answer: from here on the connection is broken off, as by a server that crashed."""


class Asked(NamedTuple):
    """A request: when (monotonic seconds), its path, and its head in lower case."""

    time: float
    path: str
    head: str


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole answer, closed afterwards. HTML, where no media type is given."""
    lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
    if not any(header.lower().startswith("content-type") for header in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    if not any(header.lower().startswith("transfer-encoding") for header in headers):
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def feed(*addresses: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{address.replace('&', '&amp;')}</link></item>" for address in addresses)
    body = f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()
    return answer(body, "Content-Type: application/rss+xml")


def unchanged_from_now_on(wire: "Wire", path: str, whole: bytes) -> Answer:
    """`whole` with an ETag, once; 304 to whoever names that, whatever else he wants."""
    tag = f'"{sha256(whole).hexdigest()[:12]}"'
    head, _, body = whole.partition(b"\r\n\r\n")

    def given(_: str) -> bytes:
        asked = next(asked for asked in reversed(wire.asked) if asked.path.partition("?")[0] == path)
        if f"if-none-match: {tag}" in asked.head:
            return answer(status="304 Not Modified")
        return head + f"\r\nETag: {tag}\r\n\r\n".encode() + body

    return given


class Wire(socketserver.ThreadingTCPServer):
    """`answers` by path, without its query; 404 for others. What was asked is in `asked`.

    `address` is one of loopback's 16 million: to a crawler each is another host, with a queue and pauses of its own.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answers: Mapping[str, Answer] | None = None, address: str = "127.0.0.1") -> None:
        super().__init__((address, 0), _Handler)
        self.answers: dict[str, Answer] = dict(answers or {})
        self.asked: list[Asked] = []
        self.host = f"{address}:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()
        self.server_close()


class _Handler(socketserver.StreamRequestHandler):
    server: Wire

    def handle(self) -> None:
        lines = []
        while (line := self.rfile.readline()).strip():
            lines.append(line.decode("latin-1").strip())
        if not lines:
            return
        path = lines[0].split(" ")[1]
        self.server.asked.append(Asked(time.monotonic(), path, "\n".join(lines).lower()))
        given = self.server.answers.get(path.partition("?")[0], answer(b"no such page", status="404 Not Found"))
        given = given(path) if callable(given) else given
        try:
            for part in [given] if isinstance(given, bytes) else given:
                if part is RESET:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                self.wfile.write(part)
        except OSError:
            pass  # the client has heard enough
