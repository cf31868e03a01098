"""For `copydesk publisher`: look at a site, fetch a few pages of a publisher, and keep such a page for its test."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from articles.archive.warc import pages
from articles.page import Hint, Page, Unread
from articles.publisher import Publisher
from spiders.crawl import crawl
from spiders.scout.front_page import Guess, id_of
from spiders.scout.process import Look

TIMEOUT_S = 300.0

FEW = 4
"""Pages that are fetched of a publisher to see one article: live blogs, videos and galleries are listed among them."""


class CannotLook(ValueError):
    """Why nothing can be said of a site, for people."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A publisher's file as it could be: `id` is its name, `toml` its text."""

    id: str
    toml: str


def look_at(url: str, *, contact: str, hosts: Path, private_network: bool = False, timeout_s: float = TIMEOUT_S) -> Draft:
    """Look at a site in a process of its own, with the same manners and guards as a crawl. Raises CannotLook.

    Asks for robots.txt, the front page, and the feeds and sitemaps that they name or that lie at usual places: at most some
    twenty requests, which count with those of the home's crawls (`hosts`: see `spiders.polite.hosts`). The draft has at most 15
    lines, each guess with its reason.
    """
    url = url if "://" in url else f"https://{url}"
    domain = urlsplit(url).netloc.removeprefix("www.")
    if not domain or urlsplit(url).scheme not in ("http", "https"):
        raise CannotLook(f"{url!r} is no address of a site: write it like https://gazette.example")
    publisher = Publisher(id="look", name=domain, domain=domain, private_network=private_network)
    with tempfile.TemporaryDirectory() as folder:
        out, look_file = Path(folder) / "seen.json", Path(folder) / "look.json"
        look = Look(publisher=publisher, url=url, contact=contact, hosts=hosts.absolute(), out=out, parent=os.getpid())
        look_file.write_text(look.model_dump_json(), "utf-8")
        command = [sys.executable, "-P", "-m", "spiders.scout.process", str(look_file)]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout_s, check=False)
        except subprocess.TimeoutExpired as error:
            raise CannotLook(f"{url}: not done within {timeout_s:.0f} s") from error
        if not out.exists():
            words = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise CannotLook(f"{url}: the look broke down: {words[-1] if words else done.returncode}")
        seen = json.loads(out.read_text("utf-8"))
    if "error" in seen:
        raise CannotLook(seen["error"])
    guesses = TypeAdapter(list[Guess]).validate_python(seen["guesses"])
    name = next(str(guess.value) for guess in guesses if guess.key == "name")
    id_ = id_of(domain, name)
    head = f"# Guessed from {url}. Look at each line, then: copydesk publisher check {id_}"
    return Draft(id_, "\n".join([head, *(guess.line for guess in guesses), ""]))


def fetch(
    publisher: Publisher, *, contact: str, hosts: Path, now: datetime, url: str | None = None
) -> tuple[list[Page], list[Unread]]:
    """A page of a publisher: the one named, or the first few that it lists, of which one will be an article.

    With it what gave no page, and why: at least one of either.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        done = crawl(
            publisher, archive=archive, warc_name="some.warc.gz", ledger=Path(folder) / "ledger.jsonl", hosts=hosts, now=now,
            contact=contact, only=None if url is None else [url], limit=FEW, timeout_s=TIMEOUT_S,
        )  # fmt: skip
        found = list(pages(archive, "some.warc.gz")) if done.archived else []
    closed = [
        Unread(listing.url, listing.publisher, listing.asked_at, listing.outcome, listing.reason or "", listing.http_status)
        for listing in done.listings
        if listing.outcome != "read"
    ]
    if not found and not done.unread and not closed:
        why = "nothing is listed: look at the publisher's feeds"
        return [], [Unread(publisher.domain, publisher.id, now, "failed", why)]
    return found, [*closed, *done.unread]


def record(page: Page, answer: dict[str, Any], folder: Path) -> Path:
    """Keep a page and its answer for a publisher's test: `<publisher>/<page_id>.html.gz` and `.json` below `folder`.

    `answer` is what is true of it, by field: correct it by hand where the reading was wrong. Returns the JSON file.
    """
    place = folder / page.publisher
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{page.page_id}.html.gz").write_bytes(gzip.compress(page.payload, mtime=0))
    said = {name: getattr(page, name) for name in ("url", "publisher", "content_type", "http_status", "headers", "final_url")}
    said |= {"fetched_at": page.fetched_at.isoformat(), "hints": [asdict(hint) for hint in page.hints]}
    file = place / f"{page.page_id}.json"
    file.write_text(json.dumps({"page": said, "answer": answer}, ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
    return file


def recorded(folder: Path) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Each page that was recorded below a folder, and its answer."""
    for file in sorted(folder.glob("*/*.json")):
        kept = json.loads(file.read_text("utf-8"))
        said = kept["page"]
        page = Page(
            url=said["url"],
            publisher=said["publisher"],
            fetched_at=datetime.fromisoformat(said["fetched_at"]),
            payload=gzip.decompress(file.with_suffix(".html.gz").read_bytes()),
            content_type=said["content_type"],
            http_status=said["http_status"],
            headers=tuple((name, value) for name, value in said["headers"]),
            final_url=said["final_url"],
            hints=tuple(Hint(**hint) for hint in said["hints"]),
        )
        yield page, kept["answer"]
