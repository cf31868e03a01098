"""The archive: pages at rest as WARC 1.1 (ISO 28500:2017), one record and one gzip member a page.

A page from the web is a `response` record, its HTTP headers before its payload, so that any WARC tool can show it; a file is
a `resource` record. What those cannot hold (publisher, hints, the address after redirects, a name that is no URI) stands in
the record's header `WARC-JSON-Metadata`, from which the same Page comes back. So do the places of an article's later pages.
"""

import fcntl
import io
import json
import os
import re
from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from articles.archive.gzip_member import MAGIC, DamagedData, Member, packed
from articles.page import Hint, LaterPage, Page

MAX_RECORD = 64 << 20
"""Bytes of one record, headers and payload. Four times the largest download; what is larger is no page of ours."""

_METADATA = "WARC-JSON-Metadata"
_NOT_A_FIELD = re.compile(r"[^\x20-\x7e]+")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class DamagedRecord(ValueError):
    """A record that cannot be given back as it was written. Names `warc_file` and `offset`."""

    def __init__(self, warc_file: str, offset: int, why: object) -> None:
        super().__init__(f"{warc_file}: the record at byte {offset} is damaged: {why}")
        self.warc_file = warc_file
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Archived:
    """Where a page lies: `warc_file` is a POSIX path below the archive, `warc_offset` counts its bytes."""

    page_id: str
    url: str
    publisher: str
    warc_file: str
    warc_offset: int


class WarcFile:
    """A WARC file that is being written, by one writer at a time. See `open_warc`."""

    def __init__(self, archive: Path, name: str) -> None:
        self.warc_file = Path(name).as_posix()
        path = archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._file.truncate(_end_of_whole_records(self._file, self.warc_file))
        except BaseException:
            self._file.close()
            raise

    def append(self, page: Page) -> Archived:
        """Write one page. Once this returns, killing the process does not lose it (`sync` is for the power cut).

        Raises ValueError for a page of more than MAX_RECORD bytes, and OSError where the disk does not take it: then nothing of
        it is there.
        """
        record = _record(page)
        offset = self._file.seek(0, os.SEEK_END)
        try:
            while record:
                record = record[self._file.write(record) :]
        except OSError:
            self._file.truncate(offset)  # half a record would hide those behind it
            raise
        return Archived(page.page_id, page.url, page.publisher, self.warc_file, offset)

    def sync(self) -> None:
        """Wait until the disk has it."""
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.sync()
        finally:
            self._file.close()


def open_warc(archive: Path, name: str) -> WarcFile:
    """Open `archive/name` for appending: a context manager, synced when it closes.

    A last record that was being written when its writer died is cut off. Raises BlockingIOError where another process is
    writing it, and DamagedRecord where whole records follow a damaged one: nothing that can be read is ever cut.
    """
    return WarcFile(archive, name)


def pages(archive: Path, warc_file: str, offsets: Sequence[int] | None = None) -> Iterator[Page]:
    """The pages at these offsets, in their order; all of the file's that nobody erased for None. Digests are verified.

    Raises DamagedRecord, which names file and offset, and OSError where the file cannot be opened.
    """
    with (archive / warc_file).open("rb") as file:
        for offset in offsets if offsets is not None else _offsets(file, warc_file):
            if offsets is None and _member(file, warc_file, offset)[0].startswith(_ERASED):
                continue
            yield _page(file, warc_file, offset)


def places(archive: Path, warc_file: str, page_ids: Set[str]) -> list[int]:
    """Where these pages lie in a file: a run that learnt more of a page archived it again. Up to a damaged member, if any.

    Raises OSError where the file cannot be opened.
    """
    found = []
    with (archive / warc_file).open("rb") as file, suppress(DamagedRecord):
        for offset in _offsets(file, warc_file):
            with suppress(DamagedRecord):  # erased, or not ours to judge
                if _page(file, warc_file, offset).page_id in page_ids:
                    found.append(offset)
    return found


def erase(archive: Path, warc_file: str, offset: int) -> None:
    """Overwrite one record with an empty one of the same length, so that all others stay where they lie. Twice is once.

    Raises DamagedRecord, and OSError where the file cannot be opened.
    """
    with (archive / warc_file).open("r+b") as file:
        _, end = _member(file, warc_file, offset)
        empty = _empty_record(warc_file, offset, end - offset)
        file.seek(offset)
        file.write(empty)
        file.flush()
        os.fsync(file.fileno())


_ERASED = b"WARC/1.1\r\nWARC-Type: metadata\r\n"
"""How an erased record starts, and none of a page does."""


def _empty_record(warc_file: str, offset: int, length: int) -> bytes:
    """An empty record as a gzip member of `length` bytes: a comment in its header (FCOMMENT of RFC 1952) fills them."""
    name = uuid5(NAMESPACE_URL, f"{warc_file} {offset}").urn.encode()
    record = _ERASED + b"WARC-Record-ID: <%s>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n" % name
    plain = packed(record, 9)
    spare = length - len(plain) - 1
    if spare < 0:
        raise DamagedRecord(warc_file, offset, f"no page is as short as {length} bytes")
    return plain[:3] + b"\x10" + plain[4:10] + b" " * spare + b"\0" + plain[10:]


def _offsets(file: BinaryIO, warc_file: str) -> Iterator[int]:
    size = os.fstat(file.fileno()).st_size
    offset = 0
    while offset < size:
        yield offset
        offset = _member(file, warc_file, offset)[1]


def _member(file: BinaryIO, warc_file: str, offset: int) -> tuple[bytes, int]:
    """A member's decompressed bytes and where the next one starts."""
    member = Member(file, offset)
    try:
        data = io.BufferedReader(member, 1 << 16).read(MAX_RECORD + 1)
    except (DamagedData, EOFError) as error:
        raise DamagedRecord(warc_file, offset, error) from error
    if len(data) > MAX_RECORD:
        raise DamagedRecord(warc_file, offset, f"it is larger than {MAX_RECORD} bytes")
    return data, member.end


def _end_of_whole_records(file: BinaryIO, warc_file: str) -> int:
    end = 0
    try:
        for offset in _offsets(file, warc_file):
            end = offset
        return os.fstat(file.fileno()).st_size
    except DamagedRecord:
        if _whole_record_after(file, warc_file, end):
            raise
        return end


def _whole_record_after(file: BinaryIO, warc_file: str, offset: int) -> bool:
    file.seek(offset)
    rest = file.read()
    for match in re.finditer(re.escape(MAGIC), rest[1:]):
        try:
            if _member(file, warc_file, offset + 1 + match.start())[0].startswith(b"WARC/"):
                return True
        except DamagedRecord:
            continue
    return False


def _record(page: Page) -> bytes:
    """The page as one gzip member."""
    uri = quote(page.url, safe="%/:=&?~#+!$,;'@()*[]", errors="surrogatepass")
    date = page.fetched_at.astimezone(UTC)
    is_response = page.http_status is not None and uri.startswith(("http:", "https:"))
    http_headers = _http_headers(page) if is_response else None
    head = http_headers.to_ascii_bytes() if http_headers else b""
    metadata = {
        "url": page.url,
        "publisher": page.publisher,
        "final_url": page.final_url,
        "fetched_at": date.isoformat(),
        "http_status": page.http_status,
        "content_type": page.content_type,
        "headers": page.headers,
        "hints": [asdict(hint) for hint in page.hints],
        **({"later": [asdict(one) for one in page.later]} if page.later else {}),
        **({"part_of": page.part_of} if page.part_of else {}),
    }
    fields = {
        # The same page of the same moment has the same record id: writing it twice is seen by any WARC tool.
        "WARC-Record-ID": f"<{uuid5(NAMESPACE_URL, f'{page.page_id} {date.isoformat()}').urn}>",
        "WARC-Date": date.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "WARC-Block-Digest": f"sha256:{sha256(head + page.payload).hexdigest()}",
        "WARC-Payload-Digest": f"sha256:{page.payload_sha256}",
        _METADATA: json.dumps(metadata, separators=(",", ":")),
    }
    media_type = _NOT_A_FIELD.sub(" ", page.content_type).strip() or "application/octet-stream"
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        uri,
        "response" if is_response else "resource",
        payload=io.BytesIO(page.payload),
        length=len(page.payload),
        warc_content_type="application/http; msgtype=response" if is_response else media_type,
        warc_headers_dict=fields,
        http_headers=http_headers,
    )
    if len(head) + len(page.payload) + len(fields[_METADATA]) + len(uri) > MAX_RECORD - 4096:
        raise ValueError(f"{page.url}: a page of {len(page.payload)} bytes is more than the archive takes ({MAX_RECORD})")
    writer.write_record(record)
    # Level 4 of zlib-ng takes 0.65 of the time of zlib's, for files 1.5 % smaller.
    return packed(out.getvalue(), 4)


def _http_headers(page: Page) -> StatusAndHeaders:
    """For other tools: the headers as HTTP can carry them. The exact ones stand in the metadata."""
    status = page.http_status or 0
    phrase = HTTPStatus(status).phrase if status in {known.value for known in HTTPStatus} else "-"
    clean = [(name, _NOT_A_FIELD.sub(" ", value).strip()) for name, value in page.headers if _HEADER_NAME.fullmatch(name)]
    return StatusAndHeaders(f"{status} {phrase}", clean, protocol="HTTP/1.1")


def _page(file: BinaryIO, warc_file: str, offset: int) -> Page:
    data, _ = _member(file, warc_file, offset)
    if data.startswith(_ERASED):
        raise DamagedRecord(warc_file, offset, "it was taken down")
    try:
        stream = io.BytesIO(data)
        record = ArcWarcRecordLoader(arc2warc=False).parse_record_stream(stream, known_format="warc", check_digests="raise")
        payload = record.raw_stream.read()
        if stream.read() != b"\r\n\r\n":
            raise ValueError("it does not end where its Content-Length says")
        known = json.loads(record.rec_headers.get_header(_METADATA))
        return Page(
            url=known["url"],
            publisher=known["publisher"],
            fetched_at=datetime.fromisoformat(known["fetched_at"]),
            payload=payload,
            content_type=known["content_type"],
            http_status=known["http_status"],
            headers=tuple((name, value) for name, value in known["headers"]),
            final_url=known["final_url"],
            hints=tuple(Hint(**hint) for hint in known["hints"]),
            warc_file=warc_file,
            warc_offset=offset,
            later=tuple(LaterPage(**one) for one in known.get("later", ())),
            part_of=known.get("part_of", ""),
        )
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, TypeError, KeyError) as error:
        raise DamagedRecord(warc_file, offset, error) from error
