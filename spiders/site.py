"""Which addresses belong to a publisher's site, and how they are asked for."""

from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from articles.address import without_session
from articles.publisher import Publisher

_PORTS = {"http": 80, "https": 443}


def joined(base: str, written: str) -> str:
    """An address made whole, without a fragment; as it is written where it cannot be."""
    try:
        return urljoin(base, written.strip()).partition("#")[0]
    except ValueError:
        return written


def requested(url: str) -> str:
    """The address as it is asked for: as it is linked, without fragment and the id of a visit, escaped as browsers escape.

    Nothing is put in order or left out: some servers know their pages by that alone. `identity` tells twins.
    """
    written = without_session(url.strip().partition("#")[0])
    try:
        return safe_url_string(written) if written.lower().startswith(("http:", "https:")) else written
    except ValueError:
        return written


def is_on_site(url: str, publisher: Publisher) -> bool:
    """Whether an address is http(s), without a user's name, on one of the publisher's hosts or below one.

    A host that the publisher's file gives with a port stands for that port, one without for 80 and 443.
    """
    try:
        parts = urlsplit(url)
        host, port = _ascii(parts.hostname), parts.port
    except ValueError:
        return False
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        return False
    for written in publisher.hosts:
        own = urlsplit(f"//{written}")
        own_host, ports = _ascii(own.hostname), (own.port,) if own.port else _PORTS.values()
        if (host == own_host or host.endswith(f".{own_host}")) and (port or _PORTS[parts.scheme]) in ports:
            return True
    return False


def _ascii(host: str | None) -> str:
    """A host as DNS has it. Raises ValueError (UnicodeError) for one that cannot be."""
    return (host or "").rstrip(".").encode("idna").decode()
