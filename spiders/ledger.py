"""The ledger of a crawl: each address that was asked for, and the one thing that came of it.

A file of JSON lines, written as things happen. Killed anywhere, it says what is settled and what is not; a crawl with the
same ledger goes on from there.
"""

import json
import os
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self

from articles.archive.warc import Archived
from articles.page import Hint, ListingKind, Reject, Unread
from spiders.listings.listing import Entry

Kind = Literal["article"] | ListingKind


@dataclass(frozen=True, slots=True)
class Asked:
    """An address to ask for. An article's brings what its feed says of it.

    `page` counts the pages of a section from its first one on.
    """

    url: str
    kind: Kind
    hints: tuple[Hint, ...] = ()
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing that was read: its entries, how many articles among them nobody knew, and its validators."""

    url: str
    read_at: datetime
    http_status: int
    entries: int
    new: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True)
class Ledger:
    """What a ledger says: all by address.

    `named` holds the entries of each listing that was read, until the night's articles are made of them: then `found` counts
    the articles, and `named` is empty. `left` names those of `unread` that nobody tried, or not to an end: they stay due. `due`
    are articles past a crawl's limit: they are for the next one.
    """

    asked: dict[str, Asked] = field(default_factory=dict)
    archived: dict[str, Archived] = field(default_factory=dict)
    unread: dict[str, Unread] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    listings: dict[str, Listed] = field(default_factory=dict)
    named: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    due: dict[str, Asked] = field(default_factory=dict)
    found: int | None = None
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def unsettled(self) -> list[Asked]:
        """Asked for, and nothing has come of it yet."""
        return [asked for url, asked in self.asked.items() if not self.is_settled(url)]

    @property
    def listings_asked(self) -> frozenset[str]:
        """Addresses that were asked for as listings."""
        return frozenset(url for url, asked in self.asked.items() if asked.kind != "article")

    def entries(self) -> list[Entry]:
        """What the listings name that were read, in the order in which they were asked for."""
        return [entry for url in self.asked for entry in self.named.get(url, ())]

    def is_settled(self, url: str) -> bool:
        """Whether something has come of an address."""
        return url in self.archived or url in self.unread or url in self.listings

    def take(self, line: bytes) -> None:
        """Read one line."""
        for kind, said in json.loads(line).items():
            match kind:
                case "asked":
                    self.asked[said["url"]] = _asked(said)
                case "archived":
                    self.archived[said["url"]] = Archived(**said)
                case "joined":
                    for page in said:
                        self.archived[page["url"]] = Archived(**page)
                        self.unread.pop(page["url"], None)
                        self.left.discard(page["url"])
                case "unread" | "left":
                    said["asked_at"] = datetime.fromisoformat(said["asked_at"])
                    said["reject"] = said["reject"] and Reject(**said["reject"])
                    self.unread[said["url"]] = Unread(**said)
                    self.left |= {said["url"]} if kind == "left" else set()
                case "listing":
                    said["read_at"] = datetime.fromisoformat(said["read_at"])
                    self.named[said["url"]] = tuple(_entry(entry) for entry in said.pop("named"))
                    self.listings[said["url"]] = Listed(**said)
                case "due":
                    self.due[said["url"]] = _asked(said)
                case "found":
                    self.found = said
                    self.named.clear()
                case "warning":
                    self.warnings.append(said)
                case "note":
                    self.notes.append(said)
                case _:
                    raise ValueError(f"a ledger has no line {kind!r}")


def _asked(said: dict[str, Any]) -> Asked:
    return Asked(**said | {"hints": tuple(Hint(**hint) for hint in said["hints"])})


def _entry(said: dict[str, Any]) -> Entry:
    return Entry(said["url"], tuple(Hint(**hint) for hint in said["hints"]))


class LedgerFile:
    """A ledger that is being written. What was read from the file, and what is added, is in `says`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b", buffering=0)
        self.says = Ledger()
        self._file.truncate(_take(self._file, self.says, 0))

    def ask(self, asked: Asked) -> None:
        """An address is going to be asked for."""
        self._write({"asked": asdict(asked)})

    def archive(self, archived: Archived) -> None:
        """Its page lies in the archive."""
        self._write({"archived": asdict(archived)})

    def join(self, pages: Sequence[Archived]) -> None:
        """An article over several pages lies in the archive: all of its pages, or none, whatever else came of one of them."""
        self._write({"joined": [asdict(page) for page in pages]})

    def settle(self, unread: Unread) -> None:
        """It gave no page."""
        self._write({"unread": asdict(unread) | {"asked_at": unread.asked_at.isoformat()}})

    def leave(self, unread: Unread) -> None:
        """It was not tried, or not to an end: nothing more comes of it in this crawl, and it stays due."""
        self._write({"left": asdict(unread) | {"asked_at": unread.asked_at.isoformat()}})

    def listing(self, listed: Listed, named: tuple[Entry, ...]) -> None:
        """It has been read, and names these. One line, so that its validators are never known without what it named."""
        said = asdict(listed) | {"read_at": listed.read_at.isoformat(), "named": [asdict(entry) for entry in named]}
        self._write({"listing": said})
        os.fsync(self._file.fileno())  # a power cut takes what was fetched, which can be had again; this cannot

    def put_off(self, article: Asked) -> None:
        """It is listed, and past the limit of this crawl."""
        self._write({"due": asdict(article)})

    def found(self, articles: int) -> None:
        """All listings are read, and name so many articles; those that are wanted are in the ledger already."""
        self._write({"found": articles})

    def warn(self, text: str) -> None:
        """Something that a person should see and can do something about, and that concerns no single page."""
        self._write({"warning": text})

    def note(self, text: str) -> None:
        """Something that is good to know and asks for nothing."""
        self._write({"note": text})

    def _write(self, line: dict[str, Any]) -> None:
        written = json.dumps(line, separators=(",", ":")).encode() + b"\n"
        self._file.write(written)
        self.says.take(written)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.fsync(self._file.fileno())
        self._file.close()


def forget(path: Path, urls: Collection[str]) -> None:
    """Take back that these addresses' pages lie in the archive, whole or not at all: they are open again."""
    kept = [line for line in path.read_bytes().splitlines(keepends=True) if not _archives(line, urls)]
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.writelines(kept)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _archives(line: bytes, urls: Collection[str]) -> bool:
    if not (line.startswith((b'{"archived"', b'{"joined"')) and line.endswith(b"\n")):
        return False
    said = json.loads(line)
    return any(page["url"] in urls for page in said.get("joined", ())) or said.get("archived", {}).get("url") in urls


def read_ledger(path: Path) -> Ledger:
    """What a ledger says, without its last line where that is unfinished. One that is not there says nothing."""
    ledger = Ledger()
    read_on(path, ledger, 0)
    return ledger


def read_on(path: Path, ledger: Ledger, offset: int) -> int:
    """Take the finished lines from an offset (bytes) on into `ledger`; the offset behind them."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return _take(file, ledger, offset)


def _take(file: BinaryIO, ledger: Ledger, offset: int) -> int:
    file.seek(offset)
    for line in file:
        if line.endswith(b"\n"):
            ledger.take(line)
            offset += len(line)
    return offset
