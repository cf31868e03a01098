"""Names as they are compared: spellings of one sound made one, the endings of cases and of women's names left out."""

import re

from articles.remembered import remembered
from articles.stories.sound import latin, sound

INFLECTING = frozenset(("be", "bs", "cnr", "cs", "hr", "lt", "lv", "pl", "ru", "sh", "sk", "sl", "sr", "uk"))
"""Languages that decline the names of persons. Bulgarian and Macedonian do not."""

SHORTEST = 3
"""Letters that an ending must leave of a name."""

_ARTICLE = re.compile("^(?:[aAeE][lsdrnz]-|[وبلفك]?ال)(?=..)")
_FEMALE = re.compile("(?<=..)[oe]v(?:a|e|ou|i|o)$")
_ADDS_FEMALE = frozenset(("cs", "sk", "sl"))
"""Languages that give the family names of women an ending, foreign ones too: Merkelová."""
_CASES = re.compile(
    "(?:iego|iemu|ogo|omu|ego|emu|eho|oho|imi|ymi|owi|ovi|iem|jem|jom|em|om|im|ym|ou|oi|oj|oy|ei|ej|ey|ii|ia|iu|ie|[aeiouy])$"
)
_POSSESSIVE = re.compile("(?:ov|uv|in)$")

_ALIKE = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        ("tsch|tch", "ch"), ("shch|sch|sz", "sh"), ("cz", "ch"), ("ph", "f"), ("th", "t"),
        ("kh", "h"), ("ck|q|c(?![heiy])", "k"),
        ("x", "ks"), ("w", "v"), ("[yj]", "i"), ("ou|oo", "u"), ("ee", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@remembered(16_384)
def plain(word: str) -> str:
    """A name's letters as all spellings share them: `plain("Sergey") == plain("Sergej") == plain("Сергей")`."""
    spelt = latin(word)
    for letters, one in _ALIKE:
        spelt = letters.sub(one, spelt)
    return spelt


@remembered(16_384)
def uninflected(word: str, language: str | None) -> str:
    """A family name in Latin letters, without the endings that cases and women's names have in its language."""
    spelt = latin(_ARTICLE.sub("", word))
    if language not in INFLECTING:
        return spelt
    if language in _ADDS_FEMALE and len(bare := _FEMALE.sub("", spelt)) >= SHORTEST:
        spelt = bare
    for _ in range(2):
        bare = _CASES.sub("", spelt)
        if len(bare) < SHORTEST:
            break
        spelt = bare
    return spelt


def family_key(word: str, language: str | None) -> str:
    """What forms and spellings of one family name share: the order of its consonants."""
    return sound(uninflected(word, language))


def possessive_key(word: str, language: str | None) -> str:
    """The key of the name that a possessive is made of, in Slavic languages: "Trumpův", "Trumpova"."""
    return sound(_POSSESSIVE.sub("", uninflected(word, language)))
