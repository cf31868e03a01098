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

_ARTICLES = frozenset(["the", "der", "die", "das", "il", "los", "las", "les"])

# Beside a person's name these begin a paper's: "El Norte de Castilla", "Le Télégramme".
HOUSE_ARTICLES = _ARTICLES | frozenset(["el", "la", "le", "lo", "het", "den", "het", "o"])

KNOWN_PLACE = 100_000
"""Rank in the gazetteer (articles.place) from which a word in capitals is a town rather than somebody's initials."""

GREAT_PLACE = 100_000_000
"""Rank from which the last word before a date is where the article was written, though nothing parts it from the name."""

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


def outlet_at(words: Sequence[Token], place: int) -> int:
    """How many words from `place` on name an agency or an outlet: 0 where none do."""
    low = low_of(words)
    found = phrase_at(wording().outlets, low, place)
    length = found[0] if found else int(words[place].text in wording().exact_outlets)
    if not length and low[place] == "the" and place + 1 < len(words):
        length = outlet_at(words, place + 1)
        return length + 1 if length else 0
    return length


def is_organisation(words: Sequence[Token], *, beside_one: bool = False, beside: bool = False) -> bool:
    """Whether words that are no agency or outlet we know of still name an organisation.

    `beside_one`: an organisation is named before them, so that weaker signs will do; `beside`: a person is.
    """
    known, low = wording(), low_of(words)
    article = low[0] in HOUSE_ARTICLES and len(words) > 2
    if len(words) > 1 and (words[-1].text in known.legal_forms or low[article] in known.desks):
        return True
    sure = weak = 0
    for word in words:
        small = word.low.strip(".")
        if is_initial(word.text) and word is not words[-1]:
            continue
        if word.low in known.organisation_weak or small in known.organisation_weak:
            weak += 1
        elif (
            word.low in known.organisation
            or small in known.organisation
            or DOMAIN.fullmatch(word.text)
            or (len(small) > 6 and small.endswith(known.organisation_endings) and not small.endswith(("post", "amt")))
            or any(part in known.organisation and part not in known.organisation_weak for part in small.split("-")[1:])
        ):
            sure += 1
    if (
        sure
        or weak > 1
        or (weak and (len(words) == 1 or low[0] in _ARTICLES or beside_one or (beside and low[-1] in known.organisation_weak)))
    ):
        return True
    if (
        low[0] in (HOUSE_ARTICLES if beside else _ARTICLES)
        and len(words) > 1
        and words[0].text[:1].isupper()
        and words[1].text[:1].isupper()
    ):
        return True
    if any(word.text[0].isdigit() for word in words):
        return True
    if any(word.low in ("of", "and", "&") for word in words[1:-1]) and words[0].low != "and":
        return True
    first = words[0].text
    shouted = len(first) > 1 and first.isupper() and not is_initial(first)
    rest_shouts = all(word.text.isupper() for word in words[1:])
    if len(words) > 1 and shouted and not rest_shouts and (len(first) <= 4 or weak) and first.isalpha():
        return first.lower() not in known.called and not set(first) <= set("AEIOU")
    return False


def is_name(words: Sequence[Token], sure: bool = False) -> bool:
    """Whether words look like a person's name: capitals (where the script has them), particles, initials."""
    if not 1 < len(words) <= NAME_WORDS or any(letter.isdigit() or letter in "&+©_" for word in words for letter in word.text):
        return False
    real = 0
    for place, word in enumerate(words):
        text = word.text
        if (
            is_initial(text)
            or text[0].isupper()
            or UNCASED.match(text)
            or re.match(r"(?:d|l|al|el|ul|bin|dell|ash|an|as)[-'’][A-ZÀ-Þ]|['’‘]t?[A-ZÀ-Þ]?|[a-z]{1,3}[A-ZÀ-Þ]", text)
        ):
            real += not is_initial(text) or place == 0
        elif not (is_particle(text) or text.lower() in ("und", "i", "'t", "o")) or place in (0, len(words) - 1):
            # All in small letters is how some pages print everything, and some people their family name.
            if sure and len(words) == 2 and place == 1 and text.isalpha() and words[0].text[0].isupper():
                real += 1
                continue
            if not (sure and all(w.text.islower() and w.text.replace("-", "").replace("'", "").isalpha() for w in words)):
                return False
            real += 1
    return real > 1 or (real == 1 and any(is_initial(word.text) for word in words))


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
