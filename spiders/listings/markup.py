"""Text of the markup that feeds carry."""

import re
from collections.abc import Iterator

from w3lib.html import remove_tags, remove_tags_with_content, replace_entities

from articles.extract.decoding import markup_once
from articles.page import Hint

LONGEST_BODY = 50_000
"""Characters of an article that are kept of what a feed carries: five times a long one."""

SHORTEST_BODY = 500
"""Characters below which it is a teaser."""

_BREAK = re.compile(r"(?i)<(?:br\s*/?|/?(?:p|div|h[1-6]|li|blockquote|ul|ol|table|tr|figure|figcaption)\b[^<>]*)>|\n\s*\n")


def plain(markup: str | None) -> str:
    """One line of text."""
    whole, tail = _cut(markup or "", ">")  # behind the last one, w3lib would look for a tag's end from each "<" to the end
    return " ".join(replace_entities(remove_tags(whole) + tail).split())


def lines(markup: str) -> str:
    """Text of several paragraphs in one line, a space where one ends."""
    return plain(_BREAK.sub(lambda tag: f" {tag[0]} ", markup))


def _cut(markup: str, last: str) -> tuple[str, str]:
    """What goes up to the last of these, and what stands behind it."""
    at = markup.lower().rfind(last)
    return ("", markup) if at < 0 else (markup[: at + len(last)], markup[at + len(last) :])


def body_hint(markup: str) -> Iterator[Hint]:
    """A feed's whole article as a candidate for the body, paragraphs parted by a blank line; none for a teaser."""
    markup = markup_once(markup[: 10 * LONGEST_BODY])
    for tag in ("script", "style"):
        whole, tail = _cut(markup, f"</{tag}>")
        markup = remove_tags_with_content(whole, (tag,)) + tail
    paragraphs = (plain(part) for part in _BREAK.split(markup))
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if len(text) >= SHORTEST_BODY:
        yield Hint("body", text[:LONGEST_BODY], "feed")
