"""Evidence first: what is loaded lies in the archive before anyone reads it, each page once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from articles.archive.warc import Archived, DamagedRecord, WarcFile, open_warc, pages
from articles.page import UNKNOWN_PUBLISHER, Page, Unread, page_id
from flows.desk import Desk
from flows.readers.reading import Reading
from flows.rule_set import rule_set
from flows.run import OpenRun
from flows.several_pages import with_articles_whole
from warehouse.load import KnownPage, known_pages
from warehouse.query import NothingPublished, connect
from warehouse.staged_rows import Known, write_without_articles

MOST_BYTES_AT_ONCE = 16 << 20
"""Payloads that are held in memory at the same time, but for a single page that is longer."""


_Look = Callable[[list[str]], dict[str, KnownPage]]


def take_in(
    desk: Desk,
    run: OpenRun,
    found: Iterable[Page | Unread],
    reader: Reading,
    on_progress: Callable[[int], None],
    *,
    is_named: bool = False,
) -> list[Path]:
    """Archive each page that is not in the archive yet and have it read; the staged files of what needs no reading.

    A page is known by its address and its bytes. One that is known, but says more of itself than it did (of a column that was
    mapped only now, from a second file; whose it is, where that was unknown or `is_named` by the user), is archived again with
    all that was ever said of it, and read again. What says the same or less changes nothing, so twice is once.

    `on_progress` hears how many pages and refusals have been taken in.
    """
    with ExitStack() as opened:
        known: _Look = _nothing_known
        with suppress(NothingPublished):
            known = partial(known_pages, opened.enter_context(connect(desk.home)))
        intake, staged, done = _Intake(desk, run, reader, opened, known, is_named), list[Path](), 0
        for portion in _portions(with_articles_whole(found, run.folder), desk.settings.batch_pages):
            if done:
                on_progress(done)
            if not_read := list(intake.take(portion)):
                staged.append(write_without_articles(not_read, run.staged / f"not-read-{len(staged):06}.parquet"))
            done += len(portion)
        on_progress(done)
        return staged


def _nothing_known(_: list[str]) -> dict[str, KnownPage]:
    return {}


def _portions(found: Iterable[Page | Unread], most: int) -> Iterator[list[Page | Unread]]:
    portion: list[Page | Unread] = []
    size = 0
    for item in found:
        portion.append(item)
        size += len(item.payload) if isinstance(item, Page) else 0
        if len(portion) == most or size > MOST_BYTES_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


@dataclass
class _Intake:
    """What one load has archived, beside what lay in the archive before it."""

    desk: Desk
    run: OpenRun
    reader: Reading
    opened: ExitStack
    known: _Look
    is_named: bool
    met: dict[str, Archived] = field(default_factory=dict)
    later: dict[str, Archived] = field(default_factory=dict)

    def take(self, portion: list[Page | Unread]) -> Iterator[Known | Unread]:
        """Archive and have read what is to be; give back what is not to be read."""
        known = self.known([item.page_id for item in portion if isinstance(item, Page)])
        for item in portion:
            if isinstance(item, Unread):
                yield item
                continue
            item = self._naming_its_later_pages(item)
            id_, was = item.page_id, known.get(item.page_id)
            here = self.met.get(id_) or self._before_it_was_interrupted.get(id_)
            lying = here or _archived(item, was)
            together = self._together(item, lying) if lying else item
            is_new = together.warc_file is None
            lying = self._warc.append(together) if is_new else lying
            if item.part_of and lying:
                self.later[id_] = lying
            if not is_new and here is None and was and was.rule_set == rule_set():
                yield Known(replace(together, fetched_at=item.fetched_at))
                continue
            if lying:
                self.met[id_] = lying
                self.reader.add(lying.warc_file, lying.warc_offset)

    def _naming_its_later_pages(self, page: Page) -> Page:
        """The first page of an article, with where the later ones lie, which came before it."""
        lying = ((one, self.later[page_id(one.url, one.payload_sha256)]) for one in page.later)
        named = (replace(one, warc_file=location.warc_file, warc_offset=location.warc_offset) for one, location in lying)
        return replace(page, later=tuple(named)) if page.later else page

    def _together(self, page: Page, lying: Archived) -> Page:
        """The page as it is archived; where `page` says more, one that says all, and lies nowhere yet."""
        try:
            (before,) = pages(self.desk.home.archive, lying.warc_file, [lying.warc_offset])
        except (DamagedRecord, OSError):  # archived anew, it can be read again
            return page
        # A file that was added since knows better than the host or name that stood for the outlet; what was named stays.
        is_placed = before.publisher not in self.publishers and page.publisher in self.publishers
        is_open = self.is_named or is_placed or before.publisher == UNKNOWN_PUBLISHER
        publisher = page.publisher if is_open else before.publisher
        part_of = page.part_of or before.part_of
        if publisher == before.publisher and set(page.hints) <= set(before.hints) and part_of == before.part_of:
            return before
        hints = tuple(dict.fromkeys((*page.hints, *before.hints)))  # the new ones first: a correction goes before its error
        return replace(before, publisher=publisher, hints=hints, part_of=part_of, warc_file=None, warc_offset=None)

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Those that have a file."""
        return frozenset(self.desk.publishers())

    @cached_property
    def _warc(self) -> WarcFile:
        """Opened with the first new page: a load without any leaves no empty file."""
        return self.opened.enter_context(open_warc(self.desk.home.archive, self._warc_name))

    @cached_property
    def _before_it_was_interrupted(self) -> dict[str, Archived]:
        """{page_id: where it lies} of what this run had archived already."""
        if not (self.run.resumed and (self.desk.home.archive / self._warc_name).exists()):
            return {}
        self._warc.sync()  # opening it cuts off a record that was not finished
        found = pages(self.desk.home.archive, self._warc_name)
        return {p.page_id: Archived(p.page_id, p.url, p.publisher, self._warc_name, p.warc_offset or 0) for p in found}

    @property
    def _warc_name(self) -> str:
        return self.run.warc_name("files")


def _archived(page: Page, was: KnownPage | None) -> Archived | None:
    if was is None or was.warc_file is None or was.warc_offset is None:
        return None
    return Archived(page.page_id, page.url, page.publisher, was.warc_file, was.warc_offset)
