"""A line that says whose a picture is: told from the caption before it by its label, its bracket or the names in it."""

import re
from collections.abc import Callable
from functools import cache

from articles import byline
from articles.extract.blocks import SENTENCE_ENDS
from articles.labels.passage import phrases
from articles.languages import words
from articles.places.agencies import agency_of
from articles.wordlists import any_of

LONGEST_CREDIT = 110
"""Characters. What is longer tells of the picture, too."""
BRACKET = re.compile(r"\s*[(（\[［【]([^()（）\[\]【】]{2,80})[)）\]］】]\.?$")
_TAIL = re.compile(r"\s(?:/|\||–|—|-|©)\s*([^/|–—]{2,60}(?:\s?[/|]\s?[^/|–—]{2,40})?)$")

CaptionAndCredit = tuple[str | None, str | None]


@cache
def _label() -> str:
    """What opens a credit in any language: "Photo:", "Foto:", "撮影：", "©"."""
    return rf"(?:©|\(c\)|(?:{any_of(words.of_all('byline.label.photo'))})\s*[:：／/])"


@cache
def _labelled_start() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}{_label()}", re.IGNORECASE)


@cache
def labelled_end() -> re.Pattern[str]:
    """A credit that a label opens, behind the last sentence of a caption: "A crane lies in the basin. Photo: Bob Sample"."""
    opening = rf"(?:{_label()}|{phrases('credit', 'holds').pattern})"
    return re.compile(rf"(?<=[.!?…\"”»)。！？])\s*({opening}[^:：]{{2,{LONGEST_CREDIT - 10}}})$", re.IGNORECASE)


def labels_parted(credit: str) -> str:
    """A credit with a stroke in place of each label in its midst, and without the one at its start."""
    start = _labelled_start().match(credit)
    return _label_within().sub(" | ", credit[start.end() :] if start else credit)


@cache
def _label_within() -> re.Pattern[str]:
    return re.compile(rf"\s{_label()}(?<![/／])\s?", re.IGNORECASE)


def is_labelled(text: str) -> bool:
    """Whether a text begins with what opens a credit."""
    return (
        bool(_labelled_start().match(text))
        or bool(phrases("credit", "holds").match(text.strip(" (")))
        or bool(_given_by().match(text))
    )


@cache
def _given_by() -> re.Pattern[str]:
    """Words that open a credit without a colon: "Courtesy of the port", "Foto de Ana Muster", in front of a name."""
    labels = any_of(word for word in words.of_all("byline.bare.photo") if " " in word)
    return re.compile(rf"(?i:{labels}) (?:the |der |die |das |la |le |l’|l')?[^\W\d_a-z]")


def is_a_label(text: str) -> bool:
    """Whether a run is a label and nothing more: "Foto:", "Image by"."""
    return text.rstrip().endswith((":", "：", "©")) or (is_labelled(f"{text} X") and len(text.split()) <= 2)


def is_a_house(text: str, language: str | None) -> bool:
    """Whether a text names an agency, a paper or a firm, and nothing else."""
    read = byline.parse(text, channel="credit", lang=language)
    return not read.residue and bool(read.contributors) and all(one.kind == "organisation" for one in read.contributors)


def split(caption: str, language: str | None) -> CaptionAndCredit:
    """A caption and the credit at its end, as the first of `_FORMS` has it."""
    for form, is_credit in _FORMS:
        found = form().search(caption)
        if found and is_credit(found[1], language):
            return caption[: found.start()].rstrip() or None, found[1].strip()
    return (None, caption) if len(caption) < 60 and agency_of(caption) else (caption, None)


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\w)[\s/(（-]{{1,3}}(?:{any_of(words.of_all('byline.credit_furniture'))})[)）.]{{0,2}}$", re.IGNORECASE
    )


@cache
def _kept_in() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words.of_all('byline.credit_furniture'))}):? ?[:/] ", re.IGNORECASE)


def _without_furniture(credit: str) -> str:
    """A credit without the word for where the picture was kept: "Bob Sample / Reuters file", "File: Reuters"."""
    start = _kept_in().match(credit)
    return _furniture().sub("", credit[start.end() :] if start else credit)


def names_somebody(text: str, language: str | None, *, alone: bool) -> bool:
    """Whether a text is a credit from end to end: an agency, or full names with or without a house."""
    if (bare := _without_furniture(text)) != text and names_somebody(bare, language, alone=alone):
        return True
    parts = [part.strip() for part in re.split(r"[/|]|\svia\s", text)]
    if len(text) > LONGEST_CREDIT:
        return False
    if any(agency_of(part) for part in parts) or is_labelled(text):
        return True
    read = byline.parse(text, channel="credit", lang=language)
    people = [one for one in read.contributors if one.kind == "person"]
    return (alone or len(parts) > 1) and not read.residue and bool(people) and all(one.given and one.family for one in people)


def _names_alone(text: str, language: str | None) -> bool:
    return names_somebody(text, language, alone=True)


def _names_with_a_house(text: str, language: str | None) -> bool:
    return names_somebody(text, language, alone=False)


def _names_houses(text: str, language: str | None) -> bool:
    """Whether a text is the name of a house, or of several, from end to end."""
    read = byline.parse(text, channel="credit", lang=language)
    houses = [one for one in read.contributors if one.kind == "organisation"]
    return " " in text and bool(houses) and len(houses) == len(read.contributors) and not read.residue


def _is_short(text: str, _: str | None) -> bool:
    return len(text) <= LONGEST_CREDIT


_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){0,2}\.[a-z]{2,12}", re.IGNORECASE)
_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-zß-ÿа-яα-ω]\S*|of|the|for|and|de|del|da|do|la|le|di|der|den|dem|des|für|und|van|y|e|&)[,.]?"
)
_WORDS = 8
"""Words of a house's name in brackets."""


def _is_set_as_a_name(text: str, _: str | None) -> bool:
    """Whether all words of a bracket but the small ones are set as names are: "(Port Authority of Oldmill)"."""
    parts = text.split()
    return (
        2 <= len(parts) <= _WORDS
        and all(map(_NAME_WORD.fullmatch, parts))
        and not phrases("caption", "holds").search(f"({text})")
    )


def _is_a_domain(text: str, _: str | None) -> bool:
    return bool(_DOMAIN.fullmatch(text))


_MARKED = re.compile(r"((?:©|[(（][cCｃＣ][)）])\s*[^()（）©.。!?]{2,60})\.?$")
_BEHIND_A_SENTENCE = re.compile(rf"(?<=[{''.join(SENTENCE_ENDS)}])\s*[(（\[［]([^()（）\[\]【】]{{4,60}})[)）\]］]$")

_FORMS: tuple[tuple[Callable[[], re.Pattern[str]], Callable[[str, str | None], bool]], ...] = (
    (lambda: BRACKET, _names_with_a_house),  # "A crane in the basin (Bob Sample/Reuters)"
    (labelled_end, _names_with_a_house),  # "A crane in the basin. Photo: Bob Sample"
    (lambda: _TAIL, _names_alone),  # "A crane in the basin – Bob Sample"
    (lambda: _MARKED, _is_short),  # "A crane in the basin (c) Port of Oldmill"
    (lambda: _BEHIND_A_SENTENCE, _names_houses),  # "A crane lies in the basin. (Port of Oldmill)"
    (lambda: _BEHIND_A_SENTENCE, _is_set_as_a_name),  # "A crane lies in the basin. (Court of the Port, Eastern District)"
    (lambda: BRACKET, _is_a_domain),  # "A crane in the basin (port.example)"
)
"""Where a credit stands at the end of a caption, and what it must be to be one; the first that fits."""
