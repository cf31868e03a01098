"""How a worker reads a batch. Reading's libraries are imported here, and so in the workers alone."""

import gc
import signal
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from trafilatura.utils import line_processing, trim

from articles.address import host_of
from articles.article import Article
from articles.match_key import match_key
from articles.page import Page, Reject
from articles.publisher import Publisher, without_a_file
from articles.read import read
from flows.readers.batch import Batch, rows, whole_articles
from flows.readers.memory import give_back, held_bytes
from flows.readers.profiles import read_profile
from warehouse.staging import Read, write

T = TypeVar("T")

GROWS_BYTES = 32 << 20
"""By so much a worker may grow before its caches are emptied: some twenty times among 800 pages of 250 kB.

Emptying them after each large page instead made a load a tenth dearer.
"""


def read_batch(batch: Batch, publishers: dict[str, Publisher], page_timeout_s: float) -> None:
    """Read each page of a batch and stage what came out. Runs in a worker, which SIGPROF ends on a page that takes longer.

    `page_timeout_s` is in seconds of the processor: how long a page takes by the clock depends on who else is at work.
    """
    write(_all_read(_each_in_time(whole_articles(batch), page_timeout_s), publishers, batch.profiles), batch.out)
    give_back()


def _each_in_time(found: Iterable[T], page_timeout_s: float) -> Iterator[T]:
    try:
        for one in found:
            signal.setitimer(signal.ITIMER_PROF, page_timeout_s)
            yield one
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _all_read(
    found: Iterable[tuple[Page, list[Page]]], publishers: dict[str, Publisher], profiles: Path | None
) -> Iterator[Read]:
    held = held_bytes()
    for page, later in found:
        yield from rows(page, later, _read(page, _publisher(page, publishers, profiles), later))
        if held_bytes() > held + GROWS_BYTES:
            _forget()
            held = held_bytes()


def _publisher(page: Page, publishers: dict[str, Publisher], profiles: Path | None) -> Publisher:
    own = publishers.get(page.publisher) or without_a_file(page.publisher, host_of(page.final_url or page.url))
    profile = read_profile(profiles, own.id) if profiles else None
    return own.model_copy(update={"profile": profile}) if profile else own


def _forget() -> None:
    """Empty the caches by text: they count their entries and not their length, and a page may be one word of a megabyte.

    Not all of trafilatura's: its `reset_caches` throws away lists of words too, which take as long to make as two pages.
    """
    for cached in (line_processing, trim, match_key):
        cached.cache_clear()
    gc.collect()
    give_back()


def _read(page: Page, publisher: Publisher, later: Sequence[Page] = ()) -> Article | Reject:
    """A page on which a rule raises is rejected, with what its author must know; the night goes on."""
    try:
        return read(page, publisher, later)
    except MemoryError:
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} in {at.name} ({Path(at.filename).name}, line {at.lineno})"
        return Reject("read", "failed/rule", f"{said}: a fault of Copydesk's; when it is mended, reread reads the page again")
