"""Names are resolved to public addresses only: a publisher's host must not lead into the network that Copydesk runs in.

The check stands where the connection takes its address from, so a name that changes between check and use gains nothing.
"""

from collections.abc import Sequence
from ipaddress import ip_address

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

refused: set[str] = set()
"""Hosts of this process that resolved to an address that is not public; Twisted hides the reason otherwise."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, without loopback, private, link-local and reserved addresses."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The host's IPv4 address. Fails with DNSLookupError."""

        def check(address: str) -> str:
            if not ip_address(address).is_global:
                refused.add(name)
                raise DNSLookupError(f"{name} resolves to {address}, which is not public")
            return address

        return super().getHostByName(name, timeout).addCallback(check)
