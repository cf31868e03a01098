"""What stands below the text of a mail: who sent it, and the mail that it answers."""

import re
from collections.abc import Sequence

from articles.article import BODY_LABELS
from articles.labels.passage import PageContext, Passage

_SIGNATURE = re.compile(r"--|—|_{5,}|-{5,}")
"""RFC 3676, 4.3: two hyphens and a space alone on a line, the space often lost; programs put rules of their own there."""
_SIGNED = 10
"""Lines of a signature."""
_SHORT = 80
"""Characters of a signature's longest line."""
_ANSWERED = re.compile(r"\d|@")
"""The line over a quoted mail names its day or its sender."""
_FORWARDED = re.compile(r"-{3,}.{3,40}-{3,}|_{5,}")
"""Over a mail that is answered or sent on whole: "-----Original Message-----"."""
_HEADER = re.compile(r"[^\W\d_][^:]{1,20}\s?:\s")
_HEADERS = 3
"""Header lines that make a mail sent on: from, to and date."""


def under_a_mail(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """In a plain text the signature behind its line "--", and the mail below that it answers or sends on.

    Labels: bio, comments
    Taken (below, plain): > Can you send the story of the cranes today?
    Left (between, plain): > Can you send the story of the cranes today?
    Known problems: A text that ends in a quotation whose lines all begin with ">" loses it.
    """
    if not facts.is_plain:
        return passages
    quoted = _from_here_on_quoted(passages)
    signed = _signature(passages[:quoted])
    done = list(passages)
    for i, passage in enumerate(passages):
        if passage.text and (passage.label is None or passage.label in BODY_LABELS) and i >= min(quoted, signed):
            done[i] = passage.said("comments" if i >= quoted else "bio", "under_a_mail")
    return done


def _from_here_on_quoted(passages: Sequence[Passage]) -> int:
    """Where the mail that is answered begins, with the line that says whose it is; behind the last where there is none."""
    at = len(passages)
    while at and (not passages[at - 1].text or passages[at - 1].text.startswith(">")):
        at -= 1
    if any(passage.text for passage in passages[at:]):
        over = next((i for i in range(at - 1, -1, -1) if passages[i].text), 0)
        says_whose = passages[over].text.rstrip().endswith((":", "：")) and _ANSWERED.search(passages[over].text)
        return over if says_whose else at
    written = [i for i, passage in enumerate(passages) if passage.text]
    texts = [passages[i].text for i in written]
    return next((i for n, i in enumerate(written) if i and _is_sent_on(texts[n : n + _HEADERS + 2])), len(passages))


def _is_sent_on(texts: Sequence[str]) -> bool:
    return _FORWARDED.fullmatch(texts[0]) is not None and sum(map(bool, map(_HEADER.match, texts[1:]))) >= _HEADERS


def _signature(passages: Sequence[Passage]) -> int:
    """Where it begins; behind the last passage where there is none."""
    written = [i for i, passage in enumerate(passages) if passage.text]
    for i in written[-_SIGNED - 1 :]:
        below = [passages[n].text for n in written if n > i]
        if i != written[0] and _SIGNATURE.fullmatch(passages[i].text) and all(len(text) < _SHORT for text in below):
            return i
    return len(passages)
