"""What a list of sites costs: `publisher add --from` for so many servers on loopback, each with a port of its own.

    .venv/bin/python -m tests.bench.publisher_lists [SITES]

Of ten sites six name a feed in their head, one links it as "RSS", one has a sitemap alone, one its front page alone, and one
does not answer. Told are seconds, memory and what came of them.
"""

import asyncio
import multiprocessing
import resource
import sys
import tempfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench._process import Cost, cost

COPYDESK = Path(sys.executable).with_name("copydesk")
SITES = 1000
_FEED = "<rss version='2.0'><channel><title>Paper</title><item><title>T</title><link>/a</link></item></channel></rss>"


def page(path: str, kind: int) -> tuple[str, str] | None:
    """Media type and text at a path of a site; None where nothing is there."""
    links = {6: '<a href="/odd?format=rss">RSS</a>', 7: "", 8: '<a href="/2026/03/a-ferry-that-never-sailed">Ferry</a>'}
    if path == "/":
        link = links.get(kind, '<link rel="alternate" type="application/rss+xml" href="/rss">')
        return (
            "text/html",
            f"<html lang='en'><head><title>Paper</title>{link}</head><body>{link}<p>The pier is open.</p></body></html>",
        )
    if (path == "/rss" and kind < 6) or (path.startswith("/odd") and kind == 6):
        return "application/rss+xml", _FEED
    if path == "/sitemap.xml" and kind == 7:
        return "application/xml", "<urlset><url><loc>/a</loc></url></urlset>"
    return None


def serve(pipe: Connection, sites: int) -> None:
    """Runs in a process of its own; tells its ports."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (4 * sites + 256,) * 2)

    kinds: dict[int, int] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            kind = kinds[writer.get_extra_info("sockname")[1]]
            if kind < 9:
                found = page(head.split(b" ", 2)[1].decode(), kind)
                media, text = found or ("text/plain", "no")
                start = f"HTTP/1.1 {'200 OK' if found else '404 Not Found'}\r\nConnection: close\r\nContent-Type: {media}\r\n"
                writer.write(f"{start}Content-Length: {len(text)}\r\n\r\n{text}".encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    async def run() -> None:
        servers = [await asyncio.start_server(answer, "127.0.0.1", 0) for _ in range(sites)]
        kinds.update((server.sockets[0].getsockname()[1], number % 10) for number, server in enumerate(servers))
        pipe.send(list(kinds))
        await asyncio.Event().wait()

    asyncio.run(run())


def added(folder: Path, ports: list[int]) -> tuple[Cost, Counter[str]]:
    """What adding them costs, and how many entries ended in which way: those of no publisher's file failed."""
    (folder / "config").mkdir()
    sites = folder / "sites.txt"
    sites.write_text("".join(f"http://127.0.0.1:{port}/\n" for port in ports))
    where = ["--private-network", "--config", str(folder / "config"), "--home", str(folder / "home")]
    spent = cost([str(COPYDESK), "publisher", "add", "--from", str(sites), *where])
    files = [file.read_text() for file in (folder / "config" / "publishers").glob("*.toml")]
    ways = Counter(
        next((key for key in ("feeds", "sitemaps", "sections") if f"\n{key} = " in text), "nothing") for text in files
    )
    return spent, ways + Counter(failed=len(ports) - len(files))


def main(sites: int) -> None:
    """Serve, add, print."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, sites), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        spent, ways = added(Path(folder), ours.recv())
    server.terminate()
    told = ", ".join(f"{count} {way}" for way, count in sorted(ways.items()))
    print(f"{sites} sites in {spent.wall_s:.0f} s, {spent.cpu_s:.0f} s of CPU, {spent.main_mib:.0f} MiB at most: {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SITES)
