"""Makes a day's site of what the newsroom wrote: every address of a paper with its status, headers and bytes."""

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tests.newspaper.newsroom import Piece, pieces
from tests.newspaper.papers import HERE, Paper, load_words

WORDS = load_words()
RTL = ("ar",)


@dataclass(frozen=True, slots=True)
class Resource:
    """What an address answers."""

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    last_modified: datetime | None = None
    location: str | None = None

    @property
    def etag(self) -> str:
        """Changes when a byte changes."""
        return f'"{sha256(self.body).hexdigest()[:16]}"'


def language(piece: Piece, paper: Paper) -> str:
    """The language a piece is written in."""
    return piece.language or paper.language


def slug_of(section: str) -> str:
    """A section's name in an address: "Economía y campo" -> "economia-y-campo"; Arabic keeps its letters."""
    plain = section.lower().translate(str.maketrans("áàâäéèêëíîïóôöúùûüñç", "aaaaeeeeiiiooouuuunc"))
    return re.sub(r"[^\w]+", "-", plain).strip("-")


def path_of(piece: Piece, paper: Paper) -> str:
    """A piece's own path on its paper's host."""
    if piece.disallowed:
        return f"/sponsored/{piece.slug}"
    path = paper.path.format(
        published=paper.local(piece.published), slug=piece.slug, number=piece.number, section=slug_of(piece.section)
    )
    return quote(path, safe="/?=&-.")


def section_path(section: str) -> str:
    """The path of a section's front page."""
    return quote(f"/{slug_of(section)}/", safe="/-")


def image_path(name: str) -> str:
    """The path of a picture."""
    return f"/images/{name}"


def target(href: str, paper: Paper) -> str:
    """Where a link of a body goes: a path or an address stays, a slug becomes the path of that piece."""
    if href.startswith(("/", "http")):
        return href
    return next(path_of(piece, paper) for piece in pieces(paper.id) if piece.slug == href)


def shown_date(moment: datetime, paper: Paper, lang: str, precision: str) -> str:
    """A date as pages print it, on the paper's own clock."""
    local, words = paper.local(moment), WORDS[lang]
    pattern: str = words["minute" if precision == "minute" else "day"]
    return pattern.format(
        day=local.day, month=words["months"][local.month - 1], year=local.year, hour=local.hour, minute=local.minute
    )


def json_ld(piece: Piece, paper: Paper) -> dict[str, Any]:
    """schema.org of a piece, as its content system would print it."""
    kinds = {"person": "Person", "organisation": "Organization"}
    authors = [{"@type": kinds[c["kind"]], "name": c["name"]} for c in piece.authors]
    address = paper.base + path_of(piece, paper)
    images = [paper.base + image_path(part.cells[0][0]) for part in piece.parts if part.kind == "image"]
    said = {
        "@context": "https://schema.org",
        "@type": {"article": "NewsArticle", "liveblog": "LiveBlogPosting", "gallery": "ImageGallery"}[piece.kind],
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": piece.title,
        "description": piece.standfirst,
        "image": images,
        "datePublished": paper.local(piece.published).isoformat(),
        "dateModified": paper.local(piece.updated or piece.published).isoformat(),
        "author": authors if piece.jsonld_authors is None else piece.jsonld_authors,
        "publisher": {"@type": "NewsMediaOrganization", "name": paper.name, "url": paper.base + "/"},
        "articleSection": piece.section,
        "keywords": piece.tags,
        "inLanguage": language(piece, paper),
        "isAccessibleForFree": not any(part.kind == "paywall" for part in piece.parts),
    }
    return {key: value for key, value in said.items() if value not in (None, [], "")}


def graph(piece: Piece, paper: Paper) -> dict[str, Any]:
    """The same as a graph of things that refer to each other, as WordPress plug-ins print it."""
    article = json_ld(piece, paper)
    authors = article.get("author", [])
    people = [author | {"@id": f"{paper.base}/#/schema/person/{n}"} for n, author in enumerate(authors)]
    page = {
        "@type": "WebPage",
        "@id": article["url"],
        "name": f"{piece.title} - {paper.name}",
        "isPartOf": {"@id": f"{paper.base}/#site"},
    }
    refers = {
        "author": [{"name": person["name"], "@id": person["@id"]} for person in people],
        "mainEntityOfPage": {"@id": article["url"]},
    }
    site = {"@type": "WebSite", "@id": f"{paper.base}/#site", "url": paper.base + "/", "name": paper.name}
    return {"@context": article.pop("@context"), "@graph": [article | refers, page, site, *people]}


def _script(data: dict[str, Any] | list[dict[str, Any]]) -> Markup:
    return Markup(json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c"))


def _inline(text: str, paper: Paper) -> Markup:
    marked = str(escape(text))
    marked = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", lambda m: f'<a href="{target(m[2], paper)}">{m[1]}</a>', marked)
    marked = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", marked)
    return Markup(marked.replace("\u2408", "&#8;"))


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"inline": _inline, "script": _script, "rfc822": format_datetime}
    env.globals |= {
        "path_of": path_of, "section_path": section_path, "image_path": image_path, "shown_date": shown_date, "target": target,
        "json_ld": json_ld, "graph": graph, "language": language,
    }  # fmt: skip
    return env


_ENV = _environment()


def _beside(piece: Piece, paper: Paper) -> tuple[list[Piece], list[Piece]]:
    """(related, most read): of the first day's lasting pieces in a fixed order, so that a new piece changes no other page."""
    lasting = sorted((p for p in pieces(paper.id) if p.first_day == 1 and not p.gone_day), key=lambda p: p.slug)
    others = [p for p in lasting if p.slug > piece.slug] + [p for p in lasting if p.slug < piece.slug]
    return others[:3], [p for p in lasting if p.slug != piece.slug][:5]


def _encoded(text: str, charset: str) -> bytes:
    return text.encode(charset, "xmlcharrefreplace")


def article_page(piece: Piece, paper: Paper, day: int) -> Resource:
    """The page of a piece, in its design, language and encoding."""
    lang, charset = language(piece, paper), piece.charset or paper.charset
    related, most_read = _beside(piece, paper)
    chrome_changed = piece.chrome_day is not None and piece.chrome_day <= day
    design = piece.kind if piece.kind != "article" else piece.design or paper.design
    html = _ENV.get_template(f"{design}.html").render(
        piece=piece, paper=paper, words=WORDS[lang], lang=lang, rtl=lang in RTL, charset=charset, address=paper.base + path_of(piece, paper),
        declared=charset if paper.charset_in != "header" or charset != paper.charset else None,
        related=related, most_read=most_read[::-1] if chrome_changed else most_read, survey=chrome_changed, sections=sections(paper, 1),
    )  # fmt: skip
    header = "" if paper.charset_in == "meta" or charset != paper.charset else f"; charset={charset}"
    return Resource(200, _encoded(html, charset), f"text/html{header}", piece.updated or piece.published)


def sections(paper: Paper, day: int) -> list[str]:
    """The sections that a paper has on a day."""
    return sorted({piece.section for piece in pieces(paper.id) if piece.first_day <= day and not piece.disallowed})


def _picture(name: str) -> bytes:
    """A PNG of 16 by 9 dots in one colour that hangs on its name."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = (b"\0" + sha256(name.encode()).digest()[:3] * 16) * 9
    head = (16).to_bytes(4, "big") + (9).to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _pictures(shown: list[Piece]) -> dict[str, Resource]:
    names = {part.cells[0][0] for piece in shown for part in piece.parts if part.kind == "image"}
    names.add("avatar.png")
    return {image_path(name): Resource(200, _picture(name), "image/png") for name in sorted(names)}


def _xml(template: str, charset: str = "utf-8", kind: str = "application/xml", **given: Any) -> Resource:
    text = _ENV.get_template(template).render(charset=charset, **given)
    return Resource(200, _encoded(text, charset), f"{kind}; charset={charset}", given.get("changed"))


def reader_path(piece: Piece) -> str:
    """Where a paper of the design "script" has a piece as a page that is nothing without JavaScript. No listing names it."""
    return f"/app/{piece.slug}"


def _reader(piece: Piece, page: Resource) -> dict[str, Resource]:
    """That page, and the data that its script asks for: what the piece's own page holds."""
    path, whole = reader_path(piece), page.body.decode()
    parts = {name: whole.partition(f"<{name}>")[2].partition(f"</{name}>")[0] for name in ("head", "body")}
    shell = b'<!doctype html><html><head></head><body><div id="root">...</div><script src="/app.js"></script></body></html>'
    return {
        path: Resource(200, shell),
        f"{path}.json": Resource(200, json.dumps(parts).encode(), "application/json"),
        "/app.js": Resource(200, (HERE / "templates" / "reader.js").read_bytes(), "text/javascript; charset=utf-8"),
    }


def edition(paper: Paper, day: int) -> dict[str, Resource]:
    """{path and query: what it answers} of a paper on a day."""
    started = [piece.on(day) for piece in pieces(paper.id) if piece.first_day <= day]
    shown = [piece for piece in started if not (piece.gone_day and piece.gone_day <= day)]
    listed = [piece for piece in shown if not piece.disallowed]
    changed = max(piece.updated or piece.published for piece in shown)
    site: dict[str, Resource] = {}
    for piece in started:
        path = path_of(piece, paper)
        site[path] = article_page(piece, paper, day) if piece in shown else Resource(piece.gone_status, b"<h1>Gone</h1>")
        if path.endswith("/"):
            site[path.rstrip("/")] = Resource(301, location=paper.base + path)
        if paper.design == "script" and piece in listed and piece.kind == "article":
            site |= _reader(piece, site[path])
        if piece.moved_from:
            site[piece.moved_from] = Resource(301, location=paper.base + path)
    own: dict[str, Any] = {
        "paper": paper,
        "words": WORDS[paper.language],
        "lang": paper.language,
        "sections": sections(paper, day),
    }
    for section in sections(paper, day):
        site[section_path(section)] = _listing(section, [p for p in listed if p.section == section], own)
    site["/"] = _listing(paper.name, listed, own)
    site["/internal/style-guide"] = Resource(200, b"<h1>Style guide</h1><p>Not for robots.</p>")
    robots = _ENV.get_template("robots.txt").render(own)
    site["/robots.txt"] = Resource(200, robots.encode(), "text/plain; charset=utf-8")
    atom = paper.feed.startswith("/atom")
    site[paper.feed] = _xml(
        "atom.xml" if atom else "rss.xml",
        paper.charset,
        f"application/{'atom' if atom else 'rss'}+xml",
        pieces=shown,
        changed=changed,
        **own,
    )
    urls = _xml("sitemap.xml", pieces=listed, changed=changed, news=False, **own)
    if "index" in paper.sitemap:
        part = "/sitemaps/2026-11.xml.gz"
        site[part] = Resource(200, gzip.compress(urls.body, mtime=0), "application/gzip", changed)
        urls = _xml("sitemap_index.xml", part=paper.base + part, changed=changed)
    site[paper.sitemap] = urls
    if paper.news_sitemap:
        site[paper.news_sitemap] = _xml("sitemap.xml", pieces=listed, changed=changed, news=True, **own)
    return site | _pictures(shown)


def _listing(title: str, listed: list[Piece], own: dict[str, Any]) -> Resource:
    html = _ENV.get_template("listing.html").render(title=title, pieces=listed, rtl=own["lang"] in RTL, **own)
    return Resource(200, html.encode())
