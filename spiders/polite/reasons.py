"""Why an address gave no answer, in a few words, and whether it may give one tomorrow."""

from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from articles.archive.content_coding import DamagedEncoding
from spiders.polite import resolver

GONE = frozenset((404, 410))
"""Statuses that say there is no such page (any more): RFC 9110, 15.5.5 and 15.5.11."""

PASSING = frozenset((408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
"""Statuses of a server that has trouble, not of an address that is wrong."""


def reason(error: BaseException, url: str) -> str:
    """For people and for counting; what is not known keeps its name."""
    match error:
        case DownloadTimeoutError():
            return "timeout"
        case DownloadConnectionRefusedError():
            return "connection refused"
        case ResponseDataLossError():
            return "the answer is incomplete"
        case DownloadFailedError() if is_untrusted(error):
            return "the server's certificate is invalid or belongs to another host"
        case DownloadFailedError():
            return "not an HTTP answer"
        case DamagedEncoding():
            return f"damaged answer: {error}"
        case CannotResolveHostError():
            return resolver.refused.get(urlsplit(url).hostname or "", "unknown host")
        case _:
            return f"{type(error).__name__}: {error}"[:300]


def is_passing(error: BaseException, url: str) -> bool:
    """Whether it may be gone tomorrow: no answer, or half of one."""
    if isinstance(error, CannotResolveHostError):
        return urlsplit(url).hostname not in resolver.refused
    if is_untrusted(error):
        return False
    return isinstance(
        error,
        DownloadTimeoutError | DownloadConnectionRefusedError | ResponseDataLossError | DownloadFailedError | DamagedEncoding,
    )


def is_untrusted(error: BaseException) -> bool:
    """Whether TLS could not tell who answers. Twisted and service-identity say so in the text of another error."""
    return any(sign in str(error) for sign in ("certificate verify failed", "VerificationError"))
