"""The pictures of an article, with what is said of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from articles import byline
from articles.address import absolute
from articles.article import BODY_LABELS, Image
from articles.extract.blocks import match_key
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
_LONGEST = 110
"""Characters of a credit."""
_CREDIT_NAMES = re.compile(r"credit|copyright|source|photographer|rights|attribution|fotograf|bildnachweis", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(（\[［【]([^()（）\[\]【】]{2,80})[)）\]］】]\.?$")
_TAIL = re.compile(r"\s(?:/|\||–|—|-|©)\s*([^/|–—]{2,60}(?:\s?[/|]\s?[^/|–—]{2,40})?)$")
_SAID_OF_IT = ("notice", "colophon", "related")
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
    body = [p.block.element for p in passages if p.label in BODY_LABELS and p.block.element is not None]
    held = {above for element in body for above in (element, *element.iterancestors())}
    rows = []
    for picture in shown:
        if match_key(picture.element.get("alt") or "") in authors:
            continue
        said = _said_of(picture, left, held)
        if any(p.label in ("byline", "bio", "comments", "promo") for p in said):
            continue
        left = [p for p in left if not any(p is one for one in said)]
        rows.append(_image(picture, said, language))
    if not rows:
        rows = _unseen([_row(None, *pair, language) for pair in _pairs(passages)], found, base)
    yield from dict.fromkeys(rows)


def _unseen(printed: list[Image], found: Candidates, base: str) -> list[Image]:
    """Of a text without pictures in sight what its captions and its data say; where that is one of each, they are one."""
    said = next((absolute(candidate.value, base) for candidate in found.of("image")), None)
    if said is None or not is_a_picture(said, base):
        return printed
    if len(printed) == 1:
        return [replace(printed[0], url=said)]
    return [Image(said, None, None), *printed]


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


def _said_of(picture: Picture, left: list[Passage], held: set[HtmlElement]) -> list[Passage]:
    """The passages in the smallest box around a picture that has any and holds none of the text."""
    for level, above in enumerate(picture.element.iterancestors()):
        if above in held or level >= _LEVELS:
            break
        inside = [
            p
            for p in left
            if p.block.element is not None and (p.block.element is above or above in p.block.element.iterancestors())
        ]
        if any(any(map(str.isalpha, p.text)) for p in inside):
            return inside
    under = [i for i, p in enumerate(left) if p.block.element is picture.below and p.label in ("caption", "credit")]
    return left[under[0] : under[-1] + 1] if under else []


def _image(picture: Picture, said: list[Passage], language: str | None) -> Image:
    whole = next((p.block.text for p in said if p.label in ("caption", "credit") and _BRACKET.search(p.block.text)), None)
    if whole and (parted := split(whole, None, language))[1]:
        return _row(picture.url, *parted, language)
    caption, credit = _as_labelled(said) if said else (_figcaption(picture.element), None)
    if caption and credit is None:
        caption, credit = split(caption, picture.element, language)
    return _row(picture.url, caption, credit, language)


def _as_labelled(said: list[Passage]) -> tuple[str | None, str | None]:
    """Caption and credit by their labels and names; a line that is neither is a caption where it stands alone."""
    credits_ = [p for p in said if p.label in ("credit", "colophon") or (p.label == "caption" and _is_called_credit(p))]
    captions = [p.text for p in said if p.label == "caption" and p not in credits_ and not _is_a_label(p.text)]
    if not captions and not credits_:
        captions = [p.text for p in said if p.label in _SAID_OF_IT and _SHORTEST <= len(p.text) <= _LONGEST_CAPTION]
    return next(iter(captions), None), " ".join(dict.fromkeys(p.text for p in credits_)) or None


def _is_a_label(text: str) -> bool:
    """Whether a line says nothing of a picture: "Foto:", "1 / 5"."""
    return text.endswith((":", "：")) or not any(map(str.isalpha, text))


def _is_called_credit(passage: Passage) -> bool:
    """Whether the element that holds no more than the passage, or the one around that, is a credit's by its name."""
    element = passage.block.element
    around = [element, element.getparent()] if element is not None else []
    return len(passage.text) <= _LONGEST and any(
        one is not None and one.tag not in ("figure", "figcaption") and _CREDIT_NAMES.search(one.get("class") or "")
        for one in around
    )


def _figcaption(element: HtmlElement) -> str | None:
    figure = next((above for above in element.iterancestors() if above.tag == "figure"), None)
    caption = None if figure is None else figure.find(".//figcaption")
    return None if caption is None else " ".join("".join(caption.itertext()).split()) or None


def split(caption: str, element: HtmlElement | None, language: str | None) -> tuple[str | None, str | None]:
    """A caption and the credit at its end: an element of its own, a bracket, or what follows a stroke and names somebody."""
    if element is not None and (own := _credit_element(element)) and caption.endswith(own) and len(own) <= _LONGEST:
        return caption.removesuffix(own).rstrip(" |/(") or None, own
    for form in (_BRACKET, _TAIL):
        found = form.search(caption)
        if found and _names_somebody(found[1], language, alone=form is _TAIL):
            return caption[: found.start()].rstrip() or None, found[1].strip()
    return (None, caption) if len(caption) < 60 and agency_of(caption) else (caption, None)


def _credit_element(element: HtmlElement) -> str | None:
    box = next((above for above in element.iterancestors() if above.tag == "figure"), element.getparent())
    for inner in () if box is None else box.iterdescendants():
        text = " ".join("".join(inner.itertext()).split())
        if text and _CREDIT_NAMES.search(f"{inner.get('class') or ''} {inner.get('itemprop') or ''}"):
            return text
    return None


def _names_somebody(text: str, language: str | None, *, alone: bool) -> bool:
    """Whether a text is a credit from end to end: an agency, or full names with or without a house."""
    parts = [part.strip() for part in re.split(r"[/|]|\svia\s", text)]
    if any(agency_of(part) for part in parts) or phrases("credit", "holds").match(text):
        return True
    read = byline.parse(text, channel="credit", lang=language)
    people = [one for one in read.contributors if one.kind == "person"]
    return (alone or len(parts) > 1) and not read.residue and bool(people) and all(one.given and one.family for one in people)


def _row(url: str | None, caption: str | None, credit: str | None, language: str | None) -> Image:
    person = agency = None
    for one in byline.parse(credit, channel="credit", lang=language).contributors if credit else ():
        if one.kind == "organisation":
            agency = agency or one.name
        elif one.given and one.family:
            person = person or one.name
            agency = agency or (one.affiliation[0] if one.affiliation else None)
    return Image(url, caption, credit, person, agency)
