"""Forms of one word: what the words of a text are reduced to by the Snowball stemmer of its language.

Simple stemming, as search engines have it: "bridges", "bridged" and "bridge" have the stem "bridg". It knows endings and no
words: "went" is no form of "go", "mice" none of "mouse", and a few words have one stem that are none of each other's forms.
"""

import re
from collections.abc import Mapping
from unicodedata import normalize

import Stemmer

from articles.languages import rules_for

STEMMERS: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""{language: its algorithm's name}."""
SHORTEST = 3
"""Letters of a word that has forms: shorter ones are the words of grammar, which nobody looks for."""

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963\u0b82\u0bbe-\u0bcd\u0bd7"
    "\u200c\u200d"
)
"""What stands within words and is no letter: accents that compose with none, vowel signs, joiners."""
_WORD = re.compile(rf"[\w{_MARKS}]+")


def has_stems(language: str | None) -> bool:
    """Whether the words of a language are reduced to stems."""
    return rules_for(language) in STEMMERS


def words_as_written(text: str, language: str) -> set[str]:
    """The words of a text that may have forms, in small letters and with their accents, as the stemmers take them."""
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return {word for word in _WORD.findall(normalize("NFC", text.lower())) if len(word) >= SHORTEST and word[0].isalpha()}


def stems(words: list[str], language: str) -> list[str]:
    """The stem of each word of a language. Raises KeyError for one without (`has_stems`)."""
    algorithm = Stemmer.Stemmer(STEMMERS[rules_for(language) or ""], 0)  # its own: two threads must not share one
    told: list[str] = algorithm.stemWords(words)
    return told
