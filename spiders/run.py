"""The process of one crawl, a fork of `python -m spiders.run` (spiders/forking.py). It does not outlive who forked it."""

import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from scrapy.crawler import CrawlerProcess

from articles.archive.warc import Archived, WarcFile, pages
from articles.page import Page
from articles.printable import Visible, visible
from spiders.discovery import window
from spiders.forking import next_job
from spiders.job import CANNOT_WRITE, Job
from spiders.kill_with_parent import die_with_parent
from spiders.known import Known
from spiders.ledger import LedgerFile
from spiders.news import NewsSpider
from spiders.polite.hosts import Hosts
from spiders.settings import settings

MAX_WARNINGS = 20
"""Of Scrapy's own in one crawl; all of them are in its log."""

_IN_THE_LEDGER = ("scrapy.core.downloader", "scrapy.downloadermiddlewares.retry")
"""What these warn of, each address's own line says."""


@contextmanager
def _ending_where_the_disk_takes_no_more() -> Iterator[None]:
    """Scrapy would go on, and each page would be lost. What is open stays open: the next crawl with this ledger asks for it."""
    try:
        yield
    except OSError as error:
        sys.stderr.write(f"{error.strerror}\n")
        os._exit(CANNOT_WRITE)


class _Ledger(LedgerFile):
    def _write(self, line: dict[str, Any]) -> None:
        with _ending_where_the_disk_takes_no_more():
            super()._write(line)


class _Warc(WarcFile):
    def append(self, page: Page) -> Archived:
        with _ending_where_the_disk_takes_no_more():
            return super().append(page)


class Warnings(logging.Handler):
    """Puts what Scrapy and Twisted warn of into the ledger, each sentence once. Errors are for a person, the rest is a note."""

    def __init__(self, ledger: LedgerFile) -> None:
        super().__init__(logging.WARNING)
        self._ledger = ledger
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, if it is new."""
        first = visible(record.getMessage().strip()).partition("\\n")[0]  # a line break as it is spelled out
        text = f"{record.name}: {first}"[:500]
        if not record.name.startswith(_IN_THE_LEDGER) and text not in self._said and len(self._said) < MAX_WARNINGS:
            self._said.add(text)
            say = self._ledger.warn if record.levelno >= logging.ERROR else self._ledger.note
            say(text)


def main(job_file: str, parent: int) -> None:
    """Crawl, and end; at once, when `parent` (a pid) is gone."""
    die_with_parent(parent)
    job = Job.model_validate_json(Path(job_file).read_bytes())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started it
    with _Ledger(job.ledger) as ledger, _Warc(job.archive, job.warc_name) as warc:
        # What was archived when an earlier process was killed, just before its line in the ledger.
        for page in pages(job.archive, job.warc_name):
            if page.url in ledger.says.asked and not ledger.says.is_settled(page.url):
                ledger.archive(Archived(page.page_id, page.url, page.publisher, job.warc_name, page.warc_offset or 0))
        process = CrawlerProcess(settings(job.publisher, job.contact))
        for handler in logging.getLogger().handlers:
            handler.addFilter(Visible())
        logging.getLogger().addHandler(Warnings(ledger))
        process.crawl(
            NewsSpider,
            publisher=job.publisher,
            ledger=ledger,
            warc=warc,
            known=_known(job.known),
            handover=job.handover,
            hosts=Hosts(job.hosts, job.now.date()),
            wanted=window(job.now, job.since, job.until),
            clock=_clock_from(job.now),
            only=job.only,
            limit=job.limit,
            listings=job.listings,
        )
        # Scrapy would end in good order at a signal, with status 0, as if nothing were left.
        process.start(install_signal_handlers=False)


def _known(file: Path) -> dict[str, Known]:
    known = TypeAdapter(Known)
    lines = map(json.loads, file.read_text("utf-8").splitlines())
    return {said.pop("url"): known.validate_python(said) for said in lines}


def _clock_from(now: datetime) -> Callable[[], datetime]:
    """The run's clock, which starts at `now` and goes on as time does."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


if __name__ == "__main__":
    main(*next_job())
