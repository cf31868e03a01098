"""The HTTP headers that say something of a page; the rest (cookies, caches, transport) is not kept."""

from collections.abc import Iterable

KEPT = frozenset({
    "content-type", "content-language", "content-location", "date", "last-modified", "etag", "expires", "cache-control", "age",
    "link", "location", "retry-after", "server", "x-robots-tag", "tdm-reservation", "tdm-policy",
})  # fmt: skip


def kept(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of `headers` that are kept, in their order and as sent."""
    return tuple((name, value) for name, value in headers if name.lower() in KEPT)
