"""Which words are forms of one: simple stemming, language by language."""

import pytest
import Stemmer

from articles.languages.words import languages
from articles.stems import STEMMERS, has_stems, stems, words_as_written

FORMS = [
    ("en", "bridge bridges bridged", "bridgehead bridal"),
    ("en", "study studies studied", "student"),
    ("en", "general generals generally", "generation generous"),  # one stem, though not one word
    ("de", "Brücke Brücken", "Brocken Bruch"),
    ("de", "Haus Hauses Häuser Häusern", "Hass Haut"),
    ("de", "Straße Straßen Strasse", "Strauß"),
    ("fr", "grève grèves", "grave gréviste"),
    ("fr", "national nationale nationaux", "nation"),
    ("es", "elección elecciones", "electoral"),
    ("es", "inundación inundaciones inundado", "inmune"),
    ("ru", "мост моста мосты мостов", "мостовая место"),
    ("ru", "ёлка елка ёлки", "белка"),
    ("ar", "جسر الجسر", "جسور"),  # plurals that are made within the word are other stems
    ("ar", "انتخاب الانتخابات", "نائب"),
    ("tr", "ışık ışığı IŞIKLAR", "işaret"),
    ("tr", "köprü köprüler köprünün köprüde", "köpek"),
    ("fi", "talo talon talossa taloja", "talvi"),
    ("fi", "koulu koulun koulut", "kuolla"),
    ("it", "ponte ponti", "pontile"),
    ("sv", "skola skolor skolorna", "skolan skog"),
    ("nn", "skole skolen skoler", "skog"),  # read by the rules for Bokmål
    ("pl", "szkoła szkoły szkołą", "szkole szkolenie"),
    ("hi", "लड़का लड़के लड़कों", "लकड़ी"),
    ("ta", "பாலம் பாலங்கள்", "பால்"),
    ("sr", "школа школе škola škole", "шкољка"),  # in either script
]
UNKNOWN_HERE = {"dutch_porter", "porter", "sesotho", "yiddish"}
"""Snowball's older algorithms, and those of languages that have no file."""


def stems_of(words: str, language: str) -> set[str]:
    return set(stems(sorted(words_as_written(words, language)), language))


@pytest.mark.parametrize(("language", "forms", "others"), FORMS)
def test_forms_have_one_stem_and_near_words_another(language: str, forms: str, others: str):
    assert len(words_as_written(forms, language)) == len(forms.split())
    (stem,) = stems_of(forms, language)
    assert stem not in stems_of(others, language)


def test_each_algorithm_serves_a_language_that_is_known():
    assert set(STEMMERS.values()) == set(Stemmer.algorithms()) - UNKNOWN_HERE
    assert STEMMERS.keys() <= set(languages())


@pytest.mark.parametrize(
    ("language", "has"),
    [("en", True), ("de-AT", True), ("no", True), ("nn", True), ("zh", False), ("uk", False), (None, False)],
)
def test_languages_with_stems(language: str | None, has: bool):
    assert has_stems(language) is has


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The Bridge's 2 co-owners, in 2026: NATO!", "the bridge owners nato"),
        ("fr", "L’E\u0301lection d’e\u0301te\u0301", "élection été"),  # accents that stand alone become one letter
        ("tr", "IŞIK İstanbul'da", "ışık istanbul"),
        ("de", "Die STRASSE, die Straße", "die strasse straße"),
        ("ar", "كِتَاب", "كِتَاب"),
        ("el", "ΟΔΟΣ", "οδος"),
        ("fa", "می\u200cخواهم", "می\u200cخواهم"),
        ("en", "19th 10jähriger 3", ""),
    ],
)
def test_words_as_the_stemmers_take_them(language: str, text: str, words: str):
    assert words_as_written(text, language) == set(words.split())
