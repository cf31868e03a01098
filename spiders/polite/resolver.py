"""Which addresses a crawl may reach: public ones, or those of the network that Copydesk runs in, as the publisher's file says.

The check stands where the connection takes its address from, so a name that changes between check and use gains nothing.
"""

from collections.abc import Sequence
from ipaddress import ip_address

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

IS_PRIVATE = "the host has a private address: set private_network = true (publisher add: --private-network) to allow it"
IS_PUBLIC = "the host has a public address and no contact is configured: set `contact` in desk.toml or in the publisher's file"

refused: dict[str, str] = {}
"""Hosts of this process that resolved to an address that may not be reached, and why; Twisted hides the reason otherwise."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, without loopback, private, link-local and reserved addresses."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The host's IPv4 address. Fails with DNSLookupError."""
        return super().getHostByName(name, timeout).addCallback(lambda address: self.allowed(name, address))

    def allowed(self, name: str, address: str) -> str:
        """The address itself. Raises DNSLookupError where it may not be reached."""
        if why := self.why_not(is_public=ip_address(address).is_global):
            refused[name] = why
            raise DNSLookupError(f"{name} resolves to {address}: {why}")
        return address

    def why_not(self, *, is_public: bool) -> str | None:
        """Why an address of this kind may not be reached; None where it may."""
        return None if is_public else IS_PRIVATE


class PrivateResolver(PublicResolver):
    """The other way round, for a crawl that nobody answers for: nothing outside this network is reached."""

    def why_not(self, *, is_public: bool) -> str | None:
        """As its parent's."""
        return IS_PUBLIC if is_public else None
