"""The code page of bytes that are no UTF-8: what header and page declare is weighed against the letters that come of it."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from articles.languages import code_of
from articles.languages.text import told
from articles.remembered import remembered

# The web's names for what browsers decode as something wider: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"), **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    "iso-8859-9": "cp1254", "big5": "big5hkscs", "tis-620": "cp874", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip

_OF_LANGUAGES = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"), ("cp1251", "koi8-r", "iso-8859-5")),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), ("cp1250", "iso-8859-2")),
    **dict.fromkeys(("tr", "az", "ku"), ("cp1254",)), **dict.fromkeys(("lt", "lv", "et"), ("cp1257",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256", "iso-8859-6")), "el": ("cp1253", "iso-8859-7"),
    "he": ("cp1255", "iso-8859-8"), "th": ("cp874",), "vi": ("cp1258",),
}  # fmt: skip
"""The code pages that the press of a language wrote in before UTF-8."""
_NOT_OF_PAGES = frozenset(("punycode", "idna", "unicode-escape", "raw-unicode-escape"))
"""Codecs of Python's for names of hosts and its own source, which no browser takes; the first is quadratic."""
_WESTERN = frozenset(("cp1252", "iso-8859-15"))

_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z-]{2,12})", re.IGNORECASE)
_SAMPLE = 65536
"""Bytes or characters that are looked at: signs of a wrong reading come early and often."""
_REPLACED_ON_A_PAGE, _REPLACED_AT_ALL = 200, 20
"""One wrong byte in so many: a page cut or patched in the middle has a few, and what it declares is still the best guess."""
_SIGNS = 10
"""Signs of a wrong reading from which another encoding is looked for that nothing declares."""


def decoded(payload: bytes, declared: Iterable[str]) -> str | None:
    """The text of bytes that are no UTF-8, None where they are no text. `declared`: by whom is believed first."""
    names = list(dict.fromkeys(filter(None, map(_known, declared))))
    said = _LANGUAGE.search(payload[:4096])
    if names and names[0] in _WESTERN:
        # What servers say of any page: another word goes before it.
        pages = _OF_LANGUAGES.get(code_of(said[1].decode("ascii")) or "", ()) if said else ()
        names = sorted(dict.fromkeys((*pages, *names)), key=_WESTERN.__contains__)
    best = _best(payload, names)
    if best is None or _signs(best[:_SAMPLE]) >= _SIGNS:
        found = likeliest(payload)
        if found is not None:
            guessed = payload.decode(found, "replace")
            if best is None or _signs(guessed[:_SAMPLE]) < _signs(best[:_SAMPLE]):
                return guessed
    if best is not None:
        return best
    text = payload.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= 5 + len(text) // _REPLACED_AT_ALL else None


_OF_LATIN = (*sorted(_WESTERN), "cp1250", "iso-8859-2", "cp1254", "cp1257", "mac-roman")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")


def likeliest(payload: bytes) -> str | None:
    """The encoding of bytes that are no UTF-8 and say nothing of it; None where they are no text.

    Of a text in Latin letters the frequencies of bytes tell little: "Falcão" is as likely "Falcăo". Each code page is tried,
    and what comes of it must be in a language that was written in it.
    """
    first = _HIGH.search(payload)
    start = payload.rfind(b"\n", 0, first.start()) + 1 if first else 0
    looked_at = payload[max(start, first.start() - _SAMPLE // 2 if first else 0) :][:_SAMPLE]
    sample = b"\n".join(line for line in looked_at.splitlines() if not line.isascii())
    words = b"".join(word for word in _WORD.findall(sample) if not word.isascii())
    if 2 * len(_HIGH.findall(words)) < len(words) or not words:
        fitting = [(-_signs(text), sure, name) for name, text, sure in _in_their_languages(sample)]
        return max(fitting, key=lambda one: one[:2])[2] if fitting else "cp1252"
    from charset_normalizer import from_bytes  # here: it is slow to import, and most pages say how they are encoded

    found = from_bytes(looked_at).best()
    return None if found is None or found.encoding.startswith(("utf_16", "utf_32")) else found.encoding


def _in_their_languages(sample: bytes) -> Iterator[tuple[str, str, float]]:
    """Each code page with its reading of a text in Latin letters, where that is in a language of the page, and how surely."""
    for name in _OF_LATIN:
        text = sample.decode(name, "replace")
        said = told(text)
        of_language = _OF_LANGUAGES.get(said.code, (*_WESTERN, "mac-roman")) if said else ()
        if said and name in of_language and "\ufffd" not in text:
            yield name, text, said.sure


def _known(name: str) -> str | None:
    """The name under which Python knows an encoding, the wider one where browsers take that."""
    name = _WIDER.get(name.lower(), name.lower())
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found in _NOT_OF_PAGES else name


def _best(payload: bytes, names: Iterable[str]) -> str | None:
    """Of the readings that hardly replace a byte the one with the fewest signs of being wrong, the first of equals."""
    texts = list(_readings(payload, names))
    return min(texts, key=lambda text: _signs(text[:_SAMPLE])) if len(texts) > 1 else next(iter(texts), None)


def _readings(payload: bytes, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            text = payload.decode(name, "replace")
        except (LookupError, UnicodeError):
            continue
        if text.count("\ufffd") <= 5 + len(text) // _REPLACED_ON_A_PAGE:
            yield text


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_IN_A_WORD = re.compile(r"[^\W\d_]([^\w\s\x00-\x7f’‘ʼ·‑–—…«»“”„]|[²³¹ªº¼½¾])(?=[^\W\d_])")
_WESTERN_RUN = re.compile(r"[À-ÖØ-öø-ÿ]{4}")
"""No language writes so many letters with accents in a row."""


def _signs(text: str) -> int:
    """How many signs say that a text was read in the wrong encoding."""
    words = (word for word in _LETTERS.findall(text) if not word.isascii())
    return len(_IN_A_WORD.findall(text)) + len(_WESTERN_RUN.findall(text)) + sum(map(_is_odd, words)) + _controls(text)


def _controls(text: str) -> int:
    return sum("\x80" <= letter < "\xa0" for letter in text)


@remembered(4096)
def _is_odd(word: str) -> bool:
    """Whether a word has letters of two scripts, or a capital behind a small letter."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    turned = any(small.islower() and large.isupper() and not large.isascii() for small, large in pairwise(word))
    return turned or len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "THAI"}) > 1
