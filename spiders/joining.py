"""Articles over several pages: the later ones are asked for after the first, and all go into the archive at once, or none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from articles.address import identity
from articles.archive.content_coding import MAX_PAGE
from articles.archive.warc import WarcFile
from articles.extract.later_pages import MOST_PAGES, Leaf, begins_on, goes_on, leaf_of, next_page
from articles.extract.other_pages import may_name_another
from articles.page import Hint, LaterPage, Outcome, Page
from articles.publisher import Publisher
from spiders.keeping import Refused, page_of
from spiders.known import Known
from spiders.ledger import Asked, LedgerFile
from spiders.polite.not_asked import NotAsked
from spiders.polite.reasons import reason
from spiders.polite.retries import wants_quiet
from spiders.site import is_on_site

MAX_REDIRECTS = 3


@dataclass(frozen=True)
class Unfinished:
    """An article whose pages so far these are."""

    asked: Asked
    first: Leaf
    later: tuple[Leaf, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all pages."""
        return sum(len(leaf.page.payload) for leaf in (self.first, *self.later))


class Crawling(Protocol):
    """The spider whose articles are joined: what it holds, how it asks, and how it accounts for an address without a page."""

    publisher: Publisher
    ledger: LedgerFile
    warc: WarcFile
    known: Mapping[str, Known]
    clock: Callable[[], datetime]

    def ask(self, asked: Asked, url: str) -> Iterator[Request]:
        """The request for an address."""

    def onward(self, response: Response) -> str | None:
        """Where an answer sends on to."""

    def for_now(self, asked: Asked) -> Outcome:
        """What becomes of an address that may be better tomorrow."""

    def settle(self, asked: Asked, outcome: Outcome, why: str) -> None:
        """Write what came of an address that gave no page."""

    def leave(self, asked: Asked, why: str, response: Response | None = None) -> None:
        """As `settle`, for an address that its host does not want to be asked for tonight."""


class Joining:
    """Takes the pages that a spider was given for articles, and archives them: whole articles."""

    def __init__(self, spider: Crawling) -> None:
        self._spider = spider
        self._waiting: dict[str, list[tuple[Asked, Page]]] = {}

    def take(self, asked: Asked, page: Page) -> Iterator[Request]:
        """Archive the page of an article, or ask for what belongs to it first."""
        leaf = leaf_of(page) if may_name_another(page) else None
        if leaf is None:
            self._archive(asked, page)
        elif (first := begins_on(leaf)) and (url := self._first_to_wait_for(asked, first)):
            self._waiting.setdefault(url, []).append((asked, page))
            if url not in self._spider.ledger.says.asked:
                article = Asked(url, "article")
                self._spider.ledger.ask(article)
                yield from self._spider.ask(article, url)
        else:
            yield from self._go_on(Unfinished(asked, leaf))

    def settled(self, url: str) -> None:
        """Something has come of an address: what waited for it and is no part of it is an article of its own."""
        for asked, page in self._waiting.pop(url, ()):
            if not self._spider.ledger.says.is_settled(asked.url):
                self._archive(asked, page)

    def _first_to_wait_for(self, asked: Asked, first: str) -> str | None:
        """The first page's address as it is asked for; None where nothing can come of it any more."""
        says, twin = self._spider.ledger.says, identity(first)
        url = next((url for url, other in says.asked.items() if other.kind == "article" and identity(url) == twin), first)
        may_come = is_on_site(url, self._spider.publisher) and not says.is_settled(url) and url != asked.url
        return url if may_come else None

    def _go_on(self, article: Unfinished) -> Iterator[Request]:
        last = article.later[-1] if article.later else article.first
        url = next_page(article.first, last) if len(article.later) + 1 < MOST_PAGES else None
        if url is None or not is_on_site(url, self._spider.publisher):
            self._finish(article)
        else:
            yield self._request(article, url, (url,))

    def _request(self, article: Unfinished, url: str, hops: tuple[str, ...]) -> Request:
        meta = {"article": article, "hops": hops}
        return Request(url, callback=self._answered, errback=self._failed, priority=1, meta=meta)

    def _answered(self, response: Response) -> Iterator[Request]:
        article: Unfinished = response.meta["article"]
        hops: tuple[str, ...] = response.meta["hops"]
        onward = self._spider.onward(response)
        if (
            onward is not None
            and onward not in hops
            and len(hops) <= MAX_REDIRECTS
            and is_on_site(onward, self._spider.publisher)
        ):
            yield self._request(article, onward, (*hops, onward))
        elif wants_quiet(response):
            self._spider.leave(article.asked, f"{hops[0]}: the host wants quiet", response)
        elif onward is not None or response.status != 200:
            self._without(article, hops[0], str(response.status))
        else:
            yield from self._with(article, response, hops[0])

    def _with(self, article: Unfinished, response: Response, url: str) -> Iterator[Request]:
        try:
            page = page_of(Asked(url, "article"), response, self._spider.publisher.id, self._spider.clock())
        except Refused as error:
            self._without(article, url, str(error))
            return
        leaf = leaf_of(page)
        if leaf is None or not goes_on(article.first, article.later, leaf):
            self._finish(article)
            return
        longer = replace(article, later=(*article.later, leaf))
        if longer.size > MAX_PAGE:
            self._without(article, url, f"more than {MAX_PAGE} bytes in all")
        else:
            yield from self._go_on(longer)

    def _failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        article: Unfinished = request.meta["article"]
        match failure.value:
            case NotAsked(outcome="deferred") as error:
                self._spider.leave(article.asked, f"{request.url}: {error.reason}")
            case NotAsked() as error:
                self._without(article, request.url, error.reason)
            case error:
                self._without(article, request.url, reason(error or Exception("no reason given"), request.url))

    def _without(self, article: Unfinished, url: str, why: str) -> None:
        """A page did not come. Half of an article is better than nothing, and never takes the place of the whole."""
        had = self._spider.known.get(article.asked.url)
        if had is not None and had.has_later_pages:
            self._spider.settle(article.asked, self._spider.for_now(article.asked), f"a later page, {url}: {why}")
        else:
            self._finish(article, (Hint("missing_page", f"{url}: {why}", "crawl"),))

    def _finish(self, article: Unfinished, hints: tuple[Hint, ...] = ()) -> None:
        first = article.first.page
        warc = self._spider.warc
        pages = [replace(leaf.page, part_of=first.url) for leaf in article.later]
        lying = [warc.append(page) for page in pages]
        later = tuple(
            LaterPage(page.url, page.payload_sha256, location.warc_file, location.warc_offset)
            for page, location in zip(pages, lying, strict=True)
        )
        whole = warc.append(replace(first, later=later, hints=(*first.hints, *hints)))
        if lying:
            self._spider.ledger.join([*lying, whole])
        else:
            self._spider.ledger.archive(whole)
        for location in (*lying, whole):
            self.settled(location.url)

    def _archive(self, asked: Asked, page: Page) -> None:
        self._spider.ledger.archive(self._spider.warc.append(page))
        self.settled(asked.url)
