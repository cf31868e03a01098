"""Places in a text: the forms of prominent places, in the cases of languages that decline them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.compiled import table
from articles.dates.words import month_of
from articles.names.spelling import INFLECTING
from articles.places.gazetteer import Entry, fold, homes, may_be_known, named
from articles.places.inflected import usual_forms
from articles.places.prominent import Prominent, cities, countries, country_names, landscapes, parts
from articles.remembered import remembered

LONGEST = 4
"""Words of a place's name."""
SHORTEST_PART = 4
"""Letters of a name of a country's part: shorter ones are codes and abbreviations."""

_SHORT = frozenset(("us", "uk"))
"""Names of two letters that stand in texts; other codes are words and bodies more often."""

_CAPITALS = 4
"""Letters up to which the name of a country in capitals is an abbreviation ("USA", "ОАЭ"), and told by them."""

_DECLENSIONS = {
    # last letters of the nominative: the endings that take their place
    "a": "a y i e u ou o oj om ie ii", "o": "o a u em om ie", "e": "e a i u em im om ich", "y": "y ech ich ach um am om ami im",
    "i": "i ech ich ach um am om ami im ih", "ы": "ы ов ам ами ах", "и": "и і ь ю ам ами ах ях ей",
    "а": "а ы и е у ой ою і", "я": "я и е ю ей ею і є ї", "о": "о а у е ом ові і", "е": "е и я ю ем", "і": "і и ям ами ях ь",
    "ь": "ь и і я ю ем ью ю е",
}  # fmt: skip
_CONSONANT = "a u e i y ia iu em om ie ovi ev owi iem im ом ем а у е і ові ю я"
_LONGEST_ENDING = max(len(fold(ending)) for row in (*_DECLENSIONS.values(), _CONSONANT) for ending in row.split())


@dataclass(frozen=True, slots=True)
class Found:
    """A place that so many words name."""

    words: int
    place: Prominent


@cache
def _known() -> dict[str, Prominent]:
    """{folded form: place}."""
    regional = {
        form: place for form, place in parts().items() if len(form) >= SHORTEST_PART and not _is_cut(form, fold(place.name))
    }
    own = country_names()
    national = {
        form: place if place.name in own else Prominent(f"{place.key} {form}", form.title())
        for form, place in countries().items()
        # "Israeli" is Israel in Albanian, and no place in most languages.
        if not (form.endswith("i") and countries().get(form[:-1]) == place)
    }
    named = landscapes() | regional | cities() | national
    return {form: place for form, place in named.items() if len(form) > 2 or not form.isascii() or form in _SHORT}


def _is_cut(form: str, name: str) -> bool:
    """Whether a form is an abbreviation: "Mass." of Massachusetts."""
    return form != name and name.startswith(form)


_Stems = dict[str, list[str]]
"""{form without its ending: forms}, of names of one word."""
_Phrases = dict[str, dict[str, str]]
"""{stem of the first word: {stems of all words: form}}, of names of several words."""


@cache
def _by_stems() -> tuple[_Stems, _Phrases]:
    forms = {form: place.key for form, place in _known().items()}
    made_of = (Path(__file__).read_bytes(), repr(forms).encode())
    found: tuple[_Stems, _Phrases] = table("toponyms", made_of, lambda: (_stems(forms), _phrases(forms)))
    return found


def _stems(forms: Mapping[str, str]) -> _Stems:
    found: _Stems = {}
    for form, key in forms.items():
        if " " in form or len(form) < SHORTEST_PART:
            continue
        stem = form[:-1] if form[-1] in _DECLENSIONS else form
        if len(stem) > 2 + 2 * (" " in key):
            found.setdefault(stem, []).append(form)
    return found


def _phrases(forms: Mapping[str, str]) -> _Phrases:
    found: _Phrases = {}
    for form in forms:
        if " " in form:
            stems = _stemmed(form)
            found.setdefault(stems.partition(" ")[0], {}).setdefault(stems, form)
    return found


@cache
def _endings(last: str) -> frozenset[str]:
    """Those that names which end in this letter may have instead, or behind it."""
    return frozenset(map(fold, _DECLENSIONS.get(last, _CONSONANT).split())) | {""}


def begins_one(word: str) -> bool:
    """Whether a name of several words begins with this one."""
    return _starting(word) is not None


@remembered(16_384)
def _starting(word: str) -> dict[str, str] | None:
    return _by_stems()[1].get(_stem(fold(word)))


@remembered(16_384)
def _stem(word: str) -> str:
    for letters in range(min(4, len(word) - 3), 0, -1):
        if word[-letters:] in _PHRASE_ENDINGS:
            return word[:-letters]
    return word


_PHRASE_ENDINGS = frozenset(
        (
            "a", "e", "i", "o", "u", "y", "ou", "em", "om", "ie", "ego", "emu", "ej", "iej", "iego", "iemu", "ia", "ii", "ych",
            "ich", "ymi", "imi", "ach", "ech", "ami", "im", "ym", "eho", "mi", "oj", "ih", "а", "е", "и", "о", "у", "ы", "ю",
            "я", "і", "ого", "ому", "ои", "ей", "ыи", "ии", "ая", "ое", "ые", "их", "ых", "им", "ым", "ими", "ыми", "ом", "ем",
            "ам", "ах", "ами", "ою", "ею", "ів", "ов", "ої",
        )
)  # fmt: skip


def _stemmed(form: str) -> str:
    return " ".join(map(_stem, form.split()))


def place_at(words: Sequence[str], language: str | None, *, opens: bool = False) -> Found | None:
    """The place that these words begin with, the longest name first; where they open a sentence, in no odd case."""
    if len(words) > 1 and (found := _several(words, language)):
        return found
    place = _one(words[0], language) or (None if opens else _by_odd_case(words[0], language))
    return Found(1, place) if place else None


_LONG_ENDED = frozenset(("cs", "sk"))
"""Languages whose adjectives end in a long vowel."""
_OF_A_COUNTRY = ("ská", "ské", "ský", "cká", "cké", "cký")


@remembered(16_384)
def _one(word: str, language: str | None) -> Prominent | None:
    folded = fold(word)
    if language in _LONG_ENDED and word.endswith(_OF_A_COUNTRY):
        return None  # "Skotská vláda"; "Škotska" is a country
    if place := _known().get(folded):
        # "Chad" is a country, "chad" a word; and "USA" is one in capitals alone.
        return None if folded.isascii() and len(folded) < _CAPITALS and not word.isupper() else place
    if language not in INFLECTING or len(folded) < SHORTEST_PART:
        return None
    if language in _LONG_ENDED and word[-1] in "áéý":
        return None  # an adjective: "Německá vláda"
    known, stems = _known(), _by_stems()[0]
    for letters in range(min(_LONGEST_ENDING, len(folded)), -1, -1):
        stem, ending = folded[: len(folded) - letters], folded[len(folded) - letters :]
        for form in stems.get(stem, ()):
            if ending in _endings(form[-1]):
                return known[form]
    return None


@remembered(16_384)
def _by_odd_case(word: str, language: str | None) -> Prominent | None:
    """Where a case changes more than the ending: "Praze", "Polsce"."""
    if len(word) < SHORTEST_PART:
        return None
    return next((found for form in usual_forms(word, language) if (found := _known().get(fold(form)))), None)


def _several(words: Sequence[str], language: str | None) -> Found | None:
    starting = _starting(words[0])
    if starting is None:
        return None
    folded = [fold(word) for word in words[:LONGEST]]
    known = _known()
    inflects = language in INFLECTING or language in ("bg", "mk")
    for length in range(len(folded), 1, -1):
        form = " ".join(folded[:length])
        if form not in known and inflects:
            form = starting.get(_stemmed(form), form)
        if form in known:
            return Found(length, known[form])
    return None


PEOPLE = 100_000
"""Of a place of another country, from which on it is known here by its name alone."""
PEOPLE_OF_WORDS = 5_000
"""Of a place at home, where no case tells a name from a word ("in Essen"); elsewhere all are known."""
PEOPLE_OF_THE_WORLD = 15_000
"""Likewise, of languages of many countries."""
SHORTEST_TOWN = 4
"""Letters of a town's name: shorter ones are words of some language."""


@remembered(16_384)
def town(name: str, language: str | None) -> tuple[str, str] | None:
    """The key and the name of a town of the language's countries, or of a large one elsewhere, in all cases of its language."""
    is_word = len(name) < SHORTEST_TOWN or name.isupper() or month_of(name, language)
    if is_word or name.endswith(_NO_TOWNS.get(language or "", ())):
        return None
    for forms in ((name,), usual_forms(name, language), _nominatives(name) if language in INFLECTING else ()):
        found = [entry for form in forms if may_be_known(form) for entry in named(form) if _is_known_here(entry, language)]
        if found:
            entry = max(found, key=lambda entry: entry.rank)
            return str(entry.geonames_id or f"{entry.country} {entry.name}"), entry.name
    return None


_NO_TOWNS = dict.fromkeys(("ru", "uk", "be"), ("ова", "ева")) | dict.fromkeys(_LONG_ENDED, ("á", "é", "ý"))
"""Endings of somebody ("верил в Иванова") and of adjectives."""


def _is_known_here(entry: Entry, language: str | None) -> bool:
    """Whether papers of a language name a place without saying where it is.

    In Latin letters odd names of towns are words: "Rest" is Rasht in some language.
    """
    at_home = homes(language)
    if entry.alias and language not in _OTHER_LETTERS:
        return False
    least = 0 if language in INFLECTING else PEOPLE_OF_THE_WORLD if at_home[:1] == ("-",) else PEOPLE_OF_WORDS
    return entry.population >= (least if entry.country in at_home else PEOPLE)


_OTHER_LETTERS = frozenset(("be", "bg", "mk", "ru", "uk", "sr"))


def _nominatives(name: str) -> list[str]:
    """What a name may be in its usual form, by the endings that take that one's place."""
    head, space, last = fold(name).rpartition(" ")
    found = []
    for letters in range(min(_LONGEST_ENDING, len(last) - 3), -1, -1):
        stem, ending = last[: len(last) - letters], last[len(last) - letters :]
        usual = _usual_endings().get(ending, ())
        found += [f"{head}{space}{stem}{one}" for one in usual]
        if stem[-2] not in _VOWELS:
            soft = [one for one in ("", "ь") if one in usual]
            found += [f"{head}{space}{stem[:-1]}{vowel}{stem[-1]}{one}" for one in soft for vowel in _FLEETING]
    return found


_VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
_FLEETING = ("e", "е", "о", "і")
"""Vowels that only the nominative has: Liberec, Liberce."""


@cache
def _usual_endings() -> dict[str, list[str]]:
    """{ending in some case: the endings of the nominative that it takes the place of}."""
    found: dict[str, list[str]] = {}
    for usual, endings in (*_DECLENSIONS.items(), ("", _CONSONANT)):
        for ending in endings.split():
            if usual not in found.setdefault(fold(ending), []):
                found[fold(ending)].append(usual)
    return found
