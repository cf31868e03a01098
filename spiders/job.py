"""What a crawl's process is told: a small JSON file."""

import os
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel

from articles.publisher import Publisher
from spiders.crawl_state import Handover

CANNOT_WRITE = os.EX_IOERR
"""Exit status of a crawl's process that could not write what came."""


class Job(BaseModel):
    """One crawl. `known` is a file of JSON lines, each an address and its Known."""

    publisher: Publisher
    archive: Path
    warc_name: str
    ledger: Path
    known: Path
    hosts: Path
    now: datetime
    contact: str
    handover: Handover
    since: date | None
    until: date | None
    only: tuple[str, ...] | None
    limit: int | None
    listings: frozenset[str]
