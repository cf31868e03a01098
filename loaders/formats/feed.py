"""RSS and Atom files that carry whole articles.

Files: RSS, Atom
Articles: each entry that carries its text. Of a WordPress export the published posts; drafts, fixed pages, pictures and
menus are skipped
"""

from collections.abc import Iterator
from functools import partial

from lxml.etree import _Element

from articles.address import absolute
from articles.extract.decoding import markup_once
from articles.page import Hint, Page
from loaders.formats import xml
from loaders.formats.markup import document, is_markup, of_xml
from loaders.formats.xml import first, named, text
from loaders.source import Loaded, Refused, Source, each

LARGEST = 64 << 20
MOST = 100_000
"""Entries of one feed."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NO_POSTS = frozenset((
    "attachment", "nav_menu_item", "page", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request",
    "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face",
))  # fmt: skip
"""What WordPress's export holds beside a site's posts: its pictures, menus, fixed pages and settings."""
_FIELDS = (
    ("title", ("title",)), ("published_at", ("pubDate", "published", "date", "issued")),
    ("updated_at", ("updated", "modified")), ("language", ("language",)),
)  # fmt: skip


def is_it(head: bytes, name: str) -> bool:
    """By its outermost element."""
    del name
    return xml.root_of(head) in ("rss", "feed", "rdf")


def load(source: Source) -> Loaded:
    """A page an entry that has more than a summary. Raises Refused."""
    root = xml.parse(source.payload(LARGEST), source.where, recover=True)
    channel = next(named(root, "channel"), root)
    outlet = next((text(e) for e in channel if str(e.tag).rpartition("}")[2] == "title"), "") if len(channel) else ""
    entries = [entry for entry in named(root, "item", "entry") if _is_published(entry)]
    writers = {first(one, "author_login"): first(one, "author_display_name") for one in channel.iterfind("{*}author")}
    if len(entries) > MOST:
        raise Refused("too_large", f"{source.where}: {len(entries)} entries: split it, the limit for a feed is {MOST}")
    language = next((text(e) for e in channel.iterfind("{*}language")), "") or (
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    return each(
        source, ((str(n), partial(_page, source, e, str(n), outlet, language, writers)) for n, e in enumerate(entries, 1))
    )


def _is_published(entry: _Element) -> bool:
    """Whether it is one of a site's posts, and out: an export of WordPress has drafts, pages and pictures, too."""
    kind, status = text(entry.find("{*}post_type")), text(entry.find("{*}status"))
    return not kind or (kind not in _NO_POSTS and status == "publish")


def _page(source: Source, entry: _Element, key: str, outlet: str, language: str, writers: dict[str, str]) -> Page:
    body = _body(entry)
    if not body.strip():
        raise Refused("no_text", f"{source.place(key)}: an entry with only a link and no text: crawl the feed instead")
    kind = "rss" if entry.tag.rpartition("}")[2] == "item" else "atom"
    summary = next((text(e) for name in ("description", "summary") for e in entry.iterfind("{*}" + name)), "")
    said = [Hint("description", summary, kind)] if summary and summary not in " ".join(body.split()) else []
    hints = [*_said(entry, kind, writers), *said, *([Hint("language", language, kind)] if language else [])]
    title = next((h.value for h in hints if h.field == "title"), "")
    if is_markup(body):
        written, content_type = document(body, title=title, language=language), "text/html; charset=utf-8"
    else:
        written, content_type = body, "text/plain; charset=utf-8"
    return source.page(written, content_type, url=_url(entry), key=key, hints=hints, outlet=outlet)


def _body(entry: _Element) -> str:
    """The longest of what may hold the article: content:encoded, Atom's content, the description."""
    found = []
    for element in entry:
        name = str(element.tag).rpartition("}")[2]  # a comment has a function for a tag
        if element.tag == _CONTENT or name in ("content", "description", "summary"):
            found.append(of_xml(element) if element.get("type") == "xhtml" else xml.written(element))
    return markup_once(max(found, key=len, default=""))


def _url(entry: _Element) -> str:
    """As it was before a service counted clicks, or the alternate link, or the entry's own name; made whole."""
    ways = [text(e) for e in entry.iterfind("{*}origLink")]
    ways += [
        link.get("href") or text(link) for link in entry.iterfind("{*}link") if link.get("rel", "alternate") == "alternate"
    ]
    guid = entry.find("{*}guid")
    ways += [text(guid)] if guid is not None and guid.get("isPermaLink", "").lower() != "false" else [first(entry, "id")]
    link = next((way.strip() for way in ways if way.strip()), "")
    return absolute(link, _base(entry)) if link else ""


def _base(entry: _Element) -> str:
    """What relative links are joined to: xml:base, or the site that the feed is of."""
    channel = entry.getparent()
    sites = [] if channel is None else [link.get("href") or text(link) for link in channel.iterfind("{*}link")]
    return entry.base or next((site for site in sites if site.startswith("http")), "")


def _said(entry: _Element, kind: str, writers: dict[str, str]) -> Iterator[Hint]:
    for field, names in _FIELDS:
        value = next((text(e) for name in names for e in entry.iterfind("{*}" + name) if text(e)), "")
        if value:
            yield Hint(field, value, kind)
    for author in entry.iterfind(f"{_ATOM}author"):
        yield Hint("authors", first(author, "name"), kind)
    creators = list(entry.iterfind("{http://purl.org/dc/elements/1.1/}creator")) or list(entry.iterfind("author"))
    yield from (Hint("authors", writers.get(text(creator)) or text(creator), kind) for creator in creators)
    for category in entry.iterfind("{*}category"):
        yield Hint("tags", category.get("label") or category.get("term") or text(category), kind)
