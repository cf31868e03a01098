"""The names of persons: usual case, order, and which part is given and which the family's (data/names.toml)."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from articles.wordlists import any_of

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff々〆ヶ"
_EAST = re.compile(f"[{_HAN}\u3040-\u30ff\uac00-\ud7af]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+|[A-ZÀ-ÞА-ЯΑ-Ω]")
_PATRONYMIC = re.compile(r".+(?:вич|вна|ична|ївна|ич)$")
_HEADED = re.compile(r"(Mac|Mc|De|Di|Du|La|Le|Lo|Da|Van|Von|Fitz|[dl]['’])([A-ZÀ-Þ]{3,})")
_HALVES = re.compile(r"([-‐'’ʼ])")

UNSPLIT = frozenset(("id", "ms", "vi", "my", "jv", "su", "mn", "te", "ta", "ml", "th", "km", "lo"))
"""Languages whose names have no family part, or none that their order tells."""
FAMILY_FIRST = frozenset(("hu",))
IBERIAN = frozenset(("es", "ca", "gl", "eu"))
"""Languages of whose names the family's are the last two."""

_AND = frozenset(("y", "e", "i"))
"""The "and" between two family names."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a name is made of; `family` includes its particle. All None where the split cannot be known."""

    given: str | None = None
    family: str | None = None
    particle: str | None = None


@cache
def _data() -> dict[str, Any]:
    data = tomllib.loads((files("articles") / "data" / "names.toml").read_text("utf-8"))
    particles = data["particles"]
    return {
        "small": frozenset(particles["small"]),
        "after": frozenset(particles["after"]),
        "particles": frozenset(particles["small"] + particles["large"] + particles["other"]),
        "mac": frozenset(particles["mac"]),
        "initials": frozenset(particles["initials"]),
        "second": frozenset(data["second"]["es"]),
        "first": {key: frozenset(value) for key, value in data["first"].items()},
        "chinese": re.compile("(?:{0})-?(?:{0})?".format(any_of(data["first"]["syllables"].split()))),
    }


def is_particle(word: str) -> bool:
    """Whether a word may stand in a name without being one: "van", "de", "بن"."""
    return word.lower() in _data()["particles"]


def is_initial(word: str) -> bool:
    """Whether a word is one or more letters that stand for given names: "J.", "J.-P.", "Y"."""
    return _INITIAL.fullmatch(word) is not None


def is_eastern(text: str) -> bool:
    """Whether a text is in Chinese, Japanese or Korean letters."""
    return _EAST.search(text) is not None


def _lower(word: str, lang: str | None) -> str:
    if lang in ("tr", "az"):
        word = word.replace("I", "ı").replace("İ", "i")
    return word.lower().replace("i̇", "i")


def _capital(word: str, lang: str | None) -> str:
    # Georgian has capitals that nobody begins a name with: they are no title case.
    head = "İ" if lang in ("tr", "az") and word[:1] == "i" else "IJ" if lang == "nl" and word[:2] == "ij" else word[:1].title()
    return head + word[len(head) :]


def _cased_word(word: str, lang: str | None) -> str:
    """One word of a name in its usual case, whatever it was printed in."""
    low = _lower(word, lang)
    if low in _data()["mac"]:
        return "Mac" + _capital(low[3:], lang)
    halves = _HALVES.split(low)
    for index in range(0, len(halves), 2):
        half, apostrophe = halves[index], index >= 2 and halves[index - 1] != "-"
        # O'Neill and D'Angelo take a capital, Ba'ath and Ma'an do not.
        if not apostrophe or len(halves[index - 2]) == 1:
            halves[index] = "Mc" + _capital(half[2:], lang) if half.startswith("mc") and len(half) > 3 else _capital(half, lang)
    return "".join(halves)


def _shouted(word: str) -> bool:
    """In capitals, and not an initial."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and not is_initial(word) and all(letter.isupper() or not letter.islower() for letter in letters)


def usual_case(name: str, lang: str | None = None) -> str:
    """`name` with its capitals (or the lack of any) turned into usual case: "JEAN DE LA TOUR" -> "Jean de la Tour".

    A word in mixed case is left alone, so "Jean DUPONT" becomes "Jean Dupont" and "Sandee LaMotte" stays.
    """
    words = name.split()
    plain = name == name.lower()
    data, cased = _data(), list[str]()
    for index, word in enumerate(words):
        low = word.lower()
        inner = 0 < index < len(words) - 1
        if not plain and not _shouted(word):
            # "McDONALD", "O’NEILL" printed with a small letter in capitals.
            headed = _HEADED.fullmatch(word)
            word = headed[1] + _capital(headed[2].lower(), lang) if headed else word
            cased.append(word)
        elif not plain and len(low) == 2 and index == 0 and (low in data["initials"] or not set(low) & set("aeiouyäöüåøæ")):
            cased.append(word)
        elif inner and (low in data["small"] or (low in data["after"] and cased[-1].lower() in data["small"])):
            cased.append(low)
        else:
            cased.append(_cased_word(word, lang))
    return " ".join(cased)


def _eastern(name: str) -> Parts:
    words = re.split(r"[\s\u3000]+", name)
    if len(words) == 2 and not _KANA.search(words[0]):
        return Parts(words[1], words[0])
    if "·" in name or "・" in name:
        given, _, family = re.sub("[・]", "·", name).rpartition("·")
        return Parts(given, family)
    cut = _family_signs(name) if len(words) == 1 else 0
    return Parts(name[cut:], name[:cut]) if 0 < cut < len(name) else Parts()


def _family_signs(name: str) -> int:
    """How many signs of a name without spaces are the family's; 0 where that cannot be known."""
    data, length = _data()["first"], len(name)
    if _HANGUL.search(name):
        return 2 if length == 4 and name[:2] in data["hangul_double"] else int(length in (2, 3))
    japanese = [len(family) for family in data["japanese"] if name.startswith(family)]
    if _KANA.search(name) or min(japanese, default=length) < length:
        return max(japanese, default=0)
    if name[:2] in data["han_double"] and length in (3, 4):
        return 2
    return int(name[:1] in data["han"] and length in (2, 3))


def _family_first(words: list[str], lang: str | None) -> bool:
    data = _data()
    if lang in FAMILY_FIRST:
        return True
    if len(words) == 3 and _PATRONYMIC.match(words[2]) and not _PATRONYMIC.match(words[1]) and words[2][:1].isupper():
        return lang in ("ru", "uk", "be", None)
    if len(words) == 2:
        first, second = words[0].lower(), words[1].lower()
        if "-" in second and first in data["first"]["korean"] and second.replace("-", "").isalpha():
            return True
        chinese = data["first"]["chinese"]
        if first not in chinese or data["chinese"].fullmatch(second) is None:
            return False
        # "Li Wei" and "Wei Li": two syllables are a given name, of two family names the first one is it.
        return second not in chinese or first in chinese
    return False


def split(name: str, lang: str | None = None) -> Parts:
    """Part a name in usual case and usual order into given and family name.

    `lang` is the language of the page (ISO 639-1). Spanish names take their last two words for the family's, Hungarian ones
    their first; Chinese and Korean names are told by their family name even in Latin letters.
    """
    words = name.split()
    if is_eastern(name):
        return _eastern(name)
    if len(words) < 2 or lang in UNSPLIT:
        return Parts()
    if _family_first(words, lang):
        return Parts(" ".join(words[1:]), words[0])
    if is_initial(words[-1]):
        return Parts(" ".join(words[1:]), words[0]) if len(words) == 2 and not is_initial(words[0]) else Parts()
    start = min(_iberian_start(words, lang), _particle_start(words))
    family = words[start:]
    particle = list(takewhile(is_particle, family[:-1]))
    return Parts(" ".join(words[:start]), " ".join(family), " ".join(particle) or None)


def _iberian_start(words: Sequence[str], lang: str | None) -> int:
    """Where the family name starts: the last word, in Spain's languages the last two, but of a second given name."""
    last = len(words) - 1
    if lang not in IBERIAN or len(words) < 3 or any(map(is_particle, words[1:])):
        return last
    if len(words) > 3:
        return last - 1
    return last if any(map(is_initial, words)) or words[1].lower() in _data()["second"] else 1


def _particle_start(words: Sequence[str]) -> int:
    """Where the first particle starts the family name: "van", but "García y López" before its "y"."""
    for index in range(1, len(words) - 1):
        joins = words[index].lower() in _AND
        if is_particle(words[index]) and (not joins or index > 1):
            return max(index - joins, 1)
    return len(words) - 1
