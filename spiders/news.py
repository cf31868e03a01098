"""The spider: one for every publisher. What lists articles, then the articles; each address is settled once."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.python.failure import Failure

from articles.address import identity
from articles.archive.content_coding import TooLarge
from articles.archive.warc import WarcFile
from articles.page import Outcome, Reject, Unread
from articles.publisher import Publisher
from spiders.crawl_plan import enter, plan_crawl
from spiders.crawl_state import Handover
from spiders.discovery import Window, goes_on, places
from spiders.joining import Joining
from spiders.keeping import Refused, page_of
from spiders.known import Known
from spiders.ledger import Asked, Kind, LedgerFile, Listed
from spiders.listings.listing import NoListing
from spiders.polite.hosts import Hosts
from spiders.polite.not_asked import NotAsked
from spiders.polite.reasons import GONE, PASSING, is_passing, reason
from spiders.polite.redirects import leads_to
from spiders.polite.retries import wants_quiet
from spiders.polite.spider import PoliteSpider
from spiders.reading import read_listing
from spiders.refreshes import refreshes_to
from spiders.refusals import COOKIE_WALL, is_challenge, is_cookie_wall, is_front
from spiders.site import is_on_site

MAX_REDIRECTS = 5
KEYS: dict[Kind, str] = {"feed": "feeds", "sitemap": "sitemaps", "section": "sections", "archive": "archive"}
"""Of a publisher's file."""

_XML = "application/xml;q=0.9,text/xml;q=0.9"
ACCEPT: dict[Kind, dict[str, str]] = {
    "feed": {"Accept": f"application/rss+xml,application/atom+xml,application/feed+json,{_XML},*/*;q=0.1"},
    "sitemap": {"Accept": f"{_XML},*/*;q=0.5"},
}
"""What is preferred of a listing: at one address a server may have a feed for readers of feeds and a page for browsers."""


class NewsSpider(PoliteSpider):
    """Asks, and writes what comes of it: pages to the WARC file, the rest to the ledger. Scrapy's items are not used.

    Redirects are followed here and not by Scrapy's middleware, which loses those that go in circles or off the site.
    `only` replaces what the publisher's file names by these articles; `limit` is how many articles are asked for at most.
    `listings` are addresses that were listings on earlier nights.
    """

    name = "news"

    def __init__(
        self,
        publisher: Publisher,
        ledger: LedgerFile,
        warc: WarcFile,
        known: Mapping[str, Known],
        handover: Handover,
        hosts: Hosts,
        wanted: Window,
        clock: Callable[[], datetime],
        only: tuple[str, ...] | None = None,
        limit: int | None = None,
        listings: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(publisher, ledger, hosts, clock)
        self.handover = handover
        self.warc = warc
        self.known = known
        self.wanted = wanted
        self.only = only
        self.limit = limit
        self.listings = listings
        self.started = clock()
        self.joining = Joining(self)

    async def start(self) -> AsyncIterator[Any]:
        """What lists articles first; or what an earlier, killed crawl with this ledger left open."""
        further = () if self.wanted.is_backfill else self.handover.further()
        for listing in (*places(self.publisher, self.wanted), *further) if self.only is None else ():
            if listing.url not in self.ledger.says.asked:
                self.ledger.ask(listing)
        for asked in self.ledger.says.unsettled:
            for request in self.ask(asked, asked.url):
                yield request
        for request in self.ask_for_articles():
            yield request

    @cached_property
    def known_twins(self) -> frozenset[str]:
        """Identities of what is known."""
        return frozenset(map(identity, self.known))

    def ask(self, asked: Asked, url: str, hops: tuple[str, ...] = (), *, wants_cookie: bool = False) -> Iterator[Request]:
        """The request for an address, or for where it was redirected to; none, and a line in the ledger, off the site.

        `wants_cookie` where an answer on the way gave a cookie, which is not sent back.
        """
        if not is_on_site(url, self.publisher):
            where = url if len(url) < 200 else url[:200] + "..."
            if hops:
                self.settle(asked, "failed", f"redirects off the site, to {where}")
            else:
                self.settle(asked, "disallowed", "not on the publisher's hosts: list other hosts under 'also'")
            return
        if url in hops or len(hops) > MAX_REDIRECTS:
            why = "redirect loop" if url in hops else f"more than {MAX_REDIRECTS} redirects"
            self.settle(asked, "failed", f"{why}: {COOKIE_WALL}" if wants_cookie else why)
            return
        headers = self.validators(asked) | ACCEPT.get(asked.kind, {})
        yield Request(
            url,
            callback=self.answered,
            errback=self.failed,
            headers=headers,
            priority=0 if asked.kind == "article" else 1,
            meta={"asked": asked, "hops": (*hops, url), "wants_cookie": wants_cookie},
        )

    def validators(self, asked: Asked) -> dict[str, str]:
        """The headers by which a server can say that nothing changed. A past time is read anew: other entries are wanted.

        Of an article's first page they would say nothing of the later ones.
        """
        had = self.known.get(asked.url) if asked.kind == "article" else self.handover.listings.get(asked.url)
        if had is None or (asked.kind != "article" and self.wanted.is_backfill):
            return {}
        if isinstance(had, Known) and had.has_later_pages:
            return {}
        said = {"If-None-Match": had.etag, "If-Modified-Since": had.last_modified}
        return {name: value for name, value in said.items() if value}

    def answered(self, response: Response) -> Iterator[Request]:
        """Settle an answer, or go where it leads."""
        asked: Asked = response.meta["asked"]
        url = self.onward(response)
        if self.ledger.says.is_settled(asked.url):
            return  # it was listed, and came as a later page of an article
        if url is not None:
            wants_cookie = response.meta["wants_cookie"] or "Set-Cookie" in response.headers
            yield from self.ask(asked, url, response.meta["hops"], wants_cookie=wants_cookie)
        elif response.status == 304 and self.validators(asked):
            self.settle(asked, "unchanged", "304", response)
        elif wants_quiet(response):
            wait = _header(response, "Retry-After")
            self.leave(asked, f"Retry-After {wait}" if wait else "429", response)
        elif response.status in GONE and asked.kind == "article":
            self.reject(asked, "not_found", f"{asked.url}: {response.status}, the page does not exist", response)
        elif not 200 <= response.status < 300 and is_challenge(response):
            why = f"{asked.url}: {response.status}, the site answers with a challenge (captcha)"
            self.reject(asked, "challenge", f"{why}; ask the publisher for access or a feed", response)
        elif not 200 <= response.status < 300:
            outcome = self.for_now(asked) if response.status in PASSING else "failed"
            self.settle(asked, outcome, str(response.status), response)
        elif is_cookie_wall(asked.url, response.url):
            self.reject(asked, "challenge", f"{asked.url}: it leads to {response.url}: {COOKIE_WALL}", response)
        elif asked.kind == "article" and len(response.meta["hops"]) > 1 and is_front(response.url, self.publisher):
            self.reject(asked, "not_found", f"{asked.url}: redirects to {response.url}, so the page is gone", response)
        elif asked.kind == "article":
            yield from self.keep(asked, response)
        else:
            yield from self.read(asked, response)
        if asked.kind != "article":
            yield from self.ask_for_articles()

    def onward(self, response: Response) -> str | None:
        """Where an answer sends on to. A refresh to where one has been is no way on: that page is loaded again, and again."""
        url = leads_to(response)
        if url is None and 200 <= response.status < 300:
            url = refreshes_to(response)
            return None if url in response.meta["hops"] else url
        return url

    def for_now(self, asked: Asked) -> Outcome:
        """What becomes of an address that may be better tomorrow. Listings are asked again anyway."""
        if asked.kind != "article":
            return "failed"
        left = self.handover.deferred.get(asked.url)
        return "deferred" if left is None else left.outcome(self.clock())

    def read(self, asked: Asked, response: Response) -> Iterator[Request]:
        """Take what a listing lists; ask for what it leads on to."""
        try:
            listing = read_listing(asked, response, self.publisher, self.wanted)
        except NoListing as error:
            self.reject(
                asked, "unsupported", f"{asked.url}: {error}: correct '{KEYS[asked.kind]}' in the publisher's file", response
            )
            return
        # An index of sitemaps may stay as it is while they change: it is read every night.
        keeps = not (asked.kind == "sitemap" and listing.further)
        etag, modified = _header(response, "ETag") or None, _header(response, "Last-Modified") or None
        new = len({twin for entry in listing.entries if (twin := identity(entry.url)) not in self.known_twins})
        further = [one for one in goes_on(asked, listing, new > 0, self.wanted) if one.url not in self.ledger.says.asked]
        for one in further:
            self.ledger.ask(one)  # before the listing is settled: killed in between, it is read again
        for note in listing.notes():
            self.ledger.note(f"{asked.url}: {note}")
        counted = (self.clock(), response.status, len(listing.entries), new)
        listed = Listed(asked.url, *counted, etag if keeps else None, modified if keeps else None)
        self.ledger.listing(listed, tuple(entry for entry in listing.entries if self.wanted.holds(entry)))
        for one in further:
            yield from self.ask(one, one.url)

    def ask_for_articles(self) -> Iterator[Request]:
        """Once every listing is settled or read: ask for the night's articles, each once, in their order.

        Waiting for all of them makes what is known of an article the same every time.
        """
        says = self.ledger.says
        if says.found is not None or any(one.kind != "article" for one in says.unsettled):
            return
        entries = says.entries()
        tonight = plan_crawl(
            entries,
            self.known,
            self.handover,
            self.started,
            self.only,
            listings=self.listings | says.listings_asked | self.handover.listings.keys(),
            is_backfill=self.wanted.is_backfill,
        )
        for article in enter(self.ledger, tonight, self.limit):
            yield from self.ask(article, article.url)

    def keep(self, asked: Asked, response: Response) -> Iterator[Request]:
        """Put an article's page into the archive, with its later pages."""
        try:
            page = page_of(asked, response, self.publisher.id, self.clock())
        except Refused as error:
            self.reject(asked, error.code, f"{asked.url}: {error}", response)
        else:
            yield from self.joining.take(asked, page)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Settle a request that got no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        asked: Asked = request.meta["asked"]
        if self.ledger.says.is_settled(asked.url):
            return
        match failure.value:
            case NotAsked(outcome="deferred") as error:
                self.leave(asked, error.reason)
            case NotAsked() as error:
                self.settle(asked, error.outcome, error.reason)
            case TooLarge() as error:
                self.reject(asked, error.code, f"{asked.url}: {error}")
            case DownloadCancelledError() as error:
                self.reject(asked, "too_large", f"{asked.url}: {error}")
            case error:
                error = error or Exception("no reason given")
                outcome = self.for_now(asked) if is_passing(error, request.url) else "failed"
                self.settle(asked, outcome, reason(error, request.url))
        if asked.kind != "article":
            yield from self.ask_for_articles()

    def settle(
        self, asked: Asked, outcome: Outcome, why: str, response: Response | None = None, reject: Reject | None = None
    ) -> None:
        """Write what came of an address that gave no page."""
        self.ledger.settle(self.unread(asked, outcome, why, response, reject))
        self.joining.settled(asked.url)

    def leave(self, asked: Asked, why: str, response: Response | None = None) -> None:
        """As `settle`, for an address that its host does not want to be asked for tonight."""
        self.ledger.leave(self.unread(asked, "deferred", why, response))
        self.joining.settled(asked.url)

    def unread(
        self, asked: Asked, outcome: Outcome, why: str, response: Response | None = None, reject: Reject | None = None
    ) -> Unread:
        """What came of an address that gave no page."""
        status, content_type = (response.status, _header(response, "Content-Type")) if response else (None, "")
        return Unread(asked.url, self.publisher.id, self.clock(), outcome, why, status, content_type, reject)

    def reject(self, asked: Asked, code: str, detail: str, response: Response | None = None) -> None:
        """As `settle`, for an answer that is no page to read."""
        self.settle(asked, "rejected", code, response, Reject("fetch", code, detail))


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
