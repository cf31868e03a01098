"""What a night costs by the number of its publishers: CPU, wall clock and memory of nights on servers of this machine.

    .venv/bin/python -m tests.bench.publishers [PUBLISHERS]...

Each publisher has an address of its own (127.0.x.y), a feed and five articles. In the first night all of them are new, in the second
everything answers 304. Without numbers: 10 and 30.
"""

import asyncio
import multiprocessing
import socket
import sys
from collections.abc import Sequence
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench._history import record
from tests.bench._process import Cost, cost
from tests.bench.crawl import body

EACH = 5
NIGHTS = {"all new": "2026-11-20T03:00:00Z", "unchanged": "2026-11-21T03:00:00Z"}


def address(number: int) -> str:
    """Of a publisher: one of this machine's own."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def _content(path: str, host: str) -> tuple[str, bytes] | None:
    if path == "/rss":
        items = "".join(f"<item><title>Story {n} of {host}</title><link>http://{host}/a/{n}</link></item>" for n in range(EACH))
        return "application/rss+xml", f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    if path.startswith("/a/"):
        return "text/html; charset=utf-8", body(int(path[3:])).replace(b"Article", f"Article of {host}".encode())
    return None


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
            path = head.split(" ", 2)[1]
            found = _content(path, head.lower().split("host: ")[1].split("\r\n")[0])
            media, content = found or ("text/plain", b"")
            status = "200 OK" if found else "404 Not Found"
            if found and "if-none-match" in head.lower():
                status, content = "304 Not Modified", b""
            etag = f'ETag: "{path}"\r\n' if found else ""
            writer.write(
                f"HTTP/1.1 {status}\r\n{etag}Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _serve(publishers: int, port: int, ready: Event) -> None:
    async def run() -> None:
        server = await asyncio.start_server(_answer, [address(number) for number in range(publishers)], port)
        ready.set()
        await server.serve_forever()

    asyncio.run(run())


def nights(folder: Path, publishers: int) -> dict[str, Cost]:
    """What each of NIGHTS costs."""
    (folder / "config" / "publishers").mkdir(parents=True)
    with socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
    for number in range(publishers):
        host = f"{address(number)}:{port}"
        (folder / "config" / "publishers" / f"paper{number}.toml").write_text(
            f'name = "Paper {number}"\ndomain = "{host}"\nfeeds = ["http://{host}/rss"]\nprivate_network = true\ndelay_s = 0\n'
        )
    ready = multiprocessing.Event()
    server = multiprocessing.Process(target=partial(_serve, publishers, port, ready), daemon=True)
    server.start()
    ready.wait(60)
    command = [str(Path(sys.executable).with_name("copydesk")), "nightly"]
    places = ["--home", str(folder / "home"), "--config", str(folder / "config")]
    try:
        return {night: cost([*command, *places, "--now", now]) for night, now in NIGHTS.items()}
    finally:
        server.kill()


def main(numbers: Sequence[int]) -> None:
    """Print the table."""
    print("| publishers | night | CPU s | CPU s a publisher | wall s | flow, MiB |")
    each = []
    for publishers in numbers:
        with TemporaryDirectory() as folder:
            for night, spent in nights(Path(folder), publishers).items():
                print(
                    f"| {publishers} | {night} | {spent.cpu_s:.1f} | {spent.cpu_s / publishers:.2f} | {spent.wall_s:.1f} "
                    f"| {spent.main_mib:.0f} |",
                    flush=True,
                )
        each.append(spent.cpu_s / publishers)
    name = f"CPU of an unchanged publisher among {numbers[-1]} / among {numbers[0]}"
    print(record("publishers", numbers[-1], {name: each[-1] / each[0]}, {name: "lower"}))


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [10, 30])
