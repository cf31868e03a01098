"""The pictures of an article, with what is said of them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from lxml.html import HtmlElement

from articles import byline
from articles.address import absolute
from articles.article import BODY_LABELS, Image
from articles.extract.blocks import match_key
from articles.fields.captions import CREDIT_NAMES, printed, without_its_label
from articles.fields.credit_lines import BRACKET, LONGEST_CREDIT, labels_parted, split
from articles.fields.metadata import Candidates
from articles.fields.pictures import Picture, is_a_picture
from articles.labels.passage import Passage, phrases
from articles.places.agencies import agency_of

_LEVELS = 6
"""So far above a picture its caption is looked for; further up there are other pictures' captions."""
_NEAR = 3
"""Passages after a caption among which its credit stands."""
_SHORTEST, _LONGEST_CAPTION = 9, 600
"""Characters of a caption that is none by its label."""
_OF_SOMETHING_ELSE = ("byline", "bio", "comments", "promo")
_SAID_OF_IT = ("notice", "colophon", "related", "section")
"""Labels of lines that are a picture's caption where they stand alone in its box."""


def images(
    passages: list[Passage],
    found: Candidates,
    base: str,
    language: str | None,
    shown: Sequence[Picture],
    authors: frozenset[str],
) -> Iterator[Image]:
    """One a picture of the article, in page order; where none is in sight, what the page's data and its captions tell."""
    left = [p for p in passages if p.text and p.block.element is not None and p.label not in BODY_LABELS]
    lies_in = _surroundings(left) if shown else {}
    held, shared = _around(passages, shown)
    rows = []
    for picture in shown:
        said = _said_of(picture, left, lies_in, held)
        if match_key(picture.element.get("alt") or "") in authors or any(p.label in _OF_SOMETHING_ELSE for p in said):
            continue
        left = [p for p in left if not any(p is one for one in said)]
        rows.append(_image(picture, said, shared, language))
    if not any(row.url for row in rows) or (len(rows) == 1 and _said_in_all(rows) == (1, 0)):
        rows = _with_the_unseen(rows, [_row(None, *pair, language) for pair in _once(_pairs(passages))], found, base)
    yield from dict.fromkeys(rows)


def _surroundings(passages: Sequence[Passage]) -> Mapping[HtmlElement, Set[HtmlElement]]:
    """The elements of passages, each with itself and all that it lies in: asked for once, however many pictures there are."""
    elements = [p.block.element for p in passages if p.block.element is not None]
    return {element: {element, *element.iterancestors()} for element in elements}


def _around(passages: Sequence[Passage], shown: Sequence[Picture]) -> tuple[Set[HtmlElement], Set[HtmlElement]]:
    """The elements that hold text of the article, and those and the ones that hold more than one of its pictures."""
    body = [p.block.element for p in passages if p.label in BODY_LABELS and p.block.element is not None]
    held = {above for element in body for above in (element, *element.iterancestors())}
    pictures = Counter(above for picture in shown for above in picture.element.iterancestors())
    return held, held | {above for above, number in pictures.items() if number > 1}


def _unseen(printed: list[Image], found: Candidates, base: str) -> list[Image]:
    """Of a text without pictures in sight what its captions and its data say; where that is one of each, they are one."""
    said = next((absolute(candidate.value, base) for candidate in found.of("image")), None)
    if said is None or not is_a_picture(said, base):
        return printed
    if len(printed) == 1:
        return [replace(printed[0], url=said)]
    return [Image(said, None, None), *printed]


def _with_the_unseen(rows: list[Image], told: list[Image], found: Candidates, base: str) -> list[Image]:
    """The pictures in sight, where none has an address or nothing is said of the only one, with what is said elsewhere."""
    return _told_of_one(rows[0], told) if rows and rows[0].url else _unseen(max(told, rows, key=_said_in_all), found, base)


def _told_of_one(shown: Image, told: list[Image]) -> list[Image]:
    """The page's only picture, beside which nothing is said: with the only credit that names somebody, wherever it stands."""
    is_told = len(told) == 1 and (told[0].credit_person or told[0].credit_agency)
    return [replace(told[0], url=shown.url) if is_told else shown]


def _said_in_all(rows: list[Image]) -> tuple[int, int]:
    """How many pictures, and how much is said of them."""
    return len(rows), sum(row.caption is not None for row in rows) + sum(row.credit is not None for row in rows)


def _once(pairs: list[tuple[str | None, str | None]]) -> list[tuple[str | None, str | None]]:
    """Each caption once, with its credit; of several pictures that are not in sight those alone that have one."""
    told: dict[str, tuple[str | None, str | None]] = {}
    for caption, credit in pairs:
        key = match_key(caption or credit or "")
        if key not in told or (told[key][1] is None and credit):
            told[key] = (caption, credit)
    return [pair for pair in told.values() if pair[1] or len(pairs) == 1]


def _pairs(passages: list[Passage]) -> list[tuple[str | None, str | None]]:
    """Each caption with the credit that follows it, and each other credit."""
    pairs: list[tuple[str | None, str | None]] = []
    at = -_NEAR
    for i, passage in enumerate(passages):
        if passage.label == "caption":
            pairs.append((passage.text, None))
            at = i
        elif passage.label == "credit":
            if pairs and pairs[-1][1] is None and i - at < _NEAR:
                pairs[-1] = (pairs[-1][0], passage.text)
            else:
                pairs.append((None, passage.text))
    return pairs


def _said_of(
    picture: Picture, left: list[Passage], lies_in: Mapping[HtmlElement, Set[HtmlElement]], held: Set[HtmlElement]
) -> list[Passage]:
    """The passages in the smallest box around a picture that has any and holds none of the text.

    `lies_in` are the elements of passages, each with itself and all that it lies in.
    """
    for level, above in enumerate(picture.element.iterancestors()):
        if above in held or level >= _LEVELS:
            break
        inside = [p for p in left if above in lies_in[p.block.element]]
        if any(any(map(str.isalpha, p.text)) for p in inside):
            return inside
    under = [i for i, p in enumerate(left) if p.block.element is picture.below and _may_stand_under(p)]
    return left[under[0] : under[-1] + 1] if under else []


def _may_stand_under(passage: Passage) -> bool:
    """Whether a line right under a picture is the picture's; a publisher's copyright is the page's."""
    return passage.label in ("caption", "credit") or (
        passage.label == "colophon" and passage.text.startswith("©") and len(passage.text) <= LONGEST_CREDIT
    )


def _image(picture: Picture, said: list[Passage], shared: Set[HtmlElement], language: str | None) -> Image:
    told = [printed(element, shared.__contains__, language) for element in (picture.element, *picture.again)]
    if best := max(filter(None, told), key=lambda one: one[1] is not None, default=None):
        caption, credit = best
        credit = credit or _as_labelled(said)[1]
        if caption and credit:
            caption = caption.removesuffix(credit).rstrip() or None
        return _row(picture.url, caption, credit, language)
    whole = next((p.block.text for p in said if p.label in ("caption", "credit") and BRACKET.search(p.block.text)), None)
    if whole and (parted := split(whole, language))[1]:
        return _row(picture.url, *parted, language)
    caption, credit = _as_labelled(said) if said else (None, None)
    if caption and credit is None:
        caption, credit = split(caption, language)
    return _row(picture.url, caption, credit, language)


def _as_labelled(said: list[Passage]) -> tuple[str | None, str | None]:
    """Caption and credit by their labels and names; a line that is neither is a caption where it stands alone."""
    credits_ = [p for p in said if p.label in ("credit", "colophon") or (p.label == "caption" and _is_called_credit(p))]
    captions = [p.text for p in said if p.label == "caption" and p not in credits_ and not _is_a_label(p.text)]
    if not captions:
        alone = [p for p in said if p.label in _SAID_OF_IT and p not in credits_ and p.block.linked <= 0.5]
        captions = [p.text for p in alone if _SHORTEST <= len(p.text) <= _LONGEST_CAPTION]
    return next(iter(captions), None), " ".join(dict.fromkeys(p.text for p in credits_)) or None


def _is_a_label(text: str) -> bool:
    """Whether a line says nothing of a picture: "Foto:", "1 / 5"."""
    return text.endswith((":", "：")) or not any(map(str.isalpha, text))


def _is_called_credit(passage: Passage) -> bool:
    """Whether the element that holds no more than the passage, or the one around that, is a credit's by its name."""
    element = passage.block.element
    around = [element, element.getparent()] if element is not None else []
    return len(passage.text) <= LONGEST_CREDIT and any(
        one is not None and one.tag not in ("figure", "figcaption") and CREDIT_NAMES.search(one.get("class") or "")
        for one in around
    )


_PARTS = re.compile(r"(\s{0,3}[/|]\s{0,3}|\s{1,3}via\s{1,3})", re.IGNORECASE)
"""What stands between the houses of a credit, and between them and a name."""
_JOINS = ("/", "via")
_CODED = re.compile(r"\+\+\+.{0,60}$")
"""What a wire service sets behind a credit for machines: "+++ dpa-Bildfunk +++"."""


def _parts_of(credit: str) -> list[str]:
    """A credit's parts, and between them what parts them; a label in its midst begins a part as well."""
    return [part.strip(" ()（）[]©.") for part in _PARTS.split(labels_parted(credit))]


def _agency_in(credit: str) -> str | None:
    """The agency that a credit names beside somebody's handle: "(bobsample11/iStock)"."""
    return next((agency.name for part in _parts_of(credit) if (agency := agency_of(part))), None)


def _with_the_next(agency: str, credit: str) -> str:
    """An agency with those that send for it, as printed: "picture alliance/dpa", "PA via Getty Images"."""
    parts = _parts_of(credit)
    at = next((i for i, part in enumerate(parts) if part.casefold() == agency.casefold()), None)
    if at is None:
        return agency
    end = at + 1
    while (
        end + 1 < len(parts)
        and parts[end].lower() in _JOINS
        and parts[end + 1] not in parts[at:end]
        and agency_of(parts[end + 1])
    ):
        end += 2
    return "".join(f" {part} " if part.lower() == "via" else part for part in parts[at:end])


_HOUSE_ALONE = re.compile(r"[(（]((?:[^\W\d_a-z]\S{0,30}(?: |(?=[)）]))){1,5})[)）]")
"""A bracket that is all of a caption, with a name in it: "(The Gazette)"."""


def _told_apart(caption: str | None, credit: str | None) -> tuple[str | None, str | None]:
    """A caption that is nothing but a name in brackets is the credit; "(File photo)" says what the picture is."""
    found = _HOUSE_ALONE.fullmatch(caption) if caption and credit is None else None
    return (None, found[1]) if found and caption and not phrases("caption", "holds").search(caption) else (caption, credit)


def _row(url: str | None, caption: str | None, credit: str | None, language: str | None) -> Image:
    person = agency = None
    caption, credit = _told_apart(caption, credit)
    named = _CODED.sub("", credit or "")
    for one in byline.parse(named, channel="credit", lang=language).contributors if named else ():
        if one.kind == "organisation":
            agency = agency or one.name
        elif one.given and one.family:
            person = person or one.name
            agency = agency or (one.affiliation[0] if one.affiliation else None)
    if credit:
        agency = agency or _agency_in(credit)
    return Image(
        url or None,
        without_its_label(caption) if caption else None,
        credit,
        person,
        _with_the_next(agency, credit) if agency and credit else agency,
    )
