"""A printed byline as tokens: cleaned, unglued, without dates, times and the page's furniture."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from articles.byline.lexicon import phrase_at, wording

LONGEST = 1000
"""Characters of a text that are read as a byline; what follows is residue. No byline of a newspaper comes near."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\ufffd\ud800-\udfff]")
# Joiners are letters of Persian and of the scripts of India, and nothing elsewhere.
_JOINER = re.compile("(?<![\u0600-\u109f])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u109f])")
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?|\s\(@\)\s)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LINK = re.compile(r"\(?\b(?:https?://|www\.)[^\s,;|()<>]{1,300}\)?", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@([A-Za-z_][A-Za-z0-9_]{1,29})(?![\w.]*@)")
_GLUED_HANDLE = re.compile(r"([A-Za-z_]*[0-9]+)([A-Z].*)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_DOCUMENT = re.compile(r",?\s*\bdpa:\d{6}-\d\d-\d+(?:/\d+)?")
"""The number of a text, as dpa prints it behind its name."""
BREAK, GLUE = "\n", "\v"
"""What stands in a text where furniture was cut out, and where two words had no space between them."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is "word", "email", "handle", "glue" (no space stood there), "break" (furniture did) or the separator itself."""

    kind: str
    text: str = ""
    low: str = ""


def clean(raw: str) -> str:
    """Entities, escapes and tags undone, no character that cannot be seen, one kind of white space."""
    text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), unescape(unescape(raw))) if "&" in raw or "\\u" in raw else raw
    text = unicodedata.normalize("NFC", _JOINER.sub("", _UNSEEN.sub("", text)))
    text = re.sub(r"(?<=[^\W\d_]\s)(?:19|20)\d\d$", "", text).rstrip() or text
    text = text.replace(" . ", " / ")  # "© РИА Новости . Jane Doe"
    text = re.sub("©(?=[^\\W\\d])", "© ", _DOCUMENT.sub("", text))
    text = re.sub(r"(?<=[^\W\d_]{2})&(?=\s)|(?<=[\u0590-\u06ff])-(?=\s)", r" \g<0>", text)
    text = re.sub(r"\.{2,}|…", " … ", _TAG.sub(" ", text) if "<" in text else text)
    text = re.sub(r"\s*[\r\n]\s*", " \n ", re.sub(r"[^\S\r\n]+", " ", text))
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() or letter in "\n\u200c\u200d" else " " for letter in text)
    return text.strip()


# What parts words, by what it means here: a bracket, a bar, a comma.
_SEPARATORS = {
    "(": "(（［[{【〈「『〔",
    ")": ")）］]}】〉」』〕",
    "|": "|｜•·⋅∙●◦→►▶▸><*■◆",
    ",": ",，、،",
    ";": ";；؛",
    ":": ":：՝៖",
    "/": "/／",
    "-": "~",
    "=": "=",
    '"': '"“”„«»‹›《》',
    "break": "。।։\n",
    "glue": "\v",
}
_SAME = {mark: kind for kind, marks in _SEPARATORS.items() for mark in marks}
_ALL_MARKS = re.escape("".join(mark for mark in _SAME if len(mark) == 1))
_PIECE = re.compile(
    rf"(?P<email>{_EMAIL.pattern})|(?P<handle>{_HANDLE.pattern})|(?P<dash>(?<=\s)[-–—―−ـ]{{1,3}}(?=\s)|[–—―]|-{{2,}})"
    rf"|(?P<sep>[{_ALL_MARKS}]|…)|(?P<word>[^\s{_ALL_MARKS}…–—―]+)"
)
_AT = re.compile(r"\s?\[at\]\s?|\s?\(at\)\s?|\s\(@\)\s")
_GERESH = re.compile("[א-ת]['’׳]$")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.-?)+|(?![A-ZÀ-Þ]{2})[^\W\d_]{1,5}\.")


def tokens(text: str) -> list[Token]:
    """The tokens of a text that has been cleaned, unglued and stripped of its dates."""
    found: list[Token] = []
    for piece in _PIECE.finditer(text):
        value = piece[0]
        if piece["email"]:
            found.append(Token("email", _AT.sub("@", value)))
        elif piece["handle"]:
            glued = _GLUED_HANDLE.fullmatch(value[1:])
            found.append(Token("handle", glued[1] if glued else value[1:]))
            if glued:
                found += [Token("glue"), Token("word", glued[2], glued[2].lower())]
        elif piece["dash"]:
            found.append(Token("-", value))
        elif piece["sep"]:
            found.append(Token(_SAME.get(value, value), value))
        else:
            found += _words(value)
    return found


def _words(value: str) -> Iterator[Token]:
    """A word, and a break after it where its full stop ends a sentence."""
    # In Hebrew an apostrophe behind a letter is part of it.
    marks = "!?_" if _GERESH.search(value) else "'’`´!?_"
    word = value.lstrip("'’`´!?_").rstrip(marks) if len(value) > 1 else value
    ends = word.endswith(".") and not _ABBREVIATION.fullmatch(word) and word.count(".") == 1
    word = word.rstrip(".") if ends else word
    if any(letter.isalnum() or letter in "©&+@" for letter in word):
        yield Token("word", word, word.lower())
    if ends:
        yield Token("break", ".")


def without_links(text: str) -> str:
    """`text` without web addresses."""
    return _LINK.sub(BREAK, text) if "www." in text.lower() or "://" in text else text


def is_noise(words: list[Token]) -> bool:
    """Whether all of these words are furniture: "View all posts", "Updated on"."""
    low, index = [word.low.rstrip(".:") for word in words], 0
    while index < len(low):
        found = phrase_at(wording().noise, low, index)
        if found is None:
            return False
        index += found[0]
    return bool(low)


def is_credit_noise(text: str) -> bool:
    """Whether words are all that stands beside credits and names nobody."""
    for low in (text.lower().split(), [word.rstrip(".") for word in text.lower().split()]):
        found = phrase_at(wording().credit_noise, low, 0)
        if found and found[0] == len(low):
            return True
    return False
