"""The runs of text on a page, and which of them trafilatura holds for the article's (the only place that knows trafilatura)."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urljoin

from lxml.etree import ElementDefaultClassLookup, HTMLParser, LxmlError
from lxml.html import HtmlElement, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from articles.article import Link

# Its warnings about odd pages would be the only voice of a worker; what matters becomes a reject.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

LARGEST_PAGE = 5_000_000
"""Characters without scripts; larger ones take the C parsers more than ten seconds."""

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
_LARGE_SCRIPT = re.compile(r"<(script|style)\b[^>]*>[^<]*(?:<(?!/\1)[^<]*)*</\1\s*>", re.IGNORECASE)


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


def parse(html: str) -> HtmlElement | None:
    """One tree for everything, or None where there is nothing in it. Raises ValueError where it is too large."""
    if len(html) > LARGEST_PAGE:
        html = _LARGE_SCRIPT.sub(lambda script: "" if len(script[0]) > 1_000_000 else script[0], html)
        if len(html) > LARGEST_PAGE:
            raise ValueError(f"{len(html):,} characters without its large scripts; the most that is read is {LARGEST_PAGE:,}")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=_with_lookup(parser))
    except (LxmlError, ValueError, AssertionError):
        return None


def _with_lookup(parser: HTMLParser) -> HTMLParser:
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


def runs(everything: list[Run], tree: HtmlElement, base: str, said: str = "") -> list[Run]:
    """Of all runs those from the article's headline, or its first, to its last, with what stands between.

    What trafilatura takes is the core; which of the others are captions, related links or the like is for the labels.
    `said` is the text that the page's JSON-LD gives: a check, by which a long piece that trafilatura missed is found.
    """
    core = _core(everything, tree, said)
    if not core:
        return []
    first, last = _from_headline(everything, core[0]), core[-1]
    wanted = set(core)
    top = _common([everything[i].element for i in core])
    return [
        replace(run, taken=i in wanted, classes=_classes(run.element, top), links=_links(run, base) if run.anchors else ())
        for i, run in enumerate(everything[first : last + 1], first)
    ]


_SHORT = 1200
"""Squeezed characters; where the quick way finds less, and less than half of the page's prose, the full one is asked."""


def _core(everything: list[Run], tree: HtmlElement, said: str) -> list[int]:
    prose = {i: len(squeezed(run.text)) for i, run in enumerate(everything) if is_prose(run)}
    taken = _taken(everything, _body_text(tree, fast=True))
    found = sum(prose.get(i, 0) for i in taken)
    if found < _SHORT and found < 0.5 * sum(prose.values()):
        more = _taken(everything, _body_text(tree, fast=False))
        if sum(prose.get(i, 0) for i in more) > 1.5 * found:
            taken = more
            found = sum(prose.get(i, 0) for i in taken)
    text = squeezed(said)
    if len(text) > 1.2 * found and len(text) > 200:
        taken = sorted({*taken, *(i for i in prose if squeezed(everything[i].text) in text)})
    return _with_kin(everything, taken, prose) if taken else taken


def is_prose(run: Run) -> bool:
    """Whether it reads as a paragraph: long, mostly not link, and no heading."""
    return len(run.text) >= 80 and run.linked < 0.3 and run.tag in ("p", "div", "li", "blockquote", "section", "article")


def _with_kin(everything: list[Run], taken: list[int], prose: dict[int, int]) -> list[int]:
    """With the prose before and after that stands in the same kind of element as what was taken, up to another headline.

    An article is often cut into several containers, of which trafilatura takes the largest.
    """
    kinds = Counter(_kind_of(everything[i].element) for i in taken if i in prose and everything[i].tag == "p")
    usual = {kind for kind, count in kinds.items() if count >= 2 and any(kind[1:])}
    if not usual:
        return taken
    home = _article_of(everything[taken[len(taken) // 2]].element)
    added = set(taken)
    for way in (range(taken[-1] + 1, len(everything)), range(taken[0] - 1, -1, -1)):
        for i in way:
            run = everything[i]
            if run.tag == "h1":
                break
            if i in prose and run.tag == "p" and _kind_of(run.element) in usual and _article_of(run.element) is home:
                added.add(i)
    return sorted(added)


def _kind_of(element: HtmlElement | None) -> tuple[str, ...]:
    """Names of the element and of the two that hold it."""
    names: list[str] = []
    while element is not None and len(names) < 3:
        names.append(f"{element.tag}.{element.get('class') or ''}" if len(names) else element.get("class") or "")
        element = element.getparent()
    return tuple(names)


def _article_of(element: HtmlElement | None) -> HtmlElement | None:
    while element is not None and element.tag not in ("article", "main", "body"):
        element = element.getparent()
    return element


_WRAPPER = 400
"""Characters; a button left open, or a page's text kept for readers without scripts, holds more."""


def _holds_text(element: HtmlElement) -> bool:
    return (
        element.tag in ("button", "noscript")
        and element.find(".//p") is not None
        and len("".join(element.itertext())) > _WRAPPER
    )


_HEADER = 80
"""Runs; so many at most stand between a headline and its text."""


def _from_headline(everything: list[Run], first: int) -> int:
    """Where the article's header starts: at the nearest h1 above the text, if there is one near."""
    return next((i for i in range(first, max(-1, first - _HEADER), -1) if everything[i].tag == "h1"), first)


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


def _links(run: Run, base: str) -> tuple[Link, ...]:
    """Address and words of the links of a run; a link that stands in another part of the same element is none of it."""
    found = []
    for element in run.anchors:
        anchor = " ".join("".join(element.itertext()).split())
        href = (element.get("href") or "").strip()
        if anchor and href and anchor in run.text:
            found.append(Link(absolute(href, base), anchor))
    return tuple(found)


def absolute(href: str, base: str) -> str:
    """An address made whole, or as it stands where it is none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Letters and digits alone, folded: what stays the same however a text was set."""
    return _NOT_WORD.sub("", text).casefold()


def _body_text(tree: HtmlElement, *, fast: bool) -> list[str]:
    """What trafilatura takes, element by element, squeezed. Nothing where it fails, which on odd pages it does."""
    try:
        found = bare_extraction(tree, fast=fast, include_comments=False, with_metadata=False)
    except Exception:  # any library error on a hostile page means "found nothing"
        return []
    if not isinstance(found, Document) or found.body is None:
        return []
    return [text for element in found.body.iter() for part in (element.text, element.tail) if part and (text := squeezed(part))]


def _taken(everything: list[Run], parts: list[str]) -> list[int]:
    """Positions of the runs that are in the body text, in page order.

    A long run may lie anywhere in the text, since trafilatura moves and repeats some; a short one must start where a
    part starts, so that a menu's "Sport" is not found in a sentence.
    """
    text = "".join(parts)
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part)
    begins = set(starts)
    taken, reached = [], 0
    for i, run in enumerate(everything):
        key = squeezed(run.text)
        if not key:
            continue
        if len(key) >= 60:
            at = text.find(key, reached)
            if at < 0:
                at = text.find(key)
        else:
            at = text.find(key, reached, reached + 400 + len(key))
            while at >= 0 and at not in begins:
                at = text.find(key, at + 1, reached + 400 + len(key))
        if at >= 0:
            taken.append(i)
            reached = max(reached, at + len(key))
    return taken


def _common(elements: Iterable[HtmlElement | None]) -> HtmlElement | None:
    """The deepest element that holds them all."""
    paths = [[element, *element.iterancestors()][::-1] for element in elements if element is not None]
    top = None
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        top = level[0]
    return top


def _classes(element: HtmlElement | None, top: HtmlElement | None) -> str:
    """Tags, classes and ids from the element up to `top`, which is left out: what lies above says nothing of one run."""
    names = []
    while element is not None and element is not top:
        names += [
            element.tag,
            element.get("class") or "",
            element.get("id") or "",
            element.get("itemprop") or "",
            element.get("role") or "",
            element.get("data-testid") or "",
        ]
        element = element.getparent()
    return " ".join(filter(None, names))
