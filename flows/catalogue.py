"""Who is crawled: `config/publishers/` holds those that the user chose, `config/catalogue/` those to choose from."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from articles.config import ConfigError
from articles.publisher import Publisher, load_publisher, load_publishers
from flows.desk import Desk
from flows.refusal import WrongUse


def is_id(url_or_id: str) -> bool:
    """Whether it can be the name of a publisher's file: an address has a point or a colon."""
    return not set(url_or_id) & set(".:/")


def take(desk: Desk, publisher_id: str, contact: str = "") -> Path:
    """Copy a publisher's file from the catalogue to those that are crawled; `contact` answers for its crawls.

    Raises WrongUse where that cannot be.
    """
    desk = desk.answered_by(contact) if contact else desk
    offered = {file.stem: file for file in desk.catalogue.glob("*.toml")}
    if publisher_id not in offered:
        near = get_close_matches(publisher_id, offered)
        meant = f" (is {' or '.join(near)} meant?)" if near else ""
        raise WrongUse(
            f"no publisher {publisher_id!r} in {desk.catalogue}{meant}: copydesk publisher list shows who is;"
            " a site is named by its address, like https://gazette.example"
        )
    return put(desk, publisher_id, offered[publisher_id].read_text("utf-8"), contact)


def put(desk: Desk, publisher_id: str, toml: str, contact: str = "") -> Path:
    """Write a publisher's file, first in it who answers for its crawl, where it is said.

    Raises WrongUse where there is one, ConfigError where it could not be used.
    """
    file = desk.chosen / f"{publisher_id}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(f"contact = {json.dumps(contact, ensure_ascii=False)}\n{toml}" if contact else toml)
    except FileExistsError:
        raise WrongUse(f"{file} is there already: delete it first, or edit it") from None
    try:
        load_publisher(file)
    except ConfigError:
        file.unlink()
        raise
    return file


def listed(desk: Desk) -> Iterator[str]:
    """A table of the publishers that are crawled, and one of those that the catalogue offers."""
    chosen, offered = desk.publishers(), load_publishers(desk.catalogue)
    yield f"Crawled ({desk.chosen}):"
    yield from _rows(list(chosen.values()))
    for publisher_id in desk.broken():
        yield f"  {publisher_id:<20} cannot be used"
    yield ""
    yield f"Available with copydesk publisher add ID ({desk.catalogue}):"
    yield from _rows([one for one in offered.values() if one.id not in chosen])


def _rows(publishers: list[Publisher]) -> Iterator[str]:
    yield f"  {'id':<20} {'country':<8} {'language':<9} {'domain':<24} name" if publishers else "  none"
    for one in publishers:
        yield f"  {one.id:<20} {one.country or '':<8} {one.language or '':<9} {one.domain:<24} {one.name}"
