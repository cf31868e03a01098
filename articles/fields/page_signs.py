"""Signs of what kind of page it is: a table of named ones, whose weights are in `data/kinds.toml`."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import SplitResult, urlsplit

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, breadth, is_prose
from articles.fields.json_ld import ARTICLE_TYPES
from articles.fields.metadata import Candidates
from articles.fields.visible import HEAD
from articles.page import Page

_PRICE = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[€£]|kr\b|zł|Kč|₺|руб|грн|USD|EUR)")
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?\d\d?[/-]|/20\d\d/|(?:19|20)\d{6}")
_FILE_OR_NUMBER = re.compile(r"\d{5}|\.s?html?$|\.php|\.aspx?$")
_IN_SIGHT = frozenset(("itemprop:author", "rel:author", "element:byline", "line:byline", "link:author"))
_QUOTE = re.compile(r"[“„«”「]")
_WORD = re.compile(r"\w+")


@cache
def data() -> dict[str, Any]:
    """What `data/kinds.toml` holds."""
    return tomllib.loads(files("articles.data").joinpath("kinds.toml").read_text("utf-8"))


@cache
def phrases(table: str, key: str) -> re.Pattern[str]:
    """A pattern of the phrases at a key of a table."""
    return re.compile("|".join(data()[table][key]), re.IGNORECASE)


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(data()[table][key])


@cache
def _in_address(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[/._-])(?:{phrases('address', key).pattern})(?:[/._-]|$)", re.IGNORECASE)


def title_of(tree: HtmlElement) -> str:
    """What the page's title element says."""
    return " ".join((tree.findtext(".//title") or "").split())


@dataclass(frozen=True)
class Look:
    """A page as the signs look at it; `everything` are all its blocks, `blocks` those about the article."""

    page: Page
    tree: HtmlElement
    found: Candidates
    everything: list[TextBlock]
    blocks: list[TextBlock]

    # Its address.

    @cached_property
    def address(self) -> SplitResult:
        """Taken apart; of a file there is none."""
        return urlsplit(self.page.final_url or self.page.url) if self.page.url.startswith("http") else urlsplit("")

    @cached_property
    def path(self) -> list[str]:
        """The names in its path."""
        return [name for name in self.address.path.split("/") if name]

    @property
    def last(self) -> str:
        """The last of them."""
        return self.path[-1] if self.path else ""

    # What it says of itself.

    @property
    def og_type(self) -> str:
        """Its types in Open Graph, in lower case."""
        return " ".join(c.value for c in self.found.of("type")).lower()

    @property
    def dates(self) -> list[str]:
        """The sources that say when it was published."""
        return [c.source for c in self.found.of("published_at")]

    @cached_property
    def title(self) -> str:
        """What its title element says."""
        return title_of(self.tree)

    # Its text.

    @cached_property
    def taken(self) -> list[TextBlock]:
        """The blocks that were taken for the text."""
        return [block for block in self.blocks if block.is_main_text]

    @cached_property
    def prose(self) -> list[TextBlock]:
        """Those of them that are prose."""
        return [block for block in self.taken if is_prose(block)]

    @cached_property
    def text(self) -> str:
        """The text."""
        return " ".join(block.text for block in self.taken)

    @cached_property
    def words(self) -> list[str]:
        """Its first words, case folded."""
        return list(map(str.casefold, _WORD.findall(self.text[:20000])))

    @cached_property
    def total(self) -> int:
        """Characters of the whole page."""
        return sum(breadth(block.text) for block in self.everything)

    @cached_property
    def size(self) -> int:
        """Characters of the prose."""
        return sum(breadth(block.text) for block in self.prose)

    @cached_property
    def said(self) -> list[str]:
        """What its short lines and buttons say."""
        lines = [block.text for block in self.everything if len(block.text) < 40]
        buttons = (" ".join("".join(button.itertext()).split()) for button in self.tree.iter("button"))
        return lines + [text for text in buttons if len(text) < 40]

    @cached_property
    def calls(self) -> int:
        """How many of these are calls to do something."""
        whole = phrases("calls", "whole").fullmatch
        return sum(whole(line) is not None for line in self.said)


SIGNS: Mapping[str, Callable[[Look], bool]] = {
    "article_address_word": lambda p: _in_address("article").search(p.address.path) is not None,
    "other_address_word": lambda p: _in_address("other").search(p.address.path) is not None,
    "long_slug": lambda p: p.last.count("-") + p.last.count("_") >= 4,
    "words_in_slug": lambda p: p.last.count("-") >= 2,
    "deep_address": lambda p: len(p.path) >= 3,
    "short_address": lambda p: bool(p.last) and p.last.count("-") < 2 and not _FILE_OR_NUMBER.search(p.last),
    "front_page": lambda p: bool(p.address.netloc) and not p.path,
    "date_in_address": lambda p: _DATE_IN_PATH.search(p.address.path) is not None,
    "article_in_json_ld": lambda p: bool(p.found.types & ARTICLE_TYPES),
    "product_in_json_ld": lambda p: bool(p.found.types & _words("json_ld", "product")),
    "service_in_json_ld": lambda p: bool(p.found.types & _words("json_ld", "service")),
    "other_in_json_ld": lambda p: bool(p.found.types) and not p.found.types & (ARTICLE_TYPES | {"WebPage"}),
    "website_in_og_type": lambda p: "website" in p.og_type,
    "product_in_og_type": lambda p: "product" in p.og_type or "item" in p.og_type,
    "names_an_author": lambda p: bool(p.found.of("author")),
    "byline_by_headline": lambda p: any(c.zone == HEAD and c.source in _IN_SIGHT for c in p.found.of("author")),
    "author_in_twitter_label": lambda p: any(c.source.startswith("meta:twitter:data") for c in p.found.of("author")),
    "date_by_headline": lambda p: any(c.zone == HEAD and c.source.startswith("element") for c in p.found.of("published_at")),
    "date_in_meta": lambda p: any(not source.startswith("element") for source in p.dates),
    "date_in_sight": lambda p: bool(p.dates) and all(source.startswith("element") for source in p.dates),
    "long_paragraphs": lambda p: p.size > 300 * len(p.prose),
    "quotation_marks": lambda p: len(_QUOTE.findall(p.text)) > 0.004 * len(p.words),
    "prices": lambda p: sum(len(_PRICE.findall(block.text)) for block in p.everything) >= 3,
    "much_other_text": lambda p: p.size < 0.2 * p.total,
    "title_of_a_guide": lambda p: phrases("title", "guide").search(p.title) is not None,
    "title_of_a_shop": lambda p: phrases("title", "shop").search(p.title) is not None,
    "no_headline": lambda p: p.tree.find(".//h1") is None,
    "one_article_element": lambda p: len(list(p.tree.iter("article"))) == 1,
    "many_pictures": lambda p: len(list(p.tree.iter("img"))) > 60,
    "much_prose": lambda p: len(p.prose) >= 25,
    "short_paragraphs": lambda p: max((breadth(block.text) for block in p.prose), default=0) < 200,
    "to_the_cart": lambda p: any(map(phrases("page", "cart").match, p.said)),
    "list_controls": lambda p: any(map(phrases("page", "controls").match, p.said)),
    "speaks_to_you": lambda p: sum(map(_words("address_you", "words").__contains__, p.words)) > 0.02 * len(p.words),
    "mostly_links": lambda p: sum(breadth(block.text) * block.linked for block in p.everything) > 0.5 * p.total,
    "a_call": lambda p: p.calls >= 1,
    "three_calls": lambda p: p.calls >= 3,
    "six_calls": lambda p: p.calls >= 6,
    "hardly_prose": lambda p: len(p.prose) <= 2,
    "many_headings": lambda p: sum(block.tag[0] == "h" for block in p.taken) > 0.5 * max(1, len(p.prose)),
    "many_teasers": lambda p: sum(block.tag in ("h2", "h3", "h4") and block.linked > 0.8 for block in p.everything) >= 12,
}
"""Each sign by the name of its weight, which was fitted with the bounds in here."""


_DEAR = (
    "many_headings", "many_teasers", "one_article_element", "article_address_word", "speaks_to_you", "list_controls",
    "much_other_text", "long_paragraphs", "mostly_links", "title_of_a_guide", "to_the_cart", "three_calls", "six_calls",
    "a_call", "prices", "quotation_marks",
)  # fmt: skip
"""Signs for which all of a page's blocks, lines or text are gone through, the dearest last."""
_CHEAPEST_FIRST = (*(name for name in SIGNS if name not in _DEAR), *_DEAR)


def against(look: Look) -> list[str]:
    """The names of the signs that a page shows, where they say together that it is no article; none where they do not.

    The cheapest are asked first, and no more once all that are left could not refuse it: of most articles few words are read.
    """
    weights, start, limit = data()["signs"], data()["sum"]["start"], data()["sum"]["limit"]
    shown, most = set[str](), start + sum(max(0, weight) for weight in weights.values())
    for name in _CHEAPEST_FIRST:
        if round(most, 1) < limit:
            return []
        if SIGNS[name](look):
            shown.add(name)
            most += min(0, weights[name])
        else:
            most -= max(0, weights[name])
    seen = [name for name in SIGNS if name in shown]
    return seen if start + sum(weights[name] for name in seen) > limit else []
