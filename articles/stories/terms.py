"""What an article is about: its words, names, places and numbers, counted.

A term is a kind and a key: "w:earthq" a word of the article's language by its beginning, "n:slmn" a name by its sound, "p:IQ" a
place, "d:5.8" a number. Names, places and numbers are the same in all languages.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from articles.languages.words import each
from articles.places.gazetteer import fold
from articles.places.prominent import cities, countries
from articles.remembered import remembered
from articles.stories.sound import CASELESS, latin, sound_key

TITLE_WEIGHT = 2
"""How often a word of the headline counts: it says what an article is about."""
LONGEST_BODY = 3_000
"""Characters of the body that are read: what a story is about stands above."""
STEM = 6
"""Letters of a word that count: the simplest stemming, and the same for all languages."""
CAPITAL_NOUNS = frozenset(("de", "lb"))
"""Languages in which a capital tells no names from other nouns."""
MOST = 200
"""How often a term can count in an article."""

_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?P<word>[^\W\d_{_UNSPACED}]++(?:[’'][^\W\d_{_UNSPACED}]++)?+)(?P<code>-?\d++(?![.,]\d)[^\W_{_UNSPACED}]*+)?+"
    r"|(?P<number>\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?)"
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_WITHIN = re.compile(r"(?<=\w )[^\W\d_]{3,}")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{3,}")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_GROUPS = re.compile(r"[\u00a0\u202f ]|[.,](?=\d{3}(?:\D|$))")
_APOSTROPHE = re.compile("[’']")


@dataclass(frozen=True, slots=True)
class Term:
    """How often a term counts in an article, and the first word that stands for it there."""

    key: str
    count: int
    as_written: str


def terms(title: str | None, body: str, language: str | None) -> list[Term]:
    """The terms of an article, in the order in which they come."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    texts = title or "", body[:LONGEST_BODY]
    names = frozenset() if language in CAPITAL_NOUNS else _names_alone(texts)
    for text, weight in zip(texts, (TITLE_WEIGHT, 1), strict=True):
        for key, word in _found(text, language or ""):
            if key not in names:
                counts[key] = counts.get(key, 0) + weight
                written.setdefault(key, word)
    return [Term(key, min(count, MOST), written[key]) for key, count in counts.items()]


def as_written(title: str | None, body: str, language: str | None, wanted: Collection[str]) -> dict[str, str]:
    """{term: the first word that stands for it in an article}, for those that are wanted and stand there."""
    written: dict[str, str] = {}
    for text in (title or "", body[:LONGEST_BODY]):
        for key, word in _found(text, language or ""):
            if key in wanted and key not in written:
                written[key] = word
                if len(written) == len(wanted):
                    return written
    return written


def _names_alone(texts: Iterable[str]) -> frozenset[str]:
    """The words with a capital within a sentence that are never written small: names, which say nothing of what happened."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        of_text = {word for word in _LETTERS.findall(text) if word[0].islower()}
        within = {word for word in _WITHIN.findall(text) if word[0].isupper()}
        small |= of_text
        # Where most words have capitals, as in some headlines, these say nothing.
        if len(of_text) > len(within):
            capital |= within
    return frozenset(map(_word_key, capital)).difference(map(_word_key, small)) if capital else frozenset()


def _found(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(term, as written), one by one."""
    before = ""  # the capitalised word before, for places of two words
    tokens = list(_TOKEN.finditer(text))
    for token, behind in zip_longest(tokens, tokens[1:]):
        unspaced, word, code, number = token.groups()
        if word:
            said = _said(word, language)
            is_first_name = said.is_given and behind is not None and _is_tied(token, behind, language)
            yield from said.but_its_name if is_first_name else said.terms
            if code:
                yield from _code(token[0], code)
            if said.may_be_name:
                if before and (key := _places().get(fold(f"{before} {said.word}"))):
                    yield f"p:{key}", f"{before} {said.word}"
                elif said.place:
                    yield said.place, said.word
            before = said.word if said.may_be_name else ""
        elif unspaced:
            yield from _unspaced(unspaced)
        else:
            key = _GROUPS.sub("", number).replace(",", ".")
            before = ""
            if len(key) > 1:
                yield f"d:{key}", number


def _is_tied(token: re.Match[str], behind: re.Match[str], language: str) -> bool:
    """Whether a name is behind a given name: Martin Lindgren and Martin Haddad have nothing in common."""
    return behind.start() == token.end() + 1 and bool(behind["word"]) and _may_be_name(behind["word"], language)


@cache
def _given_names() -> frozenset[str]:
    lines = (files("articles") / "data" / "given_names.txt").read_text("utf-8").splitlines()
    forms = (form for line in lines if not line.startswith("#") for group in line.split() for form in group.split("|"))
    return frozenset(map(latin, forms))


LONGEST_CASE = 2
"""Letters that a case adds to a given name, or puts in the place of its "a": "Мартина", "Martinem", "Anny"."""


def _is_given(word: str, language: str) -> bool:
    if language in CASELESS or not word[0].isupper():
        return False
    spelt = latin(word)
    stems = [stem for letters in range(LONGEST_CASE + 1) if len(stem := spelt[: len(spelt) - letters]) > LONGEST_CASE]
    return any(form in _given_names() for stem in stems for form in (stem, stem + "a"))


def _bare(word: str) -> str:
    """Without what an apostrophe joins to it: "Merkel's", "l'Iran", "Van'da"."""
    head, *rest = _APOSTROPHE.split(word)
    return rest[0] if rest and len(head) <= 2 else head


def _may_be_name(word: str, language: str) -> bool:
    return language in CASELESS or word[0].isupper()


def _code(written: str, behind: str) -> Iterator[tuple[str, str]]:
    """What is a word and a number in one names a thing: "A320neo", "Ми-8", "COVID-19"."""
    yield f"n:={latin(written)}", written
    number = "".join(filter(str.isdigit, behind))
    if len(number) > 1:
        yield f"d:{number}", written


def _word_key(word: str) -> str:
    return f"w:{latin(word)[:STEM]}"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a word says wherever it stands; `word` is it without what an apostrophe joins to it."""

    word: str
    terms: tuple[tuple[str, str], ...]
    but_its_name: tuple[tuple[str, str], ...]
    may_be_name: bool
    is_given: bool
    place: str | None


@remembered(32_768)
def _said(written: str, language: str) -> _Said:
    word = _bare(written)
    terms = tuple(_of_word(word, language))
    may_be_name = _may_be_name(word, language)
    key = _places().get(fold(word)) if may_be_name else None
    but_its_name = tuple(term for term in terms if term[0][0] != "n")
    return _Said(word, terms, but_its_name, may_be_name, _is_given(written, language), f"p:{key}" if key else None)


def _of_word(word: str, language: str) -> Iterator[tuple[str, str]]:
    spelt = latin(word)
    if len(spelt) > 3:
        yield f"w:{spelt[:STEM]}", word
    if spelt in _days_and_months(language):
        return
    if len(spelt) > 2 and _may_be_name(word, language) and len(key := sound_key(word, language)) > 2:
        yield f"n:{key}", word
    elif len(word) > 1 and word.isupper():
        yield f"n:={spelt}", word


def _unspaced(run: str) -> Iterator[tuple[str, str]]:
    """Where words are not spaced, each two neighbours are one; a foreign name stands in katakana, a place anywhere."""
    for start in range(len(run) - 1):
        yield f"w:{run[start : start + 2]}", run[start : start + 2]
    for name in _KATAKANA.findall(run):
        if len(key := sound_key(name, "ja")) > 2:
            yield f"n:{key}", name
    known = _places()
    for ideographs in _IDEOGRAPHS.findall(run):
        for start in range(len(ideographs)):
            for end in range(start + 2, min(start + 7, len(ideographs) + 1)):
                if place := known.get(ideographs[start:end]):
                    yield f"p:{place}", ideographs[start:end]


@cache
def _days_and_months(language: str) -> frozenset[str]:
    """What a language writes with a capital, and is no name."""
    forms = (form for key in ("weekdays", "months") for named in each(key).get(language, ()) for form in named.split("|"))
    return frozenset(map(latin, forms))


@cache
def _places() -> dict[str, str]:
    """{folded form: id of the place it means before any other}: countries by their code, cities by their number in GeoNames."""
    found = {form: place.key for form, place in (cities() | countries()).items()}
    # Codes of two letters are words, too: "In" is Indiana, "As" is American Samoa.
    return {form: key for form, key in found.items() if len(form) > 2 or not form.isascii()}
