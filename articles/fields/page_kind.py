"""Whether a page is an article at all: a sum of signs, whose weights are in `data/kinds.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, is_prose
from articles.fields.json_ld import ARTICLE_TYPES
from articles.fields.metadata import Candidates
from articles.fields.visible import HEAD
from articles.page import Page

_SHORTEST = 80
"""Characters of body below which nothing can be said of a page but that it has no text."""
_SHORT_PAGE = 3000
"""Characters of text; pages that ask or apologise are shorter."""
_PRICE = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[€£]|kr\b|zł|Kč|₺|руб|грн|USD|EUR)")
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?\d\d?[/-]|/20\d\d/|(?:19|20)\d{6}")
_FILE_OR_NUMBER = re.compile(r"\d{5}|\.s?html?$|\.php|\.aspx?$")
_IN_SIGHT = frozenset(("itemprop:author", "rel:author", "element:byline", "line:byline", "link:author"))
_QUOTE = re.compile(r"[“„«”「]")
_WORD = re.compile(r"\w+")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("articles.data").joinpath("kinds.toml").read_text("utf-8"))


@cache
def _phrases(table: str, key: str) -> re.Pattern[str]:
    return re.compile("|".join(_data()[table][key]), re.IGNORECASE)


@cache
def _in_address(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[/._-])(?:{_phrases('address', key).pattern})(?:[/._-]|$)", re.IGNORECASE)


def refused(
    page: Page, tree: HtmlElement, found: Candidates, everything: list[TextBlock], blocks: list[TextBlock]
) -> tuple[str, str] | None:
    """The reject's code and sentence for a page that is no article; None for one that may be.

    `everything` are all the page's blocks, `runs` those about the article. A page that a feed or a file spoke of as an
    article (see `Page.hints`) is taken at that word.
    """
    title = " ".join((tree.findtext(".//title") or "").split())
    body = sum(len(block.text) for block in blocks if block.is_main_text)
    if body < _SHORT_PAGE:
        whole = " ".join(block.text for block in everything)[:_SHORT_PAGE]
        if names_a_challenge(title) or (body < 1000 and _phrases("challenge", "sentences").search(whole)):
            return "challenge", "the site asks for proof that a person is reading; ask the publisher for access or a feed"
        if _phrases("missing", "titles").match(title) and body < 1000:
            return "not_found", f"the page calls itself {title!r}"
    if page.hints or body < _SHORTEST:
        return None
    signs = [name for name, seen in _signs(page, tree, found, everything, blocks).items() if seen]
    data = _data()
    total = data["sum"]["start"] + sum(data["signs"][name] for name in signs)
    if total <= data["sum"]["limit"]:
        return None
    against = sorted((name for name in signs if data["signs"][name] > 0), key=lambda name: -data["signs"][name])
    return "not_an_article", "it looks like a page of another kind: " + ", ".join(
        name.replace("_", " ") for name in against[:5]
    )


def names_a_challenge(title: str) -> bool:
    """Whether a page's title is that of one which asks whether a person is reading."""
    return _phrases("challenge", "titles").match(" ".join(title.split())) is not None


def _signs(
    page: Page, tree: HtmlElement, found: Candidates, everything: list[TextBlock], blocks: list[TextBlock]
) -> dict[str, bool]:
    data = _data()
    parts = urlsplit(page.final_url or page.url) if page.url.startswith("http") else urlsplit("")
    names = [name for name in parts.path.split("/") if name]
    last = names[-1] if names else ""
    og = " ".join(c.value for c in found.of("type")).lower()
    dates = [c.source for c in found.of("published_at")]
    taken = [block for block in blocks if block.is_main_text]
    prose = [block for block in taken if is_prose(block)]
    text = " ".join(block.text for block in taken)
    words = [word.casefold() for word in _WORD.findall(text[:20000])]
    total = sum(len(block.text) for block in everything)
    size = sum(len(block.text) for block in prose)
    you = frozenset(data["address_you"]["words"])
    said = _said(tree, everything)
    calls = sum(_phrases("calls", "whole").fullmatch(text) is not None for text in said)
    title = " ".join((tree.findtext(".//title") or "").split())
    beside = any(c.zone == HEAD and c.source in _IN_SIGHT for c in found.of("author"))
    return {
        "article_address_word": _in_address("article").search(parts.path) is not None,
        "other_address_word": _in_address("other").search(parts.path) is not None,
        "long_slug": last.count("-") + last.count("_") >= 4,
        "words_in_slug": last.count("-") >= 2,
        "deep_address": len(names) >= 3,
        "short_address": bool(last) and last.count("-") < 2 and not _FILE_OR_NUMBER.search(last),
        "front_page": bool(parts.netloc) and not names,
        "date_in_address": _DATE_IN_PATH.search(parts.path) is not None,
        "article_in_json_ld": bool(found.types & ARTICLE_TYPES),
        "product_in_json_ld": bool(found.types & set(data["json_ld"]["product"])),
        "service_in_json_ld": bool(found.types & set(data["json_ld"]["service"])),
        "other_in_json_ld": bool(found.types) and not found.types & (ARTICLE_TYPES | {"WebPage"}),
        "website_in_og_type": "website" in og,
        "product_in_og_type": "product" in og or "item" in og,
        "names_an_author": bool(found.of("author")),
        "byline_by_headline": beside,
        "author_in_twitter_label": any(c.source.startswith("meta:twitter:data") for c in found.of("author")),
        "date_by_headline": any(c.zone == HEAD and c.source.startswith("element") for c in found.of("published_at")),
        "date_in_meta": any(not source.startswith("element") for source in dates),
        "date_in_sight": bool(dates) and all(source.startswith("element") for source in dates),
        "long_paragraphs": size > 300 * len(prose),
        "quotation_marks": len(_QUOTE.findall(text)) > 0.004 * len(words),
        "prices": sum(len(_PRICE.findall(block.text)) for block in everything) >= 3,
        "much_other_text": size < 0.2 * total,
        "title_of_a_guide": _phrases("title", "guide").search(title) is not None,
        "title_of_a_shop": _phrases("title", "shop").search(title) is not None,
        "no_headline": tree.find(".//h1") is None,
        "one_article_element": len(list(tree.iter("article"))) == 1,
        "many_pictures": len(list(tree.iter("img"))) > 60,
        "much_prose": len(prose) >= 25,
        "short_paragraphs": max((len(block.text) for block in prose), default=0) < 200,
        "to_the_cart": any(_phrases("page", "cart").match(text) for text in said),
        "list_controls": any(_phrases("page", "controls").match(text) for text in said),
        "speaks_to_you": sum(word in you for word in words) > 0.02 * len(words),
        "mostly_links": sum(len(block.text) * block.linked for block in everything) > 0.5 * total,
        "a_call": calls >= 1,
        "three_calls": calls >= 3,
        "six_calls": calls >= 6,
        "hardly_prose": len(prose) <= 2,
        "many_headings": sum(block.tag[0] == "h" for block in taken) > 0.5 * max(1, len(prose)),
        "many_teasers": sum(block.tag in ("h2", "h3", "h4") and block.linked > 0.8 for block in everything) >= 12,
    }


def _said(tree: HtmlElement, everything: list[TextBlock]) -> list[str]:
    """What the page's short lines and buttons say."""
    said = [block.text for block in everything if len(block.text) < 40]
    return said + [text for button in tree.iter("button") if len(text := " ".join("".join(button.itertext()).split())) < 40]
