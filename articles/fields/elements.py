"""What elements in sight say of authors and times: by their class, `rel`, microdata and microformats."""

import re
from collections.abc import Iterator
from functools import cache

from lxml.html import HtmlElement

from articles.dates import timestamps
from articles.fields.metadata import Candidate, clean
from articles.labels.passage import phrases
from articles.remembered import remembered

_MICRODATA = {"headline": "title", "author": "author", "datepublished": "published_at", "datemodified": "updated_at",
              "articlesection": "section", "description": "description"}  # fmt: skip
_NAMING = frozenset(("itemprop", "rel"))
_NAMING_FOR_SCRIPTS = frozenset(
    ("id", *(f"data-{name}" for name in ("testid", "test-id", "test", "qa", "cy", "component", "element", "hook")))
)
"""Where a machine makes the classes, the names that scripts, tests and anchors use."""
_NOT_THE_ARTICLES = re.compile(r"comment|related", re.IGNORECASE)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:en|es|e)?|auteurs?|writers?|reporters?|columnists?|journalist(?:e|in|a)?s?|redakteur(?:in)?"
    r"|verfasser(?:in)?|periodista|giornalista|yazar|muhabir|penulis|skribent|kirjoittaja)(?:$|[\s_-])|byline|author-?name|(?<!\S)aut(?!\S)",
    re.IGNORECASE,
)
_NAME_OF_AUTHORS = re.compile(
    r"(?:by-?line|authors?|autor(?:en|es|e)?|auteurs?|contributors?)"
    r"(?:[_-]?(?:names?|texts?|blocks?|lines?|containers?|wrappers?|lists?|contributors?(?:-contributor)?))?(?:[_-]?\d{1,2})?\Z",
    re.IGNORECASE,
)
"""The end of such a name: what has more behind it may be of anything else that has to do with authors."""
_WITHOUT_A_DATE = re.compile(r"\D{3,160}")
_NOT_BYLINE_CLASS = re.compile(
    r"bio|avatar|image|photo|follow|social|twitter|email|comment|(?<!v)card|box|related|archive|date|time|icon|description",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|publish|time|posted|datum|fecha", re.IGNORECASE)
_UPDATED_CLASS = re.compile(r"updated|modified", re.IGNORECASE)

_LONGEST = 160
"""Characters of an element that is a byline."""
_LONGEST_TIME = 90
"""Characters of an element that gives times."""
_PIECES = 8
"""Children of such an element."""


def elements(tree: HtmlElement) -> Iterator[tuple[HtmlElement, Candidate]]:
    """The elements that say by their markup that they name an author or a time, with what they say."""
    named, named_for_scripts = _named(tree)
    dated: list[HtmlElement] = list(tree.iter("time"))
    for element in named:
        if element.get("itemprop") is not None and element.tag not in ("meta", "link"):
            yield from ((element, candidate) for candidate in _of_microdata(element))
        says, is_author = _class_says(element.get("class") or ""), element.get("rel") == "author"
        if is_author or says == "author":
            text = text_of(element)
            if 2 < len(text) < _LONGEST:
                yield element, Candidate("author", text, "rel:author" if is_author else "element:byline")
        elif says.endswith("date") and element.tag != "time":
            dated.append(element)
            if says == "author date" and len(text := text_of(element)) < _LONGEST:
                yield element, Candidate("author", text, "element:byline")
    for element in named_for_scripts:
        if _is_named_for_its_author(element) and _WITHOUT_A_DATE.fullmatch(text := text_of(element)):
            yield element, Candidate("author", text, "element:byline")
    for element in dated:
        yield from ((element, candidate) for candidate in _of_times(element))


def _named(tree: HtmlElement) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """The elements whose names for styles or data may say something, and those that have names for scripts."""
    named: list[HtmlElement] = []
    for_scripts: list[HtmlElement] = []
    for element in tree.iter("*"):
        attributes = element.keys()  # asked for once: an expression would look for each of them on each element
        classes = element.get("class")
        if (classes and _class_says(classes)) or not _NAMING.isdisjoint(attributes):
            named.append(element)
        if not _NAMING_FOR_SCRIPTS.isdisjoint(attributes):
            for_scripts.append(element)
    return named, for_scripts


def _is_named_for_its_author(element: HtmlElement) -> bool:
    names = (_names_authors(name) for attribute, name in element.items() if attribute in _NAMING_FOR_SCRIPTS)
    return any(names) and not _class_says(element.get("class") or "")


@remembered(8192)
def _names_authors(name: str) -> bool:
    return _NAME_OF_AUTHORS.search(name) is not None and not _NOT_BYLINE_CLASS.search(name)


def _of_times(element: HtmlElement) -> Iterator[Candidate]:
    """The time, or the two times, of an element: its attribute is one of those that its text gives."""
    text = clean(" ".join(element.itertext())) if len(element) < _PIECES else ""
    text = text if 5 < len(text) < _LONGEST_TIME else ""
    said, classes = _machine_time(element), element.get("class") or ""
    source = "element:time" if element.tag == "time" else "element:date"
    both = times_in(text)
    if len(both) == 2:
        own = time_of(f"{classes} {element.get('itemprop') or ''}", "")
        yield from (Candidate(field, said if said and field == own else value, source) for field, value in both)
    elif (value := said or text) and any(character.isdigit() for character in value):
        yield Candidate(time_of(classes, text), value, source)


def _machine_time(element: HtmlElement) -> str | None:
    """The time that an element gives in an attribute; in microformats that is the title of an abbreviation."""
    return element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)


def times_in(text: str) -> list[tuple[str, str]]:
    """The times that a text gives, with their fields: one, or that of publication and that of the last change."""
    said, first = _says(text)
    if 0 <= first < said and timestamps.days_in(text[said:]) == 1 == timestamps.days_in(text[:said]):
        return [("published_at", text[:said]), ("updated_at", text[said:])]
    return [(time_of("", text), text)]


def time_of(classes: str, text: str) -> str:
    """Which of the two times an element or line gives."""
    said, first = _says(text)
    return "updated_at" if _UPDATED_CLASS.search(classes) or 0 <= said < first else "published_at"


@remembered(1024)
def _says(text: str) -> tuple[int, int]:
    """Where a text says that something was changed (-1 where it does not), and where its first day stands."""
    said = _updated().search(text)
    return said.start() if said else -1, timestamps.day_at(text)


@cache
def _updated() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{phrases('time', 'updated').pattern})", re.IGNORECASE)


_MAY_SAY = re.compile(
    r"by-?line|aut|writer|report|column|journal|redakteu|verfasser|period|giornal|yazar|muhabir|penulis|skribent"
    "|kirjoit|date|publish|time|posted|datum|fecha"
)
"""A quick first look at a class in small letters: what any of the expressions above needs. Most classes say nothing."""


@remembered(8192)
def _class_says(classes: str) -> str:
    """What an element's class says of it: "author", "date", "author date" or ""."""
    if not _MAY_SAY.search(classes.lower()):
        return ""
    is_author, others = _BYLINE_CLASS.search(classes), {one.lower() for one in _NOT_BYLINE_CLASS.findall(classes)}
    if is_author and not others:
        return "author"
    if is_author and others == {"date"}:
        return "author date"
    return "date" if _DATE_CLASS.search(classes) else ""


@remembered(8192)
def names_others(name: str) -> bool:
    """Whether a class or an id says that an element is of readers' comments or of other articles."""
    return _NOT_THE_ARTICLES.search(name) is not None


_PARTS = frozenset(("div", "p", "li", "dd", "dt", "h2", "h3", "h4", "h5", "h6", "td", "time", "section", "header", "br"))


def text_of(element: HtmlElement) -> str:
    """An element's text, with a bar where one of its parts is a line of its own, and between two links side by side."""
    if not len(element):
        return clean(element.text or "")
    pieces = [element.text or ""]
    for inner in element.iterdescendants():
        pieces += [" | " if inner.tag in _PARTS or _is_next_link(inner) else " ", inner.text or "", " ", inner.tail or ""]
    return " | ".join(filter(None, map(str.strip, clean("".join(pieces)).split("|"))))


def _is_next_link(element: HtmlElement) -> bool:
    """Whether an element is a link with nothing but white space between it and the link before it."""
    before = element.getprevious() if element.tag == "a" else None
    return before is not None and before.tag == "a" and not (before.tail or "").strip()


def _of_microdata(element: HtmlElement) -> Iterator[Candidate]:
    for name in element.get("itemprop").lower().split():
        if field := _MICRODATA.get(name):
            said = element.get("content") or _machine_time(element)
            value = said or (text_of(element) if field == "author" else element.text_content())
            if len(value) < 1000:
                yield Candidate(field, value, f"itemprop:{name}")
