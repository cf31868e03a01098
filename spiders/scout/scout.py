"""The spider that looks at a site: its front page, robots.txt, feeds and sitemaps, one after the other."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml.html import HtmlElement, document_fromstring
from pydantic import BaseModel
from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from articles.languages.text import told
from articles.publisher import Publisher
from spiders.ledger import LedgerFile
from spiders.listings.feed import read_feed
from spiders.listings.listing import Entry, NoListing
from spiders.listings.sitemap import YOUNG, read_sitemap
from spiders.news import ACCEPT
from spiders.polite.hosts import Hosts
from spiders.polite.not_asked import NotAsked
from spiders.polite.reasons import reason
from spiders.polite.redirects import leads_to
from spiders.polite.robots import Robots
from spiders.polite.spider import PoliteSpider
from spiders.refreshes import refreshes_to
from spiders.scout import front_page
from spiders.scout.front_page import Guess
from spiders.scout.links import feed_links, is_wordpress, plain_links
from spiders.scout.next_step import with_next_step
from spiders.site import is_on_site

FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/latest.rss")
SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap_index.xml", "/sitemap.xml")
OF_WORDPRESS = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
MOST = 4
"""Feeds or sitemaps that are tried of those that a site names, and kept."""

MOST_GIVEN = 40
"""Feeds of one site that a list may name."""

MAX_REDIRECTS = 5

LONGEST_S = 240.0
"""For one site."""


class Site(BaseModel):
    """A site to look at, by the address of its front page or of a feed; `feeds` and `name` are what somebody knows already."""

    url: str
    publisher: Publisher
    feeds: tuple[str, ...] = ()
    name: str | None = None


class NothingThere(Exception):
    """Why an address cannot be had."""


class Scout(PoliteSpider):
    """Leaves in `seen` the lines of a publisher's file, or why there are none: {"guesses": [...]} or {"error": "..."}."""

    name = "scout"

    def __init__(
        self, site: Site, ledger: LedgerFile, hosts: Hosts, clock: Callable[[], datetime], tell: Callable[[str], None]
    ) -> None:
        super().__init__(site.publisher, ledger, hosts, clock)
        self.site = site
        self.tell = tell
        self.seen: dict[str, Any] = {"error": f"{site.url}: inspecting the site was interrupted"}

    async def start(self) -> AsyncIterator[Any]:
        """Look, and yield nothing."""
        try:
            guesses = await asyncio.wait_for(self.guesses(), LONGEST_S)
            self.seen = {"guesses": [asdict(guess) for guess in guesses]}
        except NothingThere as error:
            self.seen = {"error": with_next_step(str(error), self.site.url)}
        except TimeoutError:
            self.seen = {"error": f"{self.site.url}: not done within {LONGEST_S:.0f} s"}
        requests: tuple[Request, ...] = ()  # Scrapy wants a generator; all has been asked for already
        for request in requests:
            yield request

    async def guesses(self) -> list[Guess]:
        """The lines of the publisher's file."""
        base, tree, given = await self.front()
        feeds, entries = await self.feeds(base, tree, given)
        needs_any = not feeds or is_wordpress(tree)
        named = await self.named_sitemaps(base)
        sitemaps = await self.sitemaps(base, named, usual=OF_WORDPRESS if feeds else SITEMAPS, needs_any=needs_any)
        titles = " ".join(hint.value for entry in entries for hint in entry.hints if hint.field == "title")
        times = [hint.value for entry in entries for hint in entry.hints if hint.field == "published_at"]
        host = urlsplit(base).hostname or ""
        country = front_page.country(tree, host)
        name = Guess("name", self.site.name, "the list") if self.site.name else front_page.name(tree, host)
        guesses: list[Guess | None] = [name, Guess("domain", self.publisher.domain, "the address given")]
        if self.publisher.also:
            guesses.append(Guess("also", self.publisher.also, "its feed is there"))
        guesses += _of_listings(base, feeds, len(entries), sitemaps, named)
        guesses.append(front_page.language(tree, told(titles)))
        guesses.append(country or Guess("country", None, 'not found; example: country = "IQ"'))
        zone = front_page.timezone(str(country.value) if country else None, times)
        guesses.append(zone or Guess("timezone", None, 'not found; example: timezone = "Asia/Baghdad"'))
        if self.publisher.private_network:
            guesses.append(Guess("private_network", True, "asked for"))
        return [guess for guess in guesses if guess is not None]

    async def front(self) -> tuple[str, HtmlElement, list[str]]:
        """The front page: its address, its tree, and the feeds that were given. A feed's address leads to the site it is of."""
        given = list(self.site.feeds)
        home = await self.get(self.site.url)
        if _is_feed(home):
            given.insert(0, home.url)
            home_url = self.site_of(home)
            try:
                home = await self.get(home_url)
            except NothingThere:  # the feed is enough
                return home_url, _tree_of_feed(home), given
        tree = front_page.parsed(home.body, home.encoding if isinstance(home, TextResponse) else None)
        if tree is None:
            raise NothingThere(f"{home.url} is not a page")
        return home.url, tree, given

    def site_of(self, feed: Response) -> str:
        """The front page that a feed names: from then on the site is that one, and the feed's host a further one."""
        link = str(feedparser.parse(feed.body, response_headers={"content-location": feed.url}).feed.get("link") or "")
        parts = urlsplit(link if link.startswith(("http:", "https:")) else feed.url)
        own = parts.netloc.rpartition("@")[2].removeprefix("www.")
        if own and not is_on_site(f"{parts.scheme}://{parts.netloc}/", self.publisher):
            self.publisher = self.publisher.model_copy(update={"domain": own, "also": (self.publisher.domain,)})
        return f"{parts.scheme}://{parts.netloc}/"

    async def get(self, url: str, accept: dict[str, str] | None = None) -> Response:
        """A page, its redirects on the site followed. Raises NothingThere."""
        self.tell(url)
        for _ in range(MAX_REDIRECTS + 1):
            if not is_on_site(url, self.publisher):
                raise NothingThere(f"{self.site.url} redirects to {url}: add that address if it is the publisher")
            try:
                response = await self.crawler.engine.download_async(Request(url, callback=NO_CALLBACK, headers=accept))
            except NotAsked as error:
                raise NothingThere(f"{url}: {error.outcome}: {error.reason}") from error
            except Exception as error:
                raise NothingThere(f"{url}: {reason(error, url)}") from error
            target = leads_to(response) or (refreshes_to(response) if response.status == 200 else None)
            if target is not None and target != url:
                url = target
                continue
            if response.status != 200:
                raise NothingThere(f"{url}: {response.status}")
            return response
        raise NothingThere(f"{self.site.url}: more than {MAX_REDIRECTS} redirects")

    async def feeds(self, base: str, tree: HtmlElement, given: list[str]) -> tuple[tuple[str, ...], list[Entry]]:
        """Those that were given; else those that the page names, or links to as feeds; else the first at a usual place.

        With what they list.
        """
        plain = plain_links(tree, base)
        ways = (given[:MOST_GIVEN], feed_links(tree, base)[:MOST], plain[:MOST], [urljoin(base, path) for path in FEEDS])
        kept: list[str] = []
        entries: list[Entry] = []
        for way in ways:
            for url in way:
                listed = await self.feed(url)
                if listed:
                    kept.append(listed[0])
                    entries += listed[1]
                    if way is ways[-1]:
                        break
            if kept:
                break
        return tuple(dict.fromkeys(kept)), entries

    async def feed(self, url: str) -> tuple[str, list[Entry]] | None:
        """A feed's address as it answered, and what it lists; None where there is none, or an empty one."""
        try:
            answer = await self.get(url, ACCEPT["feed"])
            listing = read_feed(answer.body, answer.url, (answer.headers.get("Content-Type") or b"").decode("latin-1"))
        except (NothingThere, NoListing):
            return None
        return (answer.url, list(listing.entries)) if listing.entries else None

    async def named_sitemaps(self, base: str) -> tuple[str, ...]:
        """Those that robots.txt names, news first."""
        robots = cast("Robots", self.crawler.get_downloader_middleware(Robots))
        named = [urljoin(base, url) for url in await robots.sitemaps(base)]
        return tuple(sorted(named, key=lambda url: "news" not in url.lower()))[:MOST]

    async def sitemaps(self, base: str, named: tuple[str, ...], *, usual: tuple[str, ...], needs_any: bool) -> tuple[str, ...]:
        """News sitemaps; any other only where there is no feed, or one of WordPress, which lists the last ten articles."""
        at_usual = [urljoin(base, path) for path in usual] if needs_any and not named else []
        now = datetime.now(UTC)
        for url in (*named, *at_usual):
            if "news" not in url.lower() and not needs_any:
                continue
            try:
                answer = await self.get(url, ACCEPT["sitemap"])
                listing = read_sitemap(answer.body, now - YOUNG, now + timedelta(days=1), answer.url)
            except (NothingThere, NoListing):
                continue
            if listing.entries or listing.further or "news" in url.lower():
                return (url,)
        return ()


def _of_listings(
    base: str, feeds: tuple[str, ...], entries: int, sitemaps: tuple[str, ...], named: tuple[str, ...]
) -> Iterator[Guess]:
    """The lines that say where articles are found."""
    if feeds:
        yield Guess("feeds", feeds, f"read: {entries} entries")
    if sitemaps:
        yield Guess("sitemaps", sitemaps, "named in robots.txt, or at a usual place; read")
    elif feeds and named:
        for_past = Guess("sitemaps", named, "robots.txt names it").line
        yield Guess("sitemaps", None, f"the feeds are enough for each night; for past articles (nightly --since): {for_past}")
    if not feeds and not sitemaps:
        yield Guess("sections", (base,), "no feed or sitemap found: the links on this page are followed")


def _is_feed(answer: Response) -> bool:
    if isinstance(answer, TextResponse) and b"<html" in answer.body[:2048].lower():
        return False
    try:
        read_feed(answer.body, answer.url, (answer.headers.get("Content-Type") or b"").decode("latin-1"))
    except NoListing:
        return False
    return True


def _tree_of_feed(feed: Response) -> HtmlElement:
    """As much of a front page as a feed is: its title and language."""
    said = feedparser.parse(feed.body, response_headers={"content-location": feed.url}).feed
    tree = document_fromstring("<html><head><title></title></head><body></body></html>")
    tree.set("lang", str(said.get("language") or ""))
    next(tree.iter("title")).text = front_page.one_line(str(said.get("title") or ""))
    return tree
