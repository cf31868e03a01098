import gzip
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import brotli
import psutil
import pytest

from articles.address import canonical
from articles.archive.warc import pages
from articles.page import Hint
from articles.publisher import Publisher, load_publishers
from spiders.crawl import Crawl, CrawlProgress, crawl
from spiders.known import Known
from spiders.ledger import read_ledger
from tests.newspaper.site import Newspaper
from tests.spiders.wire import Wire, answer, feed

NOW = datetime(2026, 4, 5, 6, 0, tzinfo=UTC)
HTML = b"<!doctype html><html><body><p>The pier is open.</p></body></html>"
NO_ROBOTS = {"/robots.txt": answer(status="404 Not Found")}


def publisher(wire: Wire, **more: object) -> Publisher:
    known = {
        "id": "wire",
        "name": "Wire",
        "domain": wire.host,
        "feeds": [f"http://{wire.host}/rss"],
        "private_network": True,
        "delay_s": 0,
    }
    return Publisher.model_validate(known | more)


def several(wires: list[Wire]) -> Publisher:
    return publisher(wires[0], also=[wire.host for wire in wires[1:]], feeds=[f"http://{wire.host}/rss" for wire in wires])


def crawled(tmp_path: Path, paper: Publisher, **more: object) -> Crawl:
    return crawl(
        paper, archive=tmp_path / "archive", warc_name=f"{paper.id}.warc.gz", ledger=tmp_path / f"{paper.id}.jsonl",
        contact="desk@wire.example", **{"now": NOW, "hosts": tmp_path / "hosts"} | more,
    )  # type: ignore[arg-type]  # fmt: skip


def outcomes(result: Crawl, host: str) -> dict[str, str]:
    """Path (or address, elsewhere) -> "archived", or outcome and reason; listings that were read are left out."""
    base = f"http://{host}"
    found = {archived.url.removeprefix(base): "archived" for archived in result.archived}
    unread = [*result.unread, *(listing for listing in result.listings if listing.outcome != "read")]
    return found | {one.url.removeprefix(base): f"{one.outcome}: {one.reason}" for one in unread}


def entries(result: Crawl) -> dict[str, int]:
    """How many entries each listing has that was read."""
    return {listing.url: listing.entries for listing in result.listings if listing.outcome == "read"}


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {to}", status=status)


def test_each_address_gets_its_one_outcome(tmp_path: Path) -> None:
    with Wire() as canary, Wire() as wire:
        canary.answers["/"] = answer(HTML)
        cut = gzip.compress(HTML * 100, mtime=0)[:-20]
        cases = {
            "/ok": (answer(HTML), "archived"),
            "/gzip": (answer(gzip.compress(HTML, mtime=0), "Content-Encoding: gzip"), "archived"),
            "/br": (answer(brotli.compress(HTML), "Content-Encoding: br"), "archived"),
            "/untyped": (answer(HTML, "Content-Type: "), "archived"),
            "/until-closed": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML, "archived"),
            "/moved": (moved("/ok", "301 Moved"), "archived"),
            "/refresh": (answer(b"<html><meta http-equiv=refresh content='0; url=/refreshed'></html>"), "rejected: not_found"),
            "/cookie": (answer(HTML, "Set-Cookie: track=me"), "archived"),
            "/off-site": (moved("http://elsewhere.example/a"), "failed: redirects off the site, to http://elsewhere.example/a"),
            "/to-port": (moved(f"http://{canary.host}/"), f"failed: redirects off the site, to http://{canary.host}/"),
            "/to-file": (moved("file:///etc/hostname"), "failed: redirects off the site, to file:///etc/hostname"),
            "/to-the-front": (moved("/"), "rejected: not_found"),
            "/wall": (answer(b"<html><title>Just a moment...</title></html>", status="403 Forbidden"), "rejected: challenge"),
            "/gate": (answer(HTML, "cf-mitigated: challenge", status="503 Busy"), "rejected: challenge"),
            "/forbidden": (answer(HTML, status="403 Forbidden"), "failed: 403"),
            "/loop": (moved("/loop"), "failed: redirect loop"),
            "/circle": (moved("/circle-back"), "failed: redirect loop"),
            "/endless": (lambda path: moved(f"{path}x" if "?" in path else "/endless?x"), "failed: more than 5 redirects"),
            "/nowhere": (answer(status="302 Found"), "failed: 302"),
            "/missing": (answer(status="404 Not Found"), "rejected: not_found"),
            "/gone": (answer(status="410 Gone"), "rejected: not_found"),
            "/broken": (answer(status="500 Oh"), "deferred: 500"),
            "/unasked-304": (answer(status="304 Not Modified"), "failed: 304"),
            "/pdf": (answer(b"%PDF-1.7", "Content-Type: application/pdf"), "rejected: unsupported"),
            "/json": (answer(b"{}", "Content-Type: application/json"), "rejected: unsupported"),
            "/blank": (answer(b" \n"), "rejected: empty"),
            "/empty": (answer(b""), "rejected: empty"),
            "/short": (answer(HTML, length=5000), "deferred: the answer is incomplete"),
            "/short-chunks": (answer(b"40\r\n" + HTML[:0x40] + b"\r\n", "Transfer-Encoding: chunked"), "deferred: the answer is incomplete"),
            "/cut-gzip": (answer(cut, "Content-Encoding: gzip"), "deferred: damaged answer: the compressed bytes end too soon"),
            "/bomb": (answer(gzip.compress(bytes(64 << 20), 9, mtime=0), "Content-Encoding: gzip"), "rejected: bomb"),
            "/br-bomb": (answer(brotli.compress(bytes(64 << 20)), "Content-Encoding: br"), "rejected: bomb"),
            "/announced": (answer(b"<p>", length=20 << 20), "rejected: too_large"),
            "/flood": (lambda _: [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[bytes(1 << 20)] * 40], "rejected: too_large"),
            "/long": (answer(HTML + b" " * (6 << 20)), "rejected: too_large"),
            "/hangs-up": (b"", "deferred: not an HTTP answer"),
            "/no-http": (b"SSH-2.0-x\r\n\r\n", "deferred: not an HTTP answer"),
            "/private/a": (answer(HTML), "disallowed: robots.txt"),
        }  # fmt: skip
        wire.answers |= {path: given for path, (given, _) in cases.items()}  # type: ignore[misc]
        wire.answers["/"] = answer(HTML)
        wire.answers["/circle-back"] = moved("/circle")
        wire.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /private/\n", "Content-Type: text/plain")
        elsewhere = ["http://elsewhere.example/b", f"http://{canary.host}/", "ftp://gull.example/x", "javascript:alert(1)"]
        addresses = [*cases, "/ok?utm_source=rss", "/ok#top", *elsewhere]
        wire.answers["/rss"] = feed(*addresses)
        result = crawled(tmp_path, publisher(wire))
        expected = {path: outcome for path, (_, outcome) in cases.items()}
        expected |= dict.fromkeys(elsewhere, "disallowed: not on the publisher's hosts: list other hosts under 'also'")
        found = {path: outcome.split(": [")[0] for path, outcome in outcomes(result, wire.host).items()}
        assert found == expected
        assert canary.asked == []
        asked = Counter(wire.paths())
        assert (asked["/robots.txt"], asked["/rss"], asked["/ok"], asked["/private/a"], asked["/refreshed"]) == (1, 1, 2, 0, 1)
        assert (asked["/broken"], asked["/missing"], asked["/loop"]) == (5, 1, 1)
        assert not any("cookie:" in request.head or "referer:" in request.head for request in wire.asked)
        assert all("\nuser-agent: copydesk/0.1.0 (+desk@wire.example)" in request.head for request in wire.asked)
        kept = {page.url: page for page in pages(tmp_path / "archive", "wire.warc.gz")}
        assert {kept[f"http://{wire.host}{path}"].payload for path in ("/ok", "/gzip", "/br", "/untyped", "/moved")} == {HTML}
        page = kept[f"http://{wire.host}/moved"]
        assert (page.final_url, page.http_status, page.publisher) == (f"http://{wire.host}/ok", 200, "wire")
        assert page.content_type == "text/html; charset=utf-8"
        assert page.hints == (Hint("title", "T", "feed"),)
        assert not any(name.lower() == "set-cookie" for page in kept.values() for name, _ in page.headers)
        assert page.fetched_at >= NOW
        details = [unread.reject.detail for unread in result.unread if unread.reject]
        assert all(wire.host in detail for detail in details)
        assert entries(result) == {f"http://{wire.host}/rss": len(addresses)}
        assert result.warnings == []


def test_the_sample_newspaper(tmp_path: Path) -> None:
    told: list[CrawlProgress] = []
    with Newspaper() as newspaper:
        newspaper.write_config(tmp_path / "config")
        paper = load_publishers(tmp_path / "config")["gazette"]
        first = crawled(tmp_path, paper, on_progress=told.append)
        log = [request for request in newspaper.requests if request.paper == "gazette"]
        assert Counter(request.path for request in log).most_common(1)[0][1] == 1
        assert {unread.reason for unread in first.unread} <= {"robots.txt"}
        assert list(entries(first)) == [*paper.feeds, *paper.sitemaps]
        listed = len(first.archived) + len(first.unread)
        assert listed >= max(entries(first).values())
        assert told[-1] == CrawlProgress("gazette", listed, listed, listed, len(first.archived), len(first.archived), 0)
        disallowed = {unread.url for unread in first.unread}
        assert not disallowed & {canonical(f"http://{paper.domain}{request.path}") for request in log}

        kept = {
            page.url: {name.lower(): value for name, value in page.headers}
            for page in pages(tmp_path / "archive", "gazette.warc.gz")
        }
        known = {url: Known(headers.get("etag"), headers.get("last-modified")) for url, headers in kept.items()}
        second = crawled(tmp_path / "second", paper, known=known)
        assert second.archived == []
        assert Counter((unread.outcome, unread.reason) for unread in second.unread) == {
            ("unchanged", "304"): len(first.archived),
            ("disallowed", "robots.txt"): len(disallowed),
        }


def test_crawl_delay_is_kept(tmp_path: Path) -> None:
    robots = answer(b"User-agent: *\nCrawl-delay: 0.4\n")
    with Wire({"/robots.txt": robots, "/rss": feed("/1", "/2", "/3"), **{f"/{n}": answer(HTML) for n in (1, 2, 3)}}) as wire:
        assert len(crawled(tmp_path, publisher(wire)).archived) == 3
        times = [request.time for request in wire.asked][1:]
        assert times[-1] - times[0] > 0.75 * 3 * 0.4


PRIVATE = (
    "127.0.0.1", "localhost", "0.0.0.0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]", "169.254.169.254",
    "10.0.0.1", "192.168.0.1", "100.64.0.1", "rebound.example",
)  # fmt: skip
REBOUND = """
import socket
own = socket.gethostbyname
socket.gethostbyname = lambda name: "127.0.0.1" if name == "rebound.example" else own(name)
"""
"""A name of the world whose owner has it lead into this network, as the crawl's process sees it."""


def test_private_addresses_are_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(REBOUND)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path) + os.pathsep + str(Path.cwd()))
    with Wire({**NO_ROBOTS, "/rss": feed("/a")}) as wire:
        hosts = [f"{host}:{wire.server_address[1]}" for host in (*PRIVATE, "[::1]")]
        feeds = [f"http://{host}/rss" for host in hosts]
        found = outcomes(crawled(tmp_path, publisher(wire, private_network=False, also=hosts, feeds=feeds)), "")
        why = "deferred: robots.txt: the host has a private address: set private_network = true (publisher add: --private-network) to allow it"
        no_name = "deferred: robots.txt: unknown host"
        assert found == dict.fromkeys((f"{host}/rss" for host in hosts[:-1]), why) | {f"{hosts[-1]}/rss": no_name}
        assert wire.asked == []


def test_feeds_that_fail_are_told_and_the_others_read(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/html": answer(HTML), "/rss": feed("/a", "/a"), "/a": answer(HTML)}) as wire:
        base = f"http://{wire.host}"
        paper = publisher(wire, feeds=[f"{base}/gone", f"{base}/html", "http://elsewhere.example/rss", f"{base}/rss"])
        result = crawled(tmp_path, paper)
        found = outcomes(result, wire.host)
        why = found.pop("/html")
        assert why.startswith(f"rejected: {base}/html: neither RSS nor Atom nor JSON Feed: ")
        assert why.endswith(": correct 'feeds' in the publisher's file")
        assert found == {
            "/gone": "failed: 404",
            "http://elsewhere.example/rss": "disallowed: not on the publisher's hosts: list other hosts under 'also'",
            "/a": "archived",
        }
        assert entries(result) == {f"{base}/rss": 2}


def test_listings_are_read_before_articles_and_what_they_say_is_put_together(tmp_path: Path) -> None:
    def sitemap(tag: str, *urls: str) -> bytes:
        inner = "".join(f"<{tag}><loc>{url}</loc><lastmod>{NOW:%Y-%m-%d}</lastmod><title>S</title></{tag}>" for url in urls)
        root = {"url": "urlset", "sitemap": "sitemapindex"}[tag]
        return answer(f"<{root}>{inner}</{root}>".encode(), "Content-Type: application/xml")

    def late(_: str) -> bytes:
        time.sleep(1)
        return feed("/a", "/b")

    with Wire({**NO_ROBOTS, "/rss": late, "/a": answer(HTML), "/b": answer(HTML), "/c": answer(HTML)}) as wire:
        base = f"http://{wire.host}"
        wire.answers["/index.xml"] = sitemap(
            "sitemap", f"{base}/index.xml", f"{base}/part.xml", "http://elsewhere.example/part.xml"
        )
        wire.answers["/part.xml"] = sitemap("url", f"{base}/c", f"{base}/b?utm_medium=x")
        result = crawled(tmp_path, publisher(wire, sitemaps=[f"{base}/index.xml", f"{base}/none.xml"]))
        assert entries(result) == {f"{base}/rss": 2, f"{base}/index.xml": 0, f"{base}/part.xml": 2}
        assert outcomes(result, wire.host) == {
            "/a": "archived", "/b": "archived", "/c": "archived", "/none.xml": "failed: 404",
            "http://elsewhere.example/part.xml": "disallowed: not on the publisher's hosts: list other hosts under 'also'",
        }  # fmt: skip
        asked = wire.paths()
        assert max(asked.index(path) for path in ("/rss", "/index.xml", "/part.xml", "/none.xml")) < min(
            map(asked.index, ("/a", "/b", "/c"))
        )
        assert max(Counter(asked).values()) == 1
        hints = {page.url.removeprefix(base): page.hints for page in pages(tmp_path / "archive", "wire.warc.gz")}
        ours, theirs = Hint("title", "T", "feed"), Hint("title", "S", "sitemap")
        changed = Hint("lastmod", f"{NOW:%Y-%m-%d}T00:00:00+00:00", "sitemap")
        assert hints == {"/a": (ours,), "/b": (ours, theirs, changed), "/c": (theirs, changed)}


def test_what_is_not_reached_in_time_is_deferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging, over = threading.Event(), threading.Event()

    def slow(_: str) -> bytes:
        hanging.set()
        over.wait(60)
        return b""

    class Hour:
        """A clock on which an hour passes as soon as all is done but what hangs."""

        @staticmethod
        def monotonic() -> float:
            is_late = hanging.is_set() and read_ledger(tmp_path / "wire.jsonl").archived
            return time.monotonic() + (3601 if is_late else 0)

    with Wire({**NO_ROBOTS, "/rss": feed("/quick", "/slow"), "/quick": answer(HTML), "/slow": slow}) as wire:
        monkeypatch.setattr("spiders.crawl.time", Hour)
        result = crawled(tmp_path, publisher(wire))
        over.set()
        assert outcomes(result, wire.host) == {"/quick": "archived", "/slow": "deferred: not reached within 3600 s"}


def test_a_crawl_that_breaks_down_says_so(tmp_path: Path) -> None:
    with Wire(NO_ROBOTS) as wire:
        (tmp_path / "archive").write_text("in the way")
        result = crawled(tmp_path, publisher(wire))
        assert outcomes(result, wire.host) == {"/rss": "failed: the crawl crashed with status 1"}
        assert "FileExistsError" in result.warnings[0]


def test_what_a_crawl_that_broke_down_left_open_comes_the_next_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spiders.crawl.RESTARTS", 0)

    def kill(_: str) -> bytes:
        for children in Path("/proc/self/task").glob("*/children"):
            for pid in children.read_text().split():
                if b"spiders.run" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(int(pid), signal.SIGKILL)
        return b""

    with Wire({**NO_ROBOTS, "/rss": feed("/a", "/b"), "/a": answer(HTML), "/b": kill}) as wire:
        result = crawled(tmp_path, publisher(wire))
        assert outcomes(result, wire.host)["/b"] == "failed: the crawl crashed with status -9"
        assert "the crawl crashed with status -9" in result.warnings[-1]
        wire.answers |= {"/rss": feed(), "/b": answer(HTML)}
        later = crawled(tmp_path / "later", publisher(wire), handover=result.handover)
        assert outcomes(later, wire.host)["/b"] == "archived"


def test_a_killed_crawl_leaves_no_process_and_goes_on_where_it_was(tmp_path: Path) -> None:
    names = [f"/{n}" for n in range(12)]
    with Wire({**NO_ROBOTS, "/rss": feed(*names), **{name: answer(HTML + name.encode()) for name in names}}) as wire:
        paper = publisher(wire, delay_s=0.2)
        (tmp_path / "paper.json").write_text(paper.model_dump_json())
        parent = textwrap.dedent("""
            import sys
            from pathlib import Path
            from articles.publisher import Publisher
            from tests.spiders.test_crawl import crawled
            folder = Path(sys.argv[1])
            crawled(folder, Publisher.model_validate_json((folder / "paper.json").read_text()))
        """)
        with subprocess.Popen([sys.executable, "-c", parent, str(tmp_path)]) as process:
            deadline = time.monotonic() + 60
            while len(read_ledger(tmp_path / "wire.jsonl").archived) < 4 and time.monotonic() < deadline:
                time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
        time.sleep(1)
        asked_before = len(wire.asked)
        time.sleep(0.6)
        assert len(wire.asked) == asked_before, "the spider outlived its parent"
        done = set(read_ledger(tmp_path / "wire.jsonl").archived)
        assert 4 <= len(done) < 12
        # Killed between the page and its line in the ledger:
        lines = (tmp_path / "wire.jsonl").read_bytes().splitlines(keepends=True)
        last = max(number for number, line in enumerate(lines) if line.startswith(b'{"archived"'))
        (tmp_path / "wire.jsonl").write_bytes(b"".join(lines[:last]))

        result = crawled(tmp_path, paper)
        assert outcomes(result, wire.host) == dict.fromkeys(names, "archived")
        asked = Counter(wire.paths())
        assert asked["/rss"] == 1
        assert all(asked[url.removeprefix(f"http://{wire.host}")] == 1 for url in done)
        kept = {(page.url, page.payload) for page in pages(tmp_path / "archive", "wire.warc.gz")}
        assert kept == {(f"http://{wire.host}{name}", HTML + name.encode()) for name in names}

        again = crawled(tmp_path, paper)
        assert again == result
        assert Counter(wire.paths()) == asked | Counter({"/robots.txt": asked["/robots.txt"]})


def test_its_process_ends_with_it(tmp_path: Path) -> None:
    def stop(_: CrawlProgress) -> None:
        raise KeyboardInterrupt

    before = _children()
    with Wire({**NO_ROBOTS, "/rss": feed("/a")}) as wire, pytest.raises(KeyboardInterrupt):
        crawled(tmp_path, publisher(wire), on_progress=stop)
    assert _children() <= before


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}
