"""Rules about who is named at a text's end: in brackets, as East Asian papers sign, or for other work than writing it."""

import re

from articles import byline
from articles.article import BODY_LABELS, OTHER_HANDS
from articles.byline.helped import may_name_helpers
from articles.extract.blocks import ends_a_sentence
from articles.labels.passage import PageContext, Passage
from articles.places.agencies import agency_of

_IN_BRACKETS = re.compile(r"(?:^|(?<=[。．！？」』]))\s?[（(](?P<who>[^（）()。]{2,40})[）)]$")
"""What stands in brackets behind the last sentence, or in a paragraph of its own."""
_CODE = re.compile(r"(?<=[.!?…“”\"»])\s?(?P<who>\([a-zäöüß]{2,4}(?:/[a-zäöüß]{2,4}){0,2}\))$")
"""Initials in brackets behind the last sentence: "(abc)", "(ab/dpa)"."""
_DASH = re.compile(r"[-–—~]\s?")
_SIGNATURE = 60
"""Characters of a last paragraph that is a name."""


def signature_in_brackets(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """At the end of the last paragraph, or instead of it, a bracket with initials, an agency, or persons under full names.

    Labels: colophon
    Taken (below): <p>港の古いクレーンは来月にも取り壊される見通しで、港湾局が調べている。（田中花子）</p>
    Left (below): <p>港の古いクレーンは来月にも取り壊される見通しで、港湾局が調べている。（敬称略）</p>
    Known problems: Who signs with the family name alone, or with one that no list has.
    """
    last = next((i for i in reversed(range(len(passages))) if passages[i].label in BODY_LABELS and passages[i].text), None)
    if last is None:
        return passages
    found = _CODE.search(passages[last].text) or _IN_BRACKETS.search(passages[last].text)
    if found is None or not (found.re is _CODE or _signs(found["who"], facts.language)):
        return passages
    text, signature = passages[last].cut(found.start()) if found.start() else (None, passages[last])
    signed = signature.said("colophon", "signature_in_brackets")
    return [*passages[:last], *([text] if text else []), signed, *passages[last + 1 :]]


def signed_below(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A last paragraph that is the full name of a person behind a dash, and nothing else.

    Labels: colophon
    Taken (below): <p>– Bob Sample</p>
    Left (below): <p>– Hamburg</p>
    Known problems: The speaker of a last quotation, set below it in a paragraph, is taken.
    """
    last = next((i for i in reversed(range(len(passages))) if passages[i].label in BODY_LABELS and passages[i].text), None)
    if last is None or passages[last].label != "body" or len(passages[last].text) > _SIGNATURE:
        return passages
    before = next((p for p in reversed(passages[:last]) if p.label in BODY_LABELS), None)
    dash = _DASH.match(passages[last].text)
    if before is None or before.label != "body" or dash is None or not ends_a_sentence(before.text):
        return passages
    if not _is_a_person(passages[last].text[dash.end() :], facts.language):
        return passages
    return [*passages[:last], passages[last].said("colophon", "signed_below"), *passages[last + 1 :]]


def _is_a_person(text: str, language: str | None) -> bool:
    """Whether a text is somebody's full name from end to end."""
    read = byline.parse(text, channel="vis", lang=language)
    return (
        not read.residue
        and bool(read.contributors)
        and all(one.kind == "person" and one.given and one.family for one in read.contributors)
    )


def _signs(who: str, language: str | None) -> bool:
    """Whether a bracket names who wrote, from end to end."""
    read = byline.parse(who, channel="vis", lang=language)
    named = [bool(one.given and one.family) or agency_of(one.name or "") is not None for one in read.contributors]
    return not read.residue and bool(named) and all(named)


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
