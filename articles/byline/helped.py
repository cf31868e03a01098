"""A sentence that says who helped, as the credit that says the same: "A and B contributed to this report"."""

import re
from collections.abc import Iterator
from functools import cache

from articles.article import OTHER_HANDS
from articles.byline.lexicon import meanings, wording
from articles.byline.tokens import clean
from articles.languages import words as languages
from articles.wordlists import any_of

_LONGEST = 300
"""Characters of such a sentence."""


_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?=\s[^\Wa-zß-ÿ\d_])")


def as_credit(text: str) -> str:
    """A sentence in which somebody helped with an article as a credit under a label; any other text as it is."""
    said = _sentence().fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not said or said["who"].split()[-1][:1].islower():
        return text  # "Heavy rain contributed to the story"
    return f"Additional reporting by {_POSSESSIVE.sub('', said['who'])}{said['where'] or ''}"


@cache
def _sentence() -> re.Pattern[str]:
    phrases = any_of(languages.of_all("byline.helped"))
    # Who is named begins with a capital, and no sentence ends in it: "J. Doe" is none's end, "fell. Doe" is.
    who = r"(?P<who>(?-i:[^\Wa-zß-ÿ\d_])(?:(?!(?<=\w\w\w)[.!?]\s).){2,200}?)"
    where = r"(?P<where>\s(?:from|in|aus|de|desde|depuis|da|vanuit|från|fra)\s[^.]{2,60})?"
    return re.compile(rf"[(—–*\s]*{who},?\s+(?:also\s)?(?:{phrases}){where}[.)*\s]*", re.IGNORECASE)


def may_name_helpers(text: str) -> bool:
    """Whether a text has a word of any label or sentence that says who helped: a quick first look, before it is taken apart."""
    said = _marked(clean(text))
    return any(map(said.__contains__, _pieces()))


def _marked(text: str) -> str:
    """With a mark before each word, and without case; in Turkish too, of which an expression takes both letters i for one."""
    return _BEGINS.sub(_MARK, text.casefold().replace("i\u0307", "i").replace("ı", "i"))


_MARK = "\0"
_BEGINS = re.compile(r"\b(?=\w)")


@cache
def _pieces() -> tuple[str, ...]:
    """Of each phrase its longest word; none that another is a part of.

    Letters with capitals say where a word begins, and "art" is none in "start". Of others some are written without spaces, or
    have small words written onto them.
    """
    longest = {max(_BETWEEN.split(phrase), key=len) for phrase in _phrases()}
    pieces = {_marked(one) if one[0] != one[0].upper() else _marked(one).removeprefix(_MARK) for one in longest}
    return tuple(one for one in pieces if not any(other in one for other in pieces - {one}))


def _phrases() -> Iterator[str]:
    known, helpers = wording(), OTHER_HANDS - {"photo"}
    yield from (phrase.lower() for phrase in languages.of_all("byline.helped"))
    yield from helpers  # as a role is written
    for table in (known.label, known.bare, *known.bare_in.values()):
        yield from (phrase for phrase, meaning in meanings(table) if meaning in helpers)


_BETWEEN = re.compile(r"[\s:'’-]+")
