"""How the name of an organisation is told: what such are called, and letters that are short for one."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from articles.byline.lexicon import wording
from articles.names.given import is_given
from articles.names.lexicon import Lexicon
from articles.names.spelling import INFLECTING
from articles.names.tokens import Token
from articles.places.agencies import agency_of, forms
from articles.remembered import remembered
from articles.stories.sound import latin

_NO_BODIES = frozenset(
    (
        "TV", "OK", "PR", "DNA", "RNA", "COVID", "HIV", "AIDS", "GPS", "CEO", "CFO", "DJ", "MP", "MPS", "PM", "AM", "SMS",
        "PC", "USB", "DVD", "CD", "VIP", "HR", "PDF", "LED", "LGBT", "LGBTQ", "SUV", "VAT", "GDP", "HDP", "PKB", "ID", "II",
        "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XX", "XXI", "AI", "GMT", "ВВП",
        "ДНК", "ДТП", "СМИ", "ЗМІ", "ТВ", "ИП", "ТЦ", "ЧП", "ЧС", "ПЦР", "КПП", "ПДВ", "НДС", "ГЕС", "АЕС", "АЭС",
    )
)  # fmt: skip
"""Letters in capitals that are no organisation's."""
_LONG = 5
"""Letters from which on a word in small letters is an agency's name: "Mehr" is a word."""
_LETTERS = range(2, 7)
LONGEST_CASE = 3
"""Letters that a case adds to a name."""
LONGEST_FIRM = 4
"""Words before what makes a name a firm's."""


class Run(NamedTuple):
    """A run of words with capitals, the word behind it and what stands between."""

    tokens: Sequence[Token]
    following: Token | None
    between: str
    language: str | None
    words: Lexicon
    opens: bool
    shouted: bool


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0].casefold() for name in (*forms(), *wording().exact_outlets))


def listed(run: Run) -> int:
    """Agencies and outlets that everybody knows: "Reuters", "Le Monde"."""
    if run.tokens[0].text.casefold() not in _first_words():
        return 0
    texts = [token.text for token in run.tokens]
    for length in range(min(len(texts), 4), 0, -1):
        name = " ".join(texts[:length])
        agency = agency_of(name)
        if agency and length == 1 and not name.isupper():
            agency = None if len(name) < _LONG or agency.trade != "wire" or is_given(name, run.language) else agency
        if agency or (name in wording().exact_outlets and (length > 1 or name.isupper())):
            return length
    return 0


@cache
def _known() -> dict[str, str]:
    """{spelling in Latin letters: the usual name}."""
    lines = (files("articles") / "data" / "bodies.txt").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if not line.startswith("#")]
    return {latin(form): forms[0] for forms in rows for form in forms}


@remembered(16_384)
def known_body(word: str, language: str | None) -> str | None:
    """The usual name of an organisation that all papers know by one word, in the cases of a language: "Gazpromu"."""
    spelt, known = latin(word), _known()
    if spelt in known or language not in INFLECTING:
        return known.get(spelt)
    stems = (spelt[: len(spelt) - letters] for letters in range(1, LONGEST_CASE + 1))
    return next((known[form] for stem in stems for form in (stem, stem + "a") if form in known), None)


def known_everywhere(run: Run) -> int:
    """An organisation that all papers name by one word: "Greenpeace", "Газпром"."""
    return int(known_body(run.tokens[0].text, run.language) is not None)


def called_so(run: Run) -> int:
    """A word of the run says what it is: "Oldmill Harbour Board", "Brunt GmbH"."""
    if len(run.tokens) < 2:
        return 0
    texts = [token.text for token in run.tokens]
    if texts[-1] in run.words.legal:
        return len(texts)
    said = [i for i, text in enumerate(texts) if text.lower() in run.words.organisations or text.lower() in run.words.bodies]
    if not said:
        return 0
    # What follows in the same breath may be somebody: "szef Rady Europejskiej Donald Tusk".
    following = (i for i in range(said[-1] + 1, len(texts)) if is_given(texts[i], run.language))
    length = next(following, len(texts))
    return length if length > 1 else 0


_PARTNERS = frozenset(("Co", "Company", "Sons", "Cie", "Partners", "Associates"))
_LEGAL = frozenset(("Inc", "LLC", "LLP", "Ltd", "Limited", "Corp", "Corporation"))
"""What stands behind a comma; other letters are a state's as well: "Sparks, NV"."""
FIRMS = _PARTNERS | _LEGAL
"""What makes a firm's name of the words before it."""


def with_its_partners(run: Run) -> int:
    """A name with what makes it a firm's behind a sign: "Ann Lee & Co.", "Odo Brunt, Inc."."""
    if run.following is None or not run.following.is_capital or len(run.tokens) > LONGEST_FIRM:
        return 0
    behind, tie = run.following.text, run.between.strip()
    is_firm = behind in _PARTNERS if tie in ("&", "+") else tie == "," and behind in _LEGAL
    if behind == "Co" and run.words.nouns_have_capitals:
        return 0  # "Twitter & Co." are Twitter and its like
    return len(run.tokens) + 1 if is_firm else 0


def with_its_noun(run: Run) -> int:
    """A word with a capital before what it is in small letters: "Evropská komise", "Государственная дума"."""
    if run.opens or run.following is None or not run.following.follows or len(run.tokens) != 1:
        return 0
    return 2 if run.following.text in run.words.bodies else 0


_MIXED = re.compile(r"[A-ZА-Я]{1,3}[a-zа-я][A-ZА-Я]{1,2}")


def letters(run: Run) -> int:
    """Capitals that stand for words: "NATO", and with a small letter among them: "PiS"."""
    text = run.tokens[0].text
    if _MIXED.fullmatch(text):
        return int(not run.shouted)
    is_shouted = run.shouted or (len(run.tokens) > 2 and all(token.text.isupper() for token in run.tokens[:3]))
    if is_shouted or not text.isupper() or not text.isalpha() or len(text) not in _LETTERS or text in _NO_BODIES:
        return 0
    return 1


RULES: tuple[Callable[[Run], int], ...] = (listed, called_so, known_everywhere, with_its_partners, with_its_noun, letters)
"""Each says how many words are an organisation's name; 0 where it sees none."""


def organisation(run: Run) -> tuple[int, str]:
    """How many words of a run are an organisation's name, and the rule that says so; (0, "") where none does."""
    for rule in RULES:
        if length := rule(run):
            return length, rule.__name__.replace("_", " ")
    return 0, ""
