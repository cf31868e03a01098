"""Which addresses a crawl reaches, by what the publisher's file and the desk's settings say."""

import pytest
from scrapy.utils.misc import load_object
from twisted.internet.error import DNSLookupError

from articles.publisher import Publisher
from spiders.polite.resolver import IS_PRIVATE, IS_PUBLIC, PublicResolver, refused
from spiders.settings import settings

PUBLIC, PRIVATE = (
    ("93.184.216.34", "8.8.8.8"),
    ("127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "172.20.1.1", "0.0.0.0"),
)
CONTACT = "desk@gull.example"


@pytest.mark.parametrize(
    ("private_network", "own", "contact", "public", "private"),
    [
        (False, None, CONTACT, True, False),
        (False, CONTACT, "", True, False),
        (True, None, CONTACT, True, True),
        (True, CONTACT, "", True, True),
        (True, None, "", False, True),
        (True, "", "", False, True),
    ],
)
def test_nobody_outside_is_reached_without_a_contact(private_network, own, contact, public, private) -> None:
    paper = Publisher(id="gull", name="Gull", domain="gull.example", private_network=private_network, contact=own)
    resolver = load_object(settings(paper, contact)["TWISTED_DNS_RESOLVER"])
    for addresses, may, why in ((PUBLIC, public, IS_PUBLIC), (PRIVATE, private, IS_PRIVATE)):
        for address in addresses:
            assert _is_reached(resolver, address) == may, (address, resolver)
            assert may or refused["gull.example"] == why


def _is_reached(resolver: type, address: str) -> bool:
    if not issubclass(resolver, PublicResolver):
        return True  # Scrapy's own asks no question
    try:
        return resolver(None, 0, 1.0).allowed("gull.example", address) == address
    except DNSLookupError:
        return False
