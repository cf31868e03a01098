"""`copydesk publisher`: draft a publisher's file by looking at its site, and try one page of it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from articles.address import host_of
from articles.article import Article
from articles.config import ConfigError
from articles.page import Page
from articles.publisher import UNKNOWN, Publisher, load_publisher, publisher_of
from articles.read import read
from flows.catalogue import put
from flows.desk import Desk
from flows.progress import Step, Tell, silent
from flows.publisher_lists import wanted_in
from flows.refusal import WrongUse
from spiders.scout.probe import CannotLook, Draft, Wanted, fetch, look_at, look_at_all, record
from warehouse.closing import closed

AT_ONCE = 32
"""Sites of a list that are looked at side by side: each is asked once a second, so most of the time goes by in waiting."""


def add(
    desk: Desk,
    url: str,
    *,
    private_network: bool = False,
    publisher_id: str | None = None,
    contact: str = "",
    tell: Tell = silent,
) -> Path:
    """Write `config/publishers/<id>.toml` for the site at an address, under a name of one's own or one made of its host.

    `contact` answers for this publisher's crawls, from this look on. Raises WrongUse where it cannot be written, or one is
    there, or a site outside this network would be looked at in nobody's name.
    """
    desk = desk.answered_by(contact) if contact else desk
    desk.refuse_nobody([Publisher.model_construct(id=url, private_network=private_network)])
    try:
        with closed(desk.home):
            draft = look_at(
                url, contact=desk.settings.contact, hosts=desk.home.hosts, private_network=private_network,
                on_asking=_counting(url, tell),
            )  # fmt: skip
    except CannotLook as error:
        raise WrongUse(str(error)) from error
    except ValueError as error:  # as urllib says it
        raise WrongUse(f"{url} is no address ({error}): write it like https://gazette.example") from error
    name = publisher_id or draft.id
    return put(desk, name, draft.text(name), contact)


def next_step(file: Path) -> str:
    """What to type once a file is written: what was not found goes first."""
    publisher = load_publisher(file)
    check = f"copydesk publisher check {publisher.id}"
    if publisher.feeds or publisher.sitemaps:
        return f"next: {check}"
    return f"no feed and no sitemap was found: name one in {file}, or leave `sections` to find articles by links; then: {check}"


@dataclass(frozen=True, slots=True)
class Added:
    """What came of one entry of a list: the file that was written or is there already, or why there is none."""

    site: str
    outcome: Literal["added", "already there", "failed"]
    detail: str


def add_all(
    desk: Desk, file: Path, *, private_network: bool = False, contact: str = "", tell: Tell = silent
) -> Iterator[Added]:
    """As `add`, for all sites and feeds that a list names, AT_ONCE of them at a time: one outcome for each, as it is known.

    Each file is written as soon as its site was looked at, and a site of a publisher that is there is not looked at: after an
    interruption the same call goes on where it was. Raises WrongUse where the list cannot be read.
    """
    desk = desk.answered_by(contact) if contact else desk
    wanted, without = wanted_in(file)
    desk.refuse_nobody([Publisher.model_construct(id=one.url, private_network=private_network) for one in wanted])
    yield from (Added(name, "failed", "no address in this entry of the list") for name in without)
    chosen = desk.publishers()
    left = []
    for one in wanted:
        there = publisher_of(_host_of(one.url), chosen)
        if there is UNKNOWN:
            left.append(one)
        else:
            yield Added(one.url, "already there", str(desk.chosen / f"{there.id}.toml"))
    with closed(desk.home):
        pass
    done = count(1)
    for one, seen in look_at_all(
        left, contact=desk.settings.contact, hosts=desk.home.hosts, private_network=private_network, at_once=AT_ONCE
    ):
        added = _put(desk, one, seen, chosen, contact)
        tell(Step("add publishers", next(done), len(left), note=f"{added.site}: {added.outcome}"))
        yield added


def _put(desk: Desk, wanted: Wanted, seen: Draft | CannotLook, chosen: dict[str, Publisher], contact: str) -> Added:
    """Write the file, and add it to those that are chosen: two feeds of a list may be of one site."""
    if isinstance(seen, CannotLook):
        return Added(wanted.url, "failed", str(seen))
    there = publisher_of(seen.domain, chosen)
    if there is not UNKNOWN:
        return Added(wanted.url, "already there", str(desk.chosen / f"{there.id}.toml"))
    is_taken = (desk.chosen / f"{seen.id}.toml").exists()
    name = re.sub(r"[^a-z0-9]+", "-", seen.domain.lower()).strip("-") if is_taken else seen.id
    try:
        file = put(desk, name, seen.text(name), contact)
    except (WrongUse, ConfigError) as error:
        return Added(wanted.url, "failed", str(error))
    chosen[name] = load_publisher(file)
    return Added(wanted.url, "added", str(file))


def _host_of(url: str) -> str:
    return host_of(url if "://" in url else f"https://{url}").removeprefix("www.")


def _counting(site: str, tell: Tell) -> Callable[[str], None]:
    """Tells how many addresses of a site were asked for."""
    asked = count(1)
    return lambda url: tell(Step(f"requests to {site}", next(asked), note=url))


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
