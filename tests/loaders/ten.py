"""The same ten articles in every format: what writes each of them into a folder, as the tools that make these formats do."""

import csv
import gzip
import io
import json
import mailbox
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import zstandard
from docx import Document
from pyarrow import parquet
from scrapy import Field, Item
from scrapy.exporters import CsvItemExporter, JsonItemExporter, JsonLinesItemExporter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.newspaper.newsroom import pieces

_SLUGS = {
    "gazette": ("storm-fells-cedar", "ferry-fares-frozen", "kirkuk-bakers-flour", "letters-from-a-lighthouse",
                "bridge-inquiry-opens"),
    "register": ("oyster-reef-grant", "school-bells-silenced", "tunnel-toll-glitch", "beirut-streetcar", "senate-clerk-typewriter"),
}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One article. `paragraphs` begin with "## " where they are cross-headings; the dateline is in the first."""

    url: str
    slug: str
    title: str
    byline: str
    names: tuple[str, ...]
    published: datetime
    section: str
    tags: tuple[str, ...]
    standfirst: str
    dateline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(p.removeprefix("## ") for p in self.paragraphs)

    @property
    def markup(self) -> str:
        return "\n".join(f"<h2>{escape(p[3:])}</h2>" if p.startswith("## ") else f"<p>{escape(p)}</p>" for p in self.paragraphs)

    @property
    def by(self) -> str:
        """The byline of a text without marks: the names alone."""
        return "By " + " and ".join(filter(None, (", ".join(self.names[:-1]), self.names[-1])))

    @property
    def iso(self) -> str:
        return self.published.isoformat()


def _stories() -> Iterator[Story]:
    for paper, slugs in _SLUGS.items():
        for piece in pieces(paper):
            if piece.slug not in slugs:
                continue
            parts = [
                "## " + p.text if p.kind == "heading" else p.text for p in piece.parts if p.kind in ("paragraph", "heading")
            ]
            parts = [re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", part).replace("**", "").replace("\u2408", "") for part in parts]
            line = piece.dateline or {}
            parts[0] = line.get("printed", "") + line.get("separator", "") + parts[0]
            byline = (piece.byline or "").partition(" | ")[0]
            url = f"https://gazette.example/{paper}/{piece.slug}"
            yield Story(url, piece.slug, piece.title, byline, tuple(a["name"] for a in piece.authors), piece.published.astimezone(UTC), piece.section, tuple(piece.tags),
                        piece.standfirst or "", line.get("printed", ""), tuple(parts))  # fmt: skip


STORIES = tuple(_stories())


def html(story: Story) -> str:
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": story.iso,
            "articleSection": story.section, "keywords": list(story.tags), "description": story.standfirst,
            "author": {"@type": "Person", "name": story.byline}, "url": story.url, "inLanguage": "en"}  # fmt: skip
    standfirst = f'<p class="standfirst">{escape(story.standfirst)}</p>\n' if story.standfirst else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)}</title>
<link rel="canonical" href="{story.url}">
<script type="application/ld+json">{json.dumps(said)}</script></head>
<body><article><h1>{escape(story.title)}</h1>
{standfirst}<p class="byline">{escape(story.byline)}</p>
{story.markup}
</article></body></html>
"""


# Web archives


def _warc(out: Any) -> None:
    writer = WARCWriter(out, gzip=False)
    out.write(b"")
    for story in STORIES:
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(story.url, "response", payload=io.BytesIO(html(story).encode()), http_headers=head)
        )
        writer.write_record(writer.create_warc_record(story.url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
        writer.write_record(
            writer.create_revisit_record(
                story.url, digest="sha1:" + "A" * 32, refers_to_uri=story.url, refers_to_date="2026-01-01T00:00:00Z"
            )
        )


def warc_gz(folder: Path) -> None:
    with (folder / "ten.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        writer.write_record(writer.create_warcinfo_record("ten.warc.gz", {"software": "warcio"}))
        for story in STORIES:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(story.url, "response", payload=io.BytesIO(html(story).encode()), http_headers=head)
            )


def _plain_warc() -> bytes:
    out = io.BytesIO()
    _warc(out)
    return out.getvalue()


def warc(folder: Path) -> None:
    (folder / "ten.warc").write_bytes(_plain_warc())


def warc_zst(folder: Path) -> None:
    records = re.split(rb"(?<=\r\n\r\n)(?=WARC/1)", _plain_warc())
    (folder / "ten.warc.zst").write_bytes(b"".join(zstandard.ZstdCompressor().compress(record) for record in records))


def warc_zst_with_dictionary(folder: Path) -> None:
    records = re.split(rb"(?<=\r\n\r\n)(?=WARC/1)", _plain_warc())
    words = zstandard.ZstdCompressionDict(b"".join(records)[:20_000], dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    squeeze = zstandard.ZstdCompressor(dict_data=words)
    frame = b"\x5d\x2a\x4d\x18" + len(words.as_bytes()).to_bytes(4, "little") + words.as_bytes()
    (folder / "ten.warc.zst").write_bytes(frame + b"".join(squeeze.compress(record) for record in records))


def arc(folder: Path) -> None:
    head = b"1 0 Copydesk\nURL IP-address Archive-date Content-type Archive-length\n"
    parts = [b"filedesc://ten.arc 0.0.0.0 20260101000000 text/plain %d\n%s\n" % (len(head), head)]
    for story in STORIES:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html(story).encode()
        parts.append(b"%s 192.0.2.1 20261130030405 text/html %d\n%s\n" % (story.url.encode(), len(block), block))
    (folder / "ten.arc.gz").write_bytes(b"".join(map(gzip.compress, parts)))


def wacz(folder: Path) -> None:
    with zipfile.ZipFile(folder / "ten.wacz", "w") as out:
        packed = b"".join(gzip.compress(r, mtime=0) for r in re.split(rb"(?<=\r\n\r\n)(?=WARC/1)", _plain_warc()))
        out.writestr("archive/data.warc.gz", packed)
        out.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n')
        out.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')


# Pages


def html_folder(folder: Path) -> None:
    for story in STORIES:
        (folder / f"{story.slug}.html").write_text(html(story), "utf-8")


def saved_pages(folder: Path) -> None:
    for story in STORIES:
        mark = f"<!-- saved from url=({len(story.url):04}){story.url} -->"
        (folder / f"{story.slug}.html").write_text(html(story).replace("<html", mark + "\n<html", 1), "utf-8")
        (folder / f"{story.slug}_files").mkdir()
        (folder / f"{story.slug}_files" / "advert.html").write_text("<html><p>Buy now.</p></html>")
        (folder / f"{story.slug}_files" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")


def mhtml(folder: Path) -> None:
    for story in STORIES:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "<Saved by Blink>", story.title
        mail["Snapshot-Content-Location"] = story.url
        mail.set_content(html(story), subtype="html", cte="quoted-printable")
        mail["Content-Location"] = story.url
        mail.make_related()
        mail.add_related(b"\x89PNG\r\n\x1a\n", "image", "png")
        (folder / f"{story.slug}.mhtml").write_bytes(bytes(mail))


def text(folder: Path) -> None:
    for story in STORIES:
        (folder / f"{story.slug}.txt").write_text("\n\n".join(filter(None, (story.title, story.by, story.text))), "utf-8")


def utf_16(folder: Path) -> None:
    for story in STORIES:
        (folder / f"{story.slug}.html").write_text(html(story).replace("utf-8", "utf-16"), "utf-16")


def markdown(folder: Path) -> None:
    for story in STORIES:
        front = [f'title: "{story.title}"', f"url: {story.url}", f"date: {story.iso}", f"author: {story.byline}", f"section: {story.section}",
                 f"description: {story.standfirst}", "tags:", *(f"  - {tag}" for tag in story.tags)]  # fmt: skip
        body = "\n\n".join(story.paragraphs).replace("*", "\\*")
        (folder / f"{story.slug}.md").write_text("---\n" + "\n".join(front) + f"\n---\n# {story.title}\n\n{body}\n", "utf-8")


# Tables


def row(story: Story) -> dict[str, Any]:
    return {"url": story.url, "title": story.title, "byline": story.byline, "date_published": story.iso, "section": story.section,
            "tags": list(story.tags), "standfirst": story.standfirst, "dateline": story.dateline, "language": "en", "text": story.text}  # fmt: skip


def jsonl(folder: Path) -> None:
    (folder / "ten.jsonl").write_text("".join(json.dumps(row(s)) + "\n" for s in STORIES), "utf-8")


def jsonl_of_html(folder: Path) -> None:
    rows = ({"link": s.url, "raw_html": html(s), "crawled": 1} for s in STORIES)
    (folder / "ten.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")


def jsonl_gz(folder: Path) -> None:
    (folder / "ten.jsonl.gz").write_bytes(
        gzip.compress("".join(json.dumps(row(s), ensure_ascii=False) + "\n" for s in STORIES).encode(), mtime=0)
    )


def json_array(folder: Path) -> None:
    (folder / "ten.json").write_text(json.dumps({"status": "ok", "articles": [row(s) for s in STORIES]}, indent=1), "utf-8")


class _Scraped(Item):
    url, title, byline, date_published, section, tags, standfirst, dateline, language, text = (Field() for _ in range(10))


def _scrapy(folder: Path, name: str, exporter: Callable[[Any], Any]) -> None:
    with (folder / name).open("wb") as out:
        writes = exporter(out)
        writes.start_exporting()
        for story in STORIES:
            writes.export_item(_Scraped(row(story)))
        writes.finish_exporting()


def scrapy_jsonl(folder: Path) -> None:
    _scrapy(folder, "items.jl", JsonLinesItemExporter)


def scrapy_json(folder: Path) -> None:
    _scrapy(folder, "items.json", JsonItemExporter)


def scrapy_csv(folder: Path) -> None:
    _scrapy(folder, "items.csv", CsvItemExporter)


def csv_semicolon(folder: Path) -> None:
    with (folder / "ten.csv").open("w", newline="", encoding="utf-8-sig") as out:
        table = csv.DictWriter(out, list(row(STORIES[0])), delimiter=";")
        table.writeheader()
        table.writerows({**row(s), "tags": ", ".join(s.tags)} for s in STORIES)


def parquet_file(folder: Path) -> None:
    rows = [{**row(s), "date_published": s.published, "embedding": [0.5] * 8} for s in STORIES]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "ten.parquet", row_group_size=3)


def news_please(folder: Path) -> None:
    rows = ({"authors": [s.byline], "date_download": "2026-11-22 03:00:00", "date_modify": None, "date_publish": s.iso, "description": s.standfirst,
             "filename": "x.json", "image_url": None, "language": "en", "localpath": None, "maintext": s.text, "source_domain": "gazette.example",
             "title": s.title, "title_page": None, "title_rss": None, "url": s.url} for s in STORIES)  # fmt: skip
    for number, one in enumerate(rows):
        (folder / f"{number}.json").write_text(json.dumps(one, indent=4), "utf-8")


def newspaper4k(folder: Path) -> None:
    rows = ({"url": s.url, "read_more_link": "", "language": "en", "title": s.title, "top_image": "", "authors": [s.byline], "keywords": [],
             "tags": list(s.tags), "publish_date": s.iso, "summary": "", "meta_description": s.standfirst, "meta_lang": "en",
             "meta_site_name": "Gazette", "canonical_link": s.url, "text": s.text, "html": ""} for s in STORIES)  # fmt: skip
    (folder / "ten.json").write_text(json.dumps(list(rows)), "utf-8")


def fundus(folder: Path) -> None:
    rows = ({"title": s.title, "authors": [s.byline], "publishing_date": s.iso, "topics": list(s.tags), "free_access": True,
             "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [p.removeprefix("## ") for p in s.paragraphs]}]},
             "url": s.url} for s in STORIES)  # fmt: skip
    (folder / "ten.json").write_text(json.dumps(list(rows)), "utf-8")


def trafilatura(folder: Path) -> None:
    rows = ({"title": s.title, "author": s.byline, "hostname": "gazette.example", "date": s.iso, "fingerprint": "0", "id": None, "license": None,
             "comments": "", "raw_text": s.text, "text": s.text, "language": "en", "image": None, "pagetype": "article", "filedate": "2026-11-22",
             "source": s.url, "source-hostname": "Gazette", "excerpt": s.standfirst, "categories": s.section, "tags": ";".join(s.tags)}
            for s in STORIES)  # fmt: skip
    (folder / "ten.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")


# Wires


def _nitf(story: Story) -> str:
    return f"""<nitf xml:lang="en"><head><title>{escape(story.title)}</title>
<docdata><doc-id id-string="{story.slug}"/><date.issue norm="{story.published:%Y%m%dT%H%M%S%z}"/>
<key-list>{"".join(f"<keyword key={quoteattr(tag)}/>" for tag in story.tags)}</key-list></docdata>
<pubdata position.section={quoteattr(story.section)} ex-ref={quoteattr(story.url)}/></head>
<body><body.head><hedline><hl1>{escape(story.title)}</hl1></hedline><byline>{escape(story.byline)}</byline>
<dateline><location>{escape(story.dateline)}</location></dateline><abstract><p>{escape(story.standfirst)}</p></abstract></body.head>
<body.content>{story.markup.replace("h2>", "hl2>")}</body.content></body></nitf>"""


def nitf(folder: Path) -> None:
    for story in STORIES:
        (folder / f"{story.slug}.xml").write_text('<?xml version="1.0" encoding="utf-8"?>\n' + _nitf(story), "utf-8")


def newsml_g2(folder: Path) -> None:
    items = "".join(
        f"""<newsItem guid="urn:newsml:gazette.example:{s.slug}" version="1" standard="NewsML-G2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Gazette"/><versionCreated>{s.iso}</versionCreated><firstCreated>{s.iso}</firstCreated>
<pubStatus qcode="stat:usable"/><link rel="irel:seeAlso" contenttype="text/html" href={quoteattr(s.url)}/></itemMeta>
<contentMeta><by>{escape(s.byline)}</by><headline>{escape(s.title)}</headline><dateline>{escape(s.dateline)}</dateline><language tag="en"/>
<slugline>{s.slug}</slugline>{"".join(f"<keyword>{escape(tag)}</keyword>" for tag in s.tags)}<description>{escape(s.standfirst)}</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{s.markup}</body></html>
</inlineXML></contentSet></newsItem>"""
        for s in STORIES
    )
    (folder / "ten.xml").write_text(
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{items}</itemSet></newsMessage>', "utf-8"
    )


def _ninjs(story: Story) -> dict[str, Any]:
    return {"uri": story.url, "type": "text", "versioncreated": story.iso, "firstcreated": story.iso, "language": "en", "byline": story.byline,
            "headline": story.title, "description_text": story.standfirst, "located": story.dateline, "pubstatus": "usable",
            "subject": [{"name": tag} for tag in story.tags], "body_xhtml": story.markup, "copyrightholder": "Gazette"}  # fmt: skip


def ninjs_1(folder: Path) -> None:
    for story in STORIES:
        (folder / f"{story.slug}.json").write_text(json.dumps(_ninjs(story)), "utf-8")


def _ninjs_2(story: Story) -> dict[str, Any]:
    one = _ninjs(story)
    return one | {
        "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": one.pop("headline")}], "by": one.pop("byline"),
        "descriptions": [{"role": "summary", "value": one.pop("description_text")}], "subjects": one.pop("subject"),
        "bodies": [{"role": "text", "contenttype": "text/plain", "value": story.text}, {"role": "main", "contenttype": "text/html", "value": one.pop("body_xhtml")}],
        "standard": {"name": "ninjs", "version": "2.1"},
    }  # fmt: skip


def ninjs_2(folder: Path) -> None:
    (folder / "ten.json").write_text(json.dumps([_ninjs_2(story) for story in STORIES]), "utf-8")


_CAMELS = {"versioncreated": "versionCreated", "firstcreated": "firstCreated", "pubstatus": "pubStatus", "copyrightholder": "copyrightHolder",
           "contenttype": "contentType"}  # fmt: skip


def _camels(value: Any) -> Any:
    if isinstance(value, dict):
        return {_CAMELS.get(key, key): _camels(one) for key, one in value.items()}
    return [_camels(one) for one in value] if isinstance(value, list) else value


def ninjs_3(folder: Path) -> None:
    rows = (_camels(_ninjs_2(story)) for story in STORIES)
    (folder / "ten.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")


def rss(folder: Path) -> None:
    items = "".join(
        f"""<item><title>{escape(s.title)}</title><link>{s.url}</link><pubDate>{format_datetime(s.published)}</pubDate>
<dc:creator>{escape(s.byline)}</dc:creator>{"".join(f"<category>{escape(tag)}</category>" for tag in s.tags)}
<description>{escape(s.standfirst)}</description><content:encoded><![CDATA[{s.markup}]]></content:encoded></item>"""
        for s in STORIES
    )
    (folder / "feed.xml").write_text(
        f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><language>en</language>{items}</channel></rss>""",
        "utf-8",
    )


def atom(folder: Path) -> None:
    items = "".join(
        f"""<entry><title>{escape(s.title)}</title><link href="{s.url}"/><id>tag:{s.slug}</id><published>{s.iso}</published>
<author><name>{escape(s.byline)}</name></author>{"".join(f"<category term={quoteattr(tag)}/>" for tag in s.tags)}<summary>{escape(s.standfirst)}</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{s.markup}</div></content></entry>"""
        for s in STORIES
    )
    (folder / "feed.xml").write_text(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title>{items}</feed>', "utf-8"
    )


# Mail


def _mail(story: Story) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "The Gazette <news@gazette.example>", "reader@home.example", story.title
    mail["Date"], mail["Message-ID"] = format_datetime(story.published), f"<{story.slug}@gazette.example>"
    mail["Content-Language"] = "en"
    mail.set_content("\n\n".join((story.title, story.by, story.text)))
    page = f"<h1>{escape(story.title)}</h1><p class=byline>{escape(story.byline)}</p>{story.markup}"
    mail.add_alternative(f"<html lang=en><body>{page}</body></html>", subtype="html")
    return mail


def eml(folder: Path) -> None:
    for story in STORIES:
        (folder / f"{story.slug}.eml").write_bytes(bytes(_mail(story)))


def mbox(folder: Path) -> None:
    box = mailbox.mbox(folder / "letters")
    for story in STORIES:
        box.add(mailbox.mboxMessage(_mail(story)))
    box.close()


# Documents and exports


def docx(folder: Path) -> None:
    for story in STORIES:
        document = Document()
        document.add_heading(story.title, 0)
        for paragraph in filter(None, (story.by, *story.text.split("\n\n"))):
            document.add_paragraph(paragraph)
        document.save(folder / f"{story.slug}.docx")


def _nexis(story: Story) -> list[str]:
    return [story.title, "The Gazette", f"{story.published:%B} {story.published.day}, {story.published:%Y %A}", "Copyright 2026 Gazette Media All Rights Reserved",
            f"Section: {story.section}; Pg. 3", f"Length: {len(story.text.split())} words", f"Byline: {story.byline}", f"Highlight: {story.standfirst}",
            "Body", *story.text.split("\n\n"), "Load-Date: November 30, 2026", "End of Document"]  # fmt: skip


def nexis_docx(folder: Path) -> None:
    document = Document()
    for line in (line for story in STORIES for line in _nexis(story)):
        document.add_paragraph(line)
    document.save(folder / "export.docx")


def nexis_rtf(folder: Path) -> None:
    lines = (line for story in STORIES for line in _nexis(story))
    coded = ("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) for line in lines)
    (folder / "export.rtf").write_text(
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n" + "".join(f"\\pard {line}\\par\n" for line in coded) + "}", "ascii"
    )


def nexis_txt(folder: Path) -> None:
    parts = [f"""
                               {n} of 10 DOCUMENTS


                              The Gazette

                    {s.published:%B} {s.published.day}, {s.published:%Y %A}

{s.title}

BYLINE: {s.byline}

SECTION: {s.section}; Pg. 3

LENGTH: {len(s.text.split())} words

HIGHLIGHT: {s.standfirst}

{s.text}

LOAD-DATE: November 30, 2026

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                    Copyright 2026 Gazette Media
                            All Rights Reserved
""" for n, s in enumerate(STORIES, 1)]  # fmt: skip
    (folder / "export.txt").write_text("\n".join(parts), "utf-8")


def factiva_coded(folder: Path) -> None:
    parts = [f"""HD  {s.title}
BY  {s.byline}
WC  {len(s.text.split())} words
PD  {s.published.day} {s.published:%B %Y}
ET  {s.published:%H:%M}
SN  The Gazette
SC  GAZET
LA  English
CY  (c) 2026 Gazette Media
LP

{s.text.partition(chr(10) * 2)[0]}

TD

{s.text.partition(chr(10) * 2)[2]}

CO  gztmed : Gazette Media
AN  Document GAZET00020261130em{n:07}
""" for n, s in enumerate(STORIES)]  # fmt: skip
    (folder / "export.txt").write_text("\n".join(parts), "utf-8")


def factiva(folder: Path) -> None:
    parts = [f"""{s.title}
{"" if s.byline.startswith("By ") else "By "}{s.byline}
{len(s.text.split())} words
{s.published.day} {s.published:%B %Y}
{s.published:%H:%M}
The Gazette
GAZET
English
(c) 2026 Gazette Media

{s.text}

Document GAZET00020261130em{n:07}

""" for n, s in enumerate(STORIES)]  # fmt: skip
    (folder / "export.txt").write_text("".join(parts), "utf-8")


def proquest(folder: Path) -> None:
    border = "_" * 60
    parts = [f"""{border}

Document {n} of {len(STORIES)}

{s.title}

Author: {"; ".join(", ".join(name.rsplit(" ", 1)[::-1]) for name in s.names)}

Publication info: The Gazette; Gazetteville [Gazetteville]. {s.published.day} {s.published:%b %Y}: A.{n}.

Abstract: None available.

Full text: {s.text}

Title: {s.title}

Publication title: The Gazette; Gazetteville

Publication date: {s.published:%b} {s.published.day}, {s.published.year}

Section: {s.section}

Language of publication: English

ProQuest document ID: 55500{n}

""" for n, s in enumerate(STORIES, 1)]  # fmt: skip
    (folder / "export.txt").write_text("".join(parts), "utf-8")


def pdf(folder: Path) -> None:
    """The smallest PDF there is with text: a line of it at a time, in Helvetica."""
    for story in STORIES:
        shown = "T* ".join(f"({_wrapped(line)}) Tj " for line in ("\n\n".join((story.title, story.by, story.text))).split("\n"))
        content = f"BT /F1 10 Tf 12 TL 40 800 Td {shown} ET".encode("cp1252", "replace")
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
                   b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
                   f"<</Title({_wrapped(story.title)})/Author({_wrapped(story.byline)})>>".encode("cp1252", "replace")]  # fmt: skip
        out, places = b"%PDF-1.4\n", []
        for number, one in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj%s endobj\n" % (number, one)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (
            table,
            len(out),
        )
        (folder / f"{story.slug}.pdf").write_bytes(out)


def _wrapped(text: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", text)


# Files of files


def zip_of_pages(folder: Path) -> None:
    with zipfile.ZipFile(folder / "ten.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for story in STORIES:
            out.writestr(f"pages/{story.slug}.html", html(story))


def tar_gz(folder: Path) -> None:
    with tarfile.open(folder / "ten.tar.gz", "w:gz") as out:
        for story in STORIES:
            info = tarfile.TarInfo(f"pages/{story.slug}.html")
            info.size = len(html(story).encode())
            out.addfile(info, io.BytesIO(html(story).encode()))


def zip_in_tar_in_zip(folder: Path) -> None:
    zip_of_pages(folder)
    with tarfile.open(folder / "a.tar", "w") as out:
        out.add(folder / "ten.zip", "ten.zip")
    with zipfile.ZipFile(folder / "all.zip", "w") as outer:
        outer.write(folder / "a.tar", "a.tar")
    (folder / "ten.zip").unlink()
    (folder / "a.tar").unlink()


ALL: dict[Callable[[Path], None], frozenset[str]] = {
    warc: frozenset(), warc_gz: frozenset(), warc_zst: frozenset(), warc_zst_with_dictionary: frozenset(), arc: frozenset(), wacz: frozenset(),
    html_folder: frozenset(), saved_pages: frozenset(), mhtml: frozenset(), utf_16: frozenset(),
    text: frozenset({"publisher", "url", "published_at", "section", "tags", "standfirst"}),
    markdown: frozenset({"standfirst"}), jsonl: frozenset(), jsonl_of_html: frozenset(), jsonl_gz: frozenset(), json_array: frozenset(),
    scrapy_jsonl: frozenset(), scrapy_json: frozenset(), scrapy_csv: frozenset(), csv_semicolon: frozenset(), parquet_file: frozenset(),
    news_please: frozenset({"section", "tags", "standfirst"}), newspaper4k: frozenset({"section", "standfirst"}), fundus: frozenset({"section", "standfirst"}),
    trafilatura: frozenset({"standfirst"}), nitf: frozenset(), newsml_g2: frozenset({"section", "standfirst"}), ninjs_1: frozenset({"section", "standfirst"}),
    ninjs_2: frozenset({"section", "standfirst"}), ninjs_3: frozenset({"section", "standfirst"}), rss: frozenset({"section", "standfirst"}), atom: frozenset({"section", "standfirst"}),
    eml: frozenset({"url", "section", "tags", "standfirst"}), mbox: frozenset({"url", "section", "tags", "standfirst"}),
    docx: frozenset({"publisher", "url", "published_at", "section", "tags", "standfirst"}), pdf: frozenset({"publisher", "url", "published_at", "section", "tags", "standfirst"}),
    nexis_docx: frozenset({"publisher", "url", "published_at", "tags"}), nexis_rtf: frozenset({"url", "published_at", "tags"}),
    nexis_txt: frozenset({"url", "published_at", "tags"}), factiva_coded: frozenset({"url", "section", "tags", "standfirst"}),
    factiva: frozenset({"url", "section", "tags", "standfirst"}), proquest: frozenset({"url", "published_at", "tags", "standfirst"}),
    zip_of_pages: frozenset(), tar_gz: frozenset(), zip_in_tar_in_zip: frozenset(),
}  # fmt: skip
"""Each format with the fields that it, as written here, does not carry."""
