"""The blocks of text on a page: what each block element says, in the order of the markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from articles.address import absolute
from articles.article import Link
from articles.match_key import match_key as match_key
from articles.remembered import remembered

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
     "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_UNREAD = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "button", "select", "textarea", "input", "head", "object",
     "embed", "canvas", "map", "audio", "video", "title", "meta", "link", "option"}
)  # fmt: skip
_BOLD = frozenset(("b", "strong"))
_INVISIBLE = re.compile("[\u00ad\u2060\ufeff]|(?<![^\\s])[\u200b-\u200d]+|[\u200b-\u200d]+(?![^\\s])")
"""Where a word may be broken, and what joins no letters: at a word's border it says nothing, within it may be its spelling."""
_MAY_BE_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE = re.compile(r"(\S[^\n]*?)(\s*\n\s*|\s*$)")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of text as it stands on the page: what one block element says, or one line of a plain text.

    `gap` is the white space that follows. `tag` is the block's element ("p", "h2", "li", "td", "line" ...), `classes` the
    names that the page's makers gave to it and to what it lies in, `linked` and `bold` the shares of its characters in
    links and in bold type. `is_main_text` says whether trafilatura has it in the body, `page` is the address of the page
    where it is one of an article's.
    """

    text: str
    gap: str = "\n\n"
    tag: str = "p"
    classes: str = ""
    linked: float = 0.0
    bold: float = 0.0
    is_main_text: bool = True
    anchors: tuple[HtmlElement, ...] = ()
    element: HtmlElement | None = None
    page: str = ""

    def in_article(self, is_main_text: bool, classes: str, page: str) -> "TextBlock":
        """The same, with what is known of it as a part of an article. By hand: `replace` takes three times as long."""
        return TextBlock(
            self.text, self.gap, self.tag, classes, self.linked, self.bold, is_main_text, self.anchors, self.element, page
        )


def links(block: TextBlock) -> tuple[Link, ...]:
    """Address and words of the links of a block; a link that stands in another part of the same element is none of it."""
    found = []
    for element in block.anchors:
        anchor = " ".join("".join(element.itertext()).split())
        href = (element.get("href") or "").strip()
        if anchor and href and anchor in block.text:
            found.append(Link(absolute(href, block.page), anchor))
    return tuple(found)


def lines(text: str) -> list[TextBlock]:
    """The blocks of a plain text: its lines. White space before the first is a block of its own, so that nothing is lost."""
    start = len(text) - len(text.lstrip())
    leading = [TextBlock("", text[:start], tag="line")] if start else []
    return leading + [TextBlock(found[1], found[2], tag="line") for found in _LINE.finditer(text, start)]


SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_QUOTES = "\"'“”‘’«»„()[]）」』 "


def ends_a_sentence(text: str) -> bool:
    """Whether it ends as a sentence does, in quotation marks or out of them."""
    return text.rstrip(_QUOTES).endswith(SENTENCE_ENDS)


_EAST_ASIAN = re.compile(
    "[\u1100-\u115f\u2e80-\u2fdf\u3041-\u30ff\u3105-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\uff10-\uff9d\U00020000-\U0003fffd]"
)
_PARAGRAPH = 80
"""Characters of the shortest paragraph, as `breadth` counts them."""


def breadth(text: str) -> int:
    """Characters, of which a Chinese, Japanese or Korean letter counts three: so much less of them says the same."""
    return len(text) if text.isascii() else _breadth(text)


@remembered(8192)
def _breadth(text: str) -> int:
    # Whether a text is a paragraph is asked again and again on the way of a page.
    return len(text) + 2 * len(_EAST_ASIAN.findall(text))


def is_as_a_paragraph(text: str) -> bool:
    """Whether a text is as long as a paragraph."""
    return len(text) >= _PARAGRAPH or (3 * len(text) >= _PARAGRAPH and breadth(text) >= _PARAGRAPH)


def is_prose(block: TextBlock) -> bool:
    """Whether it reads as a paragraph: long, mostly not link, and no heading."""
    return (
        block.linked < 0.3
        and block.tag in ("p", "div", "li", "blockquote", "section", "article")
        and is_as_a_paragraph(block.text)
    )


_WRAPPER = 400
"""Characters; a button left open, or a page's text kept for readers without scripts, holds more."""


def _holds_text(element: HtmlElement) -> bool:
    return (
        element.tag in ("button", "noscript")
        and element.find(".//p") is not None
        and len("".join(element.itertext())) > _WRAPPER
    )


_BREAK = "\ue0b5"
"""Stands for <br> while a block is put together: a character that no text has, being for private use."""


def all_blocks(tree: HtmlElement) -> Iterator[TextBlock]:
    """Every run that a reader could see, in the order of the markup."""
    body = tree.find("body")
    owner = tree if body is None else body
    pieces: list[str] = []
    linked: list[str] = []
    bold: list[str] = []
    links: list[HtmlElement] = []
    in_links: list[HtmlElement] = []
    in_bold = 0
    blocks = [owner]
    walk = iterwalk(owner, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag in _BLOCKS:
            if pieces:
                if not (whole := "".join(pieces)).isspace():
                    yield from _one_block(whole, "".join(linked), "".join(bold), links, blocks[-1])
                pieces, linked, bold, links = [], [], [], list(in_links)
            if event == "start":
                blocks.append(element)
            else:
                blocks.pop()
        elif tag == "a":
            if event == "start":
                links.append(element)
                in_links.append(element)
            else:
                in_links.pop()
        elif tag in _BOLD:
            in_bold += 1 if event == "start" else -1
        elif event == "start":
            if tag == "br":
                pieces.append(_BREAK)
            elif tag in _UNREAD and not _holds_text(element):
                walk.skip_subtree()
                continue
        text = element.text if event == "start" else element.tail if element is not owner else None
        if text:
            pieces.append(text)
            if in_links:
                linked.append(text)
            if in_bold:
                bold.append(text)


def _one_block(whole: str, linked: str, bold: str, links: list[HtmlElement], element: HtmlElement) -> Iterator[TextBlock]:
    if not whole.isascii() and _MAY_BE_INVISIBLE.search(whole):
        whole = _INVISIBLE.sub("", whole)
    if element.tag == "pre":
        paragraphs = [line.strip() for line in whole.replace(_BREAK, "\n").split("\n\n")]
    elif _BREAK in whole:
        lines_ = [" ".join(line.split()) for line in whole.split(_BREAK)]
        paragraphs = [text.strip() for text in "\n".join(lines_).split("\n\n")]
    else:
        paragraphs = [" ".join(whole.split())]
    of_links = of_bold = 0.0
    if linked or bold:
        size = len("".join(whole.split())) or 1
        of_links = len("".join(linked.split())) / size
        of_bold = len("".join(bold.split())) / size
    for paragraph in paragraphs:
        if paragraph and paragraph != _BREAK:
            yield TextBlock(paragraph, "\n\n", element.tag, "", of_links, of_bold, False, tuple(links), element)
