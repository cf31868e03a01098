"""Articles over several pages among the pages of a load: kept back until all are there, then given as one."""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from articles.address import identity
from articles.archive.content_coding import MAX_PAGE
from articles.archive.warc import WarcFile, open_warc, pages
from articles.extract.later_pages import MOST_PAGES, Leaf, begins_on, goes_on, leaf_of, may_name_another, next_page
from articles.page import LaterPage, Page, Unread

_CANONICAL = re.compile(rb"<link\b[^<>]{0,300}\bcanonical\b[^<>]{0,300}>", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)


def with_articles_whole(found: Iterable[Page | Unread], folder: Path) -> Iterator[Page | Unread]:
    """The same pages, those of articles over several pages last: the later ones, then their first, which names them.

    Where they lie in the archive is still to be said. `folder` is the run's own: pages that name others wait there.
    """
    with ExitStack() as opened:
        waiting = _Waiting(folder, opened)
        for item in found:
            if not (isinstance(item, Page) and waiting.takes(item)):
                yield item
        yield from waiting.articles()


@dataclass
class _Waiting:
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
    """A page's markup, if it may name another page, at the address that it says itself where it came from a file."""
    if not page.payload[:200].lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        return None
    if (page.final_url or page.url).startswith("file:"):
        said = next((href for link in _CANONICAL.findall(page.payload) for href in _HREF.findall(link)), b"")
        page = replace(page, final_url=said.decode("utf-8", "replace"))
        if not page.final_url.startswith("http"):
            return None
    return leaf_of(page) if may_name_another(page) else None


def _as_one(several: list[Page]) -> Iterator[Page]:
    first, *later = (replace(page, warc_file=None, warc_offset=None) for page in several)
    yield from (replace(page, part_of=first.url) for page in later)
    yield replace(first, later=tuple(LaterPage(page.url, page.payload_sha256, "", 0) for page in later))
