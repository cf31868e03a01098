"""Files that cannot be loaded: name -> (content, code of the reject). Each says what is wrong with it by its name."""

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable

import pyarrow as pa
import zstandard
from docx import Document
from pyarrow import parquet

from articles.archive.content_coding import MAX_PAGE
from tests.loaders.archives.test_warc import http, record
from tests.loaders.test_files import HTML

ZEROS = b" " * (MAX_PAGE * 4)
NOISE = os.urandom(MAX_PAGE + 1000).hex().encode()


def zipped(*members: tuple[str, bytes], encrypted: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    data = bytearray(out.getvalue())
    if encrypted:
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(mark)
            while at >= 0:
                data[at + flags] |= 1
                at = data.find(mark, at + 4)
    return bytes(data)


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def info(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def long_name() -> bytes:
    """A header that says that the next member's name has 8 GB."""
    made = info("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    made.size = 8 << 30
    return made.tobuf(tarfile.GNU_FORMAT) + bytes(10240)


def nested(depth: int) -> bytes:
    data = zipped(("a.html", HTML))
    for _ in range(depth):
        data = zipped(("a.zip", data))
    return data


def overlapping() -> bytes:
    """A ZIP whose directory names the same bytes a thousand times."""
    data = zipped(("a.html", HTML * 100))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = b"".join(data[start:end].replace(b"a.html", b"%06d" % n) for n in range(1000))
    body = data[:start]
    return body + b"" + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), len(body), 0)


def table(rows: list[dict[str, object]]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def no_rows() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": pa.array([], pa.string())}), out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def pdf(encrypt: bytes = b"") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        *([encrypt] if encrypt else []),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    more = b"/Encrypt 4 0 R/ID[<00><00>]" if encrypt else b""
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1,
        rows,
        len(places) + 1,
        more,
        len(out),
    )


LOCKED = pdf(b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"o" * 32, b"u" * 32))
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><nitf><body>&c;</body></nitf>'
ARC = b"filedesc://x.arc 0.0.0.0 20260101000000 text/plain 72\n1 0 X\nURL IP-address Archive-date Content-type Archive-length\n\n\n"
ZST = zstandard.ZstdCompressor().compress
NEWS_ITEM = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"><itemMeta>%s</itemMeta><contentMeta/><contentSet>%s</contentSet></newsItem>'

FILES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    # nothing in it
    "nothing.html": (b"", "empty"), "blank.txt": (b" \n\t\r\n ", "empty"), "nothing.html.gz": (gzip.compress(b"", mtime=0), "empty"),
    "nothing.zst": (ZST(b""), "empty"), "nothing.zip": (zipped(), "empty"), "nothing.tar": (tarred(), "empty"), "nothing.jsonl": (b"\n\n", "empty"),
    "no-rows.csv": (b"url,title,text\n", "empty"), "no-items.json": (b"[]", "empty"), "no-entries.xml": (b"<rss><channel><title>T</title></channel></rss>", "empty"),
    "no-pages.warc": (record(b"software: x\r\n", None, "warcinfo", "application/warc-fields"), "empty"),
    "empty-page.warc": (record(http(b"  ")), "empty"), "no-rows.parquet": (no_rows, "empty"),
    "no-records.arc": (ARC, "empty"),
    # too large
    "long.html": (lambda: HTML + NOISE, "too_large"), "long.html.gz": (lambda: gzip.compress(HTML + NOISE, 1, mtime=0), "too_large"), "long.txt.zst": (lambda: ZST(NOISE), "too_large"),
    "long.md": (lambda: b"# A\n\n" + NOISE, "too_large"), "long-row.jsonl": (lambda: b'{"text": "' + NOISE + b'"}\n', "too_large"),
    "long-page.warc": (lambda: record(http(HTML + NOISE)), "too_large"), "long-in.zip": (lambda: zipped(("a.html", HTML + NOISE)), "too_large"),
    "long-in.tar": (lambda: tarred((info("a.html"), HTML + NOISE)), "too_large"), "long-row.csv": (lambda: b'title,text\nA,"' + NOISE + b'"\n', "too_large"),
    "long-row.parquet": (lambda: table([{"text": NOISE.decode()}]), "too_large"), "long-line.jsonl": (lambda: b'{"text": "' + NOISE * 2 + b'"}\n', "too_large"),
    "never-closed.csv": (lambda: b'title,text\nA,"' + b"word, word\n" * 1_000_000, "too_large"),
    # bombs
    "zeros.html.gz": (lambda: gzip.compress(HTML + ZEROS, mtime=0), "bomb"), "zeros.txt.zst": (lambda: ZST(b"a" * (MAX_PAGE * 8)), "bomb"),
    "zeros.zip": (lambda: zipped(("a.html", HTML + ZEROS)), "bomb"), "zeros.tar.gz": (lambda: gzip.compress(tarred((info("a.html"), HTML + ZEROS)), mtime=0), "bomb"),
    "laughs.xml": (LAUGHS, "bomb"), "deep.zip": (nested(6), "bomb"), "overlapping.zip": (overlapping, "bomb"),
    "layers.html.gz": (gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(HTML, mtime=0), mtime=0), mtime=0), mtime=0), mtime=0), "bomb"),
    "zeros.warc.gz": (lambda: gzip.compress(record(http(HTML + ZEROS)), mtime=0), "bomb"), "zeros.jsonl.gz": (lambda: gzip.compress(b'{"text": "' + ZEROS + b'"}', mtime=0), "bomb"),
    "zeros.docx": (lambda: zipped(("[Content_Types].xml", b""), ("word/document.xml", bytes(150 << 20))), "bomb"),
    # damaged
    "cut.html.gz": (gzip.compress(HTML * 50, mtime=0)[:-9], "damaged"), "rubbish.html.gz": (b"\x1f\x8b\x08" + b"rubbish" * 9, "damaged"),
    "sum.html.gz": (gzip.compress(HTML * 50, mtime=0)[:-8] + bytes(8), "damaged"), "cut.html.zst": (ZST(HTML * 50)[:-5], "damaged"),
    "rubbish.zst": (b"\x28\xb5\x2f\xfd" + b"rubbish" * 9, "damaged"), "cut.zip": (zipped(("a.html", HTML * 99))[:-30], "damaged"),
    "rubbish.zip": (b"PK\x03\x04" + b"rubbish" * 9, "damaged"), "sum.zip": (zipped(("a.html", os.urandom(999).hex().encode())).replace(b"\x03\x04\x14", b"\x03\x04\x14")[:200] + b"x" + zipped(("a.html", os.urandom(999).hex().encode()))[201:], "damaged"),
    "cut.tar": (tarred((info("a.html"), HTML * 99))[:2000], "damaged"), "name.tar": (long_name, "damaged"),
    "cut.warc.gz": (gzip.compress(record(http()), mtime=0)[:-20], "damaged"), "length.warc": (record(http(), length=7), "damaged"),
    "date.warc": (record(http(), date="yesterday"), "damaged"), "digest.warc": (record(http(), more=["WARC-Block-Digest: sha1:" + "A" * 32]), "damaged"),
    "no-http.warc": (record(b"no http at all"), "damaged"), "no-target.warc": (record(http(), None), "damaged"),
    "coding.warc": (record(http(b"(\xb5/\xfd....", "Content-Type: text/html", "Content-Encoding: zstd")), "damaged"),
    "cut.warc.zst": (ZST(record(http()))[:-9], "damaged"), "cut.arc": (ARC + b"http://x.example/ 1.2.3.4 20260101000000 text/html 999\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML, "damaged"),
    "line.jsonl": (b'{"text": "cut of', "damaged"), "list.jsonl": (b'["a", "b"]\n', "damaged"), "deep.jsonl": (b'{"text": ' + b"[" * 100_000 + b"\n", "damaged"),
    "cut.json": (b'[{"text": "a"', "damaged"), "deep.json": (b"[" * 100_000, "damaged"), "comma.json": (b'{"title": "a",, "text": "b"}', "damaged"),
    "cut.parquet": (table([{"text": "x" * 999}])[:-20], "damaged"), "rubbish.parquet": (b"PAR1" + b"rubbish" * 9 + b"PAR1", "damaged"),
    "cells.csv": (b"title,text\na,b,c,d\n", "damaged"), "cut.xml": (b"<nitf><head><title>A</title></head><body>", "damaged"),
    "tags.xml": (b"<newsItem><a></b></newsItem>", "damaged"), "cut.rtf": (b"{\\rtf1 A story that ends", "damaged"),
    "rubbish.docx": (zipped(("[Content_Types].xml", b"no xml"), ("word/document.xml", b"no xml")), "damaged"), "cut.docx": (word("A")[:-100], "damaged"),
    "cut.pdf": (pdf()[:60], "damaged"), "rubbish.pdf": (b"%PDF-1.7 rubbish", "damaged"),
    # encrypted
    "locked.zip": (zipped(("a.html", HTML), encrypted=True), "encrypted"), "locked.pdf": (LOCKED, "encrypted"), "locked.parquet": (b"PARE" + bytes(99) + b"PARE", "encrypted"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "locked.txt": (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "encrypted"),
    "locked.eml": (b'From: a@b.example\nTo: c@d.example\nDate: Mon, 4 May 2026 06:30:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary="x"\n\n--x--\n', "encrypted"),
    "smime.eml": (b"From: a@b.example\nMessage-ID: <1@b.example>\nContent-Type: application/pkcs7-mime\n\nMIAGCSqGSIb3\n", "encrypted"),
    # no kind of file that holds articles
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported"), "picture.html": (b"\xff\xd8\xff\xe0" + bytes(100), "unsupported"),
    "archive.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(100), "unsupported"), "archive.rar": (b"Rar!\x1a\x07" + bytes(100), "unsupported"),
    "page.html.bz2": (b"BZh91AY&SY", "unsupported"), "page.html.xz": (b"\xfd7zXZ\0", "unsupported"), "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "unsupported"),
    "sheet.xlsx": (zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")), "damaged"),
    "text.odt": (zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")), "unsupported"),
    "program": (b"\x7fELF" + bytes(100), "unsupported"), "noise.html": (bytes(range(256)) * 9, "unsupported"), "wares.csv": (b"name,price\nrope,7\n", "unsupported"),
    "wares.parquet": (table([{"name": "rope", "price": 7}]), "unsupported"), "wares.xml": (b"<wares><rope/></wares>", "unsupported"),
    "program.py": (b"print('no article')\n", "unsupported"), "base.sqlite": (b"SQLite format 3\0" + bytes(100), "unsupported"),
    "device.tar": (tarred((info("null", tarfile.CHRTYPE), b"")), "unsupported"), "fifo.tar": (tarred((info("pipe", tarfile.FIFOTYPE), b"")), "unsupported"),
    # out of its place
    "slip.zip": (zipped(("../../a.html", HTML)), "outside_roots"), "root.zip": (zipped(("/etc/a.html", HTML)), "outside_roots"),
    "slip.tar": (tarred((info("../a.html"), HTML)), "outside_roots"), "link.tar": (tarred((info("a.html", tarfile.SYMTYPE, "../../etc/passwd"), b"")), "outside_roots"),
    # no article in it
    "no-text.jsonl": (b'{"title": "A"}\n', "no_text"), "no-text.json": (b'{"title": "A", "n": 1}', "no_text"), "no-text.csv": (b"title,text\nA,\n", "no_text"),
    "no-text.parquet": (table([{"title": "A", "text": None}]), "no_text"), "no-text.xml": (b"<nitf><head><title>A</title></head><body><body.content/></body></nitf>", "no_text"),
    "links.xml": (b"<rss><channel><item><title>A</title><link>https://x.example/</link></item></channel></rss>", "no_text"),
    "picture.xml": ((NEWS_ITEM % ("", '<remoteContent href="a.jpg"/>')).encode(), "no_text"),
    "killed.xml": ((NEWS_ITEM % ('<pubStatus qcode="stat:canceled"/>', "<inlineData>Text.</inlineData>")).encode(), "no_text"),
    "killed.json": (json.dumps({"uri": "x", "type": "text", "versioncreated": "2026", "pubstatus": "canceled", "body_text": "A"}).encode(), "no_text"),
    "picture.eml": (b"From: a@b.example\nMessage-ID: <1@b.example>\nContent-Type: image/png\n\nxx\n", "no_text"), "blank.docx": (word("", " "), "no_text"),
    "blank.rtf": (b"{\\rtf1 }", "no_text"), "scan.pdf": (pdf(), "no_text"),
}  # fmt: skip
