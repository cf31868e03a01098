"""The names of an article, paragraph by paragraph, joined within it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from articles.article import Mention, NameKind
from articles.byline.names import is_particle
from articles.names import toponyms
from articles.names.bodies import common_letters, known_body
from articles.names.caseless import sightings_without_capitals
from articles.names.given import given_names
from articles.names.joining import Person, persons, with_full_names
from articles.names.lexicon import lexicon
from articles.names.people import SMALL_ADJECTIVES
from articles.names.scanning import sightings
from articles.names.spelling import INFLECTING, family_key, uninflected
from articles.names.spots import Setting, Sighting
from articles.names.tokens import Words
from articles.names.toponyms import place_at
from articles.places.agencies import agency_of

ALIKE = 3
"""Letters that all forms of a town's name begin with."""


def mentions(paragraphs: Sequence[str], language: str | None, known: Iterable[str] = ()) -> tuple[Mention, ...]:
    """The persons, organisations and places that paragraphs name.

    Offsets count characters of the paragraphs joined by a blank line.
    `known` are names of persons that the article gives elsewhere: in its byline, as speakers of its quotations.
    """
    words = lexicon(language)
    body = "\n\n".join(paragraphs)
    found: list[Sighting] = []
    starts = list(accumulate((len(text) + 2 for text in paragraphs), initial=0))
    if not words.has_capitals:
        for text, at in zip(paragraphs, starts, strict=False):
            seen = sightings_without_capitals(text, language, words)
            found += [one._replace(start=one.start + at, end=one.end + at) for one in seen]
        return _joined(found, body, language)
    split = [Words(text, at) for text, at in zip(paragraphs, starts, strict=False)]
    alone = _standing_alone(split, language) if language in INFLECTING or language in SMALL_ADJECTIVES else frozenset()
    small = frozenset(body.split())
    setting = Setting(language, words, frozenset(map(str.casefold, known)), alone, small, common_letters(body, language))
    for row in split:
        found += sightings(row, setting)
    return _joined(found, body, language)


def _standing_alone(paragraphs: Sequence[Words], language: str | None) -> frozenset[str]:
    """Keys of words with capitals that stand alone within sentences."""
    found = set()
    for row in paragraphs:
        for index in row.capitals:
            token = row[index]
            if not token.opens:
                after = row[index + 1] if index + 1 < len(row) else None
                before = row[index - 1]
                if not (before.is_capital and token.follows and not before.opens) and not (
                    after and after.is_capital and after.follows
                ):
                    found.add(family_key(token.text, language))
    return frozenset(found)


def _joined(found: list[Sighting], body: str, language: str | None) -> tuple[Mention, ...]:
    families, named = persons(found, body, language)
    result = []
    towns = {seen.words[0][:ALIKE]: seen.key for seen in found if seen.kind is None and seen.key}
    by_given: dict[str, list[Person]] = {}
    for one in {id(who): who for who in named.values()}.values():
        for name in one.given[:1]:
            by_given.setdefault(name.key, []).append(one)
    nobodys: set[str] = set()
    for index, sighting in enumerate(with_full_names(found, body)):
        if not sighting.rule and sighting.words[0] in nobodys:
            continue
        if sighting.kind == "place":
            result.append(_mention(sighting, body, sighting.name, sighting.key))
        elif sighting.kind == "organisation":
            result.append(_organisation(sighting, body, language))
        elif index in named:
            result.append(_of(named[index], sighting, body, sighting.rule))
        elif len(having := families.with_family(sighting.words[0]) if len(sighting.words) == 1 else ()) == 1:
            result.append(_of(having[0], sighting, body, "family name alone"))
        elif having:
            nobody = sighting._replace(rule="family name of several")
            result.append(_mention(nobody, body, sighting.words[0], f"? {sighting.words[0]}"))
        elif town := (sighting.key, sighting.name) if sighting.key else _of_these(towns, sighting, language):
            result.append(replace(_mention(sighting, body, town[1], town[0]), kind="place"))
        elif who := _by_given_name(by_given, sighting, language):
            result.append(_of(who, sighting, body, "given name alone"))
        elif sighting.kind:
            result.append(_alone(sighting, body, language))
        else:
            nobodys.add(sighting.words[0])
    return tuple(result)


def _by_given_name(people: dict[str, list[Person]], sighting: Sighting, language: str | None) -> Person | None:
    """The only one of those named in full who has this given name: "Carlos" of "Carlos Brunt", in all cases of a language."""
    if len(sighting.words) != 1 or not people:
        return None
    having = [one for name in given_names(sighting.words[0], language) for one in people.get(name.key, ())]
    return having[0] if having and all(one is having[0] for one in having) else None


def _of_these(towns: dict[str, str], sighting: Sighting, language: str | None) -> tuple[str, str] | None:
    """The town that a word names where the text has it elsewhere behind a preposition: "V Liberci … Liberec"."""
    word = sighting.words[0]
    if sighting.kind or word[:ALIKE] not in towns:
        return None
    found = toponyms.town(word, language)
    return found if found and found[0] == towns[word[:ALIKE]] else None


def _mention(sighting: Sighting, body: str, name: str, key: str) -> Mention:
    written = body[sighting.start : sighting.end]
    return Mention(sighting.kind or "person", name, key, written, sighting.start, sighting.end, sighting.rule)


def _organisation(sighting: Sighting, body: str, language: str | None) -> Mention:
    """An agency by its usual name, others by their words without endings."""
    written = " ".join(sighting.words)
    name = sighting.name or (known_body(written, language) or written)
    if agency := agency_of(name):
        return _mention(sighting, body, agency.name, agency.name.casefold())
    key = " ".join(uninflected(word, language) for word in name.split() if not is_particle(word))
    shown = name if name != written else " ".join(body[sighting.start : sighting.end].split())
    return _mention(sighting, body, shown, key or name.casefold())


def key_of(kind: NameKind, name: str, language: str | None = None) -> str:
    """The key that all forms of a name share, for a name that stands by itself."""
    words = tuple(name.split())
    if kind == "person":
        return (
            persons([Sighting("person", words, 0, len(name), "")], name, language)[1][0].key
            if len(words) > 1
            else f"? {family_key(name, language)}"
        )
    if kind == "place":
        found = place_at(words, language)
        return found.place.key if found and found.words == len(words) else name.casefold()
    return _organisation(Sighting("organisation", words, 0, len(name), ""), name, language).key


def _alone(sighting: Sighting, body: str, language: str | None) -> Mention:
    """A family name of somebody whom the text does not name in full: others may."""
    key = family_key(sighting.words[-1], language)
    return replace(_mention(sighting, body, " ".join(sighting.words), f"? {key}"), family=key, is_alone=True)


def _of(who: Person, sighting: Sighting, body: str, rule: str) -> Mention:
    start, end = sighting.start, sighting.end
    return Mention("person", who.name, who.key, body[start:end], start, end, rule, family=who.family)
