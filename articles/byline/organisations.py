"""Signs by which words are told to name an organisation that no list has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from articles.byline.kinds import ARTICLES, DOMAIN, HOUSE_ARTICLES
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_initial
from articles.byline.tokens import Token

_SHORT = 4
"""Letters of the longest word in capitals that is an abbreviation, though nothing else says so: "NABU Berlin"."""

_LONG = 7
"""Letters from which on a word's end tells what it is: "Zeitungsverlag"."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was named before the words: a `house`, so that weaker signs will do, or a `person`."""

    house: bool = False
    person: bool = False


Sign = Callable[[Sequence[Token], Beside], bool]


def is_organisation(words: Sequence[Token], *, beside_one: bool = False, beside: bool = False) -> bool:
    """Whether words that are no agency or outlet we know of still name an organisation.

    `beside_one`: an organisation is named before them; `beside`: a person is.
    """
    before = Beside(beside_one, beside)
    return any(sign(words, before) for sign in SIGNS)


def legal_form(words: Sequence[Token], _: Beside) -> bool:
    """ "Beispiel GmbH"."""
    return len(words) > 1 and words[-1].text in wording().legal_forms


def desk(words: Sequence[Token], _: Beside) -> bool:
    """ "Redaktion Politik", "La rédaction numérique"."""
    article = len(words) > 2 and words[0].low in HOUSE_ARTICLES
    return len(words) > 1 and words[article].low in wording().desks


def sure_word(words: Sequence[Token], _: Beside) -> bool:
    """A word that nobody is called: "University of Sampleton", "harbour.example.org", "Gemeindeverwaltung"."""
    return any(_is_sure(word) for word in _telling(words) if not _is_weak(word))


def public_body(words: Sequence[Token], _: Beside) -> bool:
    """ "Comune di Campione", "Region Musterland"; a phrase of several words also behind others: "Sampleton Fire Department"."""
    low = [word.low for word in words]
    found = ((index, phrase_at(wording().bodies, low, index)) for index in range(len(low)))
    return any(phrase and (index == 0 or phrase[0] > 1) for index, phrase in found)


def weak_words(words: Sequence[Token], before: Beside) -> bool:
    """Words that may be a family name, too, where they come in twos, alone, with an article, or beside another name."""
    weak = sum(map(_is_weak, _telling(words)))
    alone = len(words) == 1 or words[0].low in ARTICLES or before.house
    return weak > 1 or (weak == 1 and (alone or (before.person and words[-1].low in wording().organisation_weak)))


def article_and_capital(words: Sequence[Token], before: Beside) -> bool:
    """ "The Courier", and beside a name "El Norte"."""
    articles = HOUSE_ARTICLES if before.person else ARTICLES
    return len(words) > 1 and words[0].low in articles and all(word.text[:1].isupper() for word in words[:2])


def number(words: Sequence[Token], _: Beside) -> bool:
    """ "7 Tage", "Channel 4"."""
    return any(word.text[0].isdigit() for word in words)


def possessive(words: Sequence[Token], _: Beside) -> bool:
    """ "Sampleton's Voice"."""
    return any(word.low.endswith(("'s", "’s")) and len(word.low) > _SHORT for word in words[:-1])


def of_or_and(words: Sequence[Token], _: Beside) -> bool:
    """ "Friends of Sampleton", "Doe & Sons"."""
    return words[0].low != "and" and any(word.low in ("of", "and", "&") for word in words[1:-1])


def abbreviation(words: Sequence[Token], _: Beside) -> bool:
    """A first word in capitals that the next ones are not in: "NABU Berlin"; but "JO Sample" and "AJ Doe" are called so."""
    first = words[0].text
    if len(words) < 2 or len(first) < 2 or not first.isupper() or not first.isalpha() or is_initial(first):
        return False
    if all(word.text.isupper() for word in words[1:]) or not (len(first) <= _SHORT or any(map(_is_weak, _telling(words)))):
        return False
    return first.lower() not in wording().called and not set(first) <= set("AEIOU")


SIGNS: tuple[Sign, ...] = (
    legal_form,
    desk,
    sure_word,
    public_body,
    weak_words,
    article_and_capital,
    number,
    possessive,
    of_or_and,
    abbreviation,
)


def _telling(words: Sequence[Token]) -> Iterator[Token]:
    """The words without initials before the last."""
    return (word for word in words if word is words[-1] or not is_initial(word.text))


def _is_weak(word: Token) -> bool:
    weak = wording().organisation_weak
    return word.low in weak or word.low.strip(".") in weak


def _is_sure(word: Token) -> bool:
    known, small = wording(), word.low.strip(".")
    if word.low in known.organisation or small in known.organisation or DOMAIN.fullmatch(word.text):
        return True
    if len(small) >= _LONG and small.endswith(known.organisation_endings) and not small.endswith(("post", "amt")):
        return True
    return any(part in known.organisation and part not in known.organisation_weak for part in small.split("-")[1:])
