"""A row of a table or an object of JSON as a page: the columns' values are hints, its HTML or text is the payload."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from articles.page import Hint, Page
from loaders.formats import ninjs
from loaders.formats.markup import document, is_markup
from loaders.mapping import columns_for, flat
from loaders.source import Refused, Source

_LISTS = ("authors", "tags")
HINTS = ("title", "authors", "published_at", "updated_at", "language", "section", "tags", "standfirst", "dateline")
"""The fields that columns can hint at."""

_MANY = 50


def page(source: Source, row: object, key: str, format_: str) -> Page:
    """Its page. Raises Refused: no_text where no column holds any, damaged where it is no row."""
    if not isinstance(row, dict):
        raise Refused("damaged", f"{source.place(key)}: no object of columns but {str(row)[:40]!r}")
    if ninjs.is_it(row):
        return ninjs.page(source, row, key)
    said = dict(flat(row))
    columns = columns_for(source.name, source.load.mappings)
    spoken = [hint for field in HINTS for hint in hints(field, first(said, columns[field]), format_)]
    outlet = next(iter(_strings(first(said, columns["outlet"]))), "")
    url = next((u for name in columns["url"] for u in _strings(said.get(name)) if u.strip().lower().startswith("http")), "")
    for field in ("html", "text"):
        for name in columns[field]:
            if (text := body(said.get(name))).strip():
                markup = is_markup(text)
                written = document(text) if markup else text
                kind = "text/html; charset=utf-8" if markup else "text/plain; charset=utf-8"
                return source.page(written, kind, url=url, key=key, hints=spoken, outlet=outlet)
    if empty := next((name for field in ("html", "text") for name in columns[field] if name in row), None):
        raise Refused("no_text", f"{source.place(key)}: its column {empty!r} is empty")
    there = ", ".join(list(row)[:12]) if all(isinstance(name, str) for name in row) else "none that has a name"
    raise Refused("no_text", f"{source.place(key)}: no column holds a text ({there}): name it in config/mappings/")


def has_text(names: Mapping[str, object] | list[str], source: Source) -> bool:
    """Whether one of these columns can hold an article's text."""
    known = columns_for(source.name, source.load.mappings)
    return bool({key for key, _ in flat(dict.fromkeys(names, 1))} & {*known["html"], *known["text"]})


def body(value: object) -> str:
    """Text of a column: a string, a list of paragraphs, or an object of them (Fundus: summary, sections with paragraphs)."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n\n".join(part for part in map(body, value[:10_000]) if part.strip())
    if isinstance(value, dict):
        parts = (value[key] for key in ("summary", "headline", "paragraphs", "sections", "text", "value") if key in value)
        return "\n\n".join(part for part in map(body, parts) if part.strip())
    return ""


def first(said: Mapping[str, object], names: tuple[str, ...]) -> object:
    """The value of the first of these columns that says anything."""
    return next((said[name] for name in names if name in said and any(map(str.strip, _strings(said[name])))), None)


def hints(field: str, value: object, format_: str) -> Iterator[Hint]:
    """A column's value as hints of a field: each of a list's for authors and tags, else the first."""
    values = list(_strings(value))
    if field in _LISTS:
        # A list that was written into a cell by Python or by JSON.
        if len(values) == 1 and re.fullmatch(r"\s*\[.*\]\s*", values[0], re.DOTALL):
            values = re.findall(r"""["']((?:[^"'\\]|\\.|(?<=\w)'(?=\w)){0,300})["']""", values[0][:20_000])
        yield from (Hint(field, text, format_) for text in values[:_MANY])
    elif values:
        yield Hint(field, values[0], format_)


def _strings(value: object) -> Iterator[str]:
    """The strings that a value gives; times as ISO 8601."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, datetime | date):
        yield value.isoformat()
    elif isinstance(value, bool):
        yield str(value)
    elif isinstance(value, int | float | Decimal):
        if math.isfinite(value):
            yield str(int(value)) if value == int(value) else str(value)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif isinstance(value, list | tuple):
        for one in value[:_MANY]:
            yield from _strings(one)
    elif isinstance(value, dict):
        named = next(
            (value[key] for key in ("name", "value", "title", "label", "$date") if isinstance(value.get(key), str)), None
        )
        yield from _strings(named)
