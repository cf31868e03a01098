"""How a host is treated: a budget a night, retries within bounds and slower each time, and quiet where it asks for quiet.

Budget and quiet hold for all crawls of a home (`spiders.polite.hosts`).
"""

from collections import Counter
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.polite.hosts import LONGEST_HOLD_S
from spiders.polite.not_asked import NotAsked
from spiders.polite.reasons import reason

if TYPE_CHECKING:
    from spiders.polite.spider import PoliteSpider

LONGEST_WAIT = timedelta(seconds=LONGEST_HOLD_S)
"""A Retry-After of no more is waited for; after a longer one the host is left alone until then, into later nights."""

LONGEST_QUIET = timedelta(days=7)
"""What is believed of a Retry-After: a server that says "in ten years" is asked again after a week."""

STRIKES = 5
"""Answers in a row that ask for quiet, after which a host is left for the next night."""

SILENCES = 10
"""Requests in a row without any answer, after which a host is left for the next night."""

REFUSALS = 20
"""Answers in a row that are a server's trouble (5xx) or its no (401, 403), after which a host is left for the next night."""

SLOWEST_S = 5.0
"""Between two requests, where nothing longer was asked for."""


class Manners(RetryMiddleware):
    """Replaces Scrapy's retries. Raises NotAsked("deferred") for what a host is not asked any more."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._closed: dict[str, str] = {}
        self._strikes: Counter[str] = Counter()
        self._silences: Counter[str] = Counter()
        self._refusals: Counter[str] = Counter()

    @property
    def _spider(self) -> "PoliteSpider":
        return cast("PoliteSpider", self.crawler.spider)

    def process_request(self, request: Request) -> None:
        """Count it, or raise NotAsked."""
        host, spider = urlparse_cached(request).netloc, self._spider
        until = spider.hosts.quiet_until(host)
        if until is not None and until > spider.clock():
            raise NotAsked("deferred", f"Retry-After until {until.isoformat(timespec='seconds')}")
        if host in self._closed:
            raise NotAsked("deferred", self._closed[host])
        if not spider.hosts.count(host, spider.publisher.requests_a_night):
            raise NotAsked("deferred", f"the night's budget of {spider.publisher.requests_a_night} requests is spent")

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or its next try."""
        host, wait = urlparse_cached(request).netloc, _wait(response, self._spider.clock())
        self._silences[host] = 0
        self._refusals[host] = self._refusals[host] + 1 if response.status >= 500 or response.status in (401, 403) else 0
        if self._refusals[host] >= REFUSALS:
            self._closed.setdefault(host, f"{REFUSALS} answers in a row were refusals, the last one {response.status}")
        if not wants_quiet(response):
            self._strikes[host] = 0
            if response.status == 503:
                self._slow_down(request)
            return super().process_response(request, response)
        self._strikes[host] += 1
        if wait > LONGEST_WAIT:
            self._spider.hosts.leave_alone(host, self._spider.clock() + min(wait, LONGEST_QUIET))
            return response
        if self._strikes[host] >= STRIKES:
            self._closed[host] = f"{response.status} {STRIKES} times in a row"
            return response
        self._slow_down(request)
        self._spider.hosts.hold(host, wait.total_seconds())
        return super()._retry(request, str(response.status)) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """The next try, or None where there is none."""
        if not isinstance(exception, self.exceptions_to_retry):
            return None
        host = urlparse_cached(request).netloc
        self._silences[host] += 1
        if self._silences[host] >= SILENCES:
            self._closed.setdefault(host, f"{SILENCES} requests in a row without an answer: {reason(exception, request.url)}")
            return None
        return super()._retry(request, exception)

    def _slow_down(self, request: Request) -> None:
        """Ask half as often from now on; AutoThrottle speeds up again with good answers."""
        slot: Slot | None = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.delay = min(max(2 * slot.delay, 0.05), SLOWEST_S)


def wants_quiet(response: Response) -> bool:
    """Whether an answer asks not to be asked again so soon (RFC 6585, 4; RFC 9110, 10.2.3)."""
    return response.status == 429 or (response.status == 503 and "Retry-After" in response.headers)


def _wait(response: Response, now: datetime) -> timedelta:
    """Retry-After as a time to wait; none where it is missing or says nothing."""
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if said.isdecimal() and said.isascii():
        return timedelta(seconds=min(int(said[:9]), LONGEST_QUIET.total_seconds()))
    try:
        return max(parsedate_to_datetime(said) - now, timedelta())
    except (ValueError, TypeError):
        return timedelta()
