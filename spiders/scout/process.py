"""The process that looks at sites: `python -m spiders.scout.process LOOK.json`. Started by `spiders.scout.probe`.

All in one process, many at once: for each a process of its own would take a second to start, and 60 MB.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from pydantic import BaseModel
from scrapy.crawler import Crawler, CrawlerProcess

from spiders.kill_with_parent import die_with_parent
from spiders.ledger import LedgerFile
from spiders.polite.hosts import Hosts
from spiders.scout.scout import Scout, Site
from spiders.settings import settings


class Look(BaseModel):
    """What to look at, and where to write what was seen.

    JSON lines: {"site": n, "guesses": [...]} or {"site": n, "error": "..."}; before each request {"site": n, "asking": "..."}.
    All sites are of one network, private or not: the resolver is the process's.
    """

    sites: tuple[Site, ...]
    contact: str
    hosts: Path
    out: Path
    parent: int
    at_once: int


def main(look_file: str) -> None:
    """Look, write what was seen of each site as soon as it is known, and end."""
    look = Look.model_validate_json(Path(look_file).read_bytes())
    die_with_parent(look.parent)
    with (
        tempfile.TemporaryDirectory() as folder,
        LedgerFile(Path(folder) / "ledger.jsonl") as ledger,
        look.out.open("a", encoding="utf-8") as out,
    ):
        process = CrawlerProcess(settings(look.sites[0].publisher, look.contact))
        waiting = iter(enumerate(look.sites))
        for _ in range(look.at_once):
            _next(process, waiting, ledger, Hosts(look.hosts, datetime.now(UTC).date()), out)
        process.start()


def _next(process: CrawlerProcess, waiting: Iterator[tuple[int, Site]], ledger: LedgerFile, hosts: Hosts, out: IO[str]) -> None:
    """Look at the next site that waits, and when that is done at the one after it."""
    number, site = next(waiting, (None, None))
    if number is None or site is None:
        return
    crawler = process.create_crawler(Scout)

    def done(_: object) -> None:
        _write(out, number, _seen(crawler, site))
        _next(process, waiting, ledger, hosts, out)

    def tell(url: str) -> None:
        _write(out, number, {"asking": url})

    looking = process.crawl(crawler, site=site, ledger=ledger, hosts=hosts, clock=partial(datetime.now, UTC), tell=tell)
    looking.addBoth(done)


def _seen(crawler: Crawler, site: Site) -> dict[str, Any]:
    spider = cast("Scout | None", crawler.spider)
    return spider.seen if spider is not None else {"error": f"{site.url}: the look did not begin"}


def _write(out: IO[str], number: int, said: dict[str, Any]) -> None:
    out.write(json.dumps({"site": number} | said) + "\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
