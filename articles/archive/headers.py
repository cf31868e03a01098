"""The HTTP headers that say something of a page; the rest (cookies, caches, transport) is not kept."""

import re
from collections.abc import Iterable

_TOKEN = r"[\w!#$&^.+-]+"  # noqa: S105 - HTTP's word
_ESSENCE = re.compile(rf"\s*({_TOKEN}/{_TOKEN})\s*(?:;.*)?", re.DOTALL)

KEPT = frozenset({
    "content-type", "content-language", "content-location", "date", "last-modified", "etag", "expires", "cache-control", "age",
    "link", "location", "retry-after", "server", "x-robots-tag", "tdm-reservation", "tdm-policy",
})  # fmt: skip


def kept(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of `headers` that are kept, in their order and as sent."""
    return tuple((name, value) for name, value in headers if name.lower() in KEPT)


def media_type(content_type: str) -> str:
    """What a Content-Type header says, in lower case and without parameters; "" where it says nothing.

    Of several that a server or proxy joined the last counts that is one, as in browsers (WHATWG, MIME Sniffing, 4.4).
    """
    written = (_ESSENCE.fullmatch(part) for part in reversed(content_type.split(",")))
    return next((found[1].lower() for found in written if found), "")
