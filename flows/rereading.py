"""Read the archive again with today's rules. No network."""

from datetime import datetime

from flows.desk import Desk
from flows.learning import known_profiles, read_again
from flows.loading import load_and_publish
from flows.progress import Tell, silent
from flows.readers.reading import reading
from flows.run import open_run
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
    with open_run(desk, "reread", trigger, parameters) as run:
        with reading(desk, desk.publishers(), run.staged, tell, known_profiles(desk, run, None)) as reader:
            for warc_file, offsets in lying:
                for offset in offsets:
                    reader.add(warc_file, offset)
            staged, learned = read_again(desk, run, reader.finish(), tell)
        return load_and_publish(desk, run.run, staged, tell, learned=learned)
