"""For `copydesk publisher`: look at a site, fetch a few pages of a publisher, and keep such a page for its test."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from articles.archive.warc import pages
from articles.page import Hint, Page, Unread
from articles.publisher import EXAMPLES, Publisher, host
from spiders.crawl import crawl
from spiders.scout.front_page import Guess, id_of
from spiders.scout.process import Look
from spiders.scout.scout import Site

TIMEOUT_S = 300.0

FEW = 4
"""Pages that are fetched of a publisher to see one article: live blogs, videos and galleries are listed among them."""


class CannotLook(ValueError):
    """Why nothing can be said of a site, for people."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A publisher's file as it could be: `id` is its name, `toml` its text without the line that names it."""

    id: str
    domain: str
    toml: str
    url: str

    def text(self, id_: str) -> str:
        """The file, under a name."""
        return f"# Guessed from {self.url}. Look at each line, then: copydesk publisher check {id_}\n{self.toml}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A site to look at: the address of its front page or of a feed, and what a list says of it."""

    url: str
    feeds: tuple[str, ...] = ()
    name: str | None = None


def look_at(
    url: str,
    *,
    contact: str,
    hosts: Path,
    private_network: bool = False,
    timeout_s: float = TIMEOUT_S,
    on_asking: Callable[[str], None] = lambda _: None,
) -> Draft:
    """Look at a site in a process of its own, with the same manners and guards as a crawl. Raises CannotLook.

    Asks for robots.txt, the front page, and the feeds and sitemaps that they name or that lie at usual places: at most some
    twenty requests, which count with those of the home's crawls (`hosts`: see `spiders.polite.hosts`). The draft has at most 15
    lines, each guess with its reason. `on_asking` hears of each address before it is asked for.
    """
    looks = look_at_all(
        [Wanted(url)], contact=contact, hosts=hosts, private_network=private_network, timeout_s=timeout_s, on_asking=on_asking
    )
    [(_, seen)] = looks
    if isinstance(seen, CannotLook):
        raise seen
    return seen


def look_at_all(
    sites: Sequence[Wanted],
    *,
    contact: str,
    hosts: Path,
    private_network: bool = False,
    at_once: int = 1,
    timeout_s: float = TIMEOUT_S,
    on_asking: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[Wanted, Draft | CannotLook]]:
    """As `look_at`, for many sites in one process, `at_once` of them at a time: each with what was seen, in the order in which
    they are done. After `timeout_s` in which nothing happened those that are left cannot be looked at.
    """
    asked: list[tuple[Wanted, Site]] = []
    for wanted in sites:
        try:
            asked.append((wanted, _site(wanted, private_network=private_network)))
        except CannotLook as error:
            yield wanted, error
    if not asked:
        return
    with tempfile.TemporaryDirectory() as folder:
        out, look_file, log = (Path(folder) / name for name in ("seen.jsonl", "look.json", "log"))
        look = Look(
            sites=tuple(site for _, site in asked), contact=contact, hosts=hosts.absolute(), out=out, parent=os.getpid(),
            at_once=at_once,
        )  # fmt: skip
        look_file.write_text(look.model_dump_json(), "utf-8")
        out.touch()
        left = set(range(len(asked)))
        with log.open("wb") as written, _started(look_file, written) as process:
            for said in _lines(process, out, timeout_s):
                wanted, _ = asked[said["site"]]
                if "asking" in said:
                    on_asking(said["asking"])
                    continue
                left.discard(said["site"])
                yield wanted, CannotLook(said["error"]) if "error" in said else _draft(wanted, said["guesses"])
        words = log.read_text("utf-8", "replace").strip().splitlines()
        why = f"inspecting the site failed: {words[-1]}" if words else f"not done within {timeout_s:.0f} s"
        for number in sorted(left):
            yield asked[number][0], CannotLook(f"{asked[number][0].url}: {why}")


def _site(wanted: Wanted, *, private_network: bool) -> Site:
    url = wanted.url if "://" in wanted.url else f"https://{wanted.url}"
    try:
        domain = urlsplit(url).netloc.removeprefix("www.")
        host(domain)
    except ValueError:
        domain = ""
    if not domain or urlsplit(url).scheme not in ("http", "https"):
        raise CannotLook(f"{url!r} is not the address of a site; example: https://gazette.example")
    also = {urlsplit(feed).netloc.removeprefix("www.") for feed in wanted.feeds} - {domain, ""}
    publisher = Publisher(id="look", name=domain, domain=domain, also=tuple(sorted(also)), private_network=private_network)
    return Site(url=url, publisher=publisher, feeds=wanted.feeds, name=wanted.name)


@contextmanager
def _started(look_file: Path, log: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-P", "-m", "spiders.scout.process", str(look_file)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _lines(process: "subprocess.Popen[bytes]", out: Path, timeout_s: float) -> Iterator[dict[str, Any]]:
    """What the process writes, as it writes it; ends with it, or where it has said nothing for so long."""
    offset, heard = 0, time.monotonic()
    while time.monotonic() - heard < timeout_s:
        has_ended = process.poll() is not None
        with out.open("rb") as file:
            file.seek(offset)
            whole = file.read().rpartition(b"\n")[0]
        for line in whole.splitlines():
            yield json.loads(line)
        if whole:
            offset, heard = offset + len(whole) + 1, time.monotonic()
        elif has_ended:
            return
        else:
            time.sleep(0.05)


def _draft(wanted: Wanted, seen: list[Any]) -> Draft:
    guesses = TypeAdapter(list[Guess]).validate_python(seen)
    said = {guess.key: str(guess.value) for guess in guesses}
    toml = "\n".join([*(guess.line for guess in guesses), ""])
    return Draft(id_of(said["domain"], said["name"]), said["domain"], toml, wanted.url)


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
        why = f"no articles are listed: set what lists them in its file, like: {EXAMPLES['feeds']}, or {EXAMPLES['sections']}"
        return [], [Unread(publisher.domain, publisher.id, now, "failed", why)]
    return found, [*closed, *done.unread]


def record(page: Page, answer: dict[str, Any], folder: Path) -> Path:
    """Keep a page and its answer for a publisher's test: `<publisher>/<page_id>.html.gz` and `.json` below `folder`.

    `answer` is what is true of it, by field: correct it by hand where the reading was wrong. Returns the JSON file.
    """
    target = folder / page.publisher
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{page.page_id}.html.gz").write_bytes(gzip.compress(page.payload, mtime=0))
    said = {name: getattr(page, name) for name in ("url", "publisher", "content_type", "http_status", "headers", "final_url")}
    said |= {"fetched_at": page.fetched_at.isoformat(), "hints": [asdict(hint) for hint in page.hints]}
    file = target / f"{page.page_id}.json"
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
