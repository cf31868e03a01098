"""`copydesk publisher`: draft a publisher's file by looking at its site, and try one page of it."""

from collections.abc import Iterator
from pathlib import Path

from articles.article import Article
from articles.page import Page
from articles.publisher import Publisher
from articles.read import read
from flows.catalogue import put
from flows.desk import Desk, WrongUse
from spiders.scout.probe import CannotLook, fetch, look_at, record
from warehouse.closing import closed


def add(desk: Desk, url: str, *, private_network: bool = False) -> Path:
    """Write `config/publishers/<id>.toml` for the site at an address.

    Raises WrongUse where it cannot, or one is there, or a site outside this network would be looked at in nobody's name.
    """
    desk.refuse_nobody([Publisher.model_construct(id=url, private_network=private_network)])
    try:
        with closed(desk.home):
            draft = look_at(url, contact=desk.settings.contact, hosts=desk.home.hosts, private_network=private_network)
    except CannotLook as error:
        raise WrongUse(str(error)) from error
    except ValueError as error:  # as urllib says it
        raise WrongUse(f"{url} is no address ({error}): write it like https://gazette.example") from error
    return put(desk, draft.id, draft.toml)


def check(desk: Desk, publisher_id: str, url: str | None = None, keep: Path | None = None) -> tuple[list[str], bool]:
    """Fetch a page of a publisher and show what came out: the lines to print, and whether one was an article.

    The page at `url`, or the first of those listed that is an article, after what became of those before it.

    `keep` is a folder that the page and its answer are recorded in, for the publisher's own test.
    """
    publisher = desk.to_crawl([publisher_id])[publisher_id]
    with closed(desk.home):
        fetched, unread = fetch(publisher, contact=desk.settings.contact, hosts=desk.home.hosts, now=desk.now, url=url)
    lines = [f"{one.url}: {one.outcome}, {one.reason}" for one in unread]
    for page in fetched:
        article = read(page, publisher)
        if isinstance(article, Article):
            lines += _shown(article, page, publisher)
            if keep is not None:
                lines.append(f"kept as {record(page, answer_of(article), keep)}")
            return lines, True
        lines.append(f"{page.url}: rejected, {article.code}: {article.detail}")
    return lines, False


def answer_of(article: Article) -> dict[str, object]:
    """What a recorded page is held against: the fields that a reader would look at."""
    return {
        "url": article.url,
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "dateline": article.dateline,
        "body": article.body,
    }


def _shown(article: Article, page: Page, publisher: Publisher) -> Iterator[str]:
    yield f"{publisher.name}: {page.final_url or page.url}"
    for field, value in answer_of(article).items():
        text = " ".join(str(value).split())
        yield f"  {field:<13} {text[:160] + '…' if len(text) > 160 else text}"
    yield "  evidence, * the one that was chosen"
    for said in article.evidence:
        yield f"    {said.field:<13} {'*' if said.chosen else ' '} {said.source:<24} {' '.join(said.value.split())[:80]}"
