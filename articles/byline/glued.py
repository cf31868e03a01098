"""Words that a page ran together when it lost what stood between them: "By Ann LeeReporterUpdated 5 May"."""

import re
from collections.abc import Iterator
from functools import cache

from articles.byline.lexicon import wording
from articles.byline.tokens import GLUE
from articles.places.agencies import forms

_GLUED_LABEL = re.compile(r"(By|by|BY|Von|von|Par|Por|Door|Autor|Author|Autore)([A-ZÀ-Þ][^\W\d_].*)")
_FOOTNOTED = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,}(?:-[A-ZÀ-Þ][^\W\d_]+)?\d")
_NUMBERED = re.compile(r"[^\W\d_]{3,}\d\d[,;|)]?")
# What ends a credit and has one more capital is a house's name: "Jane Doe/GroundUp".
_CAMEL = re.compile(r"[A-ZÀ-ÞА-ЯІЇЄҐ][a-zà-ÿа-яіїєґ]{2,}[A-ZÀ-ÞА-ЯІЇЄҐ][a-zà-ÿа-яіїєґ]+")
_HOUSE = re.compile(r"[A-Z][a-z]+[A-Z]\w*[)\]]?")
"""An agency in camel case behind a slash: "EPA / MaxPPP"."""
_YEARED = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=\d:\d\d)(?=\d{1,2}\.)")
_HANDLED = re.compile(r"(?<=[^\W_])@(?=\w{2,30}(?![\w-]*\.\w))")
# "Ali YILMAZ-Ece DEMİR": a family name in capitals ends before the dash, and another name starts behind it.
_SHOUTED = re.compile(r"(?<=\s)([^\W\d_]{2,})-([^\W\d_]{2,})(?=\s[^\W\d_]{2,})")
# Parts that pages glue together: these short heads are no words of their own but begin a name.
_HEADS = frozenset(
    re.findall(
        r"\w+",
        "mc mac de di la le du van von fitz o d al el lo des del dal dela della san st ap der ten ter da do dos ibn abu bin "
        "ver vande l s i e",
    )
)
_ZONES = frozenset(["PM", "AM", "EDT", "EST", "UTC", "GMT", "BST", "CET", "CEST", "ET", "PT", "IST", "PST", "PDT", "CST"])


@cache
def _joined_words() -> frozenset[str]:
    """Words of organisations' names, as printed: "HuffPost" and "LaPresse" are not two words that lost their space."""
    words = wording()
    return frozenset(word for name in [*words.exact_outlets, *forms()] for word in name.split()) | frozenset(
        ("YouTube", "LinkedIn", "iPhone", "WhatsApp", "TikTok", "FaceTime", "PhD", "McLaren", "eBay", "DPhil", "MSc", "BSc")
    )


def _unglued(word: str) -> Iterator[str]:
    """The parts of a word that was two before the page lost what stood between them."""
    start = 0
    for index in range(2, len(word) - 1):
        if _starts_word(word, start, index):
            yield word[start:index]
            start = index
    yield word[start:]


def _starts_word(word: str, start: int, index: int) -> bool:
    """Whether another word starts at `index` of a printed one, of which the part before began at `start`."""
    before, here, after = word[index - 1], word[index], word[index + 1]
    head = re.split(r"[/()\[\]-]", word[start:index])[-1]
    if here.isdigit():
        ends = before.islower() and index - start > 2 and not head[:1].isdigit() and "." not in head
        return ends and after.isdigit()
    if not here.isupper():
        return False
    if head in ("by", "von", "par", "por", "door") or before in ")]!?":
        return True
    if before.islower():
        return head.lower() not in _HEADS and not _is_abbreviated(word[index:])
    if before.isdigit():
        return after.islower()
    return before.isupper() and after.islower() and (head in forms() or head.lstrip("0123456789:.") in _ZONES)


def _is_abbreviated(tail: str) -> bool:
    """Whether capitals at the end of a word are part of it: those of "BelTA", but not of "DoeAFP" and "DoePM"."""
    tail = tail.strip(",;|:.")
    known = tail in forms() or tail in _ZONES or tail.lower() in wording().suffixes
    return 1 < len(tail) < 4 and tail.isupper() and not known


def _is_one_name(before: list[str], word: str, after: str) -> bool:
    """Whether a word in camel case is one: "Jane SoraRao", "HarbourGuard EMEA", but not "Ann LeeBob Sample" or "LeeEditor".

    Two names that lost what stood between them are of two words each; a job or an agency behind a name is none of it.
    """
    if not _CAMEL.fullmatch(word.strip(",;|:.()")):
        return False
    if _GLUED_LABEL.fullmatch(word) or any(_is_no_name(part.strip(",;|:.()")) for part in _unglued(word)):
        return False
    follows = word[-1].isalpha() and after[:1].isupper()
    named = bool(before) and before[-1][:1].isupper() and before[-1][-1:].isalpha() and not _is_no_name(before[-1])
    return not (named and follows)


def _is_no_name(word: str) -> bool:
    """Whether it is a label, a job, an agency, or of a date."""
    known, low = wording(), word.lower()
    tables = (known.bare, known.noise, known.roles, known.role_modifiers)
    listed = any((low,) == words for table in tables for words, _ in table.get(low, ()))
    return word in forms() or listed or low in known.weekdays or low in known.months or low.endswith(known.role_endings)


def _is_whole(word: str, *, last: bool) -> bool:
    """Whether a printed word is one, whatever letters it has: a plain one, a known name, an address, "News24"."""
    if word.isalpha() and word[1:].islower():
        return True
    if len(word) > 80 or word.strip("()[],;:|.") in _joined_words():
        return True
    if "@" in word or "://" in word or re.search(r"\.[a-z]{2,4}\b", word):
        return True
    return bool(_NUMBERED.fullmatch(word)) and (last or not word[-1].isdigit())


def _with_dash(pair: re.Match[str]) -> str:
    # Not "ARD-Studio", but "ARD-Korrespondentin".
    house = pair[1] in wording().exact_outlets and not pair[2].lower().endswith(wording().role_endings)
    parted = pair[1].isupper() and pair[2].istitle() and not house
    return f"{pair[1]} - {pair[2]}" if parted else pair[0]


def unglue(text: str) -> str:
    """`text` with GLUE where two words were run together: "By Ann LeeReporterUpdated 5 May"."""
    text = _SHOUTED.sub(_with_dash, text)
    text = _HANDLED.sub(f"{GLUE}@", _YEARED.sub(lambda found: f"{found[0]} ", text))
    first, _, rest = text.partition(" ")
    lone = " " not in rest and (not rest or first.lower() in wording().bare)
    words: list[str] = []
    printed = text.split(" ")
    for number, word in enumerate(printed, 1):
        after = printed[number] if number < len(printed) else None
        words.append(_respaced(words, word, after, lone=lone and (bool(words) or not rest)))
    return " ".join(words)


def _respaced(before: list[str], word: str, after: str | None, *, lone: bool) -> str:
    """A printed word with GLUE between its parts; `lone` is one that may be a log-in, `after` None at the text's end."""
    if _is_whole(word, last=after is None):
        return word
    if _FOOTNOTED.fullmatch(word) and before and before[-1][:1].isupper():
        word = word.rstrip("0123456789")
    house = before and before[-1] == "/" and _HOUSE.fullmatch(word)
    if house or _is_one_name(before, word, after or ""):
        return word
    parts = _parts(word, first=not before, last=after is None)
    starts_known = parts[0].lower() in wording().bare or parts[0] in forms()
    return word if lone and not starts_known else GLUE.join(parts)


def _parts(word: str, *, first: bool, last: bool) -> list[str]:
    """The parts of a printed word: a label begins the `first`, and a house behind a slash may end the `last`."""
    if first and (glued := _GLUED_LABEL.fullmatch(word)):
        return [glued[1], *_unglued(glued[2])]
    credited, slash, house = word.rpartition("/")
    if slash and last and (_CAMEL.fullmatch(house) or house in _joined_words()):
        *parts, end = _unglued(credited)
        return [*parts, end + slash + house]
    return list(_unglued(word))
