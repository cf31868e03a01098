"""What every spider of this room is made of: whose site it is on, what it may ask, and where it writes what came of it."""

from collections.abc import Callable
from datetime import datetime

from scrapy import Spider

from articles.publisher import Publisher
from spiders.handover import Handover
from spiders.ledger import LedgerFile


class PoliteSpider(Spider):
    """The middlewares (robots.txt, manners, rendering) ask it."""

    name = "polite"

    def __init__(self, publisher: Publisher, ledger: LedgerFile, handover: Handover, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.publisher = publisher
        self.ledger = ledger
        self.handover = handover
        self.clock = clock

    def quiet_until(self, host: str) -> datetime | None:
        """Until when a host asked to be left alone, where that is not over."""
        until = self.ledger.says.quiet.get(host) or self.handover.quiet.get(host)
        return until if until is not None and until > self.clock() else None

    def leave_alone(self, host: str, until: datetime) -> None:
        """A host asks for quiet."""
        self.ledger.quiet(host, until)
