"""feedparser, but for two of its patterns.

It looks for dates and for an author's address in whatever stands there, in a time that grows with the square of the length; a
line of 100,000 dashes took it a minute. And addresses end for it after four letters: of ann@paper.media, "a" was the author.
"""

import re
from collections.abc import Callable
from typing import Any

from feedparser import datetimes
from feedparser.mixin import _FeedParserMixin

LONGEST_DATE = 200
LONGEST_AUTHOR = 1_000
"""Characters; of a longer one the start."""
_ADDRESS = re.compile(r"(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_AROUND_IT = re.compile(r"<\s*>|\(\s*\)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def _short(understand: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: understand(text) if len(text) <= LONGEST_DATE else None


def bound() -> None:
    """Have feedparser understand no longer dates, and take the start of longer authors, without their addresses."""
    datetimes._date_handlers[:] = map(_short, datetimes._date_handlers)
    sync = _FeedParserMixin._sync_author_detail

    def short(parser: Any, key: str = "author") -> None:  # noqa: ANN401 (feedparser has no types)
        context = parser._get_context()
        if isinstance(author := context.get(key), str):
            context[key] = _without_address(author[:LONGEST_AUTHOR])
        sync(parser, key)

    _FeedParserMixin._sync_author_detail = short


def _without_address(author: str) -> str:
    """The name of "ann@paper.media (Ann Archer)" and "Ann Archer <ann@paper.media>"."""
    name, addresses = _ADDRESS.subn("", author)
    if not addresses:
        return author
    name = _AROUND_IT.sub("", name).strip()
    in_brackets = _IN_BRACKETS.fullmatch(name)
    return in_brackets[1].strip() if in_brackets else name
