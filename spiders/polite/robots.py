"""robots.txt as RFC 9309 has it.

2xx: its rules, and Crawl-delay as the least pause. 4xx: no rules. 5xx, 429, no answer, or a redirect that leaves the site or
does not end: nothing may be asked tonight (2.3.1.4), so its pages are deferred. Scrapy's own middleware asks for them all.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from spiders.polite.not_asked import NotAsked
from spiders.polite.reasons import is_untrusted, reason
from spiders.polite.redirects import leads_to
from spiders.polite.reservations import ai_groups, shut_out
from spiders.site import is_on_site

if TYPE_CHECKING:
    from spiders.polite.spider import PoliteSpider

AGENT = "Copydesk"
"""The product token that rules are looked up for."""

MAX_BYTES = 512 << 10
"""What is read of a robots.txt; RFC 9309, 2.5 asks for at least 500 KiB."""

MAX_REDIRECTS = 5
"""RFC 9309, 2.3.1.2."""

AI_SHUT_OUT = "ai_shut_out"
"""In a request's meta: the AI agents that may not fetch it."""


@dataclass(frozen=True, slots=True)
class _File:
    """A robots.txt: its rules, and the AI agents that it has rules for."""

    rules: Protego
    ai_groups: tuple[str, ...]


_Rules = _File | NotAsked


class Robots:
    """Asks each origin for its robots.txt once, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[_Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        """As Scrapy makes it."""
        return cls(crawler)

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of an address's origin names; it has been asked for before."""
        rules = await self._rules["/".join(url.split("/", 3)[:3])]
        return [] if isinstance(rules, NotAsked) else list(rules.rules.sitemaps)

    async def process_request(self, request: Request) -> None:
        """Raises NotAsked: "disallowed" by a rule, "deferred" where the rules cannot be had."""
        if request.meta.get("is_robots_txt"):
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._asked(origin))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, NotAsked):
            raise NotAsked(rules.outcome, rules.reason)
        if not rules.rules.can_fetch(request.url, AGENT):
            raise NotAsked("disallowed", "robots.txt")
        request.meta[AI_SHUT_OUT] = shut_out(rules.rules, rules.ai_groups, request.url)

    async def _asked(self, origin: str) -> _Rules:
        rules = await self._fetch(origin)
        if isinstance(rules, NotAsked):
            self._spider.ledger.warn(f"{origin} is not crawled: {rules.reason}")
        return rules

    @property
    def _spider(self) -> "PoliteSpider":
        return cast("PoliteSpider", self._crawler.spider)

    async def _fetch(self, origin: str) -> _Rules:
        url, publisher = f"{origin}/robots.txt", self._spider.publisher
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response = await self._download(url)
            except NotAsked as error:
                return error
            except Exception as error:  # whatever kept it from answering: nothing may be asked
                return NotAsked("failed" if is_untrusted(error) else "deferred", f"robots.txt: {reason(error, url)}")
            target = leads_to(response)
            if target is not None:
                url = target
                if not is_on_site(url, publisher):
                    return NotAsked("deferred", f"robots.txt redirects off the site, to {url}")
                continue
            if response.status >= 500 or response.status == 429:
                return NotAsked("deferred", f"robots.txt {response.status}")
            text = response.body[:MAX_BYTES].decode("utf-8-sig", "ignore") if response.status < 300 else ""
            rules = Protego.parse(text)
            self._pause_for(rules.crawl_delay(AGENT))
            return _File(rules, ai_groups(text))
        return NotAsked("deferred", f"robots.txt: more than {MAX_REDIRECTS} redirects")

    async def _download(self, url: str) -> Response:
        request = Request(url, callback=NO_CALLBACK, priority=1000, meta={"is_robots_txt": True})
        return await self._crawler.engine.download_async(request)

    def _pause_for(self, seconds: float | None) -> None:
        """Hold the throttle at Crawl-delay or above, in the slots that are there and those to come."""
        throttle = cast("AutoThrottle", self._crawler.get_extension(AutoThrottle))
        downloader = self._crawler.engine.downloader
        throttle.mindelay = max(throttle.mindelay, seconds or 0)
        throttle.maxdelay = max(throttle.maxdelay, throttle.mindelay)
        downloader._delay = max(downloader._delay, throttle.mindelay)
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, throttle.mindelay)
