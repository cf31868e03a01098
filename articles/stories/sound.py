"""Names as they sound: one key for a name in every script and case that it is written in.

"Soleimani", "Солеймани" and "سليماني" are written with other letters, "Путин" and "Путина" with other endings. What stays is
the order of their consonants. Keys are for finding likely pairs, among other evidence; they prove no two names one.
"""

import re

from text_unidecode import unidecode

from articles.remembered import remembered

LONGEST = 5
"""Letters of a key: what follows in a long name is ending more often than name."""

CASELESS = frozenset(
    ("ar", "fa", "he", "ur", "ps", "ckb", "ug", "yi", "hi", "bn", "mr", "ne", "pa", "gu", "ta", "te", "kn", "ml", "ka", "am")
)
"""Languages whose scripts have no capitals: any word may be a name."""

_INFLECTING = frozenset(("be", "bg", "bs", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"))
_ENDING = re.compile(
    "(?:ogo|omu|ymi|imi|iami|ami|owi|ovi|ego|emu|ej|ou|oy|oj|oi|om|em|im|ym|akh|ach|iam|am|iu|ia|ie|ii|[aeiouy])$"
)
_ARTICLE = re.compile("^[وبلفك]?ال(?=...)")
_SPELLINGS = (
    (re.compile("sch|sh|tch|ch|cz|sz|zh|ts|tz|dj|dz"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("ck|kh"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("[cq]"), "k"),
)
"""Letters that stand for one sound, in order."""
_ALIKE = str.maketrans("wvpz", "ffbs")
"""Sounds that scripts do not keep apart: Arabic writes p as b and v as f, German says w and Russian v."""
_SILENT = re.compile("[aeiouyhj]")
_DOUBLE = re.compile(r"(.)\1+")


@remembered(65_536)
def latin(word: str) -> str:
    """The word in the letters a to z and digits: `latin("Žižek") == "zizek"`, `latin("Киев") == "kiev"`."""
    spelt = (word if word.isascii() else unidecode(word)).lower()
    return spelt if spelt.isalnum() else "".join(letter for letter in spelt if letter.isalnum())


@remembered(16_384)
def sound(spelt: str) -> str:
    """The consonants of a name in the letters a to z; a vowel that it begins with counts as "a"."""
    for letters, one in _SPELLINGS:
        spelt = letters.sub(one, spelt)
    spelt = spelt.translate(_ALIKE)
    consonants = _DOUBLE.sub(r"\1", _SILENT.sub("", spelt))
    return ("a" if spelt[:1] in tuple("aeiouy") else "") + consonants


@remembered(65_536)
def sound_key(word: str, language: str) -> str:
    """The consonants of a name, at most five: `sound_key("Goethe", "de") == sound_key("Гёте", "ru") == "gt"`.

    Endings of languages that inflect names are left out.
    """
    spelt = latin(_ARTICLE.sub("", word))
    if language in _INFLECTING and len(spelt) > 4:
        stem = _ENDING.sub("", spelt)
        spelt = stem if len(stem) >= 3 else spelt
    return sound(spelt)[:LONGEST]
