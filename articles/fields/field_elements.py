"""The elements in which a publisher's pages show their fields: found by what the data say, read where they say nothing.

An element is known by its name: its tag, with its class, within its parent's. The first of that name on the page counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from articles.dates import timestamps
from articles.extract.blocks import TextBlock, match_key
from articles.fields.metadata import Candidate, Candidates, clean
from articles.remembered import remembered

FIELDS = {"title": 300, "standfirst": 400, "author": 120, "published_at": 60, "section": 60}
"""Fields that are looked for in elements, and their most characters; a standfirst is known by the page's description."""
SOURCE = "profile"

_LONGEST = max(FIELDS.values())
_BESIDE = 20
"""Characters that an author's line has beside the name: "Words by", a place."""
_HEAD_LINE = 200
"""Characters of a line that says when and by whom, and a little more."""
_NEVER = re.compile(r"(?!)")
_DIGIT = re.compile(r"\d")
_CHANGING = re.compile(r"\d{3}|(?=[a-f]*\d)[0-9a-f]{6}", re.IGNORECASE)
"""In a class that an article has for itself, or that each release of a site has anew."""


def with_elements(found: Candidates, blocks: list[TextBlock]) -> Candidates:
    """The same, the first of each field that the data give with the innermost element that shows it and the least beside it."""
    data = {_field_of(c): c for c in reversed(found.all) if _is_data(c)}
    wanted = [data[field] for field in FIELDS if field in data]
    short = [block for block in blocks if block.element is not None and 0 < len(block.text) <= _LONGEST]
    shown: dict[Candidate, str] = {}
    for candidate in wanted:
        saying = [
            (len(text), at, -depth, element)
            for at, block in enumerate(_holding(candidate, short))
            for depth, (element, text) in enumerate(_elements([block]))
            if _says(candidate, text)
        ]
        for *_, element in sorted(saying, key=lambda one: one[:3]):
            name = _name(element)
            if _may_be(_field_of(candidate), name, blocks) and next(_named(name, short), (None,))[0] is element:
                shown[candidate] = name
                break
    return replace(found, all=tuple(replace(c, element=shown[c]) if c in shown else c for c in found.all))


def from_elements(found: Candidates, blocks: list[TextBlock], learned: frozenset[tuple[str, str]]) -> Iterator[Candidate]:
    """What the elements say that were learned (field, name), for the fields of which the page's data say nothing."""
    told = {_field_of(candidate) for candidate in found.all if _is_data(candidate)}
    short = [block for block in blocks if block.element is not None and 0 < len(block.text) <= _LONGEST]
    for field, name in sorted(learned):
        if field not in told and _may_be(field, name, blocks):
            text = next((text for _, text in _named(name, short)), "")
            if 0 < len(text) <= FIELDS[field]:
                yield Candidate(field, text, SOURCE, element=name)


def _field_of(candidate: Candidate) -> str:
    return "standfirst" if candidate.field == "description" else candidate.field


def _is_data(candidate: Candidate) -> bool:
    return candidate.source == "json-ld" or candidate.source.startswith("meta:")


def _may_be(field: str, name: str, blocks: list[TextBlock]) -> bool:
    """Whether it can be this field: a paragraph among others is no standfirst, whatever the data quote of it."""
    if field != "standfirst":
        return True
    tag = _tag(name)
    alike = (b.element for b in blocks if b.element is not None and b.element.tag == tag and _is_named(b.element, name))
    return len(list(islice(alike, 2))) < 2


_WITHIN = ("span", "a", "time", "b", "strong", "em", "i", "small")


def _elements(blocks: Iterable[TextBlock]) -> Iterator[tuple[HtmlElement, str]]:
    """Blocks' elements and what may be a field within them, each with its text."""
    for block in blocks:
        if block.element is not None:
            yield block.element, block.text
            for element in block.element.iterdescendants(*_WITHIN):
                yield element, clean(element.text_content())


def _named(name: str, blocks: list[TextBlock]) -> Iterator[tuple[HtmlElement, str]]:
    """The elements of a name, in the order of the page, each with its text."""
    tag = _tag(name)
    for block in blocks:
        if block.element is None:
            continue
        if block.element.tag == tag and _is_named(block.element, name):
            yield block.element, block.text
        if tag in _WITHIN:
            for element in block.element.iterdescendants(tag):
                if _is_named(element, name):
                    yield element, clean(element.text_content())


def _tag(name: str) -> str:
    return name.rpartition(" ")[2].partition(".")[0]


def _is_named(element: HtmlElement, name: str) -> bool:
    return name.endswith(_of(element)) and _name(element) == name


def _name(element: HtmlElement) -> str:
    parent = element.getparent()
    above = "" if parent is None else f"{_of(parent)} > "
    return above + _of(element)


_LONGEST_NAME = 80
"""Letters of an element's name that are kept."""


def _of(element: HtmlElement) -> str:
    return _of_one(element.get("class", ""), str(element.tag)[:_LONGEST_NAME])


@remembered(4096)
def _of_one(classes: str, tag: str) -> str:
    lasting = (one for one in classes.split() if not _CHANGING.search(one))
    return ".".join((tag, *lasting))[:_LONGEST_NAME]


def _holding(candidate: Candidate, blocks: list[TextBlock]) -> list[TextBlock]:
    """A quick first look for blocks that may say the same."""
    if candidate.field == "published_at":
        shows = _shows_day(candidate.value).search
        return [block for block in blocks if len(block.text) <= _HEAD_LINE and _DIGIT.search(block.text) and shows(block.text)]
    start = candidate.value if candidate.field == "author" else candidate.value[:12]
    return [block for block in blocks if start in block.text]


def _says(candidate: Candidate, text: str) -> bool:
    value = candidate.value
    if not 0 < len(text) <= FIELDS[_field_of(candidate)]:
        return False
    match candidate.field:
        case "author":
            return len(text) <= len(value) + _BESIDE and value in text
        case "published_at":
            return timestamps.is_date_line(text) and _day(text) == _day(value) is not None
        case _:
            return abs(len(text) - len(value)) <= _BESIDE and match_key(text) == match_key(value)


@remembered(64)
def _shows_day(value: str) -> re.Pattern[str]:
    """The day of the month, or digits of another script or calendar, or eight together."""
    at = _day(value)
    return re.compile(rf"(?<!\d)0?{at.day}(?!\d)|(?![0-9])\d|\d{{8}}") if at else _NEVER


@remembered(64)
def _day(text: str) -> date | None:
    time = timestamps.parse(text)
    return (time.at + time.offset).date() if time else None
