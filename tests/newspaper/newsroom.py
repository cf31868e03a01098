"""What the newsroom wrote, day by day: the pieces in `articles/<paper>/<slug>.toml`, before any page is made of them.

A body is a text of parts with a blank line between them. A part is a paragraph unless its start says otherwise:

    ## cross-heading          > quotation          - item (a line each)          | cell | cell (a row a line)
    @image file.png | caption | credit as printed | photographer | agency
    @related Read also: | slug of another piece of the same paper | words of the link
    @notice text    @colophon text    @promo text    @paywall text

In running text `[words](slug, path or address)` is a link, `**words**` is strong, and U+2408 becomes the reference `&#8;` that
no XML allows.
"""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal
from zlib import crc32

from tests.newspaper.papers import HERE

DAYS = (1, 2, 3)
CLOCK = {day: datetime(2026, 11, 19 + day, 12, tzinfo=UTC) for day in DAYS}
"""The time at which a day's papers are read: nothing in them was published later."""

PartKind = Literal[
    "paragraph", "heading", "quote", "list", "table", "image", "related", "notice", "colophon", "promo", "paywall"
]  # fmt: skip
NOT_AUTHORS = ("photo", "translation", "editing", "illustration", "additional-reporting")
BODY_PARTS = ("paragraph", "heading", "quote", "list", "table")
_MARKS: dict[str, PartKind] = {"## ": "heading", "> ": "quote", "- ": "list", "| ": "table"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a body. `cells` are a list's items (one a row), a table's rows, or the fields of an image or a related link."""

    kind: PartKind
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What changed on a day. `replace` holds pairs of text in the body; `append` goes to its end."""

    day: int
    kind: Literal["correction", "headline", "silent", "update"]
    title: str | None = None
    updated: datetime | None = None
    replace: list[tuple[str, str]] = field(default_factory=list)
    append: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing a paper put on its site, as of one day.

    `dateline` has printed, separator, places (as_written, name, country), date, agency. `contributors` have kind, name and
    what applies of role, affiliation, location, email. `jsonld_authors` is what the page's JSON-LD claims where that differs.
    `first_day` and `gone_day` are when it appears and when it answers `gone_status`; from `chrome_day` on the page around it
    looks different. `disallowed` pieces lie below a path that robots.txt forbids; `moved_from` is an address that redirects here.
    """

    paper: str
    slug: str
    title: str
    body: str
    section: str
    published: datetime
    kind: Literal["article", "liveblog", "gallery"] = "article"
    standfirst: str | None = None
    byline: str | None = None
    contributors: list[dict[str, Any]] = field(default_factory=list)
    jsonld_authors: Any = None
    dateline: dict[str, Any] | None = None
    updated: datetime | None = None
    tags: list[str] = field(default_factory=list)
    language: str | None = None
    design: str | None = None
    charset: str | None = None
    date_shown: Literal["minute", "day", "none"] = "minute"
    story: str | None = None
    comments: list[dict[str, str]] = field(default_factory=list)
    bio: str | None = None
    breaks: bool = False
    printed_twice: bool = False
    tracked: bool = False
    disallowed: bool = False
    moved_from: str | None = None
    first_day: int = 1
    gone_day: int | None = None
    gone_status: int = 410
    chrome_day: int | None = None
    edits: list[Edit] = field(default_factory=list)
    version: int = 1

    @property
    def number(self) -> int:
        """A content system's number for it."""
        return 100_000 + crc32(f"{self.paper}/{self.slug}".encode()) % 900_000

    @property
    def parts(self) -> tuple[Part, ...]:
        """The body, taken apart."""
        return tuple(_part(text.strip()) for text in re.split(r"\n\s*\n", self.body.strip()))

    @property
    def authors(self) -> list[dict[str, Any]]:
        """The people and organisations that wrote it: no photographers, translators and the like, no mere initials."""
        wrote = (contributor for contributor in self.contributors if contributor.get("role") not in NOT_AUTHORS)
        return [contributor for contributor in wrote if contributor["kind"] in ("person", "organisation")]

    def on(self, day: int) -> "Piece":
        """The piece as it stands on a day, its edits up to then made."""
        piece = self
        for edit in self.edits:
            if edit.day > day:
                continue
            body = piece.body
            for old, new in edit.replace:
                if body.count(old) != 1:
                    raise ValueError(f"{self.paper}/{self.slug}: {old!r} must stand in the body once")
                body = body.replace(old, new)
            body = f"{body.strip()}\n\n{edit.append}" if edit.append else body
            piece = replace(
                piece,
                body=body,
                title=edit.title or piece.title,
                updated=edit.updated or piece.updated,
                version=piece.version + 1,
            )
        return piece


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _part(text: str) -> Part:
    if text.startswith("@"):
        kind, _, rest = text[1:].partition(" ")
        rest = " ".join(rest.split())
        return Part(kind, rest, (_cells(rest),) if kind in ("image", "related") else ())  # type: ignore[arg-type]
    kind = next((kind for mark, kind in _MARKS.items() if text.startswith(mark)), "paragraph")
    if kind == "list":
        return Part("list", cells=tuple((line.removeprefix("- ").strip(),) for line in text.splitlines()))
    if kind == "table":
        return Part("table", cells=tuple(_cells(line) for line in text.splitlines()))
    return Part(kind, " ".join(text.removeprefix("## ").removeprefix("> ").split()))


@cache
def pieces(paper: str) -> tuple[Piece, ...]:
    """All pieces of a paper, of all days, newest first. A wrong key in a file is a TypeError."""
    found = []
    for file in sorted((HERE / "articles" / paper).glob("*.toml")):
        row = tomllib.loads(file.read_text("utf-8"))
        try:
            edits = [Edit(**edit) for edit in row.pop("edits", [])]
            found.append(Piece(**{"paper": paper, "slug": file.stem, "edits": edits} | row))
        except TypeError as error:
            raise TypeError(f"{file}: {error}") from error
    return tuple(sorted(found, key=lambda piece: (piece.published, piece.slug), reverse=True))


def plain(text: str) -> str:
    """Running text without its marks: what a reader sees."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text).replace("**", "").replace("\u2408", "")


def links(text: str) -> list[tuple[str, str]]:
    """The links of a running text: (target as written, words)."""
    return [(target, words) for words, target in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", text)]
