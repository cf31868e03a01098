"""The caption and the credit of a picture, as the elements around it set them apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from lxml.html import HtmlElement

from articles.extract.blocks import SENTENCE_ENDS
from articles.fields.credit_lines import (
    LONGEST_CREDIT,
    CaptionAndCredit,
    is_a_house,
    is_a_label,
    is_labelled,
    labelled_end,
    names_somebody,
    split,
)
from articles.languages import words
from articles.wordlists import any_of

_CAPTION_NAMES = re.compile(
    r"caption|fig-?cap|cutline|legend|bild-?(?:text|unterschrift)|didascalia|leyenda|pie-?de-?(?:foto|imagen)|onderschrift|podpis|"
    r"(?:image|photo|picture|media|img)[-_]*(?:info|text|desc\w*|meta|details?|photographer)",
    re.IGNORECASE,
)
CREDIT_NAMES = re.compile(r"credit|copyright|source|photographer|rights|attribution|fotograf|bildnachweis", re.IGNORECASE)
_OF_A_CREDIT = re.compile(
    rf"{CREDIT_NAMES.pattern}|auth?or|auteur|autore|agenc(?:y|ia|e)|signature|owner|distributor|provider", re.IGNORECASE
)
"""The same within a caption, where an author is the picture's."""
_NO_WORDS = frozenset(("script", "style", "noscript", "template", "button", "svg", "form", "iframe", "select"))
_CONTROLS = re.compile(
    r"(?:hide|toggle|show|open|close|expand|enlarge|zoom)[-_]?(?:caption|image|picture|gallery|in|$)", re.IGNORECASE
)
"""What is clicked on."""
_IN_A_SENTENCE = frozenset(("a", "b", "strong", "abbr", "q", "sub", "sup", "time", "u", "mark", "font"))
_BLOCKS = frozenset(("br", "div", "p", "li", "ul", "section", "header", "footer", "h2", "h3", "h4", "h5", "h6"))
_LEVELS = 4
"""So far above a picture, in boxes that hold nothing else of the article, what is named a caption is looked for."""
_BETWEEN = " \t\n|/–—-·•,;"
_WHOLE_BRACKET = re.compile(r"^[(（\[［【]\s*([^()（）\[\]【】]+?)\s*[)）\]］】]\.?$")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one element of a caption: `named` a credit's by the element, `apart` from the text before it."""

    text: str
    named: bool
    apart: bool


def printed(picture: HtmlElement, is_shared: Callable[[HtmlElement], bool], language: str | None) -> CaptionAndCredit | None:
    """Caption and credit of the first box that says anything; None where no element is a caption's by its kind or name.

    `is_shared` says of an element whether it holds more of the article than this picture.
    """
    for box in _boxes(picture, is_shared):
        if runs := _runs_of(box):
            caption, credit = _parted(runs, language)
            left, own = split(caption or credit or "", language)
            if own and left and not names_somebody(left, language, alone=True):
                return left, own  # a bracket of its own, beside a house or in an element that is named after the photographer
            return caption, credit or _beside(picture, box, is_shared, language)
    return None


def _beside(
    picture: HtmlElement, box: list[HtmlElement], is_shared: Callable[[HtmlElement], bool], language: str | None
) -> str | None:
    """A credit in the picture's figure that stands beside its caption, and is nothing else."""
    figure = next((above for above in picture.iterancestors() if above.tag == "figure" and not is_shared(above)), None)
    said = {run.text for element in box for run in _runs(element, named=False, apart=True)}
    runs = [] if figure is None else [run for run in _runs(figure, named=False, apart=True) if run.text not in said]
    credit = " ".join("".join(run.text for run in runs).split())
    return credit if credit and names_somebody(credit, language, alone=True) else None


def _boxes(picture: HtmlElement, is_shared: Callable[[HtmlElement], bool]) -> Iterator[list[HtmlElement]]:
    alone = []
    for above in picture.iterancestors():
        if is_shared(above):
            break
        alone.append(above)
    figure = next((above for above in alone if above.tag == "figure"), None)
    if figure is not None:
        yield list(figure.iter("figcaption"))
    for above in alone[:_LEVELS]:
        named = [one for one in above.iterdescendants() if _is_a_caption(one, _CAPTION_NAMES, CREDIT_NAMES)]
        yield [one for one in named if not any(outer in named for outer in one.iterancestors())]
    outermost = alone[-1] if alone else picture
    below = next((one for one in outermost.itersiblings() if isinstance(one.tag, str) and one.tag not in _NO_WORDS), None)
    if below is not None and not is_shared(below) and _is_a_caption(below, _CAPTION_NAMES):
        yield [below]


def _is_a_caption(element: HtmlElement, *names: re.Pattern[str]) -> bool:
    return element.tag == "figcaption" or _is_named(element, *names)


def _is_named(element: HtmlElement, *names: re.Pattern[str]) -> bool:
    said = f"{element.get('class') or ''} {element.get('itemprop') or ''}" if isinstance(element.tag, str) else ""
    return element.tag not in ("img", "picture", "source", "meta") and any(name.search(said) for name in names)


def _runs_of(box: list[HtmlElement]) -> list[Run]:
    """What a box says, each text once: some pages print a caption for wide screens and for narrow ones."""
    told: dict[str, Run] = {}
    for element in box:
        for run in _runs(element, named=_is_a_credit(element), apart=True):
            told.setdefault(run.text.strip(), run)
    return list(told.values()) if any(any(map(str.isalpha, text)) for text in told) else []


def _runs(element: HtmlElement, *, named: bool, apart: bool) -> Iterator[Run]:
    if element.text and element.text.strip():
        yield Run(element.text, named, apart)
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag not in _NO_WORDS and not _CONTROLS.search(inner.get("class") or ""):
            yield from _runs(inner, named=named or _is_a_credit(inner), apart=inner.tag not in _IN_A_SENTENCE)
        if inner.tail and inner.tail.strip():
            yield Run(inner.tail, named, inner.tag in _BLOCKS)


def _is_a_credit(element: HtmlElement) -> bool:
    """Whether an element is a credit's by its name, and holds no caption."""
    return (
        _names_a_credit(element)
        and len(" ".join(element.text_content().split())) <= LONGEST_CREDIT
        and not any(_is_named(inner, _CAPTION_NAMES) and not _names_a_credit(inner) for inner in element.iterdescendants())
    )


def _names_a_credit(element: HtmlElement) -> bool:
    """Of a name such as "caption__credit" the last word tells."""
    said = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    credit = max((found.start() for found in _OF_A_CREDIT.finditer(said)), default=-1)
    return credit >= 0 and credit > max((found.start() for found in _CAPTION_NAMES.finditer(said)), default=-1)


def _parted(runs: list[Run], language: str | None) -> CaptionAndCredit:
    """By the names of elements; else by what the words at the end say; else by a run that names somebody, at either end."""
    runs = _strokes_named(runs)
    named = [run for run in runs if run.named]
    if named and sum(len(run.text) for run in named) <= LONGEST_CREDIT:
        return _caption([run for run in runs if not run.named]), _credit(named)
    start = next((i for i, run in enumerate(runs) if is_labelled(run.text)), None)
    if start is not None:
        end = len(runs) if start else _end_of_credit(runs)
        return _caption(runs[:start] + runs[end:]), _credit(runs[start:end])
    whole = _joined(runs)
    if (count := _credit_at_the_end(runs, language)) and not labelled_end().search(whole):
        return _caption(runs[:-count]), _credit(runs[-count:])
    caption, credit = split(whole, language)
    if credit is None and len(runs) > 1 and runs[1].apart and is_a_house(runs[0].text.strip(" ()"), language):
        return _caption(runs[1:]), _credit(runs[:1])
    return caption and caption.strip(_BETWEEN), credit


def _strokes_named(runs: list[Run]) -> list[Run]:
    """With the strokes between two parts of a named credit as a part of it: "<i>Bob Sample</i> / <i>Reuters</i>"."""
    around = zip([None, *runs], runs, [*runs[1:], None], strict=False)
    return [
        replace(run, named=True) if before and after and before.named and after.named and not _LETTER.search(run.text) else run
        for before, run, after in around
    ]


_LETTER = re.compile(r"\w")
_PIECES = 4
"""Elements into which a credit may be cut: a name, a stroke, a house."""
_GOES_ON = ("/", "|", ",", "–", "—", "-", "(", ":", ";", "&")


def _credit_at_the_end(runs: list[Run], language: str | None) -> int:
    """How many of the last runs name somebody, and stand apart from the text before, or right behind its full stop."""
    for count in range(min(_PIECES, len(runs) - 1), 0, -1):
        before, first = runs[-count - 1].text, runs[-count]
        is_glued = before.endswith(SENTENCE_ENDS) and first.text[:1].isupper()
        if not (first.apart or is_glued) or before.rstrip().endswith(_GOES_ON):
            continue
        if names_somebody(_joined(runs[-count:]).strip(" ()"), language, alone=True):
            return count
    return 0


def _end_of_credit(runs: list[Run]) -> int:
    """Where a credit that comes first ends: with its line, or with what follows its label."""
    end = 1
    while end < len(runs) and (not runs[end].apart or is_a_label(_joined(runs[:end]))):
        end += 1
    return end


def _caption(runs: list[Run]) -> str | None:
    return _joined(runs).strip(_BETWEEN).removesuffix("(").rstrip(_BETWEEN) or None


def _credit(runs: list[Run]) -> str | None:
    """Without the bracket around all of it, and without the stroke before it."""
    told = _joined(runs).strip(_BETWEEN)
    return _WHOLE_BRACKET.sub(r"\1", told) or None


def _joined(runs: list[Run]) -> str:
    return " ".join("".join(f" {run.text}" if run.apart else run.text for run in runs).split())


_NUMBER = re.compile(
    r"(?!9/11|7/7)\W{0,2}\d{1,3}\s{0,3}(?:/|[oO]f|de|di|sur|van|av|из)\s{0,3}\d{1,3}(?!\d)[\s:.–—|)-]{0,5}"
    r"(?=[^\W\d_](?<![a-zß-ÿа-я])|[^\w\s:.–—|)-]|$)"
)
"""A picture's number in its gallery: "1 of 4", "3/12". Before a small letter it is the caption's own: "2 of 3 cranes"."""


def without_its_label(caption: str) -> str | None:
    """A caption without what is set before it: the word for one ("Legende:"), the picture's number in a gallery.

    None where nothing else is said.
    """
    return _without_its_number(_caption_label().sub("", caption))


@cache
def _caption_label() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words.of_all('labels.caption.labels'))})\s?[:：,] ?", re.IGNORECASE)


def _without_its_number(caption: str) -> str | None:
    return _NUMBER.sub("", caption, count=1).strip() or None if _NUMBER.match(caption) else caption
