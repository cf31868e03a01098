"""Twisted, but for a header line whose name is no token ("‘access-control’: *"): it is left out, as browsers leave it out.

Twisted gives up the whole answer for it, though nothing that it says would be read.
"""

from contextlib import suppress

from twisted.web._newclient import HTTPParser
from twisted.web.http_headers import InvalidHeaderName


def forgive() -> None:
    """Have Twisted leave out such lines."""
    received = HTTPParser.headerReceived

    def headerReceived(self: HTTPParser, name: bytes, value: bytes) -> None:  # noqa: N802 - Twisted's name
        with suppress(InvalidHeaderName):
            received(self, name, value)  # type: ignore[no-untyped-call]

    HTTPParser.headerReceived = headerReceived  # type: ignore[method-assign]
