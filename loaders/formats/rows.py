"""A row of a table or an object of JSON as a page: the columns' values are hints, its HTML or text is the payload."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from articles.page import Hint, Page
from loaders.formats import cell_dates, ninjs
from loaders.formats.markup import document, is_markup
from loaders.formats.values import MOST, bare, strings, text
from loaders.mapping import columns_for, flat, plain
from loaders.source import Loaded, Refused, Source, each

_LISTS = ("authors", "tags")
_TIMES = ("published_at", "updated_at")
HINTS = ("title", "authors", *_TIMES, "language", "section", "tags", "standfirst", "description", "dateline")
"""The fields that columns can hint at."""

WRAPPERS = ("_source", "fields", "doc", "attributes", "node", "document", "item", "article", "record", "properties", "data")
"""Keys under which a store or an interface puts the document that a row is about: Elasticsearch, CouchDB, JSON:API, GraphQL."""

_ROWS_AHEAD = 200
_CHARACTERS_AHEAD = 16 << 20
"""How far a table is looked ahead for what its columns hold; so many characters while the order of its dates is open."""

_PAGES_FIRST = "save the pages first, or, if they are sites or feeds to be crawled, type copydesk publisher add --from FILE"

Row = tuple[str, object]
"""A key that tells a row from the others, and the row; a Refused where it is none."""


@dataclass(frozen=True)
class _Table:
    """A table that is being read: what its columns are called here, and the order of the dates in them."""

    source: Source
    format_: str
    columns: dict[str, tuple[str, ...]]
    orders: dict[str, cell_dates.Order]


def load(source: Source, found: Iterable[Row], format_: str) -> Loaded:
    """A page a row; a row that gives none costs itself. Raises Refused where there is none, and at the first damage."""
    found = iter(found)
    columns = columns_for(source.name, source.load.mappings)
    dates = cell_dates.Orders({name for field in _TIMES for name in columns[field]})
    ahead, rest = _looked_ahead(found, columns, dates)
    table = _Table(source, format_, columns, dates.known())
    source.remarks.unused.update(dict.fromkeys(_unused((row for _, row in ahead), columns)))
    return each(source, ((key, partial(_page, table, row, key)) for key, row in chain(ahead, rest, found)))


def _looked_ahead(
    found: Iterator[Row], columns: dict[str, tuple[str, ...]], dates: cell_dates.Orders
) -> tuple[list[Row], Iterator[Row]]:
    """The first rows, and what comes behind them where that is damage: it is told once the rows before it are read."""
    ahead: list[Row] = []
    size = 0
    try:
        for key, row in found:
            ahead.append((key, row))
            if isinstance(row, dict):
                size += sum(len(value) for value in row.values() if isinstance(value, str))
                dates.see(_flat(row, columns))
            if (len(ahead) >= _ROWS_AHEAD and not dates.open()) or size > _CHARACTERS_AHEAD:
                break
    except Refused as refused:
        damage = refused
        return ahead, (_raised(one) for one in (damage,))
    return ahead, iter(())


def _raised(refused: Refused) -> Row:
    raise refused


def _unused(rows: Iterable[object], columns: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Names of columns that say something and are no field's."""
    known = {name.partition(".")[0] for names in columns.values() for name in names} | {plain(name) for name in WRAPPERS}
    for row in rows:
        if isinstance(row, dict) and not ninjs.is_it(row):
            yield from (str(name) for name, value in row.items() if value not in (None, "") and plain(str(name)) not in known)


def _page(table: _Table, row: object, key: str) -> Page:
    """Its page. Raises Refused: no_text where no column holds any, damaged where it is no row."""
    source = table.source
    if isinstance(row, Refused):
        raise row
    if isinstance(row, list) and any(str(one).startswith("http") for one in row):
        raise Refused("no_text", f"{source.place(key)}: a line of a list of addresses, and no text: {_PAGES_FIRST}")
    if not isinstance(row, dict):
        raise Refused("damaged", f"{source.place(key)}: not an object with columns: {str(row)[:40]!r}")
    if ninjs.is_it(row):
        return ninjs.page(source, row, key)
    columns = table.columns
    said = _flat(row, columns)
    for name in {name for field in _TIMES for name in columns[field]} & said.keys():
        said[name] = cell_dates.as_iso(said[name], table.orders.get(name))
    spoken = [hint for field in HINTS for hint in hints(field, first(said, columns[field]), table.format_)]
    outlet = next(iter(strings(first(said, columns["outlet"]))), "")
    url = next((u for name in columns["url"] for u in strings(said.get(name)) if u.strip().lower().startswith("http")), "")
    for field in ("html", "text"):
        for name in columns[field]:
            if (written := text(said.get(name))).strip():
                markup = is_markup(written)
                payload = document(written) if markup else written
                kind = "text/html; charset=utf-8" if markup else "text/plain; charset=utf-8"
                return source.page(payload, kind, url=url, key=key, hints=spoken, outlet=outlet)
    raise _without_text(source, row, columns, key)


def _without_text(source: Source, row: Mapping[object, object], columns: dict[str, tuple[str, ...]], key: str) -> Refused:
    names = {plain(str(name)): str(name) for name in row}
    if empty := next((names[name] for field in ("html", "text") for name in columns[field] if name in names), None):
        return Refused("no_text", f"{source.place(key)}: its column {empty!r} is empty")
    return Refused("no_text", f"{source.place(key)}: {no_text_in([str(name) for name in row if name], columns)}")


def no_text_in(names: Iterable[str], columns: dict[str, tuple[str, ...]]) -> str:
    """What is wrong with a table of these columns, and what to do: a list of addresses has no text that could be mapped."""
    names = list(names)
    there = ", ".join(names[:12]) or "none that has a name"
    if {plain(name) for name in names} & {*columns["url"]}:
        return (
            f"addresses, and no column with a text ({there}): {_PAGES_FIRST}; "
            "where a column of another name holds the text, map it in config/mappings/"
        )
    return f"no column holds a text ({there}): map it in config/mappings/"


def _flat(row: Mapping[object, object], columns: dict[str, tuple[str, ...]]) -> dict[str, object]:
    """The row's values by plain name; those of the document in it, where the row itself has no text, go before its own."""
    said = dict(flat(row))
    own = (said.get(name) for field in ("html", "text") for name in columns[field])
    if not any(text(value).strip() for value in own if not isinstance(value, dict)):
        for name, inner in row.items():
            if isinstance(inner, dict) and str(name).lower() in WRAPPERS and has_text(inner, columns):
                return {**{key: value for key, value in said.items() if key != plain(str(name))}, **dict(flat(inner))}
    return said


def has_text(names: Mapping[str, object] | Iterable[str], columns: dict[str, tuple[str, ...]]) -> bool:
    """Whether one of these columns can hold an article's text."""
    return bool({key for key, _ in flat(dict.fromkeys(names, 1))} & {*columns["html"], *columns["text"]})


def first(said: Mapping[str, object], names: tuple[str, ...]) -> object:
    """The value of the first of these columns that says anything."""
    return next((said[name] for name in names if name in said and any(map(str.strip, strings(said[name])))), None)


def hints(field: str, value: object, format_: str) -> Iterator[Hint]:
    """A column's value as hints of a field: each of a list's for authors and tags, else the first."""
    values = list(strings(bare(value)))
    if field in _LISTS:
        # A list that was written into a cell by Python or by JSON.
        if len(values) == 1 and re.fullmatch(r"\s*\[.*\]\s*", values[0], re.DOTALL):
            values = re.findall(r"""["']((?:[^"'\\]|\\.|(?<=\w)'(?=\w)){0,300})["']""", values[0][:20_000])
        yield from (Hint(field, one, format_) for one in values[:MOST])
    elif values:
        yield Hint(field, values[0], format_)
