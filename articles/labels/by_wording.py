"""Rules by wording. The phrases are in `articles/languages`."""

import re
from collections import Counter
from functools import cache

from articles import byline
from articles.dates import timestamps
from articles.labels.by_position import paragraphs
from articles.labels.by_tag import HEADINGS, OF_LISTS, OF_TABLES
from articles.labels.passage import PageContext, Passage, each, match_key, phrases, words_in
from articles.labels.wording import begins, consists_of, inside, small
from articles.languages import words as languages
from articles.wordlists import any_of

# Characters; a phrase opens a line of its own, while a paragraph that starts alike is prose.
_LINE = 200
LINE_END = " .:…!?»›→>|*-–—"


def _whole(passage: Passage, label: str) -> bool:
    return len(passage.text) < 80 and consists_of(passage.plain.strip(LINE_END), label)


def _starts(passage: Passage, label: str, longest: int = _LINE, where: str = "starts") -> bool:
    return len(passage.text) < longest and _opens(passage.plain, label, where)


def _opens(plain: str, label: str, where: str) -> bool:
    return begins(plain.lstrip("*•-–—→>»›▶|[( "), label, where)


@cache
def _how_long() -> re.Pattern[str]:
    """How long a sound or a text lasts, at the end of what starts it: "Listen 5 min", "(03:12)"."""
    units = any_of(["min", "mins", "mn", "sec", "s", *languages.of_all("byline.units")])
    return re.compile(rf"[\s(\[·•|:–—-]+(?:\d{{1,2}}:\d\d|\d{{1,3}}[\s-]?(?:{units})\.?)[)\]]?$", re.IGNORECASE)


@each("notice")
def publishers_boilerplate(passage: Passage, facts: PageContext) -> bool:
    """A line that the publisher's file names.

    Labels: notice
    Taken (below): <p>The Gazette is printed in the harbour.</p>
    Left (below): <p>The Gazette was printed in the harbour.</p>
    Known problems: A publisher who changes a word of the line has to change his file.
    """
    return match_key(passage.text) in facts.boilerplate


def paywall(passages: list[Passage], _: PageContext) -> list[Passage]:
    """An offer to read on for money or a name.

    Labels: paywall
    Taken (below): <p>Already a subscriber? Log in.</p>
    Left: <p>A subscriber of the port's bulletin had warned of the crane in the spring.</p>
    Known problems: A short paragraph about another site's offer, in that site's words, is taken.
    """
    present = words_in(passages, "paywall")
    if not present:
        return passages
    holds = inside("paywall").search
    return [
        p.said("paywall", "paywall")
        if p.label is None
        and 0 < len(p.text) < 400
        and any(map(p.text.lower().__contains__, present))
        and holds(small(p.plain))
        else p
        for p in passages
    ]


@each("comments")
def comment_form(passage: Passage, _: PageContext) -> bool:
    """A line of a form for comments.

    Labels: comments
    Taken (below): <p>Your email address will not be published.</p>
    Left (below): <p>The captain's email address will not be published by the port.</p>
    Known problems: Knows forms by their first words, in the languages that have phrases.
    """
    return _starts(passage, "comments", 400) or (not passage.block.is_main_text and _whole(passage, "comments"))


@each("related")
def related_by_phrase(passage: Passage, _: PageContext) -> bool:
    """ "Read also": a line that leads to another article.

    Labels: related
    Taken: <p>Read also: <a href="/barge">Barge sinks</a></p>
    Left: <p>Read also aloud on the radio, the letter of the port's engineers moved many of those who had lost their
        work.</p>
    Known problems: Without a link a short sentence that opens with such words is taken.
    """
    if not _starts(passage, "related"):
        return False
    # Without a link a whole sentence may well start with "More:" or "Opinion:".
    return passage.block.linked > 0.3 or len(passage.text) < 60 or not passage.text.endswith((".", "!", "?", "”", '"'))


def call(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A call to subscribe, follow, share, or a machine's own message.

    Within the text what could as well be the story's ("Download the files", "Share this with your landlord") is the story's.

    Labels: promo
    Taken: <p>Sign up for our morning newsletter</p><p>Listen 5 min</p>
    Left: <p>Contact the harbour master before you sail.</p>
    Known problems: What could be the story's is left within the text even where it is the publisher's.
    """
    prose = paragraphs(passages)
    within = range(prose[0], prose[-1] + 1) if prose else range(0)
    done = list(passages)
    for i, passage in enumerate(passages):
        if passage.label is None and passage.text and (_starts(passage, "promo") or _starts_a_sound(passage)):
            may_be_the_storys = i in within and passage.block.is_main_text and _starts(passage, "promo", where="weak")
            is_an_item = facts.is_plain and _ITEM.match(passage.text) is not None
            if not may_be_the_storys and not is_an_item:
                done[i] = passage.said("promo", "call")
    return done


def _starts_a_sound(passage: Passage) -> bool:
    """Whether a short line is a call with the time that it takes: "Listen 5 min"."""
    bare = _how_long().sub("", passage.plain) if len(passage.text) < _BUTTON else passage.plain
    return bare not in ("", passage.plain) and _opens(bare, "promo", "starts")


_BUTTON = 40
"""Characters of a button with the time that what it starts takes."""
_ITEM = re.compile(r"[-*•–—] ")
_CONSENT = 500
"""Characters of what asks readers whether they want to see what another site shows."""
_SHORTCODE = re.compile(r"\[(/?)[a-z][\w-]*(?: [^\[\]]*=[^\[\]]*)?\]")


@each("notice")
def machines_lines(passage: Passage, _: PageContext) -> bool:
    """What a machine says in place of what it should show, or a short code that it did not carry out.

    Labels: notice
    Taken: <p>[button link="/review" type="big"] Send us your review[/button]</p>
    Left: <p>“He [the pilot] saw it,” she said.</p>
    Known problems: Knows messages by their wording, in the languages that have phrases.
    """
    codes = _SHORTCODE.findall(passage.text)
    is_code = (
        len(passage.text) < _LINE
        and "" in codes
        and ("/" in codes or "=" in passage.text)
        and _SHORTCODE.match(passage.text) is not None
    )
    return is_code or _starts(passage, "machine", _CONSENT)


@each("colophon")
def colophon(passage: Passage, _: PageContext) -> bool:
    """Who reported, edited, translated; copyright; the agency's name alone.

    Labels: colophon
    Taken (below): <p>This article was originally published by the Island Courier.</p>
    Left: <p>Reporting of such falls has been a duty since 2019, the office said.</p>
    Known problems: A paragraph of less than 300 characters that opens like a colophon is taken.
    """
    return _starts(passage, "colophon", 300)


def author_bio(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Under the text, or over it where trafilatura left it out, what is said of its author.

    Labels: bio
    Taken (below, plain): Ann Example is a reporter at the Gazette.
    Left (below, plain): Bob Sample is a reporter at the Gazette.
    Known problems: Needs the author's name from the page's data or its byline.
    """
    said = [
        i
        for i, p in enumerate(passages)
        if p.label is None and p.text and _starts(p, "bio", 500) and _is_of(match_key(p.text), facts.authors)
    ]
    last = max((i for i, p in enumerate(passages) if p.label is None and p.prose and i not in said), default=-1)
    done = list(passages)
    for i in said:
        if i > last or not passages[i].block.is_main_text:
            done[i] = passages[i].said("bio", "author_bio")
    return done


def _is_of(plain: str, authors: frozenset[str]) -> bool:
    return plain.startswith("aboutthe") or any(plain.startswith((author, "by" + author)) for author in authors)


_DIGIT = re.compile(r"\d")


@each("time")
def time_line(passage: Passage, _: PageContext) -> bool:
    """When it was published or updated, or how long it takes to read.

    Labels: time
    Taken (above): <p>Updated at 10:15, 5 min read</p>
    Left: <p>Updated rules for cranes are expected next year.</p>
    Known problems: A short sentence with a figure that opens with such a word is taken.
    """
    return len(passage.text) < 120 and _starts(passage, "time") and _DIGIT.search(passage.text) is not None


@each("time")
def time_of_day(passage: Passage, _: PageContext) -> bool:
    """A clock's time alone, over an entry of a live blog; in a table or a list it is one of the text's own.

    Labels: time
    Taken: <p>10:15 am</p>
    Left: <ul><li>10:15</li><li>11:45</li></ul>
    Known problems: A score that is written like a time is one.
    """
    return (
        len(passage.text) < 40
        and passage.block.tag not in ("td", "th", "li", "dt", "dd")
        and _DIGIT.search(passage.text) is not None
        and consists_of(passage.plain.strip(LINE_END), "time", "clock")
    )


_SERIES = 3
"""Headings of one kind: a list's, in which each may name somebody."""


def byline_line(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Who wrote it: over or under the text a line with an author's name and little else, or one in the shape of a byline.

    Over the text is above its third paragraph, since a standfirst goes before; in a plain text above the first. Within the
    text only a line that is the author's name, or beside one that says whose the pictures are: lists carry names, too.

    Labels: byline
    Taken (above): <p>By Bob Sample</p>
    Left: <ul><li>By Bob Sample</li><li>By Eve Model</li></ul>
    Known problems: A byline of one word, or in a language without phrases, needs the author's name from the page's data.
    """
    of_a_kind = Counter((p.block.tag, p.block.classes) for p in passages if p.block.tag in HEADINGS)
    prose = paragraphs(passages)
    over = 0 if facts.is_plain else _OVER
    within = range(prose[over], prose[-1]) if len(prose) > over else range(0)
    done = list(passages)
    for i, passage in enumerate(passages):
        if passage.label is not None or not 0 < len(passage.text) <= 150:
            continue
        is_of_a_series = of_a_kind[passage.block.tag, passage.block.classes] >= _SERIES
        is_listed = facts.is_plain or is_of_a_series or passage.block.tag in OF_LISTS | OF_TABLES
        listed_from = -1 if is_of_a_series else prose[0] if prose else 0
        is_inside = i in within or (is_listed and bool(prose) and listed_from < i < prose[-1])
        if is_inside:
            is_byline = not is_listed and (_is_a_name(passage, facts) or _is_beside_credits(passages, i, facts))
        else:
            is_byline = _is_a_byline(passage, facts)
        if is_byline:
            done[i] = passage.said("byline", "byline_line")
    return done


_OVER = 2
"""Paragraphs over which a byline may stand: a summary or a note may go before."""


def _is_a_name(passage: Passage, facts: PageContext) -> bool:
    plain = match_key(passage.text)
    return any(plain in (author, "by" + author) for author in facts.people)


def _is_beside_credits(passages: list[Passage], i: int, facts: PageContext) -> bool:
    beside = passages[max(0, i - 1) : i] + passages[i + 1 : i + 2]
    return any(begins(p.text, "credit", "holds") for p in beside) and _is_a_byline(passages[i], facts)


def _is_a_byline(passage: Passage, facts: PageContext) -> bool:
    text, *below = passage.text.split("\n")
    if not all(timestamps.days_in(line) for line in below):  # in one element with it stands when it was written
        text = passage.text
    plain = match_key(text)
    if text.rstrip().endswith((".", "?", "!")):
        return False
    if any(len(author) >= 5 and author in plain and len(plain) <= len(author) + 25 for author in facts.authors):
        return True
    if not phrases("byline", "starts").match(passage.plain):
        return False
    read = byline.parse(text, channel="vis", lang=facts.language)
    return read.kind in ("byline", "mixed") and not read.residue and len(text.split()) <= 14


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
