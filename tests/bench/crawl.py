"""How fast a crawl is: 2,000 articles of a local server by Copydesk, and by a bare Scrapy spider with the same concurrency.

    .venv/bin/python -m tests.bench.crawl [ROUNDS]

Both are processes of their own; each round runs both, one after the other, and what counts is articles a second from the
server's first answer to its last. The bare spider reads the same feeds and throws away what comes; Copydesk obeys
robots.txt, keeps a ledger and writes the archive.
"""

import asyncio
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from articles.publisher import Publisher
from spiders.crawl import crawl

ARTICLES = 2000
A_FEED = 1000
CONCURRENCY = 4

BARE = f"""
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    got = 0

    async def start(self):
        for feed in sys.argv[1:]:
            yield scrapy.Request(feed, callback=self.read)

    def read(self, response):
        for link in response.xpath("//item/link/text()").getall():
            yield scrapy.Request(link, callback=self.keep)

    def keep(self, response):
        Bare.got += 1

process = CrawlerProcess({{"CONCURRENT_REQUESTS": {CONCURRENCY}, "CONCURRENT_REQUESTS_PER_DOMAIN": {CONCURRENCY}, "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "LOG_LEVEL": "WARNING"}})
process.crawl(Bare)
process.start()
print(Bare.got)
"""


def body(number: int) -> bytes:
    """An article of about 20 KB, as it compresses in life."""
    chance = random.Random(number)
    words = [
        "harbour",
        "council",
        "ferry",
        "pier",
        "on",
        "the",
        "of",
        "and",
        "late",
        "vote",
        "Tuesday",
        "storm",
        "bridge",
        "said",
    ]
    paragraphs = "".join(f"<p>{' '.join(chance.choices(words, k=60))}.</p>" for _ in range(40))
    return f"<!doctype html><html><head><title>Article {number}</title></head><body><h1>Article {number}</h1>{paragraphs}</body></html>".encode()


def serve(pipe: Connection) -> None:
    """Serve, in a process of its own; the pipe asks for (first, last, count) of the answers since it last asked."""
    pages = [body(number) for number in range(ARTICLES)]
    times: list[float] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                kind, _, number = path.strip("/").partition("/")
                content, status = b"", "200 OK"
                if kind == "a":
                    content = pages[int(number)]
                    times.append(time.monotonic())
                elif kind == "rss":
                    base = "http://" + head.lower().split(b"host: ")[1].split(b"\r\n")[0].decode()
                    first = int(number) * A_FEED
                    items = "".join(f"<item><link>{base}/a/{n}</link></item>" for n in range(first, first + A_FEED))
                    content = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
                else:
                    status = "404 Not Found"
                media = "application/rss+xml" if kind == "rss" else "text/html; charset=utf-8"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        while await asyncio.to_thread(pipe.recv):
            pipe.send((times[0], times[-1], len(times)))
            times.clear()

    asyncio.run(run())


def speed(pipe: Connection, name: str) -> float:
    """Articles a second of the crawl that has just ended."""
    pipe.send(True)
    first, last, count = pipe.recv()
    if count != ARTICLES:
        raise SystemExit(f"{name} asked for {count} articles, not {ARTICLES}")
    return (count - 1) / (last - first)


def main(rounds: int) -> None:
    """Run both, print what came."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    host = f"127.0.0.1:{ours.recv()}"
    feeds = [f"http://{host}/rss/{number}" for number in range(ARTICLES // A_FEED)]
    publisher = Publisher(
        id="bench", name="Bench", domain=host, feeds=tuple(feeds), private_network=True, delay_s=0, requests_a_night=10_000
    )
    ratios = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "bare.py").write_text(BARE)
            command = [sys.executable, f"{folder}/bare.py", *feeds]
            bare = subprocess.run(command, capture_output=True, text=True, check=True)
        if bare.stdout.strip() != str(ARTICLES):
            raise SystemExit(f"the bare spider got {bare.stdout}: {bare.stderr[-500:]}")
        of_bare = speed(ours, "the bare spider")
        with tempfile.TemporaryDirectory() as folder:
            done = crawl(
                publisher, archive=Path(folder) / "archive", warc_name="bench.warc.gz", ledger=Path(folder) / "ledger.jsonl", hosts=Path(folder) / "hosts",
                now=datetime.now(UTC), contact="bench@desk.example",
            )  # fmt: skip
        if len(done.archived) != ARTICLES:
            raise SystemExit(f"the crawl archived {len(done.archived)}: {done.warnings}")
        of_crawl = speed(ours, "the crawl")
        ratios.append(of_crawl / of_bare)
        print(
            f"round {number + 1}: bare Scrapy {of_bare:.0f} articles/s, Copydesk {of_crawl:.0f} articles/s, ratio {ratios[-1]:.2f}"
        )
    print(f"median ratio {statistics.median(ratios):.2f}")
    server.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
