"""Rules by position: what comes first, and what comes between."""

import re

from articles import byline
from articles.extract.blocks import SENTENCE_ENDS, ends_a_sentence, match_key
from articles.labels.passage import PageContext, Passage, phrases
from articles.places.gazetteer import named

_SENTENCE_END = (*SENTENCE_ENDS, ":", ";", ",", "，")
_HEADLINE = 160
"""Characters of the longest headline."""
_HEADING = 90
"""Characters of a crosshead; the paragraphs around it are longer."""
_CAPTION = 200
"""Characters of a caption in a plain text, where no element tells it from a paragraph."""
_QUOTES = "\"'“”‘’«»„()[] "


def _is_title_shaped(passage: Passage, longest: int) -> bool:
    text = passage.text.rstrip(_QUOTES)
    return (
        0 < len(passage.text) <= longest
        and "\n" not in passage.text
        and (not text.endswith(_SENTENCE_END) or text.endswith("?"))
    )


def headline(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """The page's title where it stands among the blocks; in a plain text without one, the first line in a headline's shape.

    Labels: headline, section
    Taken: <h1>Crane falls into harbour basin</h1>
    Left: <h1>A new basin</h1>
    Known problems: In a plain text without a title a first line that reads like a headline is one.
    """
    if not facts.is_plain:
        return _headlines_of_html(passages, facts)
    written = [i for i, p in enumerate(passages) if p.text]
    done = list(passages)
    if facts.titles:
        for i in written[:_HEAD]:
            if passages[i].label is None and _says_a_title(match_key(passages[i].text), facts.titles):
                done[i] = passages[i].said("headline", "headline")
        return done
    if not written or not _begins_a_page(passages, written):
        return passages
    first, second = (*written, written[0])[:2]
    if _is_a_name(passages[first].text):
        # A section's name stands over the headline, a picture, or who wrote it and when.
        if _is_a_headline(passages[second]):
            done[second] = passages[second].said("headline", "headline")
        elif passages[second].label is None:
            return _short_headline(passages, first)
        done[first] = passages[first].said("section", "headline")
    elif _is_a_headline(passages[first]):
        done[first] = passages[first].said("headline", "headline")
    return done


def _short_headline(passages: list[Passage], first: int) -> list[Passage]:
    """One or two words alone over the text: its headline, unless they say where it is from, whose or of when it is."""
    text = passages[first].text
    people = byline.parse(text, channel="vis").contributors if text.istitle() and " " in text else ()
    is_another = named(text) or re.search(r"\d", text) or any(one.kind == "person" for one in people)
    if is_another or not _is_title_shaped(passages[first], _HEADLINE):
        return passages
    return [*passages[:first], passages[first].said("headline", "headline"), *passages[first + 1 :]]


_HEAD = 5
"""Lines of a plain text among which its title is looked for."""


def _says_a_title(text: str, titles: frozenset[str]) -> bool:
    return text in titles or (len(text) >= 25 and any(title.startswith(text) or text.startswith(title) for title in titles))


def _begins_a_page(passages: list[Passage], written: list[int]) -> bool:
    """Whether the first line is set off from what follows as the paragraphs are from one another, and some text follows."""
    first = passages[written[0]]
    gaps = [p.gap.count("\n") > 1 for p in passages if p.text][:-1]
    sets_off = sum(gaps) > 0.5 * len(gaps)
    follows = any(p.label is None and ends_a_sentence(p.text) for p in passages[written[0] + 1 :])
    return first.label is None and follows and (first.gap.count("\n") > 1 or not sets_off)


def _is_a_name(text: str) -> bool:
    return len(text.split()) <= 2 and len(text) <= 30 and not _HAN.search(text)


_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{5}")
"""Five letters of a writing whose words need no spaces: more than a name of two words."""
_ITEM = re.compile(r"(?:[-*•·–—|#>]|\d{1,3}[.)]|[a-z]\))\s")


def _is_a_headline(passage: Passage) -> bool:
    return (
        passage.label is None
        and _is_title_shaped(passage, _HEADLINE)
        and not _is_a_name(passage.text)
        and not _ITEM.match(passage.text)
    )


def _headlines_of_html(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """What says the title above the text, and an h1 below that says it again; another h1 there is a cross-heading."""
    done: list[Passage] = []
    said: set[str] = set()
    in_text = False
    for i, passage in enumerate(passages):
        is_h1 = passage.block.tag == "h1"
        if passage.label is None and passage.text and (is_h1 or i < 8):
            title = match_key(passage.text)
            is_another = (in_text or _is_of_a_series(passages, i)) if is_h1 else title in facts.standfirsts
            if title in said or (title in facts.titles and not (said and is_another)):
                said.add(title)
                passage = passage.said("headline", "headline")
        in_text = in_text or (passage.label is None and passage.block.is_main_text and passage.prose)
        done.append(passage)
    return done


def _is_of_a_series(passages: list[Passage], i: int) -> bool:
    """Whether another heading of its kind follows in the text."""
    kind = (passages[i].block.tag, passages[i].block.classes)
    return any(
        (p.block.tag, p.block.classes) == kind and match_key(p.text) != match_key(passages[i].text) for p in passages[i + 1 :]
    )


_DATED_END = re.compile(
    r",\s*(?:[^\W\d_]+,?\s+)?(?:(?:le|den|el|il)\s+)?"
    r"(?:[^\W\d_]{3,}\.? \d{1,2}(?:,? \d{4})?|\d{1,2}\.? (?:de )?[^\W\d_]{3,}\.?(?:,? (?:de )?\d{4})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})[.)]*$"
)
"""A day after a comma, as pictures are dated: "..., Saturday, May 4, 2027." """
_OVER_THE_TEXT = frozenset(("headline", "section", "caption", "credit", "byline", "time", "standfirst"))


def captions_of_plain_text(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Between headline and text, a short line that shows what a picture shows: it says so, or ends in its date.

    The first line that does neither is the text's first paragraph, and what comes after it is text.

    Labels: caption
    Taken (above, plain): The crane in the basin of the port, May 4.
    Left (between, plain): The crane is seen here in the basin of the port.
    Known problems: A caption that neither dates nor names what it shows is the first paragraph.
    """
    if not facts.is_plain:
        return passages
    done = list(passages)
    under = False
    for i, passage in enumerate(passages):
        if passage.label in _OVER_THE_TEXT:
            under = True
        elif passage.text:
            after = next((p for p in passages[i + 1 :] if p.text and p.label is None), None)
            says_so = phrases("caption", "holds").search(passage.plain) or (under and _DATED_END.search(passage.text))
            if passage.label or len(passage.text) > _CAPTION or after is None or len(after.text) < _PARAGRAPH or not says_so:
                break
            done[i] = passage.said("caption", "captions_of_plain_text")
    return done


_PARAGRAPH = 80
"""Characters from which a block reads as a paragraph."""


def paragraphs(passages: list[Passage]) -> list[int]:
    """Where the text's unlabelled paragraphs stand. A long headline over them is none, but for its length."""
    prose = [i for i, p in enumerate(passages) if p.label is None and p.prose and p.block.is_main_text]
    return prose[1:] if len(prose) > 1 and _is_a_headline(passages[prose[0]]) else prose


_OVER_A_TEXT = 5
"""Blocks right above the first paragraph among which the headline is, where nothing names it."""


def unnamed_headline(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Where a page says no title but its site's name: the longest line in a headline's shape right above the text.

    Labels: headline
    Taken (above, untitled): <p>Seven boats were lost in the night of the storm</p>
    Left (below, untitled): <p>Seven boats were lost in the night of the storm</p>
    Known problems: A summary that ends without a full stop is taken for the headline where it is longer.
    """
    if facts.is_plain or facts.titles:
        return passages
    text = paragraphs(passages)
    over = range(max(0, text[0] - _OVER_A_TEXT), text[0]) if text else []
    lines = [i for i in over if _is_a_headline(passages[i]) and match_key(passages[i].text) not in facts.site]
    if not lines:
        return passages
    longest = max(lines, key=lambda i: len(passages[i].text))
    return [p.said("headline", "unnamed_headline") if i == longest else p for i, p in enumerate(passages)]


def headings_of_plain_text(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """In a plain text, a short line without a sentence's end between two paragraphs is a cross-heading.

    Labels: heading
    Taken (between, plain): A new basin
    Left (below, plain): A new basin
    Known problems: A short line that is no sentence, such as a line of a poem, is a heading.
    """
    if not facts.is_plain:
        return passages
    done = list(passages)
    bodies = [i for i, p in enumerate(passages) if p.label in (None, "body") and p.text]
    for before, i, after in zip(bodies, bodies[1:], bodies[2:], strict=False):
        passage = passages[i]
        if (
            passage.label is None
            and _is_title_shaped(passage, _HEADING)
            and len(passage.text.split()) <= 12
            and len(passages[before].text) > _HEADING < len(passages[after].text)
        ):
            done[i] = passage.said("heading", "headings_of_plain_text")
    return done
