"""What is to be said beside what was learned of a publisher: why there is nothing yet, and what its file says otherwise."""

from collections.abc import Iterator
from pathlib import Path

from articles.publisher import load_publishers
from warehouse.home import Home
from warehouse.profiles import LEAST
from warehouse.query import run_query

_HELD = """
select
    (select count(*) from articles where publisher = $publisher),
    (select count(*) from publisher_profiles where publisher = $publisher)
"""


def remarks(home: Home, config: Path, publisher: str) -> Iterator[str]:
    """Sentences for people, of a publisher's id."""
    ((articles, lines),) = run_query(home, _HELD, {"publisher": publisher}).rows
    if not lines:
        yield _why_nothing(publisher, articles)
    if own := load_publishers(config / "publishers").get(publisher):
        for kind, value in own.pin.items():
            yield f"its file pins the {kind}: {value}"
        for kind in own.forbid:
            yield f"its file forbids the {kind}: nothing that is learned of it counts"


def _why_nothing(publisher: str, articles: int) -> str:
    if not articles:
        return f"the warehouse has no article of {publisher}: nothing can be learned of its pages"
    if articles < LEAST:
        needed = f"nothing is believed of fewer than {LEAST} articles, and there are {articles}"
        return f"nothing is learned of {publisher} yet: {needed}"
    return f"nothing is learned of {publisher}: its {articles} articles have nothing in common that is no article's own"
