"""Servers that mean harm: nothing leaves the publisher's hosts, memory stays small, and each address has its one outcome."""

import gzip
import os
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import brotli

from articles.publisher import Publisher
from spiders.ledger import read_ledger
from tests.spiders.test_crawl import HTML, publisher
from tests.spiders.wire import Answer, Wire, answer, feed

MB = 1 << 20
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEMORY_MB = 160


def moved(to: str) -> bytes:
    return answer(b"", f"Location: {to}", status="302 Found")


def nested(times: int) -> bytes:
    body = bytes(MB)
    for _ in range(times):
        body = gzip.compress(body, mtime=0)
    return answer(body, f"Content-Encoding: {', '.join(['gzip'] * times)}")


def pages(port: int) -> dict[str, Answer]:
    """By what is wrong with them; `port` is one where nothing may be asked."""
    off_site = [
        f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", f"http://2130706433:{port}/", f"http://0x7f000001:{port}/", f"http://0177.0.0.1:{port}/",
        f"http://127.1:{port}/", f"http://[::1]:{port}/", f"http://[::ffff:127.0.0.1]:{port}/", f"http://0.0.0.0:{port}/", f"//127.0.0.1:{port}/",
        f"http:127.0.0.1:{port}/", f"https://127.0.0.1:{port}/", f"http://me:pw@127.0.0.1:{port}/", f"http://127.0.0.1:{port}\\@x/", f"http://①②⑦.⓪.⓪.①:{port}/",
        "http://169.254.169.254/latest/", "file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,hi", "gopher://127.0.0.1:70/_x", "javascript:alert(1)",
        "http://", "http://[", "http://127.0.0.1:99999/", "\x00", "x" * 60_000, "http://%31%32%37.0.0.1/", "?a=" + "%00" * 500,
    ]  # fmt: skip
    page: dict[str, Answer] = {f"/to-{number}": moved(to) for number, to in enumerate(off_site)}
    return page | {
        "/refresh": answer(f"<html><meta http-equiv=refresh content='0;url=http://127.0.0.1:{port}/'></html>".encode()),
        "/base": answer(f"<html><base href='http://127.0.0.1:{port}/'><img src=x><script src=y></script></html>".encode()),
        "/hint": answer(HTML, f"Link: <http://127.0.0.1:{port}/x>; rel=preload", f"Refresh: 0; url=http://127.0.0.1:{port}/"),
        "/bomb": answer(gzip.compress(bytes(300 * MB), 9, mtime=0), "Content-Encoding: gzip"),
        "/bomb-deflate": answer(zlib.compress(bytes(200 * MB), 9), "Content-Encoding: deflate"),
        "/bomb-br": answer(brotli.compress(bytes(200 * MB)), "Content-Encoding: br"),
        "/bomb-nested": nested(3),
        "/members": answer(gzip.compress(b"", mtime=0) * 500_000, "Content-Encoding: gzip"),
        "/codings": answer(HTML, "Content-Encoding: " + ", ".join(["gzip"] * 200)),
        "/coding": answer(HTML, "Content-Encoding: secret"),
        "/no-gzip": answer(HTML, "Content-Encoding: gzip"),
        "/flood": lambda _: [OK + b"\r\n", *[b"x" * MB] * 40],
        "/flood-chunked": lambda _: [OK + b"Transfer-Encoding: chunked\r\n\r\n", *[b"100000\r\n" + b"x" * MB + b"\r\n"] * 40],
        "/huge": answer(b"<p>", length=10**15),
        "/negative": answer(HTML, length=-5),
        "/two-lengths": OK + b"Content-Length: 5\r\nContent-Length: 500\r\n\r\n" + HTML,
        "/length-in-words": OK + b"Content-Length: many\r\n\r\n" + HTML,
        "/chunk-of-words": OK + b"Transfer-Encoding: chunked\r\n\r\nmany\r\n" + HTML,
        "/chunk-too-large": OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + HTML,
        "/long-header": OK + b"X: " + b"x" * (2 * MB) + b"\r\n\r\n" + HTML,
        "/many-headers": OK + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n" + HTML,
        "/no-status": b"hello\r\n\r\n" + HTML,
        "/status-words": b"HTTP/1.1 fine OK\r\n\r\n" + HTML,
        "/status-999": answer(HTML, status="999 No"),
        "/continue": b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + answer(HTML),
        "/nothing": b"",
        "/half-a-head": b"HTTP/1.1 200 OK\r\nContent-Ty",
        "/binary": answer(bytes(range(256)) * 100, "Content-Type: application/octet-stream"),
        "/type-lies": answer(b"\x89PNG\r\n\x1a\n" + bytes(1000)),
        "/type-odd": answer(HTML, "Content-Type: text/html; charset=" + "x" * 5000),
        "/utf-7": answer(b"+ADw-p+AD4-hi", "Content-Type: text/html; charset=utf-7"),
        "/deep": answer(b"<div>" * 200_000),
        "/attributes": answer(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">noai"),
        "/cookies": answer(HTML, *(f"Set-Cookie: c{n}=1; Domain=127.0.0.1" for n in range(500))),
        "/quiet": answer(b"", "Retry-After: soon", status="503 Busy"),
    }  # fmt: skip


def listings(host: str) -> dict[str, Answer]:
    lol = (
        b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]>"
    )
    outside = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    item = f"<item><link>http://{host}/base</link></item>".encode()
    url = f"<url><loc>http://{host}/base</loc><lastmod>2026-04-05</lastmod></url>".encode()
    xml = "Content-Type: application/xml"
    return {
        "/feed-lol": answer(lol + b"<rss version='2.0'><channel><title>&j;</title>" + item + b"</channel></rss>", xml),
        "/feed-file": answer(outside + b"<rss version='2.0'><channel><item><title>&a;</title></item></channel></rss>", xml),
        "/feed-many": answer(b"<rss version='2.0'><channel>" + item * 100_000 + b"</channel></rss>", xml),
        "/feed-deep": answer(b"<a>" * 100_000, xml),
        "/feed-long": feed(f"http://{host}/{'a-' * 20_000}"),
        "/feed-json": answer(b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, xml),
        "/map-lol": answer(lol + b"<urlset><url><loc>&j;</loc></url></urlset>", xml),
        "/map-file": answer(outside + b"<urlset><url><loc>&a;</loc></url></urlset>", xml),
        "/map-bomb": answer(gzip.compress(b"<urlset>" + b" " * (200 * MB), mtime=0), "Content-Type: application/gzip"),
        "/map-many": answer(b"<urlset>" + url * 100_000 + b"</urlset>", xml),
        "/map-loop": answer(f"<sitemapindex><sitemap><loc>http://{host}/map-loop</loc></sitemap></sitemapindex>".encode(), xml),
        "/section-many": answer(b"<html>" + b'<a href="/base">x</a><a rel=next href="?x">n</a>' * 50_000),
    }  # fmt: skip


CRAWL = textwrap.dedent("""
    import resource
    import sys
    from pathlib import Path
    from articles.publisher import Publisher
    from tests.spiders.test_crawl import crawled
    folder = Path(sys.argv[1])
    crawled(folder, Publisher.model_validate_json((folder / "paper.json").read_text()))
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
""")


def test_sixty_hostile_answers(tmp_path: Path) -> None:
    with Wire() as canary, Wire() as wire:
        base = f"http://{wire.host}"
        hostile, lists = pages(canary.server_address[1]), listings(wire.host)
        wire.answers |= {**hostile, **lists, "/rss": feed(*hostile), "/robots.txt": answer(b"#" * (8 * MB))}
        paper: Publisher = publisher(
            wire,
            feeds=[f"{base}/rss", *(base + path for path in lists if path.startswith("/feed"))],
            sitemaps=[base + path for path in lists if path.startswith("/map")],
            sections=[f"{base}/section-many"],
        )
        (tmp_path / "paper.json").write_text(paper.model_dump_json())
        # Not measured from here: a process starts with the peak of the one that it was forked from.
        told = subprocess.run(
            [sys.executable, "-c", CRAWL, str(tmp_path)],
            env=os.environ | dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), f"http://{canary.host}"),
            check=True,
            capture_output=True,
            text=True,
        )
        memory = int(told.stdout) / 1024
        says = read_ledger(tmp_path / "wire.jsonl")
        assert canary.asked == []
        assert len(hostile) + len(lists) >= 60
        missing = [path for path in (*hostile, *lists) if not says.is_settled(base + path)]
        assert missing == []
        outcomes = [*says.archived, *says.unread, *says.listings]
        assert len(outcomes) == len(set(outcomes))
        lost = {
            url: unread.reason for url, unread in says.unread.items() if "lost by" in unread.reason or "broke" in unread.reason
        }
        assert lost == {}
        assert memory < MEMORY_MB
