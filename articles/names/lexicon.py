"""What the languages say beside names: titles, jobs, verbs, what bodies are called (`names` in articles/languages)."""

from dataclasses import dataclass
from functools import cache

from articles.languages import words as languages
from articles.stories.sound import CASELESS


@dataclass(frozen=True, slots=True)
class _Words:
    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.whole or self.beginnings)

    def __contains__(self, word: str) -> bool:
        return word in self.whole or bool(self.beginnings and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, in small letters; what each means says keys.toml."""

    titles: _Words
    jobs: _Words
    says: _Words
    bodies: _Words
    openers: frozenset[str]
    where: frozenset[str]
    place_before: frozenset[str]
    place_behind: frozenset[str]
    things_behind: frozenset[str]
    things_before: frozenset[str]
    organisations: _Words
    body_adjectives: _Words
    houses: _Words
    wide: _Words
    matters: frozenset[str]
    links: frozenset[str]
    legal: frozenset[str]
    kin: frozenset[str]
    given: frozenset[str]
    given_before_any: frozenset[str]
    nouns_have_capitals: bool
    has_capitals: bool


_OF_MANY_FORMS = ("titles", "jobs", "says", "bodies", "body_adjectives", "houses", "wide")
_CAPITAL_NOUNS = frozenset(("de", "lb"))
_CASELESS = CASELESS | {"th", "lo", "km", "my", "zh", "ja", "ko"}


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of a language; of one that has none here, those that all share."""
    own = {key: _words(languages.each(f"names.{key}").get(language or "", ())) for key in _OF_MANY_FORMS}
    bodies = languages.each("organisations.words")
    given = languages.each("names.given").get(language or "", ())
    return Lexicon(
        **own,
        openers=frozenset(languages.each("names.openers").get(language or "", ())),
        where=frozenset(languages.each("names.where").get(language or "", ())),
        place_before=frozenset(languages.each("names.place_before").get(language or "", ())),
        place_behind=frozenset(languages.each("names.place_behind").get(language or "", ())),
        things_behind=frozenset(languages.each("names.things_behind").get(language or "", ())),
        things_before=frozenset(languages.each("names.things_before").get(language or "", ())),
        organisations=_words(
            [
                word
                for code in dict.fromkeys((language or "", "en", languages.SEVERAL))
                for word in bodies.get(code, ())
                if word not in languages.each("names.unsure").get(code, ())
            ]
        ),
        matters=frozenset(languages.each("names.matters").get(language or "", ())),
        links=frozenset(("of", *languages.each("names.links").get(language or "", ()))),
        legal=frozenset(languages.of_all("organisations.legal")),
        kin=frozenset(languages.each("names.kin").get(language or "", ())),
        given=frozenset(name.rstrip("+") for name in given),
        given_before_any=frozenset(name[:-1] for name in given if name[-1] == "+"),
        nouns_have_capitals=language in _CAPITAL_NOUNS,
        has_capitals=language not in _CASELESS,
    )


def _words(words: "list[str] | tuple[str, ...]") -> _Words:
    return _Words(frozenset(w.rstrip(".") for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*"))
