"""ARC: the Internet Archive's older web archives, `.arc` and `.arc.gz`.

Files: ARC
Articles: as for WARC, except that a damaged record also loses everything after it
"""

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from articles.archive.content_coding import MAX_PAGE
from loaders.archives import warc
from loaders.archives.warc_records import MAX_HEAD, Record
from loaders.source import Loaded, Refused, Source


def is_it(head: bytes, name: str) -> bool:
    """By its first bytes, unpacked."""
    del name
    return head.startswith(b"filedesc://")


def load(source: Source) -> Loaded:
    """Its pages, as those of a WARC. Raises Refused; behind a damaged record nothing can be told apart in an ARC."""
    source.file.seek(0)
    number, nothing = 0, True
    try:
        for found in ArchiveIterator(source.file, arc2warc=True):
            number += 1
            if found.rec_type != "response":
                continue
            head = found.http_headers.to_ascii_bytes() if found.http_headers else b""
            body = found.raw_stream.read(MAX_PAGE + MAX_HEAD)
            length = int(found.rec_headers.get_header("Content-Length") or 0)
            url = found.rec_headers.get_header("WARC-Target-URI") or ""
            record = Record("response", url, found.rec_headers, head + body, min(length, len(head) + len(body)))
            try:
                page = warc.page_of(record, source)
            except Refused as refused:
                nothing = False
                yield source.reject(Refused(refused.code, f"{source.where}: record {number}: {refused.detail}"), str(number))
                continue
            if page is not None:
                nothing = False
                yield page
    except (ArchiveLoadFailed, EOFError) as error:
        raise Refused("damaged", f"{source.where}: after record {number}: {error}: fetch the archive again") from error
    if nothing:
        raise Refused("empty", f"{source.where}: contains no page (a 2xx answer of HTML or plain text)")
