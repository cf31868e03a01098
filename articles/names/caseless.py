"""Names in scripts without capitals: places by the gazetteer, persons by titles before them and by given names."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.names import toponyms
from articles.names.lexicon import Lexicon
from articles.names.spots import Sighting
from articles.places.agencies import agency_of
from articles.stories.sound import latin

_WORD = re.compile(
    r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:[\u200c-][^\W\d_]+)*|[\u30a1-\u30fa\u30fc]{2,}|[\u3400-\u9fff]+"
)
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_JOINED = {"ar": ("و", "ب", "ل", "ف", "ك", "وب", "ول"), "he": ("ב", "ל", "מ", "ו", "ה", "וב", "ול", "ש", "שב")}
"""What is written as one with the word behind it: "and", "in", "to"."""
_LONGEST = 3
"""Given names before a family name, and it."""
_NAMED = 2
"""Words that follow a title and are a name."""


def sightings_without_capitals(text: str, language: str | None, words: Lexicon) -> Iterator[Sighting]:
    """The places, agencies and titled persons of a paragraph, in order."""
    found = list(_WORD.finditer(text))
    index = 0
    while index < len(found):
        if _IDEOGRAPHS.fullmatch(found[index][0]):
            yield from _among_ideographs(found[index])
            index += 1
            continue
        length, sighting = _at(text, found, index, language, words)
        if sighting:
            yield sighting
        index += max(length, 1)


def _at(text: str, found: list[re.Match[str]], index: int, language: str | None, words: Lexicon) -> tuple[int, Sighting | None]:
    here = [match[0] for match in _following(text, found, index)]
    if here[0] in words.openers:
        return 1, None  # "كيف" is how, and Kyiv
    for skipped in ("", *_JOINED.get(language or "", ())):
        if skipped and not (here[0].startswith(skipped) and len(here[0]) > len(skipped) + 2):
            continue
        bare = [here[0][len(skipped) :], *here[1:]]
        if place := toponyms.place_at(bare, language):
            end = found[index + place.words - 1].end()
            key, name = place.place.key, place.place.name
            named = tuple(bare[: place.words])
            return place.words, Sighting("place", named, found[index].start() + len(skipped), end, "gazetteer", key, name)
    if agency := agency_of(here[0]):
        return 1, Sighting("organisation", (here[0],), found[index].start(), found[index].end(), "listed", "", agency.name)
    title = here[0].removeprefix("و") if language == "ar" else here[0]
    if title in words.titles and len(here) > _NAMED and not _is_no_name(here[1 : _NAMED + 1], language, words):
        first, last = found[index + 1], found[index + _NAMED]
        return _NAMED + 1, Sighting("person", tuple(here[1 : _NAMED + 1]), first.start(), last.end(), "after a title")
    return _by_given_name(here, found, index, language, words)


_PARTICLES = frozenset(("بن", "ابن", "بنت", "أبو", "ابو", "عبد", "آل"))


def _by_given_name(
    here: list[str], found: list[re.Match[str]], index: int, language: str | None, words: Lexicon
) -> tuple[int, Sighting | None]:
    """A given name, and what follows it: "محمد العلي", "أحمد بن سالم", "علی رضایی"."""
    skipped = next((s for s in ("", *_JOINED.get(language or "", ())) if here[0].removeprefix(s) in words.given), None)
    if skipped is None:
        return 1, None
    first = here[0].removeprefix(skipped)
    length = 1
    while length < min(len(here), _LONGEST) and here[length] in words.given:
        length += 1
    rest = here[length : length + 2]
    if len(rest) > 1 and rest[0] in _PARTICLES:
        length += 2
    elif rest and _is_family(rest[0], here[length - 1], language, words):
        length += 1
    if length < _NAMED:
        return 1, None
    name = (first, *here[1:length])
    start = found[index].start() + len(skipped)
    return length, Sighting("person", name, start, found[index + length - 1].end(), "given name first")


def _is_family(word: str, before: str, language: str | None, words: Lexicon) -> bool:
    """Whether a word behind a given name is the family's: one with an article, or any where the given name takes it."""
    if word in words.openers or word in words.titles or len(word) < _NAMED or toponyms.place_at([word], language):
        return False
    return before in words.given_before_any or (word.startswith("ال") and language == "ar")


def _following(text: str, found: list[re.Match[str]], index: int) -> Iterator[re.Match[str]]:
    """A word and those behind it that only spaces part from it."""
    yield found[index]
    for before, match in pairwise(found[index : index + toponyms.LONGEST]):
        if text[before.end() : match.start()].strip():
            return
        yield match


def _is_no_name(pair: list[str], language: str | None, words: Lexicon) -> bool:
    """Whether what follows a title is an adjective, an office or a place: "الرئيس الأمريكي", "وزير الخارجية"."""
    adjective = language == "ar" and pair[0].startswith("ال")
    known = any(word in words.titles or toponyms.place_at([word], language) for word in pair)
    return adjective or known or not all(len(latin(word)) > 1 for word in pair)


def _among_ideographs(run: re.Match[str]) -> Iterator[Sighting]:
    start, text = 0, run[0]
    while start < len(text) - 1:
        for end in range(min(len(text), start + 6), start + 1, -1):
            if place := toponyms.place_at([text[start:end]], None):
                at = run.start()
                yield Sighting(
                    "place", (text[start:end],), at + start, at + end, "gazetteer", place.place.key, place.place.name
                )
                start = end - 1
                break
        start += 1
