"""A paragraph's runs of words with capitals, as they are looked at: where each stands, and what the whole text tells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.article import NameKind
from articles.names import toponyms
from articles.names.bodies import FIRMS, Run, organisation
from articles.names.lexicon import Lexicon, lexicon
from articles.names.tokens import Token, Words
from articles.remembered import remembered


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text tells: its language, the names that others give, the words that it also has in small letters."""

    language: str | None
    words: Lexicon
    known: frozenset[str]
    alone: frozenset[str]
    small: frozenset[str]
    common: frozenset[str] = frozenset()
    """Letters in capitals that the text has as a common noun."""

    ordinary: "Answers" = field(init=False)
    """Words that stand alone: whether they name neither an organisation nor a place."""
    telling: "Answers" = field(init=False)
    """Words: whether they may say what the one beside them names."""

    def __post_init__(self) -> None:
        """Begin to keep what one article's words are."""
        object.__setattr__(self, "ordinary", Answers(_is_ordinary, self.language))
        object.__setattr__(self, "telling", Answers(_says_of_others, self.language))


class Answers(dict[str, bool]):
    """What is said of an article's words, each asked about once: most come again, and a look into a dict is no call."""

    def __init__(self, ask: Callable[[str, str | None], bool], language: str | None) -> None:
        """Keep a function's answers for one language."""
        super().__init__()
        self._ask, self._language = ask, language

    def __missing__(self, word: str) -> bool:
        """Ask about a word."""
        answer = self[word] = self._ask(word, self._language)
        return answer


class Sighting(NamedTuple):
    """Some words of a paragraph. `kind` is None for a word with a capital that nothing in the paragraph explains."""

    kind: NameKind | None
    words: tuple[str, ...]
    start: int
    end: int
    rule: str
    key: str = ""
    name: str = ""


class Spot(NamedTuple):
    """Where a paragraph's run of words with capitals begins and ends; `token` is its first word."""

    found: Words
    start: int
    end: int
    run: Sequence[Token]
    token: Token
    setting: Setting
    shouted: bool

    @property
    def prior(self) -> Token | None:
        """The word right before the run, in its sentence."""
        is_behind = self.start and self.token.follows and not self.token.opens
        return self.found[self.start - 1] if is_behind else None


Step = tuple[int, Sighting | None]
"""How many words to go on by, and the name that they are."""


@remembered(16_384)
def _is_ordinary(word: str, language: str | None) -> bool:
    """Whether a word that stands alone is neither an organisation's name nor a place's, nor what such are called."""
    words, lower = lexicon(language), word.lower()
    if lower in words.organisations or lower in words.bodies or toponyms.begins_one(word):
        return False
    token = Token(word, 0, len(word), opens=False, follows=False, is_capital=True, is_initial=False)
    run = Run((token,), None, None, "", language, words, opens=False, shouted=False)
    return not organisation(run)[0] and toponyms.place_at((word,), language) is None


@remembered(16_384)
def _says_of_others(word: str, language: str | None) -> bool:
    """Whether a word may say what the one beside it names; words with an apostrophe are taken to."""
    words, lower = lexicon(language), word.lower()
    before = (words.titles, words.says, words.where, words.place_before, words.houses)
    behind = (words.place_behind, words.bodies, FIRMS)
    has_apostrophe = bool(word) and not word.isalpha()
    return has_apostrophe or any(lower in some for some in before) or any(word in some for some in behind)


def alone(token: Token) -> Sighting:
    """A word with a capital that nothing beside it explains."""
    return Sighting(None, (token.text,), token.start, token.end, "")
