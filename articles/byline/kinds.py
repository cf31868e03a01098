"""What the words of a byline may be, and the signs by which organisations and persons are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_initial, is_particle
from articles.byline.tokens import Token
from articles.places.agencies import agency_of
from articles.places.gazetteer import homes, named

ItemKind = Literal["person", "organisation", "employer", "unknown", "handle", "role", "place", "suffix", "prose"]

DOMAIN = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com?|net|org|info|news|press|tv|fm|online|today|eu|int|edu|gov|io|me|[a-z]{2})(?:\.[a-z]{2})?",
    re.IGNORECASE,
)

_HEADED = re.compile(r"(?:Mac|Mc|De|Di|Du|La|Le|Lo|Da|Van|Von|Fitz|[dl]['’])[A-ZÀ-Þ]{3,}")

INITIALS = re.compile(r"[a-zà-ÿ]{2,4}|[a-z]{1,3}\.|[А-Я]\. ?[А-Я]\.")

UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u10a0-\u10ff\u1200-\u137f\u1780-\u17ff]")

WITH_AND = "وו"
"""The "and" that Arabic and Hebrew write in one with the next word."""

ARTICLES = frozenset(["the", "der", "die", "das", "il", "los", "las", "les"])

# Beside a person's name these begin a paper's: "El Norte de Castilla", "Le Télégramme".
HOUSE_ARTICLES = ARTICLES | frozenset(["el", "la", "le", "lo", "het", "den", "o"])

KNOWN_PLACE = 100_000
"""Rank in the gazetteer (articles.place) from which a word in capitals is a town rather than somebody's initials."""

GREAT_PLACE = 100_000_000
"""Rank from which the last word before a date is where the article was written, though nothing parts it from the name."""

_SMALL_HEAD = re.compile(r"(?:d|l|al|el|ul|bin|dell|ash|an|as)[-'’][A-ZÀ-Þ]|['’‘]t?[A-ZÀ-Þ]?|[a-z]{1,3}[A-ZÀ-Þ]")
"""Beginnings of names in small letters: "d'Arc", "al-Amin", "deLange"."""

_IN_NAMES = frozenset(["und", "i", "'t", "o"])
"""Words within names that are no particles elsewhere."""

NAME_WORDS = 6
"""Words that a person's name may have."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a byline says. `plural` is a role that is everybody's before it; an "employer" is his who comes next."""

    kind: ItemKind
    text: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class SegmentContext:
    """What is known of the place where some words stand.

    `attribute`: a person was named before and a comma or the like follows; `beside_cased`: one in usual case was; `sure`: a
    label or the page's data says that people are named here; `lone`: these are all words that there are; `photo`: they are
    a picture's credit; `linked`: they follow its photographer and a slash; `barred`: a slash or a bar stands before them;
    `quoted`: a quotation mark does; `loose`: nothing printed parts them from the words before; `before_date`: a date follows,
    `before_colon`: a colon does.
    """

    lang: str | None
    attribute: bool = False
    sure: bool = False
    lone: bool = False
    in_parens: bool = False
    linked: bool = False
    beside_cased: bool = False
    photo: bool = False
    barred: bool = False
    quoted: bool = False
    loose: bool = False
    before_date: bool = False
    before_colon: bool = False


def text_of(words: Sequence[Token]) -> str:
    """The words as printed."""
    return " ".join(word.text for word in words)


def low_of(words: Sequence[Token]) -> list[str]:
    """The words in lower case."""
    return [word.low for word in words]


def outlet_at(words: Sequence[Token], index: int) -> int:
    """How many words from `index` on name an agency or an outlet: 0 where none do."""
    low = low_of(words)
    found = phrase_at(wording().outlets, low, index)
    length = found[0] if found else int(words[index].text in wording().exact_outlets)
    if not length and low[index] == "the" and index + 1 < len(words):
        length = outlet_at(words, index + 1)
        return length + 1 if length else 0
    return length


def is_name(words: Sequence[Token], sure: bool = False) -> bool:
    """Whether words look like a person's name: capitals (where the script has them), particles, initials."""
    if not 1 < len(words) <= NAME_WORDS or any(map(_holds_no_letter, words)):
        return False
    real = 0
    for index in range(len(words)):
        names = _names(words, index, sure)
        if names is None:
            return False
        real += names
    return real > 1 or (real == 1 and any(is_initial(word.text) for word in words))


def _holds_no_letter(word: Token) -> bool:
    """Whether a digit or a sign that no name has is in a word."""
    return any(letter.isdigit() or letter in "&+©_" for letter in word.text)


def _names(words: Sequence[Token], index: int, sure: bool) -> bool | None:
    """Whether the word at `index` of a name is more than a particle or a further initial; None where none has such a word."""
    text = words[index].text
    if is_initial(text):
        return index == 0
    if text[0].isupper() or UNCASED.match(text) or _SMALL_HEAD.match(text):
        return True
    if 0 < index < len(words) - 1 and (is_particle(text) or text.lower() in _IN_NAMES):
        return False
    return True if sure and (_is_small_family(words, index) or all(map(_is_small_name, words))) else None


def _is_small_family(words: Sequence[Token], index: int) -> bool:
    """Whether somebody prints the family name in small letters: "Jane doe"."""
    return len(words) == 2 and index == 1 and words[1].text.isalpha() and words[0].text[0].isupper()


def _is_small_name(word: Token) -> bool:
    """Whether a word is one of those that a page without any capitals prints."""
    return word.text.islower() and word.text.replace("-", "").replace("'", "").isalpha()


def picture_agency(name: str) -> str:
    """The agency whose pictures a name says they are ("AP Photo", "BNS nuotr."); "" where it says no such thing."""
    house, _, word = name.rpartition(" ")
    agency, said = agency_of(house), phrase_at(wording().label, [word.lower()], 0)
    pictures = word.lower() == "video" or (said is not None and said[1] == "photo")
    # "Getty Images" is what the agency calls itself.
    return house if agency and pictures and agency.name != name else ""


def shouts(text: str) -> bool:
    """Whether a word is in capitals, but for the head of a name that is never: "MacARTHUR", "DeSANTIS", "d'ORLÉANS"."""
    return text.isupper() or (_HEADED.fullmatch(text) is not None)


def is_home_town(name: str, lang: str | None) -> bool:
    """Whether a name is that of a larger town in a country whose press writes in the language."""
    return any(entry.population >= 50_000 and entry.country in homes(lang) for entry in named(name))


def rank_of(name: str) -> float:
    """The rank of the greatest place of that name in the gazetteer, 0 where there is none."""
    return max((entry.rank for entry in named(name)), default=0)
