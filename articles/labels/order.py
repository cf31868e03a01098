"""Rules by position: what comes first, what comes between, what comes twice."""

import re

from articles.article import BODY_LABELS
from articles.labels.passage import Facts, Passage, phrases
from articles.labels.place import named
from articles.runs import squeezed

_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", ":", ";", ",", "，")
_HEADLINE = 220
_HEADING = 90
_CAPTION = 200
_QUOTES = "\"'“”‘’«»„()[] "


def _is_title_shaped(passage: Passage, longest: int) -> bool:
    text = passage.text.rstrip(_QUOTES)
    return (
        0 < len(passage.text) <= longest
        and "\n" not in passage.text
        and (not text.endswith(_SENTENCE_END) or text.endswith("?"))
    )


def headline(passages: list[Passage], facts: Facts) -> list[Passage]:
    """The page's title where it stands among the runs; in a plain text the first line, if it has a headline's shape."""
    if not facts.is_plain:
        return _headlines_of_html(passages, facts)
    at = next((i for i, p in enumerate(passages) if p.text), None)
    if (
        at is None
        or passages[at].label is not None
        or not any(p.text and p.label is None and len(p.text) >= 80 for p in passages[at + 1 :])
    ):
        return passages
    first = passages[at]
    label = (
        "section"
        if len(first.text.split()) <= 2 and len(first.text) <= 30
        else "headline"
        if _is_title_shaped(first, _HEADLINE)
        else None
    )
    if label is None:
        return passages
    done = [*passages[:at], first.said("section" if label == "section" else "headline", "headline"), *passages[at + 1 :]]
    second = at + 1
    # Under a section's name stands the headline, if there is one: a line of its own before the text.
    if (
        label == "section"
        and second < len(done)
        and done[second].label is None
        and _is_title_shaped(done[second], _HEADLINE)
        and len(done[second].text) > 20
    ):
        done[second] = done[second].said("headline", "headline")
    return done


def _headlines_of_html(passages: list[Passage], facts: Facts) -> list[Passage]:
    """What says the title above the text, and an h1 below that says it again; another h1 there is a cross-heading."""
    done: list[Passage] = []
    said: set[str] = set()
    in_text = False
    for i, passage in enumerate(passages):
        is_h1 = passage.run.tag == "h1"
        if passage.label is None and passage.text and (is_h1 or i < 8):
            title = squeezed(passage.text)
            if title in said or (title in facts.titles and not (is_h1 and said and in_text)):
                said.add(title)
                passage = passage.said("headline", "headline")
        in_text = in_text or (passage.label is None and passage.run.taken and passage.prose)
        done.append(passage)
    return done


_DATED_END = re.compile(
    r"(?:\b\d{1,2}(?:[.,]? (?:de )?[^\W\d_]+)?(?:,? (?:de )?\d{4})?|\b[^\W\d_]+\.? \d{1,2}(?:, \d{4})?|\d{4})\s*[.)]*$"
)


def captions_of_plain_text(passages: list[Passage], facts: Facts) -> list[Passage]:
    """Above the text's first paragraph, a short line that shows what a picture shows: it says so, or ends in its date."""
    if not facts.is_plain:
        return passages
    done = list(passages)
    for i, passage in enumerate(passages):
        if passage.label is not None or not passage.text:
            continue
        if len(passage.text) > _CAPTION:
            break
        if phrases("caption", "holds").search(passage.plain) or _DATED_END.search(passage.text):
            done[i] = passage.said("caption", "captions_of_plain_text")
    return done


def standfirst(passages: list[Passage], facts: Facts) -> list[Passage]:
    """Between headline and text, what the makers call so, the page's description repeats, or trafilatura left out."""
    done = list(passages)
    after_headline = False
    for i, passage in enumerate(passages):
        if passage.label == "headline" or passage.run.tag == "h1":
            after_headline = True
        elif passage.label is None and passage.text:
            repeats = any(_same_start(squeezed(passage.text), said) for said in facts.standfirsts)
            if passage.run.taken:
                is_over_text = any(p.label is None and p.run.taken and p.prose for p in passages[i + 1 :])
                if is_over_text and (
                    named(passage, "standfirst") or (repeats and passage.run.tag in ("h2", "h3", "h4", "strong"))
                ):
                    done[i] = passage.said("standfirst", "standfirst")
                break
            if repeats or (after_headline and passage.prose):
                done[i] = passage.said("standfirst", "standfirst")
    return done


def _same_start(text: str, said: str) -> bool:
    return len(text) >= 25 and (text == said or text.startswith(said[:120]))


def headings_of_plain_text(passages: list[Passage], facts: Facts) -> list[Passage]:
    """In a plain text, a short line without a sentence's end between two paragraphs is a cross-heading."""
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


_LONG = 1000
"""Letters and digits; a run with more may be all paragraphs once more, or the paragraphs may all have stood in it."""
_SAME = 0.7
"""Share of a long run that stands elsewhere, which makes it a repeat."""


def repeats(passages: list[Passage], _: Facts) -> list[Passage]:
    """A paragraph that came before is a repeat; a heading between two of them is part of the one that it heads.

    It may have come in another cut: as a part of a long run, or as several paragraphs of which a long run consists.
    """
    seen: set[str] = set()
    long: list[str] = []
    done: list[Passage] = []
    headed = False
    for passage in passages:
        if passage.label in BODY_LABELS:
            key = squeezed(passage.text)
            is_heading = passage.label == "heading"
            after_repeat = bool(done) and done[-1].label == "repeat"
            is_known = key in seen or (len(key) >= 60 and any(key in whole for whole in long)) or _is_made_of(key, seen)
            if is_known and (len(key) >= 40 or (is_heading and after_repeat)):
                repeat = passage.said("repeat", "repeats")
                done.append(done.pop().joined(repeat) if headed and not is_heading else repeat)
                headed = is_heading
                continue
            seen.add(key)
            if len(key) > _LONG and len(long) < _LONGS:
                long.append(key)
        headed = False
        done.append(passage)
    return done


_LONGS = 3
"""So many long runs are compared: a body that stands in several cuts does so in few."""


def _is_made_of(key: str, seen: set[str]) -> bool:
    if len(key) <= _LONG or len(seen) < 3:
        return False
    return sum(len(one) for one in seen if len(one) >= 60 and one in key) > _SAME * len(key)
