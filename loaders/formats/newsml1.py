"""NewsML 1 (IPTC, 2000 to 2008, and still what many agencies send): news items of components with NITF, XHTML or plain text.

Files: NewsML 1
Articles: each component with a headline of its own and a text; if it comes in several formats, the first is read; cancelled
ones are rejected
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import escape
from itertools import chain, islice

from lxml.etree import _Element

from articles.page import Hint, Page
from loaders.formats import nitf, xml
from loaders.formats.markup import document, is_markup, of_xml
from loaders.formats.xml import first, named, text, written
from loaders.source import Loaded, Refused, Source, each

LARGEST = 32 << 20

LINES = (
    ("title", "HeadLine"),
    ("standfirst", "SubHeadLine"),
    ("authors", "ByLine"),
    ("dateline", "DateLine"),
    ("credit", "CreditLine"),
    ("slugline", "SlugLine"),
    ("tags", "KeywordLine"),
)
"""NewsLines, and the field that each gives."""

_TIMES = (("published_at", "FirstCreated"), ("updated_at", "ThisRevisionCreated"))
_CANCELLED = frozenset(("canceled", "cancelled", "withdrawn"))
_BESIDE_THE_TEXT = re.compile(r"caption|photo|picture|graphic|video|audio|thumbnail|legend", re.IGNORECASE)
"""Roles and media of components that stand beside an article."""
_MOST = 100
"""Values of one field that are taken of what stands around an article: it may stand around a hundred thousand."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Seen:
    """What elements say of themselves, by element: each is looked through once, however many texts stand in it."""

    def __init__(self) -> None:
        self.role = cache(_role)
        self.is_headed = cache(_is_headed)
        self.status = cache(_status)
        self.first = cache(first)
        self.at = cache(_at)
        self.parties = cache(_parties)
        self.cities = cache(_cities)
        self.language = cache(_language)


def is_it(head: bytes, name: str) -> bool:
    """By its outermost element."""
    del name
    return xml.root_of(head) == "newsml"


def load(source: Source) -> Loaded:
    """A page an article: a news item may hold several, each with a headline of its own. Raises Refused."""
    root = xml.parse(source.payload(LARGEST), source.where)
    items = [one for one in named(root, "NewsItem") if next(one.iterancestors("{*}NewsItem"), None) is None] or [root]
    several, seen = len(items) > 1, _Seen()
    found = (
        (key, partial(_page, source, item, texts, key, seen))
        for number, item in enumerate(items, 1)
        for key, texts in _articles(item, _key(item, number) if several else "", seen)
    )
    return each(source, found)


def _key(item: _Element, number: int) -> str:
    return first(item, "PublicIdentifier", "NewsItemId") or str(number)


def _articles(item: _Element, key: str, seen: _Seen) -> list[tuple[str, list[_Element]]]:
    """The texts of each article of an item. A text whose component has no headline of its own goes on with the one before."""
    articles: list[list[_Element]] = []
    headed: _Element | None = None
    for content in _texts(item, seen):
        component = _headed(content, seen)
        if not articles or (component is not headed and component is not None):
            articles.append([])
            headed = component
        articles[-1].append(content)
    if len(articles) < 2:
        return [(key, articles[0] if articles else [])]
    return [("/".join(filter(None, (key, str(number)))), texts) for number, texts in enumerate(articles, 1)]


def _texts(item: _Element, seen: _Seen) -> Iterator[_Element]:
    """What holds text: of components that say the same in several formats the first, none of captions, pictures and films."""
    said: set[_Element] = set()
    for content in named(item, "DataContent"):
        around = [one for one in content.iterancestors() if _name(one) in ("ContentItem", "NewsComponent")]
        roles = map(seen.role, around)
        same = next((one for one in around if one.get("EquivalentsList") == "yes"), None)
        if not text(content) or any(map(_BESIDE_THE_TEXT.search, roles)) or same in said:
            continue
        if same is not None:
            said.add(same)
        yield content


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _role(element: _Element) -> str:
    """The formal names of a component's role, or of a content's media: in its own children, not below them."""
    return " ".join(one.get("FormalName") or "" for one in element.iterchildren("{*}Role", "{*}MediaType"))


def _headed(content: _Element, seen: _Seen) -> _Element | None:
    """The innermost component around a text with a headline of its own."""
    around = (one for one in content.iterancestors() if _name(one) == "NewsComponent")
    return next(filter(seen.is_headed, around), None)


def _is_headed(component: _Element) -> bool:
    return any(first(lines, "HeadLine") for lines in component.iterchildren("{*}NewsLines"))


def _status(item: _Element) -> str:
    return next((one.get("FormalName") or "" for one in named(item, "Status")), "")


def _page(source: Source, item: _Element, texts: list[_Element], key: str, seen: _Seen) -> Page:
    if seen.status(item).lower() in _CANCELLED:
        raise Refused("no_text", f"{source.place(key)}: the item is cancelled by its agency")
    if not texts:
        raise Refused("no_text", f"{source.place(key)}: an item without a text in it")
    around = [texts[0], *(one for one in texts[0].iterancestors() if _name(one) in ("NewsComponent", "NewsItem"))]
    hints = list(_said(around, item, seen))
    inner = next((one for content in texts for one in named(content, "nitf")), None)
    if inner is not None:
        hints += [hint for hint in nitf.said(inner) if hint.field not in {one.field for one in hints}]
    values = {hint.field: hint.value for hint in reversed(hints)}
    is_plain = not any(map(_markup, texts))
    outlet = next(_nearest(around, partial(seen.parties, role="Provider")), "") or seen.first(item, "ProviderId")
    if is_plain:
        plain = "\n\n".join(written(content).strip("\r\n") for content in texts)
        return source.page(plain, "text/plain; charset=utf-8", key=key, hints=hints, outlet=outlet)
    markup = "\n".join(_markup(content) or _paragraphs(written(content)) for content in texts)
    whole = document(markup, title=values.get("title", ""), language=values.get("language", ""))
    return source.page(whole, "text/html; charset=utf-8", key=key, hints=hints, outlet=outlet)


def _markup(content: _Element) -> str:
    """A text as HTML; "" for a plain one."""
    body = next(named(content, "body.content"), None)
    body = body if body is not None else next(named(content, "body"), content)
    if len(body):
        return of_xml(body)
    plain = written(content)
    return plain if is_markup(plain) else ""


def _paragraphs(plain: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", plain) if part.strip())


def _said(around: list[_Element], item: _Element, seen: _Seen) -> Iterator[Hint]:
    """What an item says of an article: of its components, the nearest to the text first."""

    def hint(field: str, value: str | None) -> Iterator[Hint]:
        if value and value.strip():
            yield Hint(field, value, "newsml-1")

    for field, line in LINES:
        for value in _nearest(around, partial(seen.at, line=line)):
            yield from hint(field, value)
    if not any(seen.at(one, line="ByLine") for one in around):
        for party in _nearest(around, partial(seen.parties, role="Creator")):
            yield from hint("authors", party)
    for field, name in _TIMES:
        yield from hint(field, seen.first(item, name))
    for place in islice(chain.from_iterable(map(seen.cities, around)), _MOST):
        yield from hint("places", place)
    yield from hint("language", next(filter(None, map(seen.language, around)), ""))


def _nearest(around: list[_Element], said: Callable[[_Element], list[str]]) -> Iterator[str]:
    """What the nearest of these says that says anything."""
    return islice(next(filter(None, map(said, around)), []), _MOST)


def _at(element: _Element, line: str) -> list[str]:
    """The texts of its own news lines of one name."""
    return list(filter(None, map(text, element.iterfind(f"{{*}}NewsLines/{{*}}{line}"))))


def _parties(element: _Element, role: str) -> list[str]:
    """The names of who has a role in it, such as "Provider"."""
    path = f"{{*}}AdministrativeMetadata/{{*}}{role}//{{*}}Party"
    return [name for party in element.iterfind(path) if (name := party.get("FormalName"))]


def _cities(element: _Element) -> list[str]:
    places = element.iterfind("{*}DescriptiveMetadata/{*}Location")
    said = ({one.get("FormalName"): one.get("Value") or "" for one in named(place, "Property")} for place in places)
    return [city for one in said if (city := one.get("City"))]


def _language(element: _Element) -> str:
    told = (found.get("FormalName") for found in element.iterfind("{*}DescriptiveMetadata/{*}Language"))
    return element.get(_LANG) or next(filter(None, told), "")
