"""Markup that is only part of a document, made into one."""

import re
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ELEMENT = re.compile(
    r"<(?:p|div|br|h[1-6]|article|section|ul|ol|li|blockquote|figure|img|table|span|a|em|strong|b|i|main)\b[^<>]*>",
    re.IGNORECASE,
)
_KEPT = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "em",
                   "strong", "b", "i", "a", "br", "pre", "figure", "figcaption", "img", "dl", "dt", "dd"})  # fmt: skip


_PARAGRAPHS = 3
_SPEAKS_OF_IT = 1 / 3
"""Share of the paragraphs of a text that may hold tags, as one about the web does."""


def is_markup(text: str) -> bool:
    """Whether a column's text is HTML: it is a document, or starts with an element, or has a paragraph.

    A text whose paragraphs stand apart by blank lines, few of them with a tag, speaks of HTML.
    """
    if _DOCUMENT.match(text):
        return True
    paragraphs = [part for part in text[:20_000].split("\n\n") if part.strip()]
    tagged = sum(_ELEMENT.search(part) is not None for part in paragraphs)
    if len(paragraphs) >= _PARAGRAPHS and tagged < _SPEAKS_OF_IT * len(paragraphs):
        return False
    found = _ELEMENT.search(text[:20_000])
    return found is not None and (
        not text[: found.start()].strip() or re.search(r"</?(?:p|div|br)\b[^<>]*>", text[:20_000], re.IGNORECASE) is not None
    )


def document(markup: str, *, title: str = "", language: str = "") -> str:
    """A whole document as it is; a fragment within one, its title above it."""
    if _DOCUMENT.match(markup):
        return markup
    lang = f' lang="{escape(language)}"' if language else ""
    head = f"<title>{escape(title)}</title>" if title else ""
    h1 = f"<h1>{escape(title)}</h1>\n" if title else ""
    head = f'<!DOCTYPE html>\n<html{lang}><head><meta charset="utf-8">{head}</head>'
    return f"{head}\n<body><article>\n{h1}{markup}\n</article></body></html>\n"


def of_xml(element: "_Element") -> str:
    """What stands in an element of NITF or XHTML as HTML: known elements stay, others give what is in them."""
    return escape(element.text or "", quote=False) + "".join(map(_html, element))


def _html(element: "_Element") -> str:
    tail = escape(element.tail or "", quote=False)
    written = str(element.tag).rpartition("}")[2]
    if element.tag in (etree.Comment, etree.ProcessingInstruction, etree.Entity):
        return tail
    name = {"hl2": "h2", "bq": "blockquote"}.get(written, written)
    if name in ("script", "style"):
        return tail
    if name == "media":
        return _figure(element) + tail
    if name not in _KEPT:
        return of_xml(element) + tail
    href = "".join(f' {a}="{escape(element.get(a) or "")}"' for a in ("href", "src", "alt") if element.get(a))
    return f"<{name}{href}>" + (of_xml(element) + f"</{name}>" if name not in ("br", "img") else "") + tail


def _figure(media: "_Element") -> str:
    """NITF's picture; "" for films and sounds."""
    source = next((e.get("source") or "" for e in media.iterfind("{*}media-reference") if e.get("source")), "")
    if media.get("media-type", "image") not in ("image", "photo", "graphic") or not source:
        return ""
    caption, credit = (next((_words(e) for e in media.iterfind(f"{{*}}media-{of}")), "") for of in ("caption", "producer"))
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    credit = f'<p class="credit">{credit}</p>' if credit else ""
    return f'<figure><img src="{escape(source)}">{caption}{credit}</figure>'


def _words(element: "_Element") -> str:
    return escape(" ".join(" ".join(map(str, element.itertext())).split()))
