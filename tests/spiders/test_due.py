"""What a listing has named stays due until it is settled, though the listing answers 304 from then on, or lists other things."""

import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from articles.archive.warc import pages
from spiders.crawl import Crawl, CrawlProgress
from spiders.known import Known
from spiders.ledger import read_ledger
from tests.spiders.test_crawl import HTML, NO_ROBOTS, NOW, crawled, outcomes, publisher
from tests.spiders.test_nights import DAY
from tests.spiders.wire import Wire, answer, feed, unchanged_from_now_on
from tests.torture.killing import below


def to_the_spider(number: signal.Signals) -> Callable[[str], bytes]:
    """An answer that never comes: a signal does, to the process that asked for it."""

    def given(_: str) -> bytes:
        for pid, (_, command) in below(os.getpid()).items():
            if "spiders.run" in command:
                os.kill(pid, number)
        threading.Event().wait(0.3)
        return answer(HTML)

    return given


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_a_signal_to_the_spider_alone_settles_nothing(tmp_path: Path, number: signal.Signals) -> None:
    first = True

    def once(path: str) -> bytes:
        nonlocal first
        was, first = first, False
        return to_the_spider(number)(path) if was else answer(HTML)

    with Wire({**NO_ROBOTS, "/a": answer(HTML), "/b": once, "/c": answer(HTML)}) as wire:
        wire.answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed("/a", "/b", "/c"))
        result = crawled(tmp_path, publisher(wire))
        assert outcomes(result, wire.host) == dict.fromkeys(("/a", "/b", "/c"), "archived")
        assert (result.handover.deferred, result.warnings) == ({}, [])


@pytest.mark.parametrize("later", ["304", "other entries", "410"])
def test_what_one_listing_named_is_not_lost_with_another(tmp_path: Path, later: str) -> None:
    """The crawl ends after one listing was read and before the other answered: nothing has been asked for yet."""
    may_answer = threading.Event()

    def stop(_: CrawlProgress) -> None:
        if read_ledger(tmp_path / "wire.jsonl").listings:
            raise KeyboardInterrupt

    def late(_: str) -> bytes:
        may_answer.wait(300)
        return feed("/c")

    with Wire({**NO_ROBOTS, "/late": late, **{f"/{name}": answer(HTML) for name in "abcd"}}) as wire:
        wire.answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed("/a", "/b"))
        paper = publisher(wire, feeds=[f"http://{wire.host}/rss", f"http://{wire.host}/late"])
        with pytest.raises(KeyboardInterrupt):
            crawled(tmp_path, paper, on_wait=lambda: stop(CrawlProgress("wire", 0, 0)))
        may_answer.set()
        if later != "304":
            wire.answers["/rss"] = feed("/d") if later == "other entries" else answer(status="410 Gone")
        found = outcomes(crawled(tmp_path, paper), wire.host)
        assert found == dict.fromkeys(("/a", "/b", "/c"), "archived")


def out_of_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wire: Wire, **more: object) -> Crawl:
    """A crawl whose time is up once a listing was read."""

    class Hour:
        @staticmethod
        def monotonic() -> float:
            return 3601.0 if read_ledger(tmp_path / "wire.jsonl").listings else 0.0

    with monkeypatch.context() as patched:
        patched.setattr("spiders.crawl.time", Hour)
        return crawled(tmp_path, publisher(wire, feeds=[f"http://{wire.host}/rss", f"http://{wire.host}/late"]), **more)


def test_what_was_named_when_time_was_up_comes_the_next_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def late(_: str) -> bytes:
        over.wait(300)
        return feed()

    with Wire({**NO_ROBOTS, "/late": late, "/a": answer(HTML), "/b": answer(HTML)}) as wire:
        wire.answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed("/a", "/b"))
        first = out_of_time(tmp_path, monkeypatch, wire)
        over.set()
        assert outcomes(first, wire.host) == dict.fromkeys(("/late", "/a", "/b"), "deferred: not reached within 3600 s")
        assert set(first.handover.deferred) == {f"http://{wire.host}/a", f"http://{wire.host}/b"}
        second = crawled(tmp_path / "second", publisher(wire), now=NOW + DAY, handover=first.handover)
        assert outcomes(second, wire.host) == {"/rss": "unchanged: 304", "/a": "archived", "/b": "archived"}
        assert second.handover.deferred == {}


@pytest.mark.parametrize("trouble", ["budget", "503"])
def test_a_page_that_a_listing_led_to_is_read_the_next_night(tmp_path: Path, trouble: str) -> None:
    """The first page of the section answers 304 by then, and says nothing of a second one."""
    link = '<a href="/town/{0}">A headline that is long enough</a>'
    with Wire({**NO_ROBOTS, "/town/10001": answer(HTML), "/town/20001": answer(HTML)}) as wire:
        first = f'<html>{link.format(10001)}<a rel="next" href="/town/page-2">2</a></html>'
        second = answer(f"<html>{link.format(20001)}</html>".encode())
        wire.answers["/town"] = unchanged_from_now_on(wire, "/town", answer(first.encode()))
        wire.answers["/town/page-2"] = second if trouble == "budget" else answer(status="503 Busy")
        paper = publisher(wire, feeds=[], sections=[f"http://{wire.host}/town"])
        budget = {"requests_a_night": 2} if trouble == "budget" else {}
        one = crawled(tmp_path / "1", paper.model_copy(update=budget))
        assert outcomes(one, wire.host)["/town/page-2"].startswith("deferred" if trouble == "budget" else "failed: 503")
        wire.answers["/town/page-2"] = second
        had = {f"http://{wire.host}/town/10001": Known(first_seen=NOW, last_asked=NOW)} if trouble == "503" else {}
        two = crawled(tmp_path / "2", paper, now=NOW + DAY, handover=one.handover, known=had)
        assert {"/town/10001", "/town/20001"} == {path for path, what in outcomes(two, wire.host).items() if what == "archived"}
        assert {listing.url: listing.outcome for listing in two.listings} == {
            f"http://{wire.host}/town": "unchanged", f"http://{wire.host}/town/page-2": "read",
        }  # fmt: skip
        assert two.handover.deferred == {}


def test_what_is_past_the_limit_comes_the_next_time(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(5)]
    with Wire({**NO_ROBOTS, **dict.fromkeys(paths, answer(HTML))}) as wire:
        wire.answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed(*paths))
        first = crawled(tmp_path, publisher(wire), limit=2)
        assert outcomes(first, wire.host) == {"/0": "archived", "/1": "archived"}
        second = crawled(tmp_path / "second", publisher(wire), handover=first.handover, now=NOW + DAY)
        assert outcomes(second, wire.host) == {"/rss": "unchanged: 304"} | dict.fromkeys(paths[2:], "archived")


def test_a_backfill_does_not_hide_what_is_new_in_the_same_sitemap(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/old": answer(HTML), "/new": answer(HTML)}) as wire:
        days = {"/old": date(2025, 5, 5), "/new": NOW.date()}
        inner = "".join(f"<url><loc>http://{wire.host}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in days.items())
        whole = answer(f"<urlset>{inner}</urlset>".encode(), "Content-Type: application/xml")
        wire.answers["/map.xml"] = unchanged_from_now_on(wire, "/map.xml", whole)
        paper = publisher(wire, feeds=[], sitemaps=[f"http://{wire.host}/map.xml"])
        past = crawled(tmp_path / "past", paper, since=date(2025, 5, 1), until=date(2025, 5, 31))
        assert outcomes(past, wire.host) == {"/old": "archived"}
        assert outcomes(crawled(tmp_path / "night", paper, handover=past.handover), wire.host) == {"/new": "archived"}


def test_days_on_which_nobody_tried_do_not_count(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/rss": feed("/a", "/b"), "/a": answer(HTML), "/b": answer(status="502 Oh")}) as wire:
        early = crawled(tmp_path / "1", publisher(wire), limit=1)
        wire.answers["/rss"] = feed()
        late = crawled(tmp_path / "2", publisher(wire), now=NOW + 9 * DAY, handover=early.handover)
        assert outcomes(late, wire.host) == {"/b": "deferred: 502"}
        later = crawled(tmp_path / "3", publisher(wire), now=NOW + 12 * DAY, handover=late.handover)
        assert outcomes(later, wire.host) == {"/b": "failed: 502"}
        assert later.handover.deferred == {}


def test_a_listing_is_never_asked_for_as_an_article(tmp_path: Path) -> None:
    """Not tonight, where another listing links to it, and not on a night on which it is no listing any more."""
    with Wire({**NO_ROBOTS, "/a": answer(HTML)}) as wire:
        base = f"http://{wire.host}"
        part = f"<urlset><url><loc>{base}/a</loc><lastmod>{NOW:%Y-%m-%d}</lastmod></url></urlset>"
        index = f"<sitemapindex><sitemap><loc>{base}/part-2026.xml</loc></sitemap></sitemapindex>"
        wire.answers |= {
            "/part-2026.xml": answer(part.encode(), "Content-Type: application/xml"),
            "/index.xml": answer(index.encode(), "Content-Type: application/xml"),
            "/rss": feed("/index.xml", "/rss?utm_source=feed", "/part-2026.xml"),
        }
        first = crawled(tmp_path / "1", publisher(wire, sitemaps=[f"{base}/index.xml"]))
        assert {listing.url: (listing.kind, listing.outcome, listing.entries, listing.new) for listing in first.listings} == {
            f"{base}/rss": ("feed", "read", 3, 3),
            f"{base}/index.xml": ("sitemap", "read", 0, 0),
            f"{base}/part-2026.xml": ("sitemap", "read", 1, 1),
        }
        assert (outcomes(first, wire.host), first.found) == ({"/a": "archived"}, 1)
        ever = frozenset(listing.url for listing in first.listings)
        second = crawled(tmp_path / "2", publisher(wire), listings=ever, now=NOW + 9 * DAY)
        assert (outcomes(second, wire.host), second.found) == ({}, 0)


@pytest.mark.parametrize("left", [0, 1, 40], ids="{} bytes of the last record".format)
def test_what_a_power_cut_took_from_the_archive_is_asked_for_again(tmp_path: Path, left: int) -> None:
    """The ledger was on the disk, the last two records of the archive were not."""
    with Wire({**NO_ROBOTS, **{f"/{name}": answer(HTML) for name in "abc"}}) as wire:
        wire.answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed("/a", "/b", "/c"))
        first = crawled(tmp_path, publisher(wire))
        warc = tmp_path / "archive" / "wire.warc.gz"
        warc.write_bytes(warc.read_bytes()[: sorted(kept.warc_offset for kept in first.archived)[1] + left])
        second = crawled(tmp_path, publisher(wire))
        assert outcomes(second, wire.host) == dict.fromkeys(("/a", "/b", "/c"), "archived")
        assert sorted(page.url for page in pages(tmp_path / "archive", "wire.warc.gz")) == sorted(
            kept.url for kept in second.archived
        )
        asked = Counter(wire.paths())
        assert (asked["/rss"], asked["/a"] + asked["/b"] + asked["/c"]) == (1, 5)


def test_a_ledger_never_holds_a_listing_without_what_it_named(tmp_path: Path) -> None:
    """Cut anywhere, it says of a listing that it was read together with its entries, or not at all."""
    with Wire({**NO_ROBOTS, "/rss": feed("/a", "/b"), "/a": answer(HTML), "/b": answer(HTML)}) as wire:
        crawled(tmp_path, publisher(wire))
    written = (tmp_path / "wire.jsonl").read_bytes()
    named = {f"http://{wire.host}/a", f"http://{wire.host}/b"}
    seen = False
    for cut in range(len(written)):
        (tmp_path / "cut").write_bytes(written[:cut])
        says = read_ledger(tmp_path / "cut")
        if says.listings:
            seen = True
            assert named <= {entry.url for entry in says.entries()} | set(says.asked), json.dumps(written[:cut].decode())
    assert seen
