"""The pictures of an article, with what is said of them."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from articles import byline
from articles.address import absolute
from articles.article import Image
from articles.fields.metadata import Candidates
from articles.labels.passage import Passage

_LEVELS = 4
"""So far above its caption a picture is looked for; further up there are other captions' pictures."""


def images(passages: list[Passage], found: Candidates, base: str, language: str | None) -> Iterator[Image]:
    """One for each caption or credit, in page order; first the page's own picture where no caption is known for it."""
    pairs: list[tuple[Passage | None, Passage | None]] = []
    for passage in passages:
        if passage.label == "caption":
            pairs.append((passage, None))
        elif passage.label == "credit":
            caption = pairs[-1][0] if pairs and pairs[-1][1] is None else None
            if caption is not None and _near(caption, passage, passages):
                pairs[-1] = (caption, passage)
            else:
                pairs.append((None, passage))
    shown = [_image(caption, credit, base, language) for caption, credit in pairs]
    urls = {image.url for image in shown}
    for candidate in found.of("image")[:1]:
        if (url := absolute(candidate.value, base)) not in urls:
            yield Image(url, None, None)
    yield from dict.fromkeys(shown)


def _near(caption: Passage, credit: Passage, passages: list[Passage]) -> bool:
    at = next(i for i, p in enumerate(passages) if p is caption)
    return any(p is credit for p in passages[at : at + 3])


def _image(caption: Passage | None, credit: Passage | None, base: str, language: str | None) -> Image:
    person = agency = None
    if credit is not None:
        for one in byline.parse(credit.text, channel="credit", lang=language).contributors:
            if one.kind == "organisation":
                agency = agency or one.name
            else:
                person = person or one.name
                agency = agency or (one.affiliation[0] if one.affiliation else None)
    shown = caption or credit
    element = shown.block.element if shown else None
    return Image(_picture(element, base), caption.text if caption else None, credit.text if credit else None, person, agency)


def _picture(element: HtmlElement | None, base: str) -> str | None:
    for _ in range(_LEVELS):
        if element is None:
            return None
        for img in element.iter("img", "source"):
            for name in ("src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset"):
                value = (img.get(name) or "").strip()
                if value and not value.startswith("data:"):
                    return absolute(value.split()[0].rstrip(",") if "srcset" in name else value, base)
        element = element.getparent()
    return None
