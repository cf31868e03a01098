"""Pages of a load that name others of their article: they wait on disk until all are there, and are then put together."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from articles.address import identity
from articles.archive.content_coding import MAX_PAGE
from articles.archive.warc import WarcFile, open_warc, pages
from articles.extract.later_pages import MOST_PAGES, Leaf, begins_on, goes_on, leaf_of, next_page
from articles.extract.other_pages import may_go_on
from articles.page import LaterPage, Page


@dataclass
class WaitingPages:
    """Pages that name another one, by what tells their address; of one address each capture."""

    folder: Path
    opened: ExitStack
    places: dict[str, list[int]] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)

    def takes(self, page: Page) -> bool:
        """Whether a page is kept back."""
        leaf = _leaf(page)
        if leaf is None:
            return False
        first = begins_on(leaf)
        if first is None and next_page(leaf, leaf) is None:
            return False
        twin = identity(leaf.address)
        self.later |= {twin} if first else set()
        self.places.setdefault(twin, []).append(self._warc.append(page).warc_offset)
        return True

    def articles(self) -> Iterator[Page]:
        """All that was kept back."""
        joined: set[str] = set()
        for twin in sorted(self.places, key=self.later.__contains__):
            if twin not in joined:
                chain = [twin] if twin in self.later else self._chain(twin)
                joined |= set(chain)
                for capture in range(max(len(self.places[one]) for one in chain)):
                    yield from _as_one([self._page(one, capture) for one in chain])

    def _chain(self, twin: str) -> list[str]:
        first = _leaf(self._page(twin, 0))
        if first is None:
            return [twin]
        chain, leaves = [twin], [first]
        size = len(first.page.payload)
        while (url := next_page(first, leaves[-1])) and (after := identity(url)) in self.places and after not in chain:
            leaf = _leaf(self._page(after, 0))
            if leaf is None or not goes_on(first, leaves[1:], leaf):
                break
            size += len(leaf.page.payload)
            if size > MAX_PAGE or len(chain) == MOST_PAGES:
                break
            chain.append(after)
            leaves.append(leaf)
        return chain

    def _page(self, twin: str, capture: int) -> Page:
        """The nth capture of an address, or its last."""
        offset = self.places[twin][: capture + 1][-1]
        return next(pages(self.folder, self._warc.warc_file, [offset]))

    @cached_property
    def _warc(self) -> WarcFile:
        (self.folder / "waiting.warc.gz").unlink(missing_ok=True)  # of a load that was interrupted
        return self.opened.enter_context(open_warc(self.folder, "waiting.warc.gz"))


def _leaf(page: Page) -> Leaf | None:
    at_its_address = may_go_on(page)
    return leaf_of(at_its_address) if at_its_address else None


def _as_one(several: list[Page]) -> Iterator[Page]:
    first, *later = (replace(page, warc_file=None, warc_offset=None) for page in several)
    yield from (replace(page, part_of=first.url) for page in later)
    yield replace(first, later=tuple(LaterPage(page.url, page.payload_sha256, "", 0) for page in later))
