"""What keeps a spider from asking for an address."""

from scrapy.exceptions import IgnoreRequest

from articles.page import Outcome


class NotAsked(IgnoreRequest):
    """An address that is not asked for (any more): the outcome and reason that its line in the ledger gets."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome: Outcome = outcome
        self.reason = reason
