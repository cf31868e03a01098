"""Which names of one article are one: by given and family name, by a family name alone, by letters in brackets."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from articles.byline.names import Parts, is_initial, is_particle, split
from articles.names.given import GivenName, given_names
from articles.names.lexicon import lexicon
from articles.names.spelling import INFLECTING, family_key, possessive_key, uninflected
from articles.names.spots import Sighting
from articles.stories.sound import latin, sound

SHARED = 3
"""Letters that all forms of a family name begin with."""


@dataclass(slots=True)
class Person:
    """Somebody whom the text names in full: what the given name may be, and the keys of the words of the family name."""

    given: tuple[GivenName, ...]
    initial: str
    family: str
    keys: frozenset[str]
    forms: Counter[str] = field(default_factory=Counter)
    unlisted: str = ""

    @property
    def key(self) -> str:
        """One for all forms of the name."""
        if self.given:
            return f"{self.given[0].key} {self.family}"
        return f"{self.unlisted or self.initial + '.'} {self.family}"

    def begins_like(self, letters: str) -> bool:
        """Whether a word of the family name shares its first letters with a form of it."""
        return any(latin(word)[:SHARED] == letters[:SHARED] for form in self.forms for word in form.split())

    @property
    def name(self) -> str:
        """The form that the text has most often; of those that it has as often, the shortest: a nominative is, or the first."""
        return min(self.forms, key=lambda form: (-self.forms[form], len(form)))


def persons(sightings: Sequence[Sighting], body: str, language: str | None) -> tuple["Families", dict[int, Person]]:
    """Those whom the text names in full, and {index of a sighting: whom it names}."""
    people: list[Person] = []
    by_family: defaultdict[str, list[Person]] = defaultdict(list)
    named: dict[int, Person] = {}
    full = [(i, s) for i, s in enumerate(sightings) if s.kind == "person" and len(s.words) > 1]
    parts = {words: split(" ".join(words), language) for words in {s.words for _, s in full}}
    for index, sighting in sorted(full, key=lambda row: len(_given_of(row[1].words, parts)) < 2):
        new = _person(sighting.words, parts[sighting.words], language)
        who = next((one for one in by_family[new.family] if _may_be_one(one, new)), None)
        if who is None:
            people.append(who := new)
            by_family[who.family].append(who)
        elif who.given and new.given:
            who.given = tuple(name for name in new.given if name in who.given) or who.given
        who.forms[" ".join(body[sighting.start : sighting.end].split())] += 1
        named[index] = who
    return Families([*people, *_relatives(sightings, named, body, language)], language), named


_BEFORE = 40
"""Characters before a name among which it says whose wife or son somebody is."""


def _relatives(sightings: Sequence[Sighting], named: Mapping[int, Person], body: str, language: str | None) -> Iterator[Person]:
    """Those whom the text calls by a family name alone until it names one of their family: "Lee left … his wife, Ann Lee"."""
    kin = lexicon(language).kin
    first = {id(named[index]): index for index in sorted(named, reverse=True)}
    related = [index for index in sorted(first.values()) if _stands_behind(kin, sightings[index], body)]
    alone: set[str] = set()
    read = 0
    for index in related:
        unnamed = ((i, one) for i, one in enumerate(sightings[read:index], read) if i not in named)
        alone |= {_letters(one.words[0]) for _, one in unnamed if len(one.words) == 1 and one.kind in (None, "person")}
        read = index
        family = sightings[index].words[-1]
        if _letters(family) in alone:
            yield Person((), "", named[index].family, named[index].keys, Counter((family,)))


def _stands_behind(kin: frozenset[str], sighting: Sighting, body: str) -> bool:
    before = re.findall(r"\w+", body[max(0, sighting.start - _BEFORE) : sighting.start]) if kin else []
    return bool(before) and before[-1].lower() in kin


def _given_of(words: tuple[str, ...], parts: Mapping[tuple[str, ...], Parts]) -> str:
    return (parts[words].given or words[0]).split()[0]


def _person(words: Sequence[str], parts: Parts, language: str | None) -> Person:
    given = _first_name(parts.given or words[0])
    rest = (parts.family or " ".join(words[1:])).split()
    family = [word for word in rest if not is_particle(word) and len(word) > 1] or list(words[-1:])
    options = () if is_initial(given) else tuple(_options(given, language))
    if language in INFLECTING and len({name.is_female for name in options}) > 1:
        options = tuple(name for name in options if name.is_female == _is_womans(given, family[-1]))
    spelt = latin(given)
    unlisted = "" if len(given) == 1 else f"~{sound(uninflected(given, language))}{'+' * spelt.endswith('a')}"
    keys = frozenset(family_key(word, language) for word in family)
    return Person(options, spelt[:1], family_key(family[-1], language), keys, Counter(), unlisted)


_COMPOUND = re.compile(r"(?i)(?:abd?[eou]?l?|abd|abu|abou|umm|bou)$")
"""What makes one first name with the word behind it: "Abdul Karim"."""


def _first_name(given: str) -> str:
    words = given.split()
    return "-".join(words[:2]) if len(words) > 1 and _COMPOUND.match(words[0]) else words[0]


def _options(given: str, language: str | None) -> list[GivenName]:
    """What given names these may be; all parts count, since "Jean-Luc" is not "Jean-Marc"."""
    first, *others = given.split("-")
    found = given_names(first, language)
    more = "".join(f"-{(given_names(part, language) or (GivenName(sound(latin(part)), False),))[0].key}" for part in others)
    return [replace(name, key=name.key + more) for name in found]


_WOMENS = (
    "ova", "ove", "ovou", "oi", "oj", "aia", "aja", "skie", "skiej", "ska", "cka", "dzka", "skou", "ske", "iou", "uiu", "aiu",
)  # fmt: skip
"""Endings of women's family names in Slavic languages, in all cases."""


def _is_womans(given: str, family: str) -> bool:
    """Whether a name is a woman's: its family name ends so, or is not declined where the given name is ("Angeli Merkel")."""
    is_mans = any(not name.is_female for name in given_names(given, None))
    undeclined = not is_mans and latin(given)[-1:] in tuple("eiouy") and latin(family)[-1:] not in tuple("aeiouym")
    return latin(family).endswith(_WOMENS) or undeclined


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether two full names are one: never by the family name alone."""
    if one.family != other.family:
        return False
    if one.given and other.given:
        return not set(one.given).isdisjoint(other.given)
    if "" in (one.unlisted, other.unlisted):  # one has initials
        return one.initial == other.initial
    return not one.given and not other.given and one.unlisted.rstrip("+") == other.unlisted.rstrip("+")


class Families:
    """Whose family name a word is: of those whom the text names in full, the only one who has it."""

    def __init__(self, people: Sequence[Person], language: str | None) -> None:
        self._language = language
        self._exact: dict[str, list[Person]] = {}
        self._keys: dict[str, list[Person]] = {}
        for one in people:
            words = {_letters(word) for form in one.forms for word in form.split()[1:] or form.split()}
            for word in words:
                self._exact.setdefault(word, []).append(one)
            for key in one.keys:
                self._keys.setdefault(key, []).append(one)

    def with_family(self, word: str) -> Sequence[Person]:
        """The persons whose family name a word is, in its language's cases, or a possessive of it."""
        letters = _letters(word)
        having = self._exact.get(letters, [])
        if not having and self._language in INFLECTING:
            for key in (family_key(word, self._language), possessive_key(word, self._language)):
                having = [one for one in self._keys.get(key, ()) if one.begins_like(letters)]
                if having:
                    break
        return having


def _letters(word: str) -> str:
    return latin(word.removeprefix("al-").removeprefix("Al-"))


def with_full_names(sightings: list[Sighting], text: str) -> list[Sighting]:
    """The sightings, letters in brackets behind an organisation's name as that name from there on: "(WHO)"."""
    full: dict[str, str] = {}
    for before, sighting in pairwise(sightings):
        both = before.kind == sighting.kind == "organisation" and len(before.words) > 1
        if both and text[before.end : sighting.start] == " (" and text[sighting.end : sighting.end + 1] == ")":
            full[sighting.words[0]] = " ".join(before.words)
    if not full:
        return sightings
    return [one._replace(name=full.get(one.words[0], one.name)) if one.kind == "organisation" else one for one in sightings]
