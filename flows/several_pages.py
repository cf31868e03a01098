"""Articles over several pages among the pages of a load: kept back until all are there, then given as one."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from articles.extract.other_pages import may_go_on
from articles.page import Page, Unread

if TYPE_CHECKING:
    from flows.waiting_pages import WaitingPages


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
