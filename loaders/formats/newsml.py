"""NewsML-G2 (IPTC): news items, also many in one message, with NITF, XHTML or plain text inside.

Files: NewsML-G2
Articles: each item with a text; cancelled ones are rejected
"""

from collections.abc import Iterator
from functools import partial

from lxml.etree import _Element

from articles.page import Hint, Page
from loaders.formats import nitf, xml
from loaders.formats.markup import document, of_xml
from loaders.formats.xml import first, named, text
from loaders.source import Loaded, Refused, Source, each

LARGEST = 32 << 20


def is_it(head: bytes, name: str) -> bool:
    """By its outermost element."""
    del name
    return xml.root_of(head) in ("newsitem", "newsmessage", "packageitem")


def load(source: Source) -> Loaded:
    """A page a news item. Raises Refused; also for items of pictures and packages, which are no text."""
    root = xml.parse(source.payload(LARGEST), source.where)
    name = root.tag.rpartition("}")[2].lower()
    items = [root] if name == "newsitem" else list(named(root, "newsItem"))
    keys = [(item.get("guid") or str(number)) if len(items) > 1 else "" for number, item in enumerate(items, 1)]
    return each(source, ((key, partial(_page, source, item, key)) for key, item in zip(keys, items, strict=True)))


def _page(source: Source, item: _Element, key: str) -> Page:
    if any((e.get("qcode") or "").endswith(":canceled") for e in named(item, "pubStatus")):
        raise Refused("no_text", f"{source.place(key)}: the item is cancelled by its agency")
    content, inner = _content(item)
    hints = list(_said(item))
    if inner is not None:
        hints += [hint for hint in nitf.said(inner) if hint.field not in {h.field for h in hints}]
    said = {hint.field: hint.value for hint in reversed(hints)}
    plain = next((e.text or "" for e in named(item, "inlineData") if e.text), "")
    if content is not None and text(content):
        written = document(of_xml(content), title=said.get("title", ""), language=said.get("language", ""))
        kind = "text/html; charset=utf-8"
    elif plain.strip():
        written, kind = plain, "text/plain; charset=utf-8"
    else:
        raise Refused("no_text", f"{source.place(key)}: an item without inline text")
    return source.page(written, kind, url=_url(item), key=key, hints=hints, outlet=_provider(item))


def _content(item: _Element) -> tuple[_Element | None, _Element | None]:
    """The element with the text as markup, and the NITF that it is of; None for what there is none of."""
    content = next(named(item, "inlineXML"), None)
    if content is None:
        return None, None
    inner = next(named(content, "nitf"), None)
    if inner is not None:
        return next(named(inner, "body.content"), None), inner
    return next(named(content, "body"), content), None


def _provider(item: _Element) -> str:
    """By its name, else by its code without the scheme."""
    info = next(named(item, "itemMeta"), item)
    codes = (e.get("literal") or (e.get("qcode") or "").partition(":")[2] for e in named(info, "provider"))
    return first(info, "provider") or next(codes, "")


def _url(item: _Element) -> str:
    return next((e.get("href") or "" for e in named(item, "link") if "html" in (e.get("contenttype") or "")), "")


def _said(item: _Element) -> Iterator[Hint]:
    def hint(field: str, value: str | None) -> Iterator[Hint]:
        if value and value.strip():
            yield Hint(field, value, "newsml-g2")

    meta = next(named(item, "contentMeta"), item)
    info = next(named(item, "itemMeta"), item)
    yield from hint("title", first(meta, "headline") or first(info, "title"))
    yield from hint("description", first(meta, "description"))
    printed = [line for line in map(text, named(meta, "by")) if line]
    for line in printed or [first(creator, "name") for creator in named(meta, "creator")]:
        yield from hint("authors", line)
    yield from hint("dateline", first(meta, "dateline"))
    for place in named(meta, "located"):
        yield from hint("places", first(place, "name") or place.get("literal"))
    yield from hint("slugline", first(meta, "slugline"))
    yield from hint("credit", first(meta, "creditline"))
    yield from hint(
        "published_at", first(info, "firstCreated") or first(meta, "contentCreated") or first(info, "versionCreated")
    )
    yield from hint("updated_at", first(meta, "contentModified") or first(info, "versionCreated"))
    yield from hint("language", next((e.get("tag") for e in named(meta, "language")), None))
    for subject in named(meta, "subject"):
        yield from hint("tags", first(subject, "name") or subject.get("literal"))
    for word in named(meta, "keyword"):
        yield from hint("tags", text(word))
