"""What each rule says of itself: its docstring, taken apart under its fixed headings."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from articles.article import Label
from articles.labels.passage import Rule
from articles.labels.rules import RULES

Place = Literal["above", "between", "below"]
HEADINGS = ("Labels", "Taken", "Left", "Known problems")
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)})(?: \(([a-z, ]+)\))?: ", re.MULTILINE)


class WrongDocstring(ValueError):
    """A rule's docstring that lacks a heading, or has one that nobody knows."""


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a page: HTML, or lines of a plain text; above, between or below the story's paragraphs.

    An untitled page says its site's name where others say their title.
    """

    text: str
    place: Place = "between"
    is_plain: bool = False
    is_untitled: bool = False

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        where = f"{self.place} the paragraphs{' of a page without a title' if self.is_untitled else ''}"
        return f"{where} of a plain text" if self.is_plain else where


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule. `labels` are those that it gives; one without any cuts blocks in two."""

    name: str
    labels: tuple[Label, ...]
    what: str
    taken: Example
    left: Example
    problems: str


def read(rule: Rule) -> RulePage:
    """A rule's docstring, taken apart. Raises WrongDocstring where it does not have each heading once and in order."""
    name = rule.__name__
    what, *parts = _HEADING.split("\n".join(line.strip() for line in (rule.__doc__ or "").splitlines()))
    headings, places, texts = parts[::3], parts[1::3], [part.strip() for part in parts[2::3]]
    if tuple(headings) != HEADINGS or not what.strip():
        raise WrongDocstring(f"{name}: has {', '.join(headings) or 'no headings'}; wanted are {', '.join(HEADINGS)}")
    given, taken, left, problems = texts
    return RulePage(
        name, _labels(name, given), what.strip(), _example(name, taken, places[1]), _example(name, left, places[2]), problems
    )


def _labels(name: str, given: str) -> tuple[Label, ...]:
    labels = tuple(label for label in get_args(Label) if label in given.split(", "))
    if given != "none" and len(labels) != len(given.split(", ")):
        raise WrongDocstring(f"{name}: {given!r} are not all labels")
    return labels


def _example(name: str, text: str, where: str | None) -> Example:
    words = where.split(", ") if where else []
    places = [place for place in get_args(Place) if place in words]
    if len(places) > 1 or set(words) - {*places, "plain", "untitled"}:
        raise WrongDocstring(f"{name}: no example can stand {where!r}")
    return Example(text, places[0] if places else "between", is_plain="plain" in words, is_untitled="untitled" in words)


@cache
def rule_pages() -> dict[str, RulePage]:
    """The page of each rule by its name, in the order in which the rules first speak."""
    return {rule.__name__: read(rule) for rule in RULES}


INTRODUCTION = """\
# Rules that label a page's blocks

You want to know what a rule does. `copydesk explain --rule NAME` prints a single rule. The rules are in the order in which they
first apply; each looks only at blocks that no earlier rule has labelled, unless it says otherwise. Each example is a piece of a
page with a headline and four paragraphs by Ann Example, and each is a test: the rule labels the first and leaves the second.
`make docs` writes this page from the rules' docstrings.
"""


def as_markdown() -> str:
    """All rules' pages as one document."""
    return "\n".join([INTRODUCTION, *map(_section, rule_pages().values())])


def _section(page: RulePage) -> str:
    gives = f"Gives {', '.join(f'`{label}`' for label in page.labels)}." if page.labels else "Gives no label."
    examples = "\n".join(
        f"{heading}, {example.where}:\n\n```{'text' if example.is_plain else 'html'}\n{example.text}\n```\n"
        for heading, example in (("Taken", page.taken), ("Left", page.left))
    )
    return f"## {page.name}\n\n{page.what} {gives}\n\n{examples}\nKnown problems: {page.problems}\n"
