import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.archive.warc import Archived
from articles.page import Hint, Reject, Unread
from spiders.ledger import Asked, LedgerFile, Listed, read_ledger
from spiders.listings.listing import Entry
from spiders.run import MAX_WARNINGS, Warnings

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
A = Asked("https://gull.example/a", "article", (Hint("title", "Ebbe – Flut", "feed"),))
B = Asked("https://gull.example/b", "article")
FEED = Asked("https://gull.example/rss", "feed")
LOST = Unread(B.url, "gull", NOON, "rejected", "empty", 200, "text/html", Reject("fetch", "empty", "nothing"))
READ = Listed(FEED.url, NOON, 200, 2, 1, '"v1"', None)
NAMED = (Entry(A.url, A.hints), Entry(B.url))
KEPT = Archived("0123456789abcdef", A.url, "gull", "x.warc.gz", 42)


def test_it_says_what_was_written(tmp_path: Path) -> None:
    with LedgerFile(tmp_path / "new" / "l.jsonl") as ledger:
        ledger.ask(FEED)
        ledger.listing(READ, NAMED)
        assert read_ledger(tmp_path / "new" / "l.jsonl").entries() == list(NAMED)
        for asked in (A, B):
            ledger.ask(asked)
        assert ledger.says.unsettled == [A, B]
        ledger.found(2)
        assert ledger.says.entries() == []
        ledger.archive(KEPT)
        ledger.settle(LOST)
        ledger.warn("odd")
        ledger.note("quaint")
        assert ledger.says.unsettled == []
    says = read_ledger(tmp_path / "new" / "l.jsonl")
    assert says == ledger.says
    assert (list(says.asked.values()), list(says.archived.values()), list(says.unread.values())) == (
        [FEED, A, B],
        [KEPT],
        [LOST],
    )
    assert (says.listings, says.warnings, says.notes) == ({FEED.url: READ}, ["odd"], ["quaint"])
    assert says.found == 2


def test_one_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none").unsettled == []


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_an_unfinished_last_line_is_not_read_and_is_cut_off(tmp_path: Path, cut: int) -> None:
    with LedgerFile(tmp_path / "l") as ledger:
        ledger.ask(A)
        ledger.archive(KEPT)
    (tmp_path / "l").write_bytes((tmp_path / "l").read_bytes()[:-cut])
    assert read_ledger(tmp_path / "l").unsettled == [A]
    with LedgerFile(tmp_path / "l") as ledger:
        ledger.archive(KEPT)
    assert read_ledger(tmp_path / "l").archived == {A.url: KEPT}


def test_what_scrapy_warns_of_is_said_once_and_not_without_end(tmp_path: Path) -> None:
    def warned(name: str, text: str, level: int = logging.ERROR) -> logging.LogRecord:
        return logging.LogRecord(name, level, "", 0, text, None, None)

    with LedgerFile(tmp_path / "l") as ledger:
        handler = Warnings(ledger)
        for _ in range(2):
            handler.emit(warned("scrapy.core.scraper", "The pier gives way\nTraceback ..."))
        handler.emit(warned("scrapy.downloadermiddlewares.retry", "Gave up retrying"))  # a line of its own says so
        handler.emit(warned("scrapy.core.engine", "The pier creaks", logging.WARNING))
        assert ledger.says.warnings == ["scrapy.core.scraper: The pier gives way"]
        assert ledger.says.notes == ["scrapy.core.engine: The pier creaks"]
        for number in range(2 * MAX_WARNINGS):
            handler.emit(warned("twisted", f"Wave {number}"))
        assert len(ledger.says.warnings) + len(ledger.says.notes) == MAX_WARNINGS
