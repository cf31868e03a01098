"""What each rule that reads bylines or datelines says of itself: its docstring, taken apart under its fixed headings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from articles.byline import bare_labels, held, joined, one_word, parts
from articles.dateline import east_asian, lead
from articles.dateline.candidate import Kind
from articles.dateline.rule import Rule as DatelineRule
from articles.dateline.rules import RULES as DATELINE_RULES

BYLINE_TABLES: tuple[tuple[str, tuple[Callable[..., object], ...]], ...] = (
    ("a label without a colon", bare_labels.BARE_LABEL_RULES),
    ('an "and" between words', joined.AND_RULES),
    ("words as they stand", parts.WHOLE_RULES),
    ("words that are cut", parts.PART_RULES),
    ("words that hold a role", held.ROLE_RULES),
    ("a word alone", one_word.WORD_RULES),
)
"""What of a byline each table of rules decides; the first rule of a table that applies decides."""

FORM = "reads a form of its own"

HEADINGS = ("Taken", "Left", "Known problems")
_HEADING = re.compile(rf"^\s*({'|'.join(HEADINGS)})(?: \((\w+)\))?: ", re.MULTILINE)
_LANGUAGE = re.compile(r"(\w\w)(?: \((\w+, [\w ]+)\))?: (.+)", re.DOTALL)


class WrongDocstring(ValueError):
    """A rule's docstring that lacks a heading."""


@dataclass(frozen=True, slots=True)
class Example:
    """What stands on a page of a language (None: of any), and for bylines what it means in the notation of their tests.

    `form` is that of the paper's datelines, where the example is of one that has any (`articles.profile`).
    """

    text: str
    lang: str | None
    means: str | None
    form: str | None = None

    @property
    def written(self) -> str:
        """What is printed, and what it means."""
        return f"{self.text} -> {self.means}" if self.means is not None else self.text

    @property
    def where(self) -> str:
        """The language in brackets, and the paper's form, behind a space; "" where any will do."""
        said = "; ".join(filter(None, (self.lang, self.form)))
        return f" ({said})" if said else ""


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule; `decides` says of what."""

    name: str
    decides: str
    what: str
    taken: tuple[Example, ...]
    left: tuple[Example, ...]
    problems: str


@cache
def byline_pages() -> dict[str, RulePage]:
    """The page of each rule for bylines by its name, in the order of its table."""
    rows = ((rule, decides) for decides, table in BYLINE_TABLES for rule in table)
    return {rule.__name__: _read(rule.__name__, rule.__doc__ or "", decides) for rule, decides in rows}


@cache
def dateline_pages() -> dict[str, RulePage]:
    """The same for datelines."""
    forms = (*east_asian.FORMS, *lead.LEADS)
    return {form.__name__: _read(form.__name__, form.__doc__ or "", FORM) for form in forms} | {
        rule.name: _read(rule.name, rule.doc, _verdict(rule)) for rule in DATELINE_RULES
    }


def _verdict(rule: DatelineRule) -> str:
    kinds = ", ".join(kind.name.lower().replace("_", " ") for kind in Kind if kind in rule.kinds)
    of = "any row" if len(rule.kinds) == len(Kind) else f"rows of the kind {kinds}"
    return f"{'takes' if rule.accepts else 'refuses'} {of}"


def _read(name: str, doc: str, decides: str) -> RulePage:
    what, *parts_ = _HEADING.split(doc)
    said: dict[str, list[Example]] = {heading: [] for heading in HEADINGS}
    for heading, lang, text in zip(parts_[::3], parts_[1::3], parts_[2::3], strict=True):
        said[heading].append(_example(" ".join(text.split()), lang))
    if not what.strip() or not all(said.values()):
        raise WrongDocstring(f"{name}: wanted are a sentence and {', '.join(HEADINGS)}")
    problems = " ".join(one.text for one in said["Known problems"])
    return RulePage(name, decides, " ".join(what.split()), tuple(said["Taken"]), tuple(said["Left"]), problems)


def _example(text: str, lang: str | None) -> Example:
    raw, arrow, means = text.partition(" -> ")
    if arrow:
        return Example(raw, lang, means)
    stated = _LANGUAGE.fullmatch(text)
    return Example(stated[3], stated[1], None, stated[2]) if stated else Example(text, lang, None)


BYLINES = """\
# Rules that read bylines

Each table below decides one thing, and the first rule that applies decides it. An example is the printed text, then `->`, then
its meaning: a name, `[role]`, `@house`, `#place`, and `o:` organisation, `u:` unknown, `h:` handle. Each example is a test.
"""

DATELINES = """\
# Rules that recognise datelines

Each of the first rules reads a special form. Anything else, a row of parts (places, a date, an agency), is a dateline if the
first rule that applies to it takes it; if no rule applies, it is not one. Each example is a test. `copydesk parse datelines`
names the rule.
"""


def as_markdown() -> str:
    """All rules' pages, to stand behind those of the labels."""
    lines = [BYLINES]
    for decides, table in BYLINE_TABLES:
        lines += [f"## Of {decides}\n", *(_section(byline_pages()[rule.__name__]) for rule in table)]
    lines += [DATELINES, *map(_section, dateline_pages().values())]
    return "\n".join(lines)


def _section(page: RulePage) -> str:
    verdict = f" It {page.decides}." if page.name in dateline_pages() else ""
    examples = "".join(
        f"- {heading}{example.where}: `{example.written}`\n"
        for heading, those in (("Taken", page.taken), ("Left", page.left))
        for example in those
    )
    return f"### {page.name}\n\n{page.what}{verdict}\n\n{examples}- Known problems: {page.problems}\n"


def lines_of(page: RulePage) -> Iterator[str]:
    """A rule's page as a terminal shows it."""
    of = "datelines" if page.name in dateline_pages() else "bylines"
    yield f"{page.name}: {of}, {page.decides}"
    yield from ("", page.what)
    for heading, those in (("Taken", page.taken), ("Left", page.left)):
        yield from ("", f"{heading}:", *(f"  {example.written}{example.where}" for example in those))
    yield from ("", "Known problems:", f"  {page.problems}")
