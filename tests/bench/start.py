"""How long one waits: from the command to the first article, and for a night in which nothing has changed.

    .venv/bin/python -m tests.bench.start [ARTICLES]

A server on loopback has that many articles in one feed and answers 304 to who has them; the second night comes a day later.
"""

import asyncio
import multiprocessing
import statistics
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench._corpus import real_pages
from tests.bench._process import Cost, cost
from tests.bench.crawl import body

COPYDESK = Path(sys.executable).with_name("copydesk")


def serve(pipe: Connection, articles: int) -> None:
    """Runs in a process of its own; tells its port."""
    pages = [body(number) for number in range(articles)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                path = head.split(" ", 2)[1]
                host = next(line[6:] for line in head.splitlines() if line.lower().startswith("host: "))
                status, media, content = "404 Not Found", "text/plain", b""
                if path == "/rss":
                    items = "".join(f"<item><link>http://{host}/a/{n}</link></item>" for n in range(articles))
                    status, media = "200 OK", "application/rss+xml"
                    content = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
                elif path.startswith("/a/"):
                    status, media, content = "200 OK", "text/html; charset=utf-8", pages[int(path[3:])]
                if "\r\nif-none-match:" in head.lower():
                    status, content = "304 Not Modified", b""
                length = "" if status.startswith("304") else f"Content-Length: {len(content)}\r\n"
                writer.write(f'HTTP/1.1 {status}\r\nETag: "one"\r\nContent-Type: {media}\r\n{length}\r\n'.encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def nights(folder: Path, articles: int) -> list[Cost]:
    """The first night and one in which nothing has changed."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, articles), daemon=True)
    server.start()
    host = f"127.0.0.1:{ours.recv()}"
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "config" / "publishers" / "bench.toml").write_text(
        f'name = "Bench"\ndomain = "{host}"\nfeeds = ["http://{host}/rss"]\nprivate_network = true\ndelay_s = 0\nrequests_a_night = 10000\n'
    )
    command = (COPYDESK, "nightly", "--home", str(folder / "home"), "--config", str(folder / "config"), "--now")
    costs = [cost((*command, f"2026-11-{day}T03:00:00+00:00")) for day in (22, 23)]
    server.terminate()
    return costs


def main(articles: int) -> None:
    """Measure, print the table."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "one.html").write_bytes(real_pages(5)[2])
        first = [
            cost((COPYDESK, "load", str(folder / "one.html"), "--home", str(folder / f"home-{number}"))) for number in range(3)
        ]
        both = nights(folder, articles)
    cpu, wall = (statistics.median(getattr(one, name) for one in first) for name in ("cpu_s", "wall_s"))
    print(f"{'':42}{'CPU s':>8}{'wall s':>8}")
    print(f"{'one page to a published warehouse':42}{cpu:8.1f}{wall:8.1f}")
    for name, one in zip((f"a night of {articles} new articles", "the next night, nothing changed"), both, strict=True):
        print(f"{name:42}{one.cpu_s:8.1f}{one.wall_s:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
