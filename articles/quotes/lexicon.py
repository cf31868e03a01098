"""What the languages say quotations with, from data/quotes.toml."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from articles.wordlists import any_of

_WORD = re.compile(r"(?<![\w-])\w+(?:['’]\w{2,})?")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying in a text. `is_say` marks those that bring words, not only hold them."""

    text: str
    start: int
    end: int
    is_say: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """Whole words, and beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, ready to be looked for; what each field holds stands in data/quotes.toml.

    `saying` are all its verbs, those of `say` and those that hold words and do not bring them.
    """

    say: _Words
    saying: _Words
    prefixes: tuple[str, ...]
    according: re.Pattern[str] | None
    impersonal: re.Pattern[str] | None
    sources: frozenset[str]
    nameless: str
    stops: frozenset[str]
    small: frozenset[str]
    listeners: frozenset[str]
    agents: frozenset[str]
    passives: frozenset[str]
    as_if: frozenset[str]
    offices: frozenset[str]
    adjectives: tuple[str, ...]
    between: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    persons: frozenset[str]
    relative: frozenset[str]
    anybody: frozenset[str]
    heard: frozenset[str]
    also_nouns: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    within: frozenset[str]
    joining: frozenset[str]
    works: re.Pattern[str] | None
    named: re.Pattern[str] | None
    reported: re.Pattern[str] | None
    participle: re.Pattern[str] | None
    verb_first: bool
    capital_nouns: bool
    turns_around: bool
    tags_within: bool
    drops_subject: bool

    def verbs(self, text: str) -> Iterator[Verb]:
        """The verbs of saying in a text, in order."""
        for match in _WORD.finditer(text):
            lower = match[0].lower()
            if not self.is_verb(lower):
                continue
            if match[0][:1].isupper() and text[: match.start()].strip(" ,"):
                continue  # a name, or in German a noun
            if not self._is_noun(text[: match.start()], lower):
                yield Verb(match[0], match.start(), match.end(), self._is_in(lower, self.say))

    def is_verb(self, word: str) -> bool:
        """Whether a word in small letters is one of them."""
        return self._is_in(word, self.saying)

    def _is_in(self, word: str, words: _Words) -> bool:
        if word in words:
            return True
        return word.startswith(self.prefixes) and any(
            word.startswith(prefix) and word[len(prefix) :] in words for prefix in self.prefixes
        )

    def _is_noun(self, left: str, verb: str) -> bool:
        """Whether an article or a possessive stands right before: "the rules", "his call", "Ann Lee's tweet"."""
        *_, last = ("", *left.rsplit(maxsplit=1))
        word = last.lower()
        if verb in self.also_nouns and last.islower() and word not in self.pronouns and word[-1] != ",":
            return True
        if word.endswith(("’s", "'s", "s’")):
            return word[:-2] not in self.pronouns
        return word in self.determiners and word not in self.pronouns and not self.capital_nouns


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """The words of a language; None for one that has none here."""
    told = _data().get((language or "").partition("-")[0].lower())
    return None if told is None else _lexicon(told)


@cache
def small_words() -> frozenset[str]:
    """Words that have no capital in a title whose other words have one, in all languages."""
    return frozenset(_data()["titles"]["small"].split())


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("articles").joinpath("data", "quotes.toml").read_text("utf-8"))


_LISTS = (
    "between", "auxiliaries", "pronouns", "persons", "relative", "also_nouns", "determiners", "prepositions", "within",
    "joining", "sources", "listeners", "agents", "passives", "as_if", "offices",
    "anybody", "heard",
)  # fmt: skip


def _lexicon(told: dict[str, Any]) -> Lexicon:
    prefixes = tuple(told.get("prefixes", "").split())
    prefix = f"(?:{'|'.join(prefixes)})?" if prefixes else ""
    lists = {name: frozenset(told.get(name, "").split()) for name in _LISTS}
    return Lexicon(
        say=_words(told["say"]),
        saying=_words(f"{told['say']} {told['frame']}"),
        prefixes=prefixes,
        stops=lists["prepositions"] | lists["joining"] | lists["within"],
        small=frozenset().union(*(lists[name] for name in ("prepositions", "joining", "within", "between", "determiners"))),
        according=_phrases(told["according"], prefix),
        impersonal=_phrases(told.get("impersonal", []), prefix),
        **lists,
        nameless=told.get("nameless", ""),
        adjectives=tuple(told.get("adjectives", "").split()),
        works=_before(told["works"]),
        named=_before(told["named"], r"(?:\s+(?:as|als|como|как|comme)(?:\s+(?:the|der|die|das|la|el|le))?)?"),
        reported=re.compile(rf"(?<!\w)(?:{_any(told['reported'])})(?!\w)", re.IGNORECASE) if told["reported"] else None,
        participle=re.compile(rf"\w+(?:{_any(told['participle'])})", re.IGNORECASE) if "participle" in told else None,
        verb_first=told.get("verb_first", False),
        capital_nouns=told.get("capital_nouns", False),
        turns_around=told.get("turns_around", False),
        tags_within=told.get("tags_within", False),
        drops_subject=told.get("drops_subject", False),
    )


def _words(words: str) -> _Words:
    listed = words.split()
    return _Words(frozenset(w for w in listed if w[-1] != "*"), tuple(w[:-1] for w in listed if w[-1] == "*"))


def _any(words: str) -> str:
    return any_of(words.split()).replace(r"\*", r"\w*")


def _phrases(phrases: list[str], prefix: str) -> re.Pattern[str] | None:
    """Phrases as words of their own; one that ends with ~ is written as one with the word behind it."""
    if not phrases:
        return None
    whole, joined = (
        "|".join(phrase.rstrip("~") for phrase in phrases if phrase.endswith("~") == is_joined) or r"(?!)"
        for is_joined in (False, True)
    )
    return re.compile(rf"(?<!\w){prefix}(?:(?:{whole})(?!\w)|(?:{joined})(?=\w))", re.IGNORECASE)


def _before(words: str, more: str = "") -> re.Pattern[str] | None:
    """The words where they stand right before a quotation."""
    return re.compile(rf"(?<!\w)(?:{_any(words)}){more}\W{{0,3}}$", re.IGNORECASE) if words else None
