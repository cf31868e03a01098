"""A file that is being loaded, or a file within a file: read within bounds, whatever lies in it."""

import errno
import fcntl
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from articles.archive.content_coding import BOMB_RATIO, MAX_PAGE
from articles.page import Hint, Page, Reject, Unread
from loaders.mapping import Mapping
from loaders.publisher_of import Whose

HEAD = 1 << 16
"""Bytes from which a format is told."""

_HONEST = 256 << 20

MAX_VALUE = 2000
"""Characters of a hint: what is longer is no title, byline or date."""


class Refused(Exception):
    """Why a file, or a record in it, gives no page: a code of the contract and what, where and what to do."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Load:
    """What holds for everything in one load: whose a page is, the run's clock, which column is which field."""

    whose: Whose
    now: datetime
    mappings: tuple[Mapping, ...] = ()


@dataclass
class Meter:
    """Counts what comes out of a file on disk of `stored` bytes, however deep it is packed.

    `share` is set by a format that is not read from front to back: how much of the file is behind, from 0 to 1.
    """

    stored: int
    given: int = 0
    share: float | None = None

    def add(self, count: int, where: str) -> None:
        """Raises Refused (bomb) where it is far more than any honest file holds."""
        self.given += count
        if self.given > _HONEST + BOMB_RATIO * self.stored:
            raise Refused("bomb", f"{where}: {self.given} bytes unpacked from a file of {self.stored}: the rest is left out")


@dataclass
class Remarks:
    """What is good to know of a file that was loaded, and is no reject: `unused` are names that no field takes, in order."""

    unused: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Bytes with a name. `where` names them for people, `url` is their `file:` address.

    `file` can be read from any place, though going far back may be dear. `depth` counts the files around it. `remarks` are of
    the file on disk, whatever lies in it.
    """

    where: str
    name: str
    url: str
    file: BinaryIO
    load: Load
    meter: Meter
    depth: int = 0
    remarks: Remarks = field(default_factory=Remarks)

    @cached_property
    def head(self) -> bytes:
        """Its first 64 KiB, or what can be had of them. Raises Refused where nothing can."""
        self.file.seek(0)
        head = b""
        try:
            while len(head) < HEAD and (
                more := self.file.read(min(128, HEAD - len(head)) if len(head) < 1024 else HEAD - len(head))
            ):
                head += more
        except Refused:
            if not head:
                raise
        return head

    def payload(self, limit: int = MAX_PAGE) -> bytes:
        """All of it. Raises Refused."""
        self.file.seek(0)
        raw = self.file.read(limit + 1)
        if len(raw) > limit:
            raise Refused("too_large", f"{self.where}: more than {limit} bytes: the limit for a page is {limit}")
        return raw

    def within(self, key: str, file: BinaryIO) -> "Source":
        """A file within this one."""
        name = PurePosixPath(key).name or key
        return Source(
            f"{self.where}, in it {key}", name, _sound(f"{self.url}#{key}"), file, self.load, self.meter, self.depth + 1,
            self.remarks,
        )  # fmt: skip

    def page(
        self,
        payload: bytes | str,
        content_type: str,
        *,
        url: str = "",
        key: str = "",
        hints: Iterable[Hint] = (),
        outlet: str = "",
    ) -> Page:
        """A page of it. Its address is `url`, else the file's with `key` to tell it from the file's others.

        `outlet` is what the file itself says of whose it is. Raises Refused for more than MAX_PAGE bytes, or none.
        """
        own = f"{self.url}#{key}" if key else self.url
        raw = _sound(payload).encode() if isinstance(payload, str) else payload
        if len(raw) > MAX_PAGE:
            raise Refused("too_large", f"{self.place(key)}: {len(raw)} bytes: the limit for a page is {MAX_PAGE}")
        if not raw.strip():
            raise Refused("empty", f"{self.place(key)}: contains no text")
        address = _address(url) or own
        kept = tuple(dict.fromkeys(h for h in map(_tidy, hints) if h.value))
        publisher = self.load.whose(address, outlet, raw)
        return Page(address, publisher, self.load.now, raw, content_type, hints=kept)

    def place(self, key: str) -> str:
        """For people: the file and what of it."""
        return f"{self.where}, number {key}" if key else self.where

    def reject(self, refused: Refused, key: str = "") -> Unread:
        """What the ledger says of it; `key` tells a record in it from the others."""
        return rejected(f"{self.url}#{key}" if key else self.url, self.load, refused)


Loaded = Iterator[Page | Unread]
"""What a format makes of a file: pages, and a line of the ledger for each part that gives none."""

Loader = Callable[[Source], Loaded]
"""What a format does with a file. Raises Refused where the file, or the rest of it, gives nothing."""


def rejected(url: str, load: Load, refused: Refused) -> Unread:
    """A line of the ledger."""
    reject = Reject("load", refused.code, _sound(refused.detail))
    return Unread(_sound(url), load.whose(url, "", b""), load.now, "rejected", refused.code, reject=reject)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading, without waiting for a FIFO or reading a device. Raises Refused and OSError.

    `path` is resolved already: a symlink that appears in its place meanwhile is not followed.
    """
    no_file = Refused("unsupported", f"{path}: a pipe, socket or device: save its content as a file")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EOPNOTSUPP):  # a socket, as Linux and as macOS says it
            raise no_file from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise no_file
    return os.fdopen(descriptor, "rb")


def path_of(file: BinaryIO) -> Path:
    """Where an open file lies, as the kernel knows it."""
    if get_path := getattr(fcntl, "F_GETPATH", None):  # macOS
        return Path(os.fsdecode(fcntl.fcntl(file, get_path, bytes(1024)).rstrip(b"\0")))
    return Path(f"/proc/self/fd/{file.fileno()}").readlink()


def each(source: Source, made: Iterable[tuple[str, Callable[[], Page]]]) -> Loaded:
    """The page that each (key, maker) makes; a maker that refuses costs its own page. Raises Refused where there is none."""
    nothing = True
    for key, make in made:
        nothing = False
        try:
            yield make()
        except Refused as refused:
            yield source.reject(refused, key)
    if nothing:
        raise Refused("empty", f"{source.where}: contains no article")


def _address(url: str) -> str:
    """An http(s) address as it is written; "" for anything else."""
    url = _sound(url).strip()
    return (
        url
        if io.StringIO(url).readline() == url and url.lower().startswith(("http://", "https://")) and len(url) < 8000
        else ""
    )


def _tidy(hint: Hint) -> Hint:
    return replace(hint, value=_sound(hint.value).replace("\0", "").strip()[:MAX_VALUE])


def _sound(text: str) -> str:
    """Without halves of characters, which no file and no database can hold; bytes of a name that are no UTF-8 as %XX."""
    if text.isascii():
        return text
    text = "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in text)
    return text.encode("utf-8", "replace").decode()
