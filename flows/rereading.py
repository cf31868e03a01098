"""Read the archive again with today's rules. No network."""

from datetime import datetime

from flows.catching_up import reread_pages
from flows.desk import Desk
from flows.progress import Tell, silent
from flows.summary import Ended
from warehouse.load import pages_to_reread
from warehouse.query import connect


def reread(
    desk: Desk, publisher: str | None = None, since: datetime | None = None, *, trigger: str = "shell", tell: Tell = silent
) -> Ended:
    """Read each archived page again (of one publisher, or fetched since a time) and load what today's rules make of it.

    Each page keeps its publisher, also where this config has no file of it.
    """
    with connect(desk.home) as published:
        lying = pages_to_reread(published, publisher, since)
    if publisher is not None and (publisher in desk.broken() or not lying):
        desk.publishers([publisher])  # one whose file is not in this config is known by its pages
    parameters = {"publisher": publisher, "since": since.isoformat() if since else None}
    return reread_pages(desk, lying, parameters, None, trigger, tell)
