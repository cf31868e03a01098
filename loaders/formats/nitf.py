"""NITF: one article of a wire as XML (IPTC), also several in one file.

Files: NITF
Articles: each item with a text, and its pictures; cancelled ones are rejected
"""

import re
from collections.abc import Iterator
from functools import partial

from lxml.etree import _Element

from articles.page import Hint, Page
from loaders.formats import xml
from loaders.formats.markup import document, of_xml
from loaders.formats.xml import first, named, text
from loaders.source import Loaded, Refused, Source, each

LARGEST = 32 << 20


def is_it(head: bytes, name: str) -> bool:
    """By its outermost element."""
    del name
    return xml.root_of(head) == "nitf"


def load(source: Source) -> Loaded:
    """A page an article. Raises Refused."""
    root = xml.parse(source.payload(LARGEST), source.where)
    found = [root] if root.tag.rpartition("}")[2] == "nitf" else list(named(root, "nitf"))
    keys = [str(number) if len(found) > 1 else "" for number in range(1, len(found) + 1)]
    return each(source, ((key, partial(page, source, nitf, key)) for key, nitf in zip(keys, found, strict=True)))


def page(source: Source, nitf: _Element, key: str) -> Page:
    """Its body as HTML; its head's values as hints. Raises Refused for one without a body."""
    content = next(named(nitf, "body.content"), None)
    if content is None or not text(content):
        raise Refused("no_text", f"{source.place(key)}: NITF without a body.content")
    hints = list(said(nitf))
    title = next((h.value for h in hints if h.field == "title"), "")
    language = next((h.value for h in hints if h.field == "language"), "")
    docdata = next(named(nitf, "docdata"), nitf)
    outlet = first(nitf, "distributor") or next((e.get("holder") or "" for e in named(docdata, "doc.copyright")), "")
    url = next((e.get("ex-ref") or "" for e in named(nitf, "pubdata") if e.get("ex-ref")), "")
    number = next((e.get("id-string") or "" for e in named(docdata, "doc-id")), "")
    written = document(of_xml(content), title=title, language=language)
    return source.page(written, "text/html; charset=utf-8", url=url, key=key and (number or key), hints=hints, outlet=outlet)


def said(nitf: _Element) -> Iterator[Hint]:
    """What its head and body.head say of fields."""

    def hint(field: str, value: str | None) -> Iterator[Hint]:
        if value and value.strip():
            yield Hint(field, value, "nitf")

    hedline = next(named(nitf, "hedline"), None)
    yield from hint("title", (first(hedline, "hl1") if hedline is not None else "") or first(nitf, "title"))
    yield from hint("standfirst", first(nitf, "abstract"))
    head = next(named(nitf, "body.head"), nitf)
    for line in named(head, "byline"):
        yield from hint("authors", ", ".join([_printed(line, without="byttl"), *map(text, named(line, "byttl"))]))
    for line in named(head, "dateline"):
        yield from hint("dateline", _printed(line, without="story.date"))
    dates = [(e.tag.rpartition("}")[2], e.get("norm")) for e in named(nitf, "date.issue", "date.release", "story.date")]
    for name in ("date.issue", "story.date", "date.release"):
        for of, norm in dates:
            if of == name:
                yield from hint("published_at", norm)
    for element in named(nitf, "pubdata"):
        yield from hint("published_at", element.get("date.publication"))
        yield from hint("section", element.get("position.section"))
    for element in named(nitf, "fixture"):
        yield from hint("slugline", element.get("fix-id"))
    for element in named(nitf, "du-key"):
        yield from hint("slugline", element.get("key"))
    for element in named(nitf, "keyword"):
        yield from hint("tags", element.get("key"))
    yield from hint("language", next((e.get(_LANG) for e in (nitf, *named(nitf, "body")) if e.get(_LANG)), None))
    for element in named(nitf, "evloc"):
        yield from hint("places", element.get("city"))
    yield from hint("credit", first(head, "distributor"))


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _printed(element: _Element, *, without: str) -> str:
    """A line as a reader sees it: the words of its elements apart, those of one kind of element left out."""
    left_out = set(named(element, without))
    words = [element.text or ""]
    for inner in element.iterdescendants():
        words += [(inner.text or "") if inner not in left_out else "", inner.tail or ""]
    return re.sub(r" (?=[,.;:])", "", " ".join(" ".join(words).split())).strip(" ,–—-")
