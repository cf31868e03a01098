"""Rules by position: what comes first, what comes after a border, what comes twice."""

import re

from articles.article import BODY_LABELS
from articles.labels.passage import Facts, Passage, phrases
from articles.labels.phrase import _END
from articles.labels.place import named
from articles.runs import squeezed

_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", ":", ";", ",", "，")
_HEADLINE = 220
_HEADING = 90
_CAPTION = 200
_ENDING = 500
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
        return [
            p.said("headline", "headline")
            if p.label is None and p.text and (p.run.tag == "h1" or i < 8) and squeezed(p.text) in facts.titles
            else p
            for i, p in enumerate(passages)
        ]
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


_DATED_END = re.compile(
    r"(?:\b\d{1,2}(?:[.,]? (?:de )?[^\W\d_]+)?(?:,? (?:de )?\d{4})?|[^\W\d_]+\.? \d{1,2}(?:, \d{4})?|\d{4})\s*[.)]*$"
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


def comments_to_the_end(passages: list[Passage], _: Facts) -> list[Passage]:
    """Under a heading "Comments" everything is comments, where no more than a fifth of the text's prose follows.

    The rest of a page is what readers and moderators wrote; a heading in its middle is one of the article's own.
    """
    sizes = [len(p.text) for p in passages]
    for i, passage in enumerate(passages):
        if (
            passage.text
            and len(passage.text) < 80
            and phrases("comments", "whole").fullmatch(passage.plain.strip(_END))
            and passage.label in (None, "comments")
        ):
            before, after = sum(sizes[:i]), sum(sizes[i + 1 :])
            if after <= max(before, 600) and before:
                return [*passages[:i], *(p.said("comments", "comments_to_the_end") if p.text else p for p in passages[i:])]
    return passages


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
                if named(passage, "standfirst") or (repeats and passage.run.tag in ("h2", "h3", "h4", "strong")):
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


def repeats(passages: list[Passage], _: Facts) -> list[Passage]:
    """A paragraph that came before is a repeat; a heading between two of them is part of the one that it heads."""
    seen: set[str] = set()
    done: list[Passage] = []
    headed = False
    for passage in passages:
        if passage.label in BODY_LABELS:
            key = squeezed(passage.text)
            is_heading = passage.label == "heading"
            after_repeat = bool(done) and done[-1].label == "repeat"
            if key in seen and (len(key) >= 40 or (is_heading and after_repeat)):
                repeat = passage.said("repeat", "repeats")
                done.append(done.pop().joined(repeat) if headed and not is_heading else repeat)
                headed = is_heading
                continue
            seen.add(key)
        headed = False
        done.append(passage)
    return done


def headings_of_nothing(passages: list[Passage], _: Facts) -> list[Passage]:
    """A heading with no text after it headed what is not the article."""
    done = list(passages)
    for i in range(len(passages) - 1, -1, -1):
        if passages[i].label == "heading":
            done[i] = passages[i].said("related", "headings_of_nothing")
        elif passages[i].label in BODY_LABELS:
            break
    return done


def endings(passages: list[Passage], facts: Facts) -> list[Passage]:
    """From the text's end upwards, calls, and lines that announce what no longer follows."""
    done = list(passages)
    if facts.is_plain:
        return done
    for i in range(len(passages) - 1, 0, -1):
        passage = passages[i]
        if passage.label not in BODY_LABELS:
            continue
        if passage.text.endswith(":") and len(passage.text) < _CAPTION:
            done[i] = passage.said("related", "endings")
        elif len(passage.text) < _ENDING and phrases("promo", "ending").search(passage.plain):
            done[i] = passage.said("promo", "endings")
        else:
            break
    return done
