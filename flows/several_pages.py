"""Articles over several pages among the pages of a load: kept back until all are there, then given as one."""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from articles.extract.other_pages import may_name_another
from articles.page import Page, Unread

if TYPE_CHECKING:
    from flows.waiting_pages import WaitingPages

_CANONICAL = re.compile(rb"<link\b[^<>]{0,300}\bcanonical\b[^<>]{0,300}>", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)


def with_articles_whole(found: Iterable[Page | Unread], folder: Path) -> Iterator[Page | Unread]:
    """The same pages, those of articles over several pages last: the later ones, then their first, which names them.

    Where they lie in the archive is still to be said. `folder` is the run's own: pages that name others wait there.
    """
    with ExitStack() as opened:
        waiting: WaitingPages | None = None
        for item in found:
            if isinstance(item, Page) and may_go_on(item):
                waiting = waiting or _waiting(folder, opened)
                if waiting.takes(item):
                    continue
            yield item
        if waiting:
            yield from waiting.articles()


def _waiting(folder: Path, opened: ExitStack) -> "WaitingPages":
    from flows.waiting_pages import WaitingPages  # here, as with it comes what parses markup, which most loads need not

    return WaitingPages(folder, opened)


def may_go_on(page: Page) -> Page | None:
    """A page of markup that may name another one, at the address that it says itself where it came from a file."""
    if not page.payload[:200].lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        return None
    if (page.final_url or page.url).startswith("file:"):
        said = next((href for link in _CANONICAL.findall(page.payload) for href in _HREF.findall(link)), b"")
        page = replace(page, final_url=said.decode("utf-8", "replace"))
        if not page.final_url.startswith("http"):
            return None
    return page if may_name_another(page) else None
