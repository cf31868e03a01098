"""Which articles a night asks for: new ones, those left by earlier nights, and young ones that may have been edited."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime

from articles.address import identity
from articles.page import Hint
from spiders.crawl_state import Handover
from spiders.known import Known
from spiders.ledger import Asked, LedgerFile
from spiders.listings.listing import LASTMOD, Entry, moment
from spiders.site import requested


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What to ask for, in order; `found` counts the articles that are listed, asked for or not."""

    articles: tuple[Asked, ...]
    found: int


def plan_crawl(
    entries: Iterable[Entry],
    known: Mapping[str, Known],
    handover: Handover,
    now: datetime,
    only: tuple[str, ...] | None = None,
    *,
    listings: Set[str] = frozenset(),
    is_backfill: bool = False,
) -> CrawlPlan:
    """Listed articles that are not known, then deferred ones, then known ones that are due, listed or not.

    So a night whose budget is small spends it on what is new.

    Addresses with one identity are one article: it is asked for under the address that is known, or the first that is listed,
    with what all its entries say. `only` are asked for and nothing else; a backfill leaves what is due to the nightly run.
    What is one of `listings` (addresses) is no article, whoever links to it.
    """
    if only is not None:
        return CrawlPlan(tuple(_recalled(Asked(requested(url), "article"), known) for url in only), len(only))
    left_over = handover.articles
    known_as = {identity(url): url for url in known}
    no_articles = set(map(identity, listings))
    listed: dict[str, tuple[str, tuple[Hint, ...]]] = {}
    for entry in entries:
        twin = identity(entry.url)
        if twin in no_articles:
            continue
        url, hints = listed.get(twin, (known_as.get(twin) or requested(entry.url), ()))
        listed[twin] = url, tuple(dict.fromkeys(hints + entry.hints))
    chosen = {
        url: Asked(url, "article", hints)
        for url, hints in listed.values()
        if url not in known or known[url].is_due(now, _updated(hints)) or url in left_over
    }
    if not is_backfill:
        for url, left in left_over.items():
            said = chosen.get(url, Asked(url, "article")).hints
            chosen[url] = Asked(url, "article", tuple(dict.fromkeys(left.hints + said)))
        for url, had in known.items():
            if had.first_seen is not None and had.is_due(now):
                chosen.setdefault(url, Asked(url, "article"))
        chosen = {url: asked for url, asked in chosen.items() if identity(url) not in no_articles}
    in_order = sorted(chosen.values(), key=lambda asked: asked.url in known)
    return CrawlPlan(tuple(_recalled(asked, known) for asked in in_order), len(listed))


def _recalled(asked: Asked, known: Mapping[str, Known]) -> Asked:
    """With what listings said of it on earlier nights: else an edit would lose a date that only the feed gave."""
    had = known.get(asked.url)
    return replace(asked, hints=had.also_said(asked.hints)) if had else asked


def enter(ledger: LedgerFile, tonight: CrawlPlan, limit: int | None = None) -> list[Asked]:
    """Enter what is to be asked for into the ledger; what is past the limit is due in the next crawl. Gives what it entered.

    Killed in the middle and done again it comes to the same.
    """
    says = ledger.says
    entered = sum(asked.kind == "article" for asked in says.asked.values())
    waiting = [article for article in tonight.articles if article.url not in says.asked]
    room = len(waiting) if limit is None else max(0, limit - entered)
    for article in waiting[:room]:
        ledger.ask(article)
    for article in waiting[room:]:
        ledger.put_off(article)
    ledger.found(tonight.found)
    return waiting[:room]


def _updated(hints: tuple[Hint, ...]) -> datetime | None:
    """The latest time at which a listing says that the article changed."""
    times = (moment(hint.value) for hint in hints if hint.field in ("updated_at", LASTMOD))
    return max((time for time in times if time is not None), default=None)
