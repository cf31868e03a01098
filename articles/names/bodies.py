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


@cache
def _no_bodies() -> frozenset[str]:
    """Letters in capitals that are no organisation's."""
    lines = (files("articles") / "data" / "abbreviations.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_LONG = 5
"""Letters from which on a word in small letters is an agency's name: "Mehr" is a word."""
_LETTERS = range(2, 7)
LONGEST_CASE = 3
"""Letters that a case adds to a name."""
LONGEST_FIRM = 4
"""Words before what makes a name a firm's."""


class Run(NamedTuple):
    """A run of words with capitals, the two words behind it and what stands between.

    `is_counted` says that a number stands beside it, `is_common` that the text has the letters as a common noun as well.
    """

    tokens: Sequence[Token]
    following: Token | None
    after_next: Token | None
    between: str
    language: str | None
    words: Lexicon
    opens: bool
    shouted: bool
    is_counted: bool = False
    is_common: bool = False


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
        is_word = length == 1 and (name in _no_bodies() or (run.is_common and not name.isupper()))
        agency = None if is_word else agency_of(name)
        if agency and length == 1 and not name.isupper():
            agency = None if len(name) < _LONG or agency.trade != "wire" or is_given(name, run.language) else agency
        if agency or (not is_word and name in wording().exact_outlets and (length > 1 or name.isupper())):
            return length
    return 0


@cache
def _known() -> dict[str, str]:
    """{spelling in Latin letters: the usual name}."""
    lines = (files("articles") / "data" / "bodies.txt").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if not line.startswith("#")]
    return {form if _is_letters(form) else latin(form): forms[0] for forms in rows for form in forms}


def _is_letters(form: str) -> bool:
    """Whether a name is letters that stand for words, and as such in capitals alone: "WHO" is not "who"."""
    return form.isupper() and len(form) in _LETTERS


@remembered(16_384)
def known_body(word: str, language: str | None) -> str | None:
    """The usual name of an organisation that all papers know by one word, in the cases of a language: "Gazpromu"."""
    spelt, known = latin(word), _known()
    if word in known:
        return known[word]
    if spelt in known or language not in INFLECTING:
        return known.get(spelt)
    stems = (spelt[: len(spelt) - letters] for letters in range(1, LONGEST_CASE + 1))
    return next((known[form] for stem in stems for form in (stem, stem + "a") if form in known), None)


def known_everywhere(run: Run) -> int:
    """An organisation that all papers name by one word: "Greenpeace", "Газпром"; with its second, "Amnesty International"."""
    texts = [token.text for token in run.tokens[:2]]
    if known_body(texts[0], run.language) is None:
        return 0
    return len(texts) if known_body(" ".join(texts), None) else 1


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
    if run.language == "en" and not said[-1]:
        return 0  # "College Admissions"
    if run.language in HEADS_LAST and said[-1]:
        return said[-1] + 1  # "Yale University Professor"
    # What follows in the same breath may be somebody: "szef Rady Europejskiej Donald Tusk".
    following = (i for i in range(said[-1] + 1, len(texts)) if is_given(texts[i], run.language))
    length = next(following, len(texts))
    return length if length > 1 else 0


HEADS_LAST = frozenset(("en", "nl", "sv", "da", "nb", "nn", "fi", "hu", "et"))
"""Languages in which a body's name ends with what it is."""
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
    """A word with a capital before what it is in small letters: "Evropská komise", "Международный валютный фонд"."""
    words, following = run.words, run.following
    if following is None or not following.follows or len(run.tokens) != 1 or run.language in HEADS_LAST:
        return 0
    if run.opens and run.tokens[0].text.lower() not in words.body_adjectives:
        return 0  # "Nová vláda"
    if following.text in words.bodies:
        return 2
    second = run.after_next
    is_pair = words.body_adjectives and second and second.follows and following.text.endswith(_ADJECTIVES)
    return 3 if is_pair and second and second.text in words.bodies else 0


_ADJECTIVES = (
    "á", "ý", "é", "í", "ého", "ému", "ým", "ém", "ou", "ích", "ých", "a", "i", "y", "ega", "emu", "em", "o", "ny", "ego", "ej",
    "ą", "а", "и", "о", "ий", "ый", "ая", "ое", "ой", "ую", "ого", "ому", "им", "ым", "ом", "ої", "ій", "у", "ю", "та",
    "ият", "ото",
)  # fmt: skip
"""Endings of adjectives in Slavic languages."""
_MIXED = re.compile(r"[A-ZА-Я]{1,3}[a-zа-я][A-ZА-Я]{1,2}")


def letters(run: Run) -> int:
    """Capitals that stand for words: "NATO", and with a small letter among them: "PiS"; no unit and no common noun."""
    text = run.tokens[0].text
    if _MIXED.fullmatch(text):
        return int(not (run.shouted or run.is_common))
    is_shouted = run.shouted or (len(run.tokens) > 2 and all(token.text.isupper() for token in run.tokens[:3]))
    if is_shouted or not text.isupper() or not text.isalpha() or len(text) not in _LETTERS or text in _no_bodies():
        return 0
    return int(not (run.is_counted or run.is_common))


_LETTERED = re.compile(r"[A-Z](?<!\w[A-Z])[A-Za-z]?[A-Z]\w{0,5}\b")
_ACTING = re.compile(r" (?:said|says|told|announced|has|had|will|spokes|chief|president|official|member)")
_NOUN_BEHIND = re.compile(r" [a-z]")
_NEAR = 12
"""Characters on either side of letters among which a word stands that they do something."""
_BEFORE = 120
"""Characters before letters in brackets among which the words stand that they are short for."""


def common_letters(body: str, language: str | None) -> frozenset[str]:
    """Letters that a text has as a common noun: in the plural ("APIs"), or short for words in small letters.

    In English, where trades speak in letters, also those that the text never treats as somebody: "the ESB", "ESB said".
    """
    nouns: set[str] = set()
    somebodys: set[str] = set()
    others: set[str] = set()
    for match in _LETTERED.finditer(body):
        letters, start, end = match[0], match.start(), match.end()
        if letters[-1] == "s" and letters[:-1].isupper():
            nouns.add(letters[:-1])
        elif body[start - 1 : start] == "(" and body[end : end + 1] == ")":
            words = re.findall(r"\w+", body[max(0, start - _BEFORE) : start])[-2 * len(letters) :]
            (nouns if _are_small(words, letters) else somebodys).add(letters)
        elif language == "en":
            acts = _acts(body[max(0, start - _NEAR) : start], body[end : end + _NEAR])
            (somebodys if acts else others).add(letters)
    return frozenset(nouns | (others - somebodys))


def _are_small(words: Sequence[str], letters: str) -> bool:
    """Whether letters are short for common words: "search engine optimization (SEO)"."""
    first = [word for word in words if word[0].upper() == letters[0]]
    ends_so = bool(words) and words[-1].islower() and words[-1][0].upper() == letters[-1]
    return ends_so and bool(first) and all(map(str.islower, first))


def _acts(before: str, after: str) -> bool:
    """Whether letters stand as somebody's name does: "the ESB", "by ESB", "ESB's", "ESB said"."""
    owns = after.startswith(("’s", "'s"))
    is_named = before.endswith((" the ", "The ", " by ", " join ", " against ")) and not _NOUN_BEHIND.match(after)
    return owns or is_named or _ACTING.match(after) is not None


RULES: tuple[Callable[[Run], int], ...] = (listed, called_so, known_everywhere, with_its_partners, with_its_noun, letters)
"""Each says how many words are an organisation's name; 0 where it sees none."""


def organisation(run: Run) -> tuple[int, str]:
    """How many words of a run are an organisation's name, and the rule that says so; (0, "") where none does."""
    for rule in RULES:
        if length := rule(run):
            return length, rule.__name__.replace("_", " ")
    return 0, ""
