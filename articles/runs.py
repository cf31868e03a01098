"""The runs of text on a page: what each block element says, in the order of the markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from articles.article import Link

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
_LINE = re.compile(r"(\S[^\n]*?)(\s*\n\s*|\s*$)")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text as it stands on the page: what one block element says, or one line of a plain text.

    `gap` is the white space that follows. `tag` is the block's element ("p", "h2", "li", "td", "line" ...), `classes` the
    names that the page's makers gave to it and to what it lies in, `linked` and `bold` the shares of its characters in
    links and in bold type. `taken` says whether trafilatura has it in the body.
    """

    text: str
    gap: str = "\n\n"
    tag: str = "p"
    classes: str = ""
    linked: float = 0.0
    bold: float = 0.0
    taken: bool = True
    anchors: tuple[HtmlElement, ...] = ()
    element: HtmlElement | None = None
    links: tuple[Link, ...] = ()


def lines(text: str) -> list[Run]:
    """The runs of a plain text: its lines. White space before the first is a run of its own, so that nothing is lost."""
    start = len(text) - len(text.lstrip())
    leading = [Run("", text[:start], tag="line")] if start else []
    return leading + [Run(found[1], found[2], tag="line") for found in _LINE.finditer(text, start)]


def is_prose(run: Run) -> bool:
    """Whether it reads as a paragraph: long, mostly not link, and no heading."""
    return len(run.text) >= 80 and run.linked < 0.3 and run.tag in ("p", "div", "li", "blockquote", "section", "article")


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Letters and digits alone, folded: what stays the same however a text was set."""
    return _NOT_WORD.sub("", text).casefold()


_WRAPPER = 400
"""Characters; a button left open, or a page's text kept for readers without scripts, holds more."""


def _holds_text(element: HtmlElement) -> bool:
    return (
        element.tag in ("button", "noscript")
        and element.find(".//p") is not None
        and len("".join(element.itertext())) > _WRAPPER
    )


_BREAK = "\ue0b5"
"""Stands for <br> while a run is put together: a character that no text has, being for private use."""


def all_runs(tree: HtmlElement) -> Iterator[Run]:
    """Every run that a reader could see, in the order of the markup."""
    body = tree.find("body")
    owner = tree if body is None else body
    pieces: list[str] = []
    linked: list[str] = []
    bold: list[str] = []
    links: list[HtmlElement] = []
    in_link = in_bold = 0

    def add(text: str | None) -> None:
        if text:
            pieces.append(text)
            if in_link:
                linked.append(text)
            if in_bold:
                bold.append(text)

    def flushed(element: HtmlElement) -> Iterator[Run]:
        if pieces:
            yield from _one_run("".join(pieces), "".join(linked), "".join(bold), links, element)
            pieces.clear()
            linked.clear()
            bold.clear()
            links.clear()

    # An explicit stack, since pages nest deeper than Python recurses; None is a block's end, and after it the block.
    stack: list[tuple[HtmlElement, bool]] = [(owner, False)]
    blocks = [owner]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        if not leaving and isinstance(tag, str) and (tag not in _UNREAD or _holds_text(element)):
            if tag in _BLOCKS:
                yield from flushed(blocks[-1])
                blocks.append(element)
            elif tag == "a":
                in_link += 1
                links.append(element)
            elif tag in _BOLD:
                in_bold += 1
            elif tag == "br":
                pieces.append(_BREAK)
            add(element.text)
            if len(element) or tag in _BLOCKS or tag == "a" or tag in _BOLD:
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
                continue
        elif leaving:
            if tag in _BLOCKS:
                yield from flushed(element)
                blocks.pop()
            elif tag == "a":
                in_link -= 1
            elif tag in _BOLD:
                in_bold -= 1
        if element is not owner:
            add(element.tail)


def _one_run(whole: str, linked: str, bold: str, links: list[HtmlElement], element: HtmlElement) -> Iterator[Run]:
    if whole.isspace():
        return
    if element.tag == "pre":
        paragraphs = [line.strip() for line in whole.replace(_BREAK, "\n").split("\n\n")]
    elif _BREAK in whole:
        lines_ = [" ".join(line.split()) for line in whole.split(_BREAK)]
        paragraphs = [text.strip() for text in "\n".join(lines_).split("\n\n")]
    else:
        paragraphs = [" ".join(whole.split())]
    size = len("".join(whole.split())) or 1
    of_links = len("".join(linked.split())) / size if linked else 0.0
    of_bold = len("".join(bold.split())) / size if bold else 0.0
    for paragraph in paragraphs:
        if paragraph and paragraph != _BREAK:
            yield Run(paragraph, "\n\n", element.tag, "", of_links, of_bold, False, tuple(links), element)
