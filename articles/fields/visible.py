"""Who wrote it and when, as it stands in sight on the page: bylines and dates, and whether they are the article's own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from lxml.html import HtmlElement

from articles import byline
from articles.dates import timestamps
from articles.extract.blocks import TextBlock, is_prose, match_key
from articles.fields.elements import elements, names_others, time_of, times_in
from articles.fields.labelled_bylines import labelled_bylines
from articles.fields.metadata import Candidate, clean
from articles.labels.passage import phrases

HEAD, FOOT, TEXT, APART = range(4)
"""Zones: beside the headline, under the text, in it, elsewhere on the page (menus, teasers of other articles, comments)."""

_AROUND = 8
"""Runs before the headline and after the text that may still speak of the article."""
_NEIGHBOURS = 3
"""Runs that one author's line may stand after another's."""

_OF_AUTHORS = re.compile(
    r"/(?:authors?|autor(?:en|es|e|a|zy)?|auteurs?|auttore|contributors?|profiles?|redakteure?|journalists?|periodistas?|writers?"
    r"|columnists?|people|staff|reporters?|by|users?/authors?)/[^/?#]+",
    re.IGNORECASE,
)


def sightings(tree: HtmlElement, ground: "Ground") -> Iterator[Candidate]:
    """What the page's visible elements and lines say of its authors and dates, the nearest to the headline first."""
    seen = [(-1 if ground.is_apart(element) else ground.at(element), candidate) for element, candidate in elements(tree)]
    seen += ground.lines()
    placed = [(at, replace(candidate, zone=ground.zone(at))) for at, candidate in seen]
    placed = [(at, candidate) for at, candidate in placed if at >= 0 or candidate.field != "author"]
    yield from (candidate for _, candidate in sorted(_as_one_line(placed), key=lambda one: (one[1].zone, one[0])))


class Ground:
    """The page's blocks, by element, and where the article lies among them; `blocks` are those about it."""

    def __init__(self, everything: list[TextBlock], blocks: list[TextBlock]) -> None:
        self.everything = everything
        self._sets_apart: dict[HtmlElement, bool] = {}  # lines and elements share most of what they lie in
        self._first_in: dict[HtmlElement, int] = {}
        for i, block in enumerate(everything):
            if block.element is not None:
                self._first_in.setdefault(block.element, i)
        self._start = self._body = self._end = len(everything)
        self.holds_text: frozenset[HtmlElement] = frozenset()
        if blocks and blocks[0].element is not None:
            first = self._start = self._first_in[blocks[0].element]
            prose = [first + i for i, block in enumerate(blocks) if block.is_main_text and is_prose(block)]
            self._body, self._end = (prose[0], prose[-1]) if prose else (first, first + len(blocks) - 1)
            text = everything[self._body].element
            self.holds_text = frozenset(text.iterancestors()) if text is not None else frozenset()
        over = everything[: self._body]
        self._headline = max((i for i, block in enumerate(over) if block.tag == "h1"), default=self._start)

    def is_apart(self, element: HtmlElement) -> bool:
        """Whether it lies in a footer, a menu, an aside, or among comments or related articles, and the text does not."""
        for above in chain([element], element.iterancestors()):
            if above in self.holds_text:
                return False
            if (known := self._sets_apart.get(above)) is None:
                known = self._sets_apart[above] = self._is_others(above)
            if known:
                return True
        return False

    def _is_others(self, element: HtmlElement) -> bool:
        return (
            element.tag == "nav"
            or (element.tag in ("footer", "aside") and not self._is_of_article(element))
            or names_others(element.get("class") or "")
            or names_others(element.get("id") or "")
        )

    def _is_of_article(self, element: HtmlElement) -> bool:
        """Whether it lies in the <article> that holds the text, whose footers and asides speak of it."""
        return any(above in self.holds_text for above in element.iterancestors("article"))

    def at(self, element: HtmlElement) -> int:
        """The number of the first block in an element, or of the block that holds it; -1 where it has none."""
        for inner in element.iter():
            if inner in self._first_in:
                return self._first_in[inner]
        return next((self._first_in[above] for above in element.iterancestors() if above in self._first_in), -1)

    def zone(self, at: int) -> int:
        """The zone of a block, by its number."""
        if at < 0:
            return APART
        if self._start - _AROUND <= at <= self._body + _BELOW_LEDE:
            return HEAD
        if self._start <= at <= self._end:
            return TEXT
        return FOOT if self._end < at <= self._end + _BELOW else APART

    def lines(self) -> Iterator[tuple[int, Candidate]]:
        """Lines over and under the text that are a date or a byline, and links to authors' pages there."""
        header = range(max(0, self._start - _AROUND), min(self._body + _BELOW_LEDE, self._end) + 1)
        for i in (*header, *range(self._end + 1, self._end + 1 + _BELOW)):
            if i >= len(self.everything):
                break
            block = self.everything[i]
            parts = _parts(block.text)
            if not parts or block.element is None or self.is_apart(block.element):
                continue
            classes = block.element.get("class") or ""
            for part in parts:
                yield from ((i, Candidate(field, value, "element:line")) for field, value in _times(classes, part))
            yield from ((i, Candidate("author", name, "line:byline")) for name in self._bylines(i, parts))
            for anchor in block.anchors:
                name = clean(anchor.text_content())
                if _NAME.fullmatch(name) and _OF_AUTHORS.search(anchor.get("href") or ""):
                    yield i, Candidate("author", name, "link:author")
            if self._headline < i <= min(self._body + 1, self._headline + _HEADER) and self._is_a_lone_name(i):
                yield i, Candidate("author", block.text, "line:name")

        for i in range(max(self._body + 1, self._end - 2), min(self._end + 1 + _BELOW, len(self.everything) - 1)):
            if self._heads_a_bio(i):
                yield i, Candidate("author", self.everything[i].text, "line:bio")

    def _is_a_lone_name(self, i: int) -> bool:
        """Whether a line is a name over a job or an author's line, or beside a date and for a picture or a paragraph, too."""
        block = self.everything[i]
        if block.tag in ("h1", "h2", "h3") or not _NAME.fullmatch(block.text):
            return False
        below = self.everything[i + 1].text if i + 1 < len(self.everything) else ""
        if len(below) < _JOB and (self._is_of_an_author(i + 1) or _is_a_job(block.text, below)):
            return True
        beside = self.everything[max(0, i - 2) : i] + self.everything[i + 1 : i + 3]
        if not any(map(_is_dated, beside)):
            return False
        if block.element is not None and any(
            block.text in (img.get("alt") or "") for img in block.element.getroottree().iter("img")
        ):
            return True
        again = [k for k in range(self._body + 1, len(self.everything)) if self.everything[k].text == block.text]
        return len(again) == 1 and any(len(below.text) > _LINE for below in self.everything[again[0] + 1 : again[0] + 4])

    def _is_of_an_author(self, i: int) -> bool:
        """Whether a block's element is called an author's: "author-description"."""
        element = self.everything[i].element if i < len(self.everything) else None
        return element is not None and _AUTHORS.search(element.get("class") or "") is not None

    def _heads_a_bio(self, i: int) -> bool:
        """Whether a line is a name, and a paragraph about that person follows."""
        name = self.everything[i].text
        if not _NAME.fullmatch(name) or self.everything[i].tag == "h1":
            return False
        return any(
            len(block.text) > len(name) + _BIO and block.text.startswith(name) and _IS_ABOUT.match(block.text, len(name))
            for block in self.everything[i + 1 : i + 3]
        )

    def _bylines(self, i: int, parts: list[str]) -> Iterator[str]:
        """What a line says of the author: "By Ann Example", that after a date and a dot, or "Written by" over a name."""
        text = self.everything[i].text
        after = self.everything[i + 1].text if i + 1 < len(self.everything) else ""
        if phrases("byline", "whole").fullmatch(text.strip(" :")) and 2 < len(after) < 60:
            yield after
        else:
            starts = phrases("byline", "starts").match
            yield from (part for part in parts if starts(part))
            yield from (said for part in parts for said in labelled_bylines(part, None))


_LINE = 100
"""Characters of the longest line that is a date or a byline."""
_HEADER_LINE = 300
"""Characters of the longest line that holds both, and the section, the topics and more, with a bar between them."""
_HEADER = 20
"""Runs under the headline in which a lone name may be the author's."""
_BELOW_LEDE = 3
"""Runs under the first paragraph, which may be a standfirst, in which the byline or the date may stand."""
_BELOW = 20
"""Runs under the text in which an author's line may stand, beneath a last advertisement."""
_BAR = re.compile(r"(?:^|\s)[|•·⋅●∙◦–—-](?=\s)|\n|(?<=\d)\s(?=by\s)")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s){1,3}[^\W\d_a-z][\w'’-]+")


def _parts(text: str) -> list[str]:
    """The parts of a line that may be a date or a byline; of a longer one those beside its date."""
    if len(text) > _HEADER_LINE:
        return []
    parts = [part for part in map(str.strip, _BAR.split(text)) if len(part) <= _LINE]
    return parts if len(text) <= _LINE or any(any(_times("", part)) for part in parts) else []


def _times(classes: str, part: str) -> Iterator[tuple[str, str]]:
    """The times that a line is, with their fields."""
    if not _DIGIT.search(part):
        return  # as most lines: no day is looked for
    for field, said in times_in(part):
        value = said if timestamps.is_date_line(said) else _behind_its_byline(said)
        if timestamps.is_date_line(value) and timestamps.days_in(value) == 1:
            yield time_of(classes, value) if field == "published_at" else field, value


def _behind_its_byline(line: str) -> str:
    """The day of a line behind those who sign there, however many they are: "By Ann Lee and Bo Ek May 4, 2027 at 5 PM"."""
    day = timestamps.day_at(line)
    names = line[:day].rstrip(" ,;–—-")
    signs = phrases("byline", "starts").match(names) and any(one.kind == "person" for one in byline.parse(names).contributors)
    return line[day:] if signs else line


def _is_dated(block: TextBlock) -> bool:
    return len(block.text) <= _LINE and timestamps.is_date_line(block.text)


_AUTHORS = re.compile(r"(?:^|[\s_-])(?:authors?|autor(?:en|es|e|a)?|auteurs?|by-?line)(?:$|[\s_-])", re.IGNORECASE)
_JOB = 60
"""Characters of the longest line under a name that says the person's job."""


def _is_a_job(name: str, below: str) -> bool:
    """Whether the line below a name says what that person does: "Senior Editor"."""
    read = byline.parse(f"{name}, {below}").contributors
    return len(read) == 1 and read[0].kind == "person" and match_key(read[0].role or "") == match_key(below)


_BIO = 30
"""Characters that a paragraph about somebody holds beside the name."""
_IS_ABOUT = re.compile(",| [a-zà-ÿ]")
"""How such a paragraph goes on after the name that it begins with."""


def _as_one_line(placed: list[tuple[int, Candidate]]) -> Iterator[tuple[int, Candidate]]:
    """An article has one byline: of one source's authors in a zone the first, and those in the blocks that follow it."""
    reached: dict[tuple[str, int], int] = {}
    for at, candidate in sorted(placed, key=lambda one: one[0]):
        if candidate.field == "author":
            last = reached.setdefault((candidate.source, candidate.zone), at)
            if at - last > _NEIGHBOURS:
                continue
            reached[candidate.source, candidate.zone] = at
        yield at, candidate
