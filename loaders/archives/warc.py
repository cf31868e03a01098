"""Web archives of other tools: `.warc`, `.warc.gz`, `.warc.zst` (ISO 28500), also packed as a whole.

Asked for are pages: `response` records with a 2xx status, `resource` and `conversion` records, of http, https and file
addresses, whose media type is HTML, XHTML or plain text. Ignored by name, and so not counted: every other type of record
(warcinfo, request, metadata, revisit), other statuses, schemes and media types, and robots.txt.

A record in segments is one page; where its last segment is not in the file, or it was truncated, the article says so.
A damaged record costs itself: loading goes on at the next one that can be found.

Files: WARC
Articles: each 2xx answer, resource or conversion that is HTML or plain text. Segments are joined; a record that is truncated,
or lacks its last segment, is loaded as `is_truncated`. Revisits, requests, pictures and robots.txt are skipped: a revisit
says that nothing changed. Digests are checked; a damaged record affects only itself
"""

import io
import re
import zlib
from base64 import b32encode
from datetime import UTC, datetime
from hashlib import new as new_hash
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from articles.archive.content_coding import MAX_PAGE, DamagedEncoding, TooLarge, decoded
from articles.archive.headers import kept
from articles.page import Page, Unread
from loaders.archives.packed import packing
from loaders.archives.segments import Segments
from loaders.archives.warc_records import ASKED_FOR, START, Record, Records, next_record, packing_of
from loaders.formats import html
from loaders.source import Loaded, Refused, Source

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")
_DIGESTS = ("md5", "sha1", "sha256", "sha512")

_parse_http_head = StatusAndHeadersParser([], verify=False).parse


def is_it(head: bytes, name: str) -> bool:
    """By its first bytes, unpacked."""
    del name
    return START.match(head) is not None


def load(source: Source) -> Loaded:
    """Its pages, and a line of the ledger for each damaged or outsized record. Raises Refused where it holds no page."""
    source.file.seek(0)
    packed = packing_of(source.file, packing(source.file.read(4)))
    segments = Segments()
    nothing = True
    offset = packed.behind(0)
    while offset is not None:
        records = Records(packed, offset)
        try:
            for record in records:
                if (found := _found(segments.take(record), source, records.place)) is not None:
                    nothing = False
                    yield found
            offset = packed.behind(records.end)
        except Refused as refused:
            nothing = False
            yield source.reject(_placed(refused, source, records.place), records.place)
            offset = next_record(packed, records.start + 1)
    for record in segments.rest():
        if (found := _found(record, source, "of the first segment")) is not None:
            nothing = False
            yield found
    if nothing:
        raise Refused("empty", f"{source.where}: contains no page (a 2xx answer of HTML or plain text)")


def _found(record: Record | None, source: Source, location: str) -> Page | Unread | None:
    """The page of a record, or why it gives none; None for what is ignored, or waits for its segments."""
    try:
        return page_of(record, source) if record else None
    except Refused as refused:
        return source.reject(_placed(refused, source, location), location)


def _placed(refused: Refused, source: Source, location: str) -> Refused:
    return Refused(refused.code, f"{source.where}: the record at byte {location}: {refused.detail}")


def page_of(record: Record, source: Source) -> Page | None:
    """The record as a page; None for what is ignored by name. Raises Refused."""
    if not record.kind:
        raise Refused("damaged", "it has no WARC-Type")
    if record.kind not in ASKED_FOR:
        return None
    url = record.url
    if not url:
        raise Refused("damaged", "it has no WARC-Target-URI")
    scheme = url.partition(":")[0].lower()
    if scheme not in ("http", "https", "file"):
        return None
    body, content_type = record.block, record.field("Content-Type")
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    http: StatusAndHeaders | None = None
    if record.kind == "response":
        if scheme not in ("http", "https") or not content_type.lower().startswith("application/http"):
            return None
        stream = io.BytesIO(record.block)
        try:
            http = _parse_http_head(stream)
            status = int(http.get_statuscode())
        except (EOFError, ValueError, StatusAndHeadersParserException) as error:
            raise Refused("damaged", f"{url}: not an HTTP answer ({error})") from error
        body, headers, content_type = stream.read(), kept(http.headers), http.get_header("Content-Type") or ""
    if (status is not None and not 200 <= status < 300) or not _is_page(url, content_type, body):
        return None
    if len(record.block) < record.length:
        raise Refused("too_large", f"{url}: {record.length} bytes: the limit for a page is {MAX_PAGE}")
    truncated = record.field("WARC-Truncated")
    payload = _payload(url, body, http, is_truncated=bool(truncated))
    if not truncated and not (
        _fits(record.field("WARC-Block-Digest"), record.block) and _fits(record.field("WARC-Payload-Digest"), body, payload)
    ):
        raise Refused("damaged", f"{url}: its content does not match its digest: fetch it again")
    if not payload.strip():
        raise Refused("empty", f"{url}: an empty answer")
    return Page(
        url=url,
        publisher=source.load.whose(url, "", payload),
        fetched_at=_date(record.field("WARC-Date")),
        payload=payload,
        content_type=content_type,
        http_status=status,
        headers=(*headers, ("WARC-Truncated", truncated)) if truncated else headers,
        final_url=url,
    )


def _is_page(url: str, content_type: str, body: bytes) -> bool:
    media_type = content_type.partition(";")[0].strip().lower()
    try:
        if urlsplit(url).path == "/robots.txt":
            return False
    except ValueError:
        return False
    return media_type in _PAGE_TYPES if media_type else html.is_it(body[: 1 << 16], "")


def _payload(url: str, body: bytes, http: StatusAndHeaders | None, *, is_truncated: bool) -> bytes:
    """The body without its transfer and content codings; of one that was truncated as much as can be had."""
    try:
        if http and (http.get_header("Transfer-Encoding") or "").lower() == "chunked" and _CHUNK.match(body):
            body = ChunkedDataReader(io.BytesIO(body), raise_exceptions=not is_truncated).read()
        encodings = (http and http.get_header("Content-Encoding")) or ""
        try:
            return decoded(body, encodings, MAX_PAGE)
        except DamagedEncoding:
            if is_truncated and (start := _beginning(body, encodings.strip().lower())):
                return start
            raise
    except TooLarge as error:
        raise Refused(error.code, f"{url}: {error}: the limit for a page is {MAX_PAGE}") from error
    except (DamagedEncoding, ChunkedDataException) as error:
        raise Refused("damaged", f"{url}: {error}") from error


def _beginning(body: bytes, encoding: str) -> bytes:
    """What a compressed body gives before it breaks off; nothing of one with several codings."""
    try:
        if encoding in ("gzip", "x-gzip", "deflate"):
            return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, MAX_PAGE)
        if encoding == "br":
            return bytes(brotli.Decompressor().process(body)[:MAX_PAGE])
    except (zlib.error, brotli.error):
        return b""
    return b""


def _fits(digest: str, *bodies: bytes) -> bool:
    """Whether a digest is one of these bodies' (tools differ in whether codings belong to a payload); unknown kinds fit."""
    name, _, value = digest.partition(":")
    name = name.lower().replace("-", "")
    if name not in _DIGESTS:
        return True
    for body in bodies:
        made = new_hash(name, body, usedforsecurity=False)
        if value.lower() == made.hexdigest() or value.upper().rstrip("=") == b32encode(made.digest()).decode().rstrip("="):
            return True
    return False


def _date(text: str) -> datetime:
    try:
        date = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("damaged", f"WARC-Date {text!r} is not a time") from error
    return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
