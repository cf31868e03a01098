"""How the name of a person is told from other capitals: an ordered table of named signs, the first that holds decides."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.byline.names import is_particle, split
from articles.names.given import is_given
from articles.names.lexicon import Lexicon
from articles.names.spelling import INFLECTING, family_key
from articles.names.tokens import Token
from articles.names.toponyms import place_at
from articles.stories.sound import latin

SHORTEST_FAMILY = 5
"""Letters that a family name has more than, where its ending alone tells it."""
LONGEST = 4
"""Words of a person's name, without particles."""
LONGEST_FIRST_FAMILY = 6
"""Letters of a Chinese or Korean family name in Latin letters."""


class Candidate(NamedTuple):
    """A run of words with capitals; `before` and `after` are the words around it in small letters."""

    tokens: Sequence[Token]
    texts: Sequence[str]
    """The words as written."""
    length: int
    """Words that may be one name."""
    before: str
    after: str
    titled: bool
    language: str | None
    words: Lexicon
    known: frozenset[str]
    """Names that the article's byline and quotations give."""
    alone: frozenset[str]
    """Keys of words with capitals that stand alone within sentences of the text."""
    small: frozenset[str]
    """Words that the text has in small letters."""


def length_of_a_name(tokens: Sequence[Token]) -> int:
    """Words of a run that may be one name: up to a third or later word that is the first again, and no more than a name has."""
    count = 0
    for index, token in enumerate(tokens):
        if not token.is_capital and is_particle(token.text):
            continue
        count += 1
        if count > LONGEST or (count > 2 and token.text == tokens[0].text):
            return index
    return len(tokens)


def known_person(c: Candidate) -> int:
    """The byline or a speaker bears the name."""
    if not c.known:
        return 0
    return next((n for n in range(c.length, 1, -1) if " ".join(c.texts[:n]).casefold() in c.known), 0)


_KUNYA = frozenset(("abu", "abou", "umm", "bou"))
"""What begins names of persons and of places in Arabic: "Abu Mahdi al-Amin", "Abu Ghraib"."""


def given_name_first(c: Candidate) -> int:
    """A given name and what follows it: "Ann Lee", "Jean-Luc de la Tour"."""
    length, first = c.length, c.tokens[0]
    if length < 2 or not is_given(first.text, c.language, opens=first.opens) or (length < 3 and latin(first.text) in _KUNYA):
        return 0
    if c.language == "hu" and is_given(c.tokens[1].text, "hu"):
        return 2
    family = next((i for i in range(1, length) if not (c.tokens[i].is_initial or is_given(c.tokens[i].text, c.language))), None)
    if family is None:
        return length if len(c.tokens[length - 1].text) > 1 else 0
    if not (c.language in INFLECTING or c.words.nouns_have_capitals):
        return length
    return _end_of_family(c, family, length)


def _end_of_family(c: Candidate, family: int, length: int) -> int:
    """Behind the family name, where what stands next may be another name or a noun."""
    while family < length - 1 and is_particle(c.tokens[family].text):
        family += 1
    end = family + 1
    return end + 1 if end < length and c.tokens[end].text in _SUFFIXES else end


_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "ml", "st"))


def initials_first(c: Candidate) -> int:
    """Initials before a family name: "J. Lee", "В. В. Орлов"."""
    first = next((i for i, token in enumerate(c.tokens) if not token.is_initial), len(c.tokens))
    return first + 1 if 0 < first < len(c.tokens) and first < LONGEST and len(c.tokens[first].text) > 1 else 0


def family_name_first(c: Candidate) -> int:
    """Hungarian, Chinese and Korean names: "Orbán Viktor", "Xi Jinping"."""
    texts = c.texts
    if len(texts) < 2:
        return 0
    if c.language == "hu":
        return 2 if is_given(texts[1], "hu") else 0
    if len(texts[1]) == 1 or len(texts[0]) > LONGEST_FIRST_FAMILY or not latin(texts[1]).islower():
        return 0
    return 2 if split(" ".join(texts[:2]), c.language).given == texts[1] else 0


def after_a_title(c: Candidate) -> int:
    """What follows a title: "President Lee", "пан Орлов"."""
    if not (c.titled or c.before in c.words.titles):
        return 0
    length = min(c.length, 3)
    if _is_a_word(c.tokens[0], c) or _is_short(c.tokens[0]) or _begins_later(c):
        return 0
    return 1 if length > 1 and c.language in INFLECTING and not _looks_like_given(c) else length


def _begins_later(c: Candidate) -> bool:
    """Whether what stands behind a title is a house's name, and somebody's given name follows: "депутат Госдумы Иван Белов"."""
    is_named = c.language in INFLECTING and len(c.tokens) > 2 and not is_given(c.tokens[0].text, c.language)
    return is_named and is_given(c.tokens[1].text, None)


_CUT = 4
"""Letters below which capitals are short for words, or the given names in a list of sources: "Gen AI", "Lee JR"."""


def _is_short(token: Token) -> bool:
    return token.text.isupper() and len(token.text) < _CUT and token.text not in _SUFFIXES and not token.is_initial


def of_a_source(tokens: Sequence[Token]) -> bool:
    """Whether the first two words are a name as lists of sources have it: "Lee JR, Marsk B"."""
    return len(tokens) > 1 and not tokens[0].text.isupper() and _is_short(tokens[1])


def _is_a_word(token: Token, c: Candidate) -> bool:
    """Whether what stands behind a title is an office, a body or a word that sentences begin with: "Vice President"."""
    lower = token.text.lower()
    return any(lower in words for words in (c.words.titles, c.words.jobs, c.words.organisations, c.words.openers))


def _looks_like_given(c: Candidate) -> bool:
    return len(c.tokens[0].text) > 1 and not c.tokens[0].text.isupper()


def after_a_job(c: Candidate) -> int:
    """Two words behind what somebody is: "striker Odo Brunt". One alone may be a house: "šéf Fidesu"."""
    length = min(c.length, 3) if c.before in c.words.jobs and len(c.tokens) > 1 and not _begins_later(c) else 0
    return 0 if any(_is_a_word(token, c) for token in c.tokens[:length]) else length


def beside_a_verb_of_saying(c: Candidate) -> int:
    """Who says something, in languages whose verbs tell: "řekl Novák", "заявил Орлов"."""
    if len(c.tokens) > 3 or c.tokens[0].opens or any(token.text.isupper() for token in c.tokens):
        return 0
    if any(is_given(text, c.language) for text in c.texts[1:]):
        return 0
    return len(c.tokens) if c.before in c.words.says or c.after in c.words.says else 0


_FAMILY_ENDINGS = (
    "ova", "ove", "ovou", "enko", "enka", "enku", "enkem", "evic", "ovic", "ovich", "evich", "czyk", "czyka", "wicz", "wicza",
    "wiczem", "shvili", "chuk", "juk", "iuk", "iuka", "chuka", "ovski", "evski", "ovsky", "evsky", "ovskyj", "ovskeho",
    "ovskogo", "ovskym", "sson", "sdottir", "oglu", "yan", "ian", "opoulos", "idis", "akis",
)  # fmt: skip


def family_name_by_its_ending(c: Candidate) -> int:
    """Two words, the second with an ending that family names have: "Odo Bruntová"."""
    if len(c.tokens) != 2 or c.language in ("de", "tr") or c.tokens[0].opens or c.tokens[0].text.isupper():
        return 0
    return 2 * is_family_by_its_ending(c.tokens[1].text)


def is_family_by_its_ending(word: str) -> bool:
    """Whether a word ends as family names do: "Bruntová"."""
    last = latin(word)
    return len(last) > SHORTEST_FAMILY and last.endswith(_FAMILY_ENDINGS)


def _is_common(word: str, small: frozenset[str]) -> bool:
    """Whether the text has the word in small letters, too, in whatever case of it."""
    stem = word.lower()[: max(4, len(word) - 2)]
    words = _in_order(small)
    at = bisect_left(words, stem)
    return at < len(words) and words[at].startswith(stem)


@lru_cache(2)
def _in_order(words: frozenset[str]) -> list[str]:
    return sorted(words)


SMALL_ADJECTIVES = frozenset(("bg", "mk", "ro", "el"))
"""Languages that decline no names and write adjectives of peoples and bodies small: two capitals are seldom but a name."""


def family_name_alone_elsewhere(c: Candidate) -> int:
    """Two words of which the text has the second alone elsewhere, and never the first."""
    if len(c.tokens) != 2 or not (c.language in INFLECTING or c.language in SMALL_ADJECTIVES) or c.tokens[0].opens:
        return 0
    if any(token.text.isupper() for token in c.tokens):
        return 0
    if any(place_at([text], c.language) or _is_common(text, c.small) for text in c.texts):
        return 0
    first, last = (family_key(token.text, c.language) for token in c.tokens)
    return 2 if last in c.alone and first not in c.alone and len(last) > 1 else 0


_CYRILLIC = frozenset(("be", "bg", "mk", "ru", "uk"))
_OF_ADJECTIVES = (
    "ий", "ый", "ой", "ая", "яя", "ое", "ее", "ую", "юю", "ого", "его", "ому", "ему", "им", "ым", "ом", "ем", "ых", "их", "ые",
    "ие", "ій", "ої", "ою", "ське", "ські", "ська", "ска", "ско", "ски", "ите", "ият", "ната", "ката", "ото",
)  # fmt: skip


def two_words_in_cyrillic(c: Candidate) -> int:
    """Two words within a sentence, in languages that write houses in quotation marks and adjectives small: "Сакиб Нисар"."""
    if (
        c.language not in _CYRILLIC
        or len(c.tokens) != 2
        or c.tokens[0].opens
        or any(not t.text[1:].islower() for t in c.tokens)
    ):
        return 0
    if c.texts[0].endswith(_OF_ADJECTIVES) or any(
        _is_a_word(token, c) or token.text.lower() in c.words.bodies for token in c.tokens
    ):
        return 0
    is_word = any(place_at([text], c.language) or _is_common(text, c.small) or text.isascii() for text in c.texts)
    return 0 if is_word else 2


RULES: tuple[Callable[[Candidate], int], ...] = (
    known_person, given_name_first, initials_first, family_name_first, after_a_title, after_a_job, beside_a_verb_of_saying,
    family_name_by_its_ending, family_name_alone_elsewhere, two_words_in_cyrillic,
)  # fmt: skip
"""Each says how many words of the run are a person's name; 0 where it sees none."""


def person(candidate: Candidate) -> tuple[int, str]:
    """How many words of a run are a person's name, and the rule that says so; (0, "") where none does."""
    for rule in RULES:
        if length := rule(candidate):
            return length, rule.__name__.replace("_", " ")
    return 0, ""
