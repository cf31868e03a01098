"""What every spider of this room is made of: whose site it is on, what it may ask, and where it writes what came of it."""

from collections.abc import Callable
from datetime import datetime

from scrapy import Spider

from articles.publisher import Publisher
from spiders.ledger import LedgerFile
from spiders.polite.hosts import Hosts


class PoliteSpider(Spider):
    """The middlewares (robots.txt, manners, rendering) and the download handler ask it."""

    name = "polite"

    def __init__(self, publisher: Publisher, ledger: LedgerFile, hosts: Hosts, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.publisher = publisher
        self.ledger = ledger
        self.hosts = hosts
        self.clock = clock
