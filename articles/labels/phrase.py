"""Rules by wording. The phrases are in `data/labels.toml`."""

import re

from articles import byline
from articles.labels.passage import Facts, Passage, each, inside, phrases, squeezed, words_in

# Characters; a phrase opens a line of its own, while a paragraph that starts alike is prose.
_LINE = 200
LINE_END = " .:…!?»›→>|*-–—"


def _whole(passage: Passage, label: str) -> bool:
    return len(passage.text) < 80 and phrases(label, "whole").fullmatch(passage.plain.strip(LINE_END)) is not None


def _starts(passage: Passage, label: str, longest: int = _LINE) -> bool:
    return len(passage.text) < longest and phrases(label, "starts").match(passage.plain.lstrip("*•-–—→>»›▶|[( ")) is not None


@each("notice")
def publishers_boilerplate(passage: Passage, facts: Facts) -> bool:
    """A line that the publisher's file names."""
    return squeezed(passage.text) in facts.boilerplate


def paywall(passages: list[Passage], _: Facts) -> list[Passage]:
    """An offer to read on for money or a name."""
    present = words_in(passages, "paywall")
    if not present:
        return passages
    holds = inside("paywall").search
    return [
        p.said("paywall", "paywall")
        if p.label is None and 0 < len(p.text) < 400 and any(word in p.text.lower() for word in present) and holds(p.plain)
        else p
        for p in passages
    ]


@each("comments")
def comment_form(passage: Passage, _: Facts) -> bool:
    """A line of a form for comments."""
    return _starts(passage, "comments", 400) or (not passage.run.taken and _whole(passage, "comments"))


@each("related")
def related_by_phrase(passage: Passage, _: Facts) -> bool:
    """ "Read also": a line that leads to another article."""
    if not _starts(passage, "related"):
        return False
    # Without a link a whole sentence may well start with "More:" or "Opinion:".
    return passage.run.linked > 0.3 or len(passage.text) < 60 or not passage.text.endswith((".", "!", "?", "”", '"'))


@each("promo")
def call(passage: Passage, _: Facts) -> bool:
    """A call to subscribe, follow, share, or a machine's own message."""
    return _starts(passage, "promo")


@each("colophon")
def colophon(passage: Passage, _: Facts) -> bool:
    """Who reported, edited, translated; copyright; the agency's name alone."""
    return _starts(passage, "colophon", 300)


@each("bio")
def author_bio(passage: Passage, facts: Facts) -> bool:
    """What is said of the author, under the text or over it."""
    if _starts(passage, "bio", 500):
        plain = squeezed(passage.text)
        return (
            any(plain.startswith((author, "by" + author)) for author in facts.authors)
            or passage.plain[:9].lower() == "about the"
        )
    return False


_DIGIT = re.compile(r"\d")


@each("time")
def time_line(passage: Passage, _: Facts) -> bool:
    """When it was published or updated, or how long it takes to read."""
    return len(passage.text) < 120 and _starts(passage, "time") and _DIGIT.search(passage.text) is not None


@each("time")
def time_of_day(passage: Passage, _: Facts) -> bool:
    """A clock's time alone, over an entry of a live blog; in a table or a list it is one of the text's own."""
    return (
        len(passage.text) < 40
        and passage.run.tag not in ("td", "th", "li", "dt", "dd")
        and _DIGIT.search(passage.text) is not None
        and phrases("time", "clock").fullmatch(passage.plain.strip(LINE_END)) is not None
    )


@each("byline")
def byline_line(passage: Passage, facts: Facts) -> bool:
    """Who wrote it: a line that holds an author's name and little else, or one in the shape of a byline."""
    if len(passage.text) > 150:
        return False
    plain = squeezed(passage.text)
    for author in facts.authors:
        if (
            len(author) >= 5
            and author in plain
            and len(plain) <= len(author) + 25
            and not passage.text.rstrip().endswith((".", "?", "!"))
        ):
            return True
    if not phrases("byline", "starts").match(passage.plain):
        return False
    read = byline.parse(passage.text, channel="vis", lang=facts.language)
    return (
        read.kind in ("byline", "mixed")
        and not read.residue
        and len(passage.text.split()) <= 14
        and not passage.text.endswith((".", "?", "!"))
    )


def missing_share(passages: list[Passage]) -> float | None:
    """The share of the article, 0 to 1, that its paywall says is still to be read; None where it does not say."""
    for passage in passages:
        if passage.label == "paywall" and (found := phrases("paywall", "holds").search(passage.plain)):
            for name, value in found.groupdict().items():
                if value:
                    share = float(value.strip(".,").replace(",", ".")) / 100
                    if 0 < share < 1:
                        return round(share if name.startswith("missing") else 1 - share, 6)
    return None
