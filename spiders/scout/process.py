"""The process that looks at a site: `python -m spiders.scout.process LOOK.json`. Started by `spiders.scout.probe`."""

import json
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement
from pydantic import BaseModel
from scrapy import Request
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from articles.languages.text import told
from articles.publisher import Publisher
from spiders.kill_with_parent import die_with_parent
from spiders.ledger import LedgerFile
from spiders.listings.feed import read_feed
from spiders.listings.listing import Entry, NoListing
from spiders.listings.sitemap import YOUNG, read_sitemap
from spiders.polite.hosts import Hosts
from spiders.polite.reasons import reason
from spiders.polite.robots import Robots
from spiders.polite.spider import PoliteSpider
from spiders.scout import front_page
from spiders.scout.front_page import Guess
from spiders.settings import settings
from spiders.site import NotAsked, is_on_site, leads_to

FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/latest.rss")
SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap_index.xml", "/sitemap.xml")
MOST = 4
"""Feeds or sitemaps that are tried of those that a site names, and kept."""

MAX_REDIRECTS = 5


class Look(BaseModel):
    """What to look at, and where to write what was seen: {"guesses": [...]} or {"error": "..."}."""

    publisher: Publisher
    url: str
    contact: str
    hosts: Path
    out: Path
    parent: int


class NothingThere(Exception):
    """Why an address cannot be had."""


class Scout(PoliteSpider):
    """Asks for the front page, robots.txt, feeds and sitemaps, one after the other."""

    name = "scout"

    def __init__(self, publisher: Publisher, ledger: LedgerFile, hosts: Hosts, clock: Callable[[], datetime], url: str) -> None:
        super().__init__(publisher, ledger, hosts, clock)
        self.url = url
        self.seen: dict[str, Any] = {"error": "the look broke off"}

    async def start(self) -> AsyncIterator[Any]:
        """Look, and yield nothing."""
        try:
            self.seen = {"guesses": [asdict(guess) for guess in await self.guesses()]}
        except NothingThere as error:
            self.seen = {"error": str(error)}
        requests: tuple[Request, ...] = ()  # Scrapy wants a generator; all has been asked for already
        for request in requests:
            yield request

    async def guesses(self) -> list[Guess]:
        """The lines of the publisher's file."""
        home = await self.get(self.url)
        tree = front_page.parsed(home.body, home.encoding if isinstance(home, TextResponse) else None)
        if tree is None:
            raise NothingThere(f"{home.url} is no page")
        feeds, entries = await self.feeds(home.url, tree)
        sitemaps = await self.sitemaps(home.url, needs_any=not feeds)
        titles = " ".join(hint.value for entry in entries for hint in entry.hints if hint.field == "title")
        times = [hint.value for entry in entries for hint in entry.hints if hint.field == "published_at"]
        host = urlsplit(home.url).hostname or ""
        country = front_page.country(tree, host)
        guesses: list[Guess | None] = [front_page.name(tree, host), Guess("domain", self.publisher.domain, "the address given")]
        if feeds:
            guesses.append(Guess("feeds", feeds, f"read: {len(entries)} entries"))
        if sitemaps:
            guesses.append(Guess("sitemaps", sitemaps, "named in robots.txt, or at a usual place; read"))
        if not feeds and not sitemaps:
            guesses.append(Guess("sections", (home.url,), "no feed and no sitemap was found: its links are followed"))
        guesses.append(front_page.language(tree, told(titles)))
        guesses.append(country or Guess("country", None, 'nothing says it: write it like country = "IQ"'))
        zone = front_page.timezone(str(country.value) if country else None, times)
        guesses.append(zone or Guess("timezone", None, 'nothing says it: write it like timezone = "Asia/Baghdad"'))
        if self.publisher.private_network:
            guesses.append(Guess("private_network", True, "asked for"))
        return [guess for guess in guesses if guess is not None]

    async def get(self, url: str) -> Response:
        """A page, its redirects on the site followed. Raises NothingThere."""
        for _ in range(MAX_REDIRECTS + 1):
            if not is_on_site(url, self.publisher):
                raise NothingThere(f"{self.url} leads to {url}: add that one, if that is the paper")
            try:
                response = await self.crawler.engine.download_async(Request(url, callback=NO_CALLBACK))
            except NotAsked as error:
                raise NothingThere(f"{url}: {error.outcome}: {error.reason}") from error
            except Exception as error:
                raise NothingThere(f"{url}: {reason(error, url)}") from error
            target = leads_to(response)
            if target is not None:
                url = target
                continue
            if response.status != 200:
                raise NothingThere(f"{url}: {response.status}")
            return response
        raise NothingThere(f"{self.url}: more than {MAX_REDIRECTS} redirects")

    async def feeds(self, base: str, tree: HtmlElement) -> tuple[tuple[str, ...], list[Entry]]:
        """Those that the page names; else the first at a usual place. With what they list."""
        kinds = "contains(@type, 'rss') or contains(@type, 'atom') or contains(@type, 'feed+json')"
        hrefs = front_page.found(tree, f"//link[contains(@rel, 'alternate') and ({kinds})]/@href")
        named = [urljoin(base, href) for href in hrefs]
        named = [url for url in dict.fromkeys(named) if "comment" not in url.lower()]
        kept: list[str] = []
        entries: list[Entry] = []
        for url in (*named[:MOST], *(urljoin(base, path) for path in FEEDS)):
            if kept and url not in named:
                break
            try:
                answer = await self.get(url)
                listing = read_feed(answer.body, answer.url, (answer.headers.get("Content-Type") or b"").decode("latin-1"))
            except (NothingThere, NoListing):
                continue
            if listing.entries:
                kept.append(answer.url)
                entries += listing.entries
        return tuple(dict.fromkeys(kept)), entries

    async def sitemaps(self, base: str, *, needs_any: bool) -> tuple[str, ...]:
        """News sitemaps; any other only where there is no feed."""
        robots = cast("Robots", self.crawler.get_downloader_middleware(Robots))
        named = sorted(await robots.sitemaps(base), key=lambda url: "news" not in url.lower())
        usual = [urljoin(base, path) for path in SITEMAPS] if needs_any and not named else []
        now = datetime.now(UTC)
        for url in (*named[:MOST], *usual):
            if "news" not in url.lower() and not needs_any:
                continue
            try:
                answer = await self.get(url)
                listing = read_sitemap(answer.body, now - YOUNG, now + timedelta(days=1))
            except (NothingThere, NoListing):
                continue
            if listing.entries or listing.further or "news" in url.lower():
                return (url,)
        return ()


def main(look_file: str) -> None:
    """Look, write what was seen, and end."""
    said = Look.model_validate_json(Path(look_file).read_bytes())
    die_with_parent(said.parent)
    with tempfile.TemporaryDirectory() as folder, LedgerFile(Path(folder) / "ledger.jsonl") as ledger:
        process = CrawlerProcess(settings(said.publisher, said.contact))
        crawler = process.create_crawler(Scout)
        hosts = Hosts(said.hosts, datetime.now(UTC).date())
        process.crawl(
            crawler, publisher=said.publisher, ledger=ledger, hosts=hosts, clock=lambda: datetime.now(UTC), url=said.url
        )
        process.start()
        said.out.write_text(json.dumps(cast("Scout", crawler.spider).seen), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
