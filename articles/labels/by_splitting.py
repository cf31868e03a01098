"""Rules that find a border inside a block: glued paragraphs, a caption and its credit, a dateline and its text."""

import re

from articles import dateline
from articles.article import BODY_LABELS, Dateline
from articles.dates import timestamps
from articles.labels.by_tag import HEADINGS
from articles.labels.passage import PageContext, Passage, words_in
from articles.labels.wording import found_in

# A sentence's end without a space, between two lower-case words of which the second is capitalised: "ended.The".
_GLUE = re.compile(
    r"[.!?](?<=[^\W\d_A-Z]{3}[.!?])"
    r"(?:(?=[“„«\"‘]?[^\W\d_a-z][^\W\d_A-Z]*\s[^\W\d_A-Z.])|[”\"’](?=[“„«\"‘]?[^\W\d_a-z][^\W\d_A-Z]*\s))"
)
_PARAGRAPH = 60
"""Characters on either side of a border."""


_CREDIT = 110
"""Characters of the longest credit."""


def glued(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Two paragraphs that lost the line break between them are two.

    Labels: none
    Taken: <p>The old crane had stood on the quay for more than sixty years, and nobody had ever noticed.The new one will
        be checked every month, the harbour master promised.</p>
    Left: <p>The old crane was bought on Cranes.Example by a collector who wants to show it in his garden, and nowhere
        else.</p>
    Known problems: Glue after a name or a figure is not seen: both could be a name with a full stop in it.
    """
    done = []
    for passage in passages:
        rest = passage
        for border in reversed(
            [found.end() for found in _GLUE.finditer(passage.text)] if passage.block.tag in ("p", "line", "div") else []
        ):
            word = rest.text[:border].rsplit(None, 1)[-1]
            # "Booking.Com" is a name; a sentence mostly ends in a word that starts small.
            if min(border, len(rest.text) - border) >= _PARAGRAPH and not word[:1].isupper():
                rest, after = rest.cut(border)
                done.append(after)
        done.append(rest)
        # Borders were cut from the last to the first, so that the positions stayed right.
        count = len(done) - 1
        while count > 0 and done[count - 1].block is passage.block:
            count -= 1
        done[count:] = done[count:][::-1]
    return done


_CUT_OFF = re.compile(
    r"(?<!\s)\s*+(?:(?:…|\.{3})\s*+)?\[\+?\s?(?P<missing>\d{1,6})\s(?:more\s)?(?:chars?|characters)\]\s*$", re.IGNORECASE
)


def cut_off(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Where a news interface cut the text off, it says how many characters are missing: no text, and a sign that there is more.

    Labels: paywall
    Taken: <p>The old crane had stood on the quay for more than sixty years, and nobody had ever noticed … [+2829 chars]</p>
    Left: <p>The message [12 chars] that the crane sent every night was never read by anybody in the harbour office.</p>
    Known problems: One that does not say how many characters are missing is text.
    """
    done: list[Passage] = []
    for passage in passages:
        found = _CUT_OFF.search(passage.text) if passage.text.endswith("]") else None
        before, after = passage.cut(found.start()) if found else (passage, None)
        done += [before] if before.text or after is None else []
        done += [after.said("paywall", "cut_off")] if after else []
    return done


def share_cut_off(passages: list[Passage]) -> float | None:
    """The share of the text, 0 to 1, that is missing where it was cut off; None where it was not."""
    for passage in passages:
        if passage.rule == "cut_off" and (found := _CUT_OFF.search(passage.text)) and (missing := int(found["missing"])):
            return round(missing / (missing + sum(len(p.text) for p in passages if p is not passage)), 6)
    return None


def credits_of_captions(passages: list[Passage], _: PageContext) -> list[Passage]:
    """In a caption, and in a line of a plain text that ends in one, the credit becomes a passage of its own.

    Labels: caption, credit
    Taken: <figure><figcaption>The crane in the basin. Photo: Bob Sample</figcaption></figure>
    Left: <p>The prize for the best photo by Bob Sample was handed over on the quay.</p>
    Known problems: A credit without a word that says so stays in its caption.
    """
    done: list[Passage] = []
    present = words_in(passages, "credit")
    for passage in passages:
        tail = passage.text[-_CREDIT - 10 :].lower()
        may_hold_one = _may_hold_a_credit(passage) and any(map(tail.__contains__, present))
        at = _credit_at(passage) if may_hold_one else None
        if at is None:
            done.append(passage)
        elif at == 0:
            done.append(passage.said("credit", "credit_line"))
        else:
            caption, credit = passage.cut(at)
            done += [caption.said("caption", "credits_of_captions"), credit.said("credit", "credits_of_captions")]
    return done


def _credit_at(passage: Passage) -> int | None:
    """Where the credit starts in a caption or in a block that reads like one with its credit; None where there is none."""
    is_caption = passage.label == "caption"
    # A longer credit is none, so that its opening stands near the end.
    found = found_in(passage.text, "credit", start=max(0, len(passage.text) - _CREDIT - 10))
    opening = next((one.start() for one in found if is_caption or _opens_a_credit(passage.text, one.start())), None)
    if opening is None:
        return None
    start = _with_its_bracket(passage.text, opening)
    return start if _is_a_credit(passage.text[opening:], start, in_caption=is_caption) else None


def _with_its_bracket(text: str, opening: int) -> int:
    """Where a credit starts whose word begins within a word ("Symbolfoto:"), or stands in a bracket that ends the text."""
    start = opening
    while start > 0 and text[start].islower() and text[start - 1].isalpha():
        start -= 1
    bracket = max(text.rfind(mark, 0, start) for mark in "(（[")
    if bracket >= 0 and text.rstrip(".").endswith((")", "）", "]")) and not any(mark in text[bracket:start] for mark in ")）]"):
        return bracket if start - bracket <= _CREDIT // 2 else start
    return start


def _may_hold_a_credit(passage: Passage) -> bool:
    """Whether a passage is a caption, or one that nothing has been said of and that may be one."""
    if not passage.text or len(passage.text) > 600 or passage.block.linked > 0.8:
        return False
    return passage.label == "caption" or (passage.label is None and passage.block.tag in ("line", "p", "div", "figure", "span"))


def _opens_a_credit(text: str, start: int) -> bool:
    """Whether a credit may open here: at the start, or behind a border: a sentence's end, a bracket, a dash, a line."""
    before = text[:start].rstrip()
    if not before or before[-1] in '.!?|/-–—("”’»)…，。）:;•':
        return True
    return text[start] in "(（[©【" or "\n" in text[len(before) : start]


def _is_a_credit(credit: str, start: int, *, in_caption: bool) -> bool:
    """Whether words are short enough. A paragraph may name a photographer: outside captions the credit has the last word."""
    if len(credit) > _CREDIT or len(credit.split()) > 14:
        return False
    return in_caption or ((start > 0 or len(credit) <= 80) and not credit.rstrip(")").endswith((".", "?", "!")))


_LINE = 80
"""Characters of a line that says when and where."""
_ENDS_IN_A_DASH = re.compile(r"\s{0,9}[-–—―]{1,2}\s{0,9}$")
_PLACE = 40
"""Characters of a place, or of two."""
_FIRST = 3
"""Paragraphs that may begin with a dateline: a summary or a note may go before."""


def datelines(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A dateline at the start of the first paragraph is a passage of its own.

    Where a summary or a note goes before, the second or the third may begin with it, if its form leaves no doubt: it has a
    date, an agency, a dash, or a place in capitals. It may stand before the standfirst as well. A place that alone is set in
    bold before the first sentence is one without any mark, and so is one with a full stop in an element of its own.

    Labels: dateline
    Taken (above): <p>HAMBURG, May 4 (Reuters) - The council voted for the new basin on Tuesday after a debate of five
        hours that was often loud and seldom short.</p>
    Left (below): <p>HAMBURG, May 4 (Reuters) - The council voted for the new basin on Tuesday after a debate of five hours
        that was often loud and seldom short.</p>
    Known problems: Of several reports on one page only the first has its dateline cut off.
    """
    text = [i for i, p in enumerate(passages) if p.label in BODY_LABELS and p.label != "heading"]
    over = [i for i, p in enumerate(passages) if p.label == "standfirst" and text and i < text[0]]
    for i in (*text[:_FIRST], *over):
        passage = passages[i]
        below = next((passages[k].text for k in text if k > i), "")
        if _is_a_dateline(passage, below, facts) or (i in text and _is_a_place_alone(passage, below, facts)):
            return [*passages[:i], passage.said("dateline", "datelines"), *passages[i + 1 :]]
        if i == text[0] and (at := _place_set_in_bold(passage, facts)):
            before, after = passage.cut(at)
            return [*passages[:i], before.said("dateline", "datelines"), after, *passages[i + 1 :]]
        found = _read(passage.text, facts, facts.profile.dateline_forms)
        if found is None or not 0 < found.body_start < len(passage.text):
            continue
        if i in (text[0], *over) or _leaves_no_doubt(found, passage.text):
            before, after = passage.cut(found.body_start)
            return [*passages[:i], before.said("dateline", "datelines"), after, *passages[i + 1 :]]
    return passages


def _read(text: str, facts: PageContext, forms: frozenset[str] = frozenset()) -> Dateline | None:
    """The dateline at the start of a text; the paper's `forms` only where the page prints its mark."""
    return dateline.parse(text, lang=facts.language, country=facts.country, published=facts.published, forms=forms)


def _is_a_dateline(passage: Passage, text: str, facts: PageContext) -> bool:
    """Whether a line that ends in a dash is the dateline of the text below."""
    dash = _ENDS_IN_A_DASH.search(passage.text) if len(passage.text) <= _LINE else None
    if not dash or not text:
        return False
    found = _read(f"{passage.text} {text}", facts, facts.profile.dateline_forms)
    return found is not None and bool(found.places) and found.span[1] == dash.start()


def _is_a_place_alone(passage: Passage, text: str, facts: PageContext) -> bool:
    """Whether a line over the first sentence is a place and a full stop, or a place in bold or in capitals: "Hamburg."."""
    place = passage.text.rstrip(".:, ")
    is_marked = place != passage.text or passage.block.bold > 0.9 or place.isupper()
    if not is_marked or not 2 < len(place) <= _PLACE or passage.block.tag in (*HEADINGS, "li", "td", "th") or not text:
        return False
    return _reads_as_a_place(place, text, facts)


def _reads_as_a_place(place: str, text: str, facts: PageContext) -> bool:
    """Whether words are a dateline's place where a dash parts them from the text."""
    found = _read(f"{place} – {text}", facts)
    return found is not None and bool(found.places) and found.span[1] == len(place)


def _place_set_in_bold(passage: Passage, facts: PageContext) -> int:
    """Where a place ends that is set apart at a paragraph's start, with a new sentence behind it; 0 where none is.

    It is in bold, or in an element of its own with a full stop.
    """
    element = passage.block.element
    first = element[0] if element is not None and len(element) and not (element.text or "").strip() else None
    if first is None or first.tag not in ("b", "strong", "span", "em", "i"):
        return 0
    printed = " ".join(first.text_content().split())
    place, rest = printed.rstrip(".: "), passage.text[len(printed) :].lstrip(".: \n")
    is_marked = first.tag in ("b", "strong") or place != printed or passage.text[len(printed) :].startswith(".")
    if not is_marked or not 2 < len(place) <= _PLACE or not rest.lstrip('„“»«"‘')[:1].isupper():
        return 0
    if not passage.text.startswith(printed) or not _reads_as_a_place(place, rest, facts):
        return 0
    return len(passage.text) - len(rest)


def _leaves_no_doubt(found: Dateline, text: str) -> bool:
    end = found.span[1]
    has_dash = any(mark in text[end : found.body_start] for mark in "-–—―")
    in_capitals = bool(found.places) and found.places[0].as_written.isupper()
    return bool(found.agency or found.date) or has_dash or in_capitals


_HEAD = 12
"""Passages over the text among which a line may say when and where it was written."""
_PARTS = re.compile(r"\s{0,9}[|•·∙/]\s{0,9}|,\s{1,9}|\s{1,9}[-–—]\s{1,9}|(?<=[^\W\d])[-–—](?=\d)|\s{0,9}\n\s{0,9}")


def place_over_the_text(passages: list[Passage], facts: PageContext) -> str | None:
    """The place that a line of the head gives, None where none does.

    It gives the day beside it ("4 May 2027 • Hamburg"), ends in a dash, or stands alone between the byline and the date.
    """
    first = next((i for i, p in enumerate(passages) if p.label == "body"), 0)
    for i in range(max(0, first - _HEAD), first):
        place = _place_in(passages, i) if 0 < len(passages[i].text) <= _LINE else ""
        if not place:
            continue
        found = _read(f"{place} – {passages[first].text}", facts)
        if found and found.places and found.span[1] == len(place):
            return place
    return None


def _place_in(passages: list[Passage], i: int) -> str:
    """What may be a place in a line of the head; "" where nothing may."""
    text, label = passages[i].text, passages[i].label
    if label not in ("time", "notice", "section", "byline"):
        return ""
    if dash := _ENDS_IN_A_DASH.search(text):
        return text[: dash.start()]
    if label != "byline" and timestamps.days_in(text) == 1:
        names = [part for part in _PARTS.split(text) if part and not any(map(str.isdigit, part))]
        return ", ".join(name[:1].upper() + name[1:] for name in names) if 0 < len(names) <= 2 else ""
    around = (passages[i - 1].label if i else None, passages[i + 1].label)
    return text if label != "time" and around == ("byline", "time") else ""
