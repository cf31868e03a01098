"""The rule about who is credited at a text's end for other work than writing it."""

from articles import byline
from articles.article import BODY_LABELS, OTHER_HANDS
from articles.byline.helped import may_name_helpers
from articles.labels.passage import PageContext, Passage

_CREDITS = 4
"""Paragraphs at the end among which somebody is credited."""
_CREDIT = 300
"""Characters of a sentence that credits somebody."""


def who_helped(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Of the last paragraphs those that say from end to end who helped, edited or translated: under a label of any language,
    or as a sentence.

    Labels: colophon
    Taken (below): <p>Bob Sample and Eve Model contributed to this report.</p>
    Left (below): <p>Bob Sample and Eve Model contributed to this bridge.</p>
    Known problems: A last line of a text that is itself such a credit is taken.
    """
    done = list(passages)
    texts = [i for i, p in enumerate(passages) if p.label in BODY_LABELS or p.label in ("notice", "byline", "bio")]
    for i in texts[1:][-_CREDITS:]:
        if len(passages[i].text) <= _CREDIT and _credits(passages[i].text, facts.language):
            done[i] = passages[i].said("colophon", "who_helped")
    return done


def _credits(text: str, language: str | None) -> bool:
    """Whether a text credits people or houses with what others than the author do, and says nothing else."""
    if not may_name_helpers(text):
        return False
    read = byline.parse(text, channel="vis", lang=language)
    if read.residue or not any(one.role in OTHER_HANDS - {"photo"} for one in read.contributors):
        return False
    return all(one.kind == "organisation" or (one.given and one.family) for one in read.contributors)
