"""Papers of our own on loopback: as many articles as asked for, the same words for the same number of them.

Beside articles they have what a night meets: pages that are no article, addresses that are gone, that redirect, that say the same
under two addresses. A feed that was given once answers 304 to whoever names its ETag.
"""

import json
import random
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from tests.spiders.wire import Answer, Wire, answer, feed, unchanged_from_now_on

BATCH_PAGES = 5
NOW = "2026-03-12T03:00:00+00:00"
_PLACES = ("BAGHDAD", "ERBIL, Kurdistan Region", "LYON, France", "PORTLAND, Maine", "BERLIN", "CAIRO")
_GIVEN = ("Ada", "Ben", "Cora", "Dario", "Edda", "Farid", "Greta", "Hana")
_FAMILY = ("Archer", "Bouzid", "Cooper", "Dabney", "Ellery", "Farouk", "Grünwald", "Haddad")
_WORDS = [
    "council",
    "bridge",
    "harbour",
    "ferry",
    "night",
    "train",
    "budget",
    "school",
    "river",
    "tower",
    "market",
    "reservoir",
    "engineer",
    "minister",
    "report",
    "vote",
    "winter",
    "harvest",
    "library",
    "orchestra",
    "museum",
    "tunnel",
    "station",
    "garden",
    "letter",
    "lawyer",
    "teacher",
    "doctor",
    "farmer",
    "baker",
    "morning",
    "evening",
]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the papers are together."""

    papers: int
    articles: int


class Press:
    """Serves `size.papers` papers until it is closed. `asked_for` is how many addresses a night asks for, listings left out."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._open = ExitStack()
        self.wires = [self._open.enter_context(Wire()) for _ in range(size.papers)]
        self.asked_for = 0
        for number, wire in enumerate(self.wires):
            each = size.articles // size.papers + (number < size.articles % size.papers)
            self._print(wire, number, each)

    def write_config(self, folder: Path) -> Path:
        """Write the publishers' files and a desk that cuts small batches; the folder."""
        (folder / "publishers").mkdir(parents=True)
        for number, wire in enumerate(self.wires):
            rows = {
                "name": f"Paper {number}",
                "domain": wire.host,
                "feeds": [f"http://{wire.host}/rss"],
                "language": "en",
                "private_network": True,
                "delay_s": 0,
            }
            text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in rows.items())
            (folder / "publishers" / f"paper{number}.toml").write_text(text)
        (folder / "desk.toml").write_text(f"workers = 2\nbatch_pages = {BATCH_PAGES}\n")
        return folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _print(self, wire: Wire, paper: int, articles: int) -> None:
        pages: dict[str, Answer] = {}
        for number in range(articles):
            path = f"/news/{number:04d}"
            pages[path] = _stamped(article(f"http://{wire.host}{path}", random.Random(f"{paper} {number}")))
        twin = article(f"http://{wire.host}/news/0000", random.Random(f"{paper} 0"))
        pages |= {
            "/news/0000-print": answer(twin.encode()),
            "/short": answer(b"<html><body><p>Soon.</p></body></html>"),
            "/gone": answer(status="410 Gone"),
            "/moved": answer(b"", "Location: /news/0001", status="301 Moved"),
            "/broken": answer(status="501 No"),
            "/picture": answer(b"\x89PNG\r\n\x1a\n", "Content-Type: image/png"),
        }
        self.asked_for += len(pages)
        whole = feed(*(f"http://{wire.host}{path}" for path in pages))
        wire.answers |= {**pages, "/rss": unchanged_from_now_on(wire, "/rss", whole)}


def article(url: str, chance: random.Random) -> str:
    """An article's page: byline, dateline, picture, links, and what stands around it."""
    author = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
    title = " ".join(chance.choices(_WORDS, k=6)).capitalize()
    paragraphs = [f"{' '.join(chance.choices(_WORDS, k=45)).capitalize()}." for _ in range(5)]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    place = chance.choice(_PLACES)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{url}">'
        f'<meta property="article:published_time" content="2026-03-{chance.randint(1, 11):02d}T08:00:00Z"></head><body>'
        f'<nav><a href="/">Home</a></nav><article><h1>{title}</h1><p class="byline">By {author}</p>'
        f"<figure><img src='/a.jpg'><figcaption>The {chance.choice(_WORDS)}. Photo: {author}/AFP</figcaption></figure>"
        f'<p>{place} (Reuters) – A {chance.choice(_WORDS)} {chance.choice(_WORDS)}, with <a href="{url}/more">a link</a>, is what it is about.</p>{body}'
        f"</article><footer>All rights reserved.</footer></body></html>"
    )


def _stamped(html: str) -> bytes:
    return answer(html.encode(), f'ETag: "{sha256(html.encode()).hexdigest()[:12]}"')
