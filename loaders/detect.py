"""Which format a file is, by its content; whatever lies in it gives pages or a reason, and never raises."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from articles.page import Unread
from loaders.archives import arc, tar, warc, zip_file
from loaders.archives.packed import Unpacked, packing, rewindable
from loaders.formats import (
    csv_file,
    docx_file,
    exports,
    feed,
    html,
    json_file,
    jsonl,
    mail,
    markdown,
    newsml,
    newsml1,
    nitf,
    parquet,
    pdf,
    rtf,
    sheets,
    text,
    webarchive,
    xml,
)
from loaders.source import Loaded, Loader, Refused, Source

DEEPEST = 3
"""Archives within archives."""


class Format(Protocol):
    """What a module of formats/ is. `__doc__` has its row of docs/loading.md (loaders/format_pages.py)."""

    __doc__: str | None

    def is_it(self, head: bytes, name: str, /) -> bool:
        """Whether a file with these first bytes is one."""

    def load(self, source: Source, /) -> Loaded:
        """Its pages, or what gives none. Raises Refused where nothing in it does."""


FORMATS: tuple[Format, ...] = (
    parquet,
    pdf,
    webarchive,
    rtf,
    mail,
    nitf,
    newsml,
    newsml1,
    feed,
    jsonl,
    json_file,
    exports,
    csv_file,
    markdown,
    html,
    text,
)
"""Each is asked in turn whether a file is one of its own, by its first bytes and its name. Web archives come before them."""

_KNOWN_BINARIES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf", "a 7z archive: pack it as ZIP"),
    (b"Rar!", "a RAR archive: pack it as ZIP"),
    (b"BZh", "a bzip2 file: unpack it, or pack it with gzip"),
    (b"\xfd7zXZ", "an xz file: unpack it, or pack it with gzip"),
    (b"SQLite format 3", "a database: export a table as CSV"),
    (b"\x7fELF", "a program"),
    (b"wOF", "a font"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"RIFF", "a picture, audio or video file"),
)
_KNOWN_TEXTS = (
    (
        re.compile(rb"\A\[(?:InternetShortcut|Desktop Entry)\]", re.IGNORECASE),
        "a shortcut to an address: save the page itself",
    ),
    (re.compile(rb"(?s)<plist\b.*<key>URL</key>"), "a shortcut to an address: save the page itself"),
    (
        re.compile(rb"<(?:urlset|sitemapindex)\b"),
        "a sitemap: name its address in the publisher's file, and crawl it",
    ),
    (re.compile(rb"<opml\b"), "a list of feeds: copydesk publisher add --from FILE takes it"),
    (
        re.compile(rb"\A(?:TY  - [A-Z]|@[A-Za-z]{3,20}\{)"),
        "a list of references, without their texts: export the texts",
    ),
)
_NEAR_THE_START = 1500
"""Bytes in which a known text says what it is: a prolog and comments may come first."""
_BINARY: tuple[Format, ...] = (parquet, pdf, webarchive)
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\r\f\x08\x1b\x1a"))


def pages(source: Source) -> Loaded:
    """What is in a file: pages, and a line of the ledger for each part that gives none. Raises nothing."""
    try:
        yield from _pages(source)
    except Refused as refused:
        yield source.reject(refused)
    except MemoryError:
        yield source.reject(Refused("too_large", f"{source.where}: too large for memory: split it"))
    except OSError as error:
        code = "unreadable" if error.errno else "damaged"
        yield source.reject(Refused(code, f"{source.where}: {error.strerror or error}"))
    except Exception as error:  # a dozen parsers of other people's files, and each has its own surprises
        why = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        yield source.reject(Refused("damaged", f"{source.where}: cannot be read ({why}): fetch or export it again"))


def _pages(source: Source) -> Loaded:
    if source.depth > DEEPEST:
        raise Refused("bomb", f"{source.where}: archives nested more than {DEEPEST} deep: unpack the outer ones")
    if packing(source.head):
        unpacked = replace(
            source, name=_unpacked_name(source.name), file=rewindable(lambda: Unpacked(source)), depth=source.depth + 1
        )
        if warc.is_it(unpacked.head, ""):
            yield from warc.load(source)
        elif arc.is_it(unpacked.head, "") and source.head.startswith(b"\x1f\x8b"):
            yield from arc.load(source)
        else:
            yield from _pages(unpacked)
        return
    for archive in (zip_file, tar):
        if archive.is_it(source.head, source.name) and not (archive is zip_file and zip_file.document_kind(source.file)):
            yield from _members(archive.members(source))
            return
    yield from _format_of(source)(source)


def _members(found: Iterator[Source | Unread]) -> Loaded:
    for member in found:
        if isinstance(member, Unread):
            yield member
        else:
            yield from pages(member)


def _unpacked_name(name: str) -> str:
    lower = name.lower()
    if lower.endswith(".tgz"):
        return name[:-4] + ".tar"
    return next((name[: -len(end)] for end in (".gz", ".zst", ".gzip", ".zstd") if lower.endswith(end)), name)


def _format_of(source: Source) -> Loader:
    head, name = source.head, source.name
    if not head.strip():
        raise Refused("empty", f"{source.where}: it is empty")
    if zip_file.is_it(head, name):
        return sheets.load if zip_file.document_kind(source.file) == "sheets" else docx_file.load
    if warc.is_it(head, name):
        return warc.load
    if arc.is_it(head, name):
        return arc.load
    for start, what in _KNOWN_BINARIES:
        if head.startswith(start):
            raise Refused("unsupported", f"{source.where}: {what}" + ("" if ":" in what else ": save it as HTML or plain text"))
    if head.startswith(_OLD_OFFICE):
        return _old_office(source)
    if head.startswith((b"-----BEGIN PGP MESSAGE", b"-----BEGIN AGE ENCRYPTED")):
        raise Refused("encrypted", f"{source.where}: an encrypted file: decrypt it first")
    if not head.startswith(_UTF_16) and not any(one.is_it(head, name) for one in _BINARY):
        odd = len(head) - len(head.translate(None, _NOT_IN_TEXT))
        if odd > len(head) // 20:
            raise Refused("unsupported", f"{source.where}: binary file of unknown format: save it as HTML or plain text")
    for one in FORMATS:
        if one.is_it(head, name):
            return one.load
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:_NEAR_THE_START]
    for pattern, what in _KNOWN_TEXTS:
        if pattern.search(start):
            raise Refused("unsupported", f"{source.where}: {what}")
    if root := xml.root_of(head):
        raise Refused("unsupported", f"{source.where}: unknown kind of XML (<{root}>); known are NITF, NewsML, RSS and Atom")
    raise Refused("unsupported", f"{source.where}: unknown format; plain text must be named .txt")


def _old_office(source: Source) -> Loader:
    """Of Office files of before 2007 spreadsheets can be read. Raises Refused for the others."""
    raw = source.payload(exports.LARGEST)
    if _ENCRYPTED_OFFICE in raw:
        raise Refused("encrypted", f"{source.where}: an Office file with a password: save it without one")
    if any(stream in raw for stream in sheets.OLD_EXCEL):
        return sheets.load
    if _OUTLOOK in raw:
        raise Refused("unsupported", f"{source.where}: a mail of Outlook: save it as .eml or plain text")
    raise Refused("unsupported", f"{source.where}: an old Office file: save it as .docx or plain text")
