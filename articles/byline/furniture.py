"""What stands at the ends of a byline's words: the page's furniture, titles and degrees, a lost picture's initials."""

from collections.abc import Sequence

from articles.byline.kinds import SegmentContext, outlet_at
from articles.byline.lexicon import phrase_at, wording
from articles.byline.organisations import is_organisation
from articles.byline.tokens import Token, is_noise


def _is_archive(words: Sequence[Token]) -> bool:
    """Whether the first word says where a picture lay rather than whose it is: "Dok. Kemenkes", "Archiv Müller"."""
    noise = phrase_at(wording().credit_noise, [words[0].low.rstrip(".")], 0)
    return bool(noise) and words[1].text[:1].isupper() and not is_organisation(words[:1]) and not outlet_at(words, 0)


def _are_initials(text: str, words: Sequence[Token]) -> bool:
    """Whether a word is what stands in a writer's picture that did not load: "JD" before "Jane Doe"."""
    names = words[: len(text)]
    return 1 < len(text) < 4 and text.isupper() and text == "".join(word.text[0] for word in names)


def without_furniture(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without the page's furniture at either end ("Updated", "View all posts by")."""
    if is_noise(list(words)) and not any(outlet_at(words, index) for index in range(len(words))):
        return ()
    while length := _furniture_before(words):
        words = words[length:]
    if length := _furniture_behind(words):
        return words[:-length]
    small = wording().small
    while len(words) > 1 and _bare(words[-1]) in small and words[-1].text.islower():
        words = words[:-1]
    return words


def _furniture_before(words: Sequence[Token]) -> int:
    """How many words at the start are furniture, and the "by" behind them."""
    low = [_bare(word) for word in words]
    found = phrase_at(wording().noise, low, 0)
    if not found or not _tells(low[: found[0]]) or found[0] == len(words) or outlet_at(words, 0):
        return 0
    length, left = found[0], words[found[0] :]
    return length + (len(left) > 1 and low[length] in wording().bare and left[0].text.islower())


def _furniture_behind(words: Sequence[Token]) -> int:
    """How many words at the end are furniture and none of a house's name."""
    for size in range(min(4, len(words) - 1), 0, -1):
        start = len(words) - size
        if _tells([_bare(word) for word in words[start:]]) and is_noise(list(words[start:])) and not _reaches(words, start):
            return size
    return 0


def _tells(low: Sequence[str]) -> bool:
    """Whether words are enough to be furniture: a short one alone may be anything."""
    return len(low) > 1 or len(low[0]) > 4


def _reaches(words: Sequence[Token], end: int) -> bool:
    """Whether a house's name reaches beyond `end`."""
    return any((length := outlet_at(words, at)) and at + length > end for at in range(len(words)))


def _bare(word: Token) -> str:
    return word.low.rstrip(".:")


def is_degree(words: Sequence[Token]) -> bool:
    """ "PhD" behind a name."""
    known = wording().suffixes
    listed = len(words) == 1 and (words[0].low in known or words[0].low.rstrip(".") in known)
    return listed and not words[0].text.islower()


def without_head(words: Sequence[Token], where: SegmentContext) -> Sequence[Token]:
    """Words without what stands before a name: "Archiv", a title, the initials of a picture that did not load."""
    if where.photo and len(words) > 1 and _is_archive(words):
        words = words[1:]
    honorifics = wording().honorifics
    # A title goes where a given and a family name are left without it.
    while len(words) > 2 and words[0].low in honorifics and (not words[1].text.islower() or words[1].low in honorifics):
        words = words[1:]
    return words[1:] if len(words) > 2 and _are_initials(words[0].text, words[1:]) else words


_CASED_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "esq", "esq."))
"""Suffixes that are printed with one capital, as names are."""

_SMALL_SUFFIXES = frozenset(("jr.", "sr.", "ml.", "st."))
"""Suffixes that are printed in small letters, too."""


def suffixes_at(words: Sequence[Token]) -> int:
    """Where the suffixes at the end of a name start: "Jane Doe PhD", "John Doe jr."."""
    end = len(words)
    while end > 1 and _is_suffix(words[end - 1]):
        end -= 1
    return end


def _is_suffix(word: Token) -> bool:
    if word.low not in wording().suffixes:
        return False
    if word.text.islower():
        return word.low in _SMALL_SUFFIXES
    return word.text != word.text.title() or word.low in _CASED_SUFFIXES
