"""Serves the sample papers on loopback, a port each, and keeps a log of what was asked.

with Newspaper(day=1) as newspaper:
    newspaper.write_config(folder)          # one publisher file a paper
    ...                                     # crawl
    newspaper.set_day(2)
    newspaper.fault("gazette", "status-503", share=0.3)
"""

import argparse
import json
import signal
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, NamedTuple, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.newspaper.newsroom import CLOCK, DAYS
from tests.newspaper.pages import Resource, edition
from tests.newspaper.papers import Paper, load_papers

FaultKind = Literal["robots-503", "status-503", "reset", "truncate", "slow"]
TRACKING = ("utm_", "fbclid", "gclid")


class Request(NamedTuple):
    """One request as it was answered. `time` is when it came, in seconds of the monotonic clock; `status` 0 means that the connection was reset."""

    time: float
    paper: str
    method: str
    path: str
    user_agent: str
    status: int
    if_none_match: str | None
    if_modified_since: str | None
    bytes_sent: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a share of a paper's answers. Which ones hangs on seed, path and how often the path was asked."""

    kind: FaultKind
    share: float
    seed: int
    seconds: float | None

    def strikes(self, path: str, attempt: int) -> bool:
        """Whether the answer to the nth request for a path is hit. robots-503 hits robots.txt alone, the others all else."""
        if (path == "/robots.txt") != (self.kind == "robots-503"):
            return False
        lot = int.from_bytes(sha256(f"{self.seed} {path} {attempt}".encode()).digest()[:4], "big")
        return lot < self.share * 2**32


class Newspaper:
    """All sample papers on loopback, from entering to leaving the `with`.

    `ports` gives one port a paper, in the order of `papers.toml`; free ones are taken without it. Addresses in pages hold the
    port, so give ports where bytes must agree between two newspapers.
    """

    def __init__(self, day: int = 1, ports: Sequence[int] | None = None) -> None:
        papers = load_papers()
        if ports is not None and len(ports) != len(papers):
            raise ValueError(f"{len(papers)} papers want {len(papers)} ports, {len(ports)} given")
        self.requests: list[Request] = []
        self._asked: Counter[tuple[str, str]] = Counter()
        self._faults: dict[str, list[Fault]] = {}
        self._lock = threading.Lock()
        self._servers: list[_Server] = []
        self.papers: list[Paper] = []
        try:
            for paper, port in zip(papers, ports or [0] * len(papers), strict=True):
                server = _Server(("127.0.0.1", port), _Handler)
                server.newspaper, server.paper = self, replace(paper, port=server.server_address[1])
                self._servers.append(server)
                self.papers.append(server.paper)
        except OSError:
            self._close()
            raise
        self.set_day(day)

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
        self._close()

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()

    def paper(self, paper: str) -> Paper:
        """The paper of that id."""
        return next(p for p in self.papers if p.id == paper)

    def set_day(self, day: int) -> None:
        """Serve that day's sites from the next request on."""
        if day not in DAYS:
            raise ValueError(f"day {day}: the papers have days {DAYS}")
        self.day = day
        self.sites: dict[str, dict[str, Resource]] = {paper.id: edition(paper, day) for paper in self.papers}

    def fault(self, paper: str, kind: FaultKind, share: float = 1.0, seed: int = 0, seconds: float | None = None) -> None:
        """Let a share (0 to 1) of a paper's answers go wrong, the same ones for the same seed.

        Slow ones wait `seconds` (2 without it); a 503 names them in its Retry-After (none without it).
        """
        self._faults.setdefault(self.paper(paper).id, []).append(Fault(kind, share, seed, seconds))

    def mend(self) -> None:
        """Take all faults away."""
        self._faults.clear()

    def struck(self, paper: str, path: str) -> Fault | None:
        """Count a request and say which fault hits its answer."""
        with self._lock:
            self._asked[paper, path] += 1
            attempt = self._asked[paper, path]
        return next((fault for fault in self._faults.get(paper, ()) if fault.strikes(path, attempt)), None)

    def find(self, paper: str, path: str) -> Resource:
        """What a path answers, tracking parameters aside."""
        site, parts = self.sites[paper], urlsplit(path)
        query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(TRACKING)])
        return site.get(parts.path + ("?" + query if query else ""), Resource(404, b"<h1>Not found</h1>"))

    def write_config(self, folder: Path) -> None:
        """Write `<id>.toml` of each paper into a folder, as `config/publishers/` wants them."""
        folder.mkdir(parents=True, exist_ok=True)
        for paper in self.papers:
            rows = {
                "name": paper.name,
                "domain": paper.domain,
                "feeds": [paper.base + paper.feed],
                "sitemaps": [paper.base + (paper.news_sitemap or paper.sitemap)],
                "language": paper.language,
                "country": paper.country,
                "timezone": paper.timezone,
                "private_network": True,
                "delay_s": 0.02,
            }
            text = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())
            (folder / f"{paper.id}.toml").write_text(text, "utf-8")


class _Server(ThreadingHTTPServer):
    newspaper: Newspaper
    paper: Paper
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a client that leaves early is no error of ours
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "SampleNewspaper", ""

    def do_GET(self) -> None:
        came, newspaper, paper = time.monotonic(), self.server.newspaper, self.server.paper.id
        fault = newspaper.struck(paper, self.path)
        kind = fault.kind if fault else None
        found = newspaper.find(paper, self.path)
        if kind in ("robots-503", "status-503"):
            found = Resource(503, b"<h1>Service unavailable</h1>")
        status = 0 if kind == "reset" else 304 if found.status == 200 and self._has(found) else found.status
        body = b"" if status in (0, 304) or self.command == "HEAD" else found.body
        body = body[: len(body) // 2] if kind == "truncate" else body
        header = self.headers.get
        newspaper.requests.append(  # before the answer: who has read the answer finds it in the log
            Request(
                came, paper, self.command, self.path, header("User-Agent", ""), status,
                header("If-None-Match"), header("If-Modified-Since"), len(body),
            )
        )  # fmt: skip
        if fault and kind == "slow":
            time.sleep(2 if fault.seconds is None else fault.seconds)
        if kind == "reset":
            self._reset()
        else:
            self._answer(found, status, body, fault.seconds if fault else None)

    do_HEAD = do_GET  # noqa: N815 - named by http.server

    def _has(self, found: Resource) -> bool:
        """Whether the client's copy is still good (RFC 9110: If-None-Match goes before If-Modified-Since)."""
        match, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if match is not None:
            return found.etag in [tag.strip().removeprefix("W/") for tag in match.split(",")]
        if since is None or found.last_modified is None:
            return False
        return found.last_modified <= parsedate_to_datetime(since)

    def _answer(self, found: Resource, status: int, body: bytes, retry_after: float | None) -> None:
        """Send `body`, under the length that the whole of it would have."""
        self.send_response(status)
        if status == 200:
            self.send_header("Content-Type", found.content_type)
        elif status not in (301, 304):
            self.send_header("Content-Type", "text/html; charset=utf-8")
        if found.location:
            self.send_header("Location", found.location)
        if status in (200, 304):
            self.send_header("ETag", found.etag)
            if found.last_modified:
                self.send_header("Last-Modified", format_datetime(found.last_modified.astimezone(UTC), usegmt=True))
        if status == 503 and retry_after is not None:
            self.send_header("Retry-After", f"{retry_after:g}")
        if status != 304:
            self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        """Close with a reset in place of an orderly end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.close(self.connection.detach())
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Requests are kept in `Newspaper.requests`."""


def main() -> None:
    """Serve by hand until Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.newspaper.site", description="Serve the sample papers on loopback until Ctrl-C.",
        epilog="example: python -m tests.newspaper.site --day 2 --config /tmp/papers/publishers",
    )  # fmt: skip
    parser.add_argument("--day", type=int, default=1, choices=DAYS, help="the day whose papers are served (default 1)")
    parser.add_argument(
        "--ports", type=int, nargs=len(load_papers()), metavar="PORT", help="one port a paper; free ones without it"
    )
    parser.add_argument("--config", type=Path, metavar="FOLDER", help="write a publisher file of each paper there")
    args = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts us in the background hands on an ignored one
    with suppress(KeyboardInterrupt), Newspaper(args.day, args.ports) as newspaper:
        for paper in newspaper.papers:
            print(f"{paper.base}/  {paper.language}  {paper.name}", flush=True)
        if args.config:
            newspaper.write_config(args.config)
        print(f"Day {args.day}, as read at {CLOCK[args.day]:%Y-%m-%dT%H:%M:%SZ}. Ctrl-C ends it.", flush=True)
        threading.Event().wait()
    print()


if __name__ == "__main__":
    main()
