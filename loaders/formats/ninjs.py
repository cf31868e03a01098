"""ninjs 1, 2 and 3: news items as JSON (IPTC). 3 writes its keys in camel case; here all are lower case."""

from collections.abc import Iterator, Mapping

from articles.page import Hint, Page
from loaders.formats.markup import document, is_markup
from loaders.source import Refused, Source

_FIELDS = (
    ("dateline", "located"), ("published_at", "firstpublished"), ("published_at", "firstcreated"),
    ("published_at", "versioncreated"), ("updated_at", "contentmodified"), ("updated_at", "versioncreated"),
    ("language", "language"), ("section", "section"), ("slugline", "slugline"), ("credit", "creditline"),
)  # fmt: skip


def is_it(row: Mapping[str, object]) -> bool:
    """By `uri` and a body (1) or `bodies` (2, 3), with `versioncreated` or a type of its own."""
    row = _folded(row)
    has_body = any(isinstance(row[name], str) for name in _bodies(row)) or isinstance(row.get("bodies"), list)
    return "uri" in row and (has_body or row.get("type") in ("text", "picture", "composite")) and (
        "versioncreated" in row or "headlines" in row or "body_xhtml" in row or row.get("type") == "text"
    )  # fmt: skip


def page(source: Source, item: Mapping[str, object], key: str) -> Page:
    """Its page. Raises Refused for an item without text, or one that is withdrawn."""
    item = _folded(item)
    if item.get("pubstatus") in ("canceled", "cancelled"):
        raise Refused("no_text", f"{source.place(key)}: the item is cancelled by its agency")
    text = _body(item)
    if not text.strip():
        raise Refused("no_text", f"{source.place(key)}: an item without a text ({item.get('type') or 'no type'})")
    hints = [*_said(item)]
    outlet = next((v for n in ("copyrightholder", "source", "provider") if isinstance(v := item.get(n), str)), "")
    if is_markup(text):
        title = next((h.value for h in hints if h.field == "title"), "")
        written, kind = document(text, title=title, language=_text(item.get("language"))), "text/html; charset=utf-8"
    else:
        written, kind = text, "text/plain; charset=utf-8"
    return source.page(written, kind, url=_url(item), key=key or _text(item.get("uri")), hints=hints, outlet=outlet)


def _folded(row: Mapping[str, object]) -> dict[str, object]:
    return {str(name).lower(): value for name, value in row.items()}


def _bodies(item: Mapping[str, object]) -> list[str]:
    """The names of its bodies (1 has any that begin so), those with markup first."""
    return sorted((name for name in item if name.startswith("body_")), key=lambda name: ("html" not in name, name))


def _body(item: Mapping[str, object]) -> str:
    for name in _bodies(item):
        if _text(item.get(name)).strip():
            return _text(item.get(name))
    bodies = [_folded(b) for b in _list(item.get("bodies")) if isinstance(b, dict)]
    by_type = sorted(bodies, key=lambda b: "html" not in _text(b.get("contenttype")).lower())
    return next((_text(b.get("value")) for b in by_type if _text(b.get("value")).strip()), "")


def _url(item: Mapping[str, object]) -> str:
    """The public address (3: `altids` or `links`); a `uri` is often only a name, which the source passes over."""
    links = [
        link.get("href")
        for link in _list(item.get("links"))
        if isinstance(link, dict) and link.get("rel") in ("canonical", "self")
    ]
    return next((_text(u) for u in (*links, item.get("canonical"), item.get("uri")) if _text(u)), "")


def _said(item: Mapping[str, object]) -> Iterator[Hint]:
    def hint(field: str, value: object) -> Iterator[Hint]:
        if _text(value).strip():
            yield Hint(field, _text(value), "ninjs")

    yield from hint("title", _main(item.get("headlines")) or item.get("headline") or item.get("title"))
    yield from hint("description", _main(item.get("descriptions")) or item.get("description_text"))
    for field, key in _FIELDS:
        yield from hint(field, item.get(key))
    for line in _authors(item):
        yield from hint("authors", line)
    for subject in _list(item.get("subject")) + _list(item.get("subjects")):
        yield from hint("tags", subject.get("name") if isinstance(subject, dict) else subject)
    for place in _list(item.get("place")) + _list(item.get("places")):
        yield from hint("places", place.get("name") if isinstance(place, dict) else place)


def _main(values: object) -> object:
    """The value whose role is "main", else the first (2, 3)."""
    those = sorted((v for v in _list(values) if isinstance(v, dict)), key=lambda v: v.get("role") != "main")
    return those[0].get("value") if those else None


def _authors(item: Mapping[str, object]) -> Iterator[str]:
    """The byline as printed (2, 3: `by` or `bylines`), else the names of the people who wrote it."""
    printed = [_text(item.get(name)) for name in ("byline", "by") if _text(item.get(name)).strip()]
    printed += [_text(line.get("value")) if isinstance(line, dict) else _text(line) for line in _list(item.get("bylines"))]
    people = [p for p in _list(item.get("infosources")) + _list(item.get("contributors")) if isinstance(p, dict)]
    wrote = (None, "author", "writer", "creator", "reporter")
    yield from printed or (_text(p.get("name")) for p in people if p.get("rel", p.get("role")) in wrote)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[object]:
    return value[:200] if isinstance(value, list) else []
