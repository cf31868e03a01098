"""How Scrapy is set up for a publisher. What is turned off here is on by default."""

from importlib.metadata import version
from typing import Any

from articles.publisher import Publisher
from spiders.browser import browser_settings
from spiders.polite.robots import AGENT

DELAY_S = 1.0
"""Seconds between two requests to a host, where a publisher's file says nothing."""

ANSWER_WITHIN_S = 30
"""For a whole answer, however it trickles."""

_OFF = None


def _resolver(publisher: Publisher, answers_for_it: str) -> str:
    if not publisher.private_network:
        return "spiders.polite.resolver.PublicResolver"
    return "scrapy.resolver.CachingThreadedResolver" if answers_for_it else "spiders.polite.resolver.PrivateResolver"


def settings(publisher: Publisher, contact: str) -> dict[str, Any]:
    """For one crawl. `contact` is who answers for it: an address or a mailbox, sent as part of the User-Agent."""
    browser = browser_settings() if publisher.render else {}
    handler = "spiders.chromium.Chromium" if publisher.render else "spiders.polite.turns.InTurn"
    answers_for_it = publisher.contact or contact
    delay = DELAY_S if publisher.delay_s is None else publisher.delay_s
    return {
        "USER_AGENT": f"{AGENT}/{version('copydesk')}" + (f" (+{answers_for_it})" if answers_for_it else ""),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": publisher.language or "*",
        },
        # Nothing that listens, remembers or goes elsewhere: of what Scrapy has on by default these alone are left, and what is
        # turned off by a setting of its own would be imported all the same (15 MB).
        "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
        "SPIDER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
        },
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3"), _OFF) | dict.fromkeys(("http", "https"), handler),
        "TWISTED_DNS_RESOLVER": _resolver(publisher, answers_for_it),
        "DNS_TIMEOUT": 20,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        # What happens to a request is decided by the spider and these four, so that nothing is dropped unseen.
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "DOWNLOADER_MIDDLEWARES": {
            "spiders.polite.robots.Robots": 100,
            "spiders.polite.retries.Manners": 550,
            "spiders.decoding.StrictDecoding": 590,
            **browser.pop("DOWNLOADER_MIDDLEWARES", {}),
        },
        # Gently, in the order of the crawl plan, and within bounds.
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": delay,
        # One's own server, that is what delay_s = 0 is for, is asked as fast as it answers.
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0 if delay else 1000.0,
        "CONCURRENT_REQUESTS": 4,  # also how many are on their way when a server asks for quiet
        "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
        "CONCURRENT_ITEMS": 1,  # there are none; Scrapy starts as many tasks for each answer
        "RETRY_TIMES": 4,
        "DOWNLOAD_TIMEOUT": ANSWER_WITHIN_S,
        "DOWNLOAD_MAXSIZE": 10 << 20,
        "DOWNLOAD_WARNSIZE": 0,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # it would parse the spider's source for each answer
        **browser,
    }
