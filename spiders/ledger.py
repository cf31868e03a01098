"""The ledger of a crawl: each address that was asked for, and the one thing that came of it.

A file of JSON lines, written as things happen. Killed anywhere, it says what is settled and what is not; a crawl with the
same ledger goes on from there.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self

from articles.page import Hint, Reject, Unread
from articles.warc import Archived

Kind = Literal["article", "feed", "sitemap", "section"]


@dataclass(frozen=True, slots=True)
class Asked:
    """An address to ask for. An article's is canonical and brings what its feed says of it.

    `page` counts the pages of a section from its first one on.
    """

    url: str
    kind: Kind
    hints: tuple[Hint, ...] = ()
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed, sitemap or section page that was read: its entries, and its validators for the next night."""

    url: str
    entries: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True)
class Ledger:
    """What a ledger says: all by address.

    `found` counts the articles that the listings name, None until all of them are read.
    """

    asked: dict[str, Asked] = field(default_factory=dict)
    archived: dict[str, Archived] = field(default_factory=dict)
    unread: dict[str, Unread] = field(default_factory=dict)
    listings: dict[str, Listed] = field(default_factory=dict)
    found: int | None = None
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def unsettled(self) -> list[Asked]:
        """Asked for, and nothing has come of it yet."""
        return [asked for url, asked in self.asked.items() if not self.is_settled(url)]

    def is_settled(self, url: str) -> bool:
        """Whether something has come of an address."""
        return url in self.archived or url in self.unread or url in self.listings

    def take(self, line: bytes) -> None:
        """Read one line."""
        for kind, said in json.loads(line).items():
            match kind:
                case "asked":
                    said["hints"] = tuple(Hint(**hint) for hint in said["hints"])
                    self.asked[said["url"]] = Asked(**said)
                case "archived":
                    self.archived[said["url"]] = Archived(**said)
                case "unread":
                    said["asked_at"] = datetime.fromisoformat(said["asked_at"])
                    said["reject"] = said["reject"] and Reject(**said["reject"])
                    self.unread[said["url"]] = Unread(**said)
                case "listing":
                    self.listings[said["url"]] = Listed(**said)
                case "found":
                    self.found = said
                case "warning":
                    self.warnings.append(said)
                case "note":
                    self.notes.append(said)
                case _:
                    raise ValueError(f"a ledger has no line {kind!r}")


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

    def settle(self, unread: Unread) -> None:
        """It gave no page."""
        self._write({"unread": asdict(unread) | {"asked_at": unread.asked_at.isoformat()}})

    def listing(self, listed: Listed) -> None:
        """It has been read; all its entries that are to be asked for are in the ledger already."""
        self._write({"listing": asdict(listed)})

    def found(self, articles: int) -> None:
        """All listings are read: so many articles do they name."""
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
