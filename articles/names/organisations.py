"""Organisations in a run of words, with what says what or where they are, and what stands in quotation marks behind "party"."""

import re

from articles.names import toponyms
from articles.names.bodies import Run, organisation
from articles.names.given import is_given
from articles.names.runs import end_of_run, is_a_houses
from articles.names.spots import Sighting, Spot, Step
from articles.names.tokens import Words

LONGEST_MATTER = 4
"""Words that say what a ministry is for."""


def organisation_at(spot: Spot) -> Step | None:
    """A body, a firm or letters in capitals, with the words behind that say of what or where it is."""
    setting, run = spot.setting, spot.run
    following = spot.found[spot.end] if spot.end < len(spot.found) else None
    if setting.words.nouns_have_capitals and len(run) > 1:
        # "Jona Brunt von der Gewerkschaft" is somebody.
        run = run[: next((i for i, token in enumerate(run) if not token.is_capital), len(run))]
    between = spot.found.gap(spot.end) if len(run) == len(spot.run) else ""
    is_wanted = setting.words.body_adjectives and len(run) == 1 and spot.end + 1 < len(spot.found)
    after_next = spot.found[spot.end + 1] if is_wanted else None
    length, rule = organisation(
        Run(
            run, following, after_next, between, setting.language, setting.words, spot.token.opens, spot.shouted,
            spot.token.text.isupper() and _is_counted(spot),
            spot.token.text in setting.common or spot.token.text.lower() in setting.small,
        )
    )  # fmt: skip
    if further := _further(spot, length or 1):
        length, rule = further, "of what"
    if not length or (rule == "letters" and toponyms.place_at([spot.token.text], setting.language)):
        return None
    named = spot.found.between(spot.start, spot.start + length)
    return length, Sighting("organisation", tuple(token.text for token in named), named[0].start, named[-1].end, rule)


_NUMBER_BEHIND = re.compile(r"[-\u2011 ]?\d")


def _is_counted(spot: Spot) -> bool:
    """Whether a number stands beside a word: "16 GB", "COVID-19"."""
    before, behind = spot.found.gap(spot.start).rstrip(), spot.found.gap(spot.start + 1)
    return before[-1:].isdigit() or _NUMBER_BEHIND.match(behind) is not None


def _further(spot: Spot, length: int) -> int:
    """Words of a body's name that says of what or where it is: "Bank of England", "Министерство финансов"; 0 of others."""
    words, found, at = spot.setting.words, spot.found, spot.start + length
    last = found[at - 1].text.lower()
    if at >= len(found):
        return 0
    end = at
    if last in words.organisations or last in words.bodies:
        if matter := _matter(found, at, words.matters):
            return length + matter
        end = _linked(spot, at) or at
    if end - spot.start > 1 and any(token.text.lower() in words.wide for token in spot.run):
        end = _joined_with(spot, end) or end
    return end - spot.start if end > at else 0


def _matter(found: Words, at: int, matters: frozenset[str]) -> int:
    """How many words in small letters say what a ministry is for."""
    for length in range(LONGEST_MATTER, 0, -1) if matters else ():
        phrase = [found.written(index) for index in range(at, at + length)]
        if " ".join(phrase) in matters and all(found[index].follows for index in range(at, at + length)):
            return length
    return 0


_ELISIONS = ("l’", "l'", "d’", "d'", "dell’", "dell'", "all’", "all'")


def _linked(spot: Spot, at: int) -> int:
    """Where a name ends that a word like "of" goes on with, from what follows it; 0 where none does."""
    found, words = spot.found, spot.setting.words
    link = found[at]
    if link.is_capital and found.gap(at) == " " and found.written(at)[:2] in _ELISIONS:
        return end_of_run(found, at, spot.setting)  # "Cour d’Appel"
    if not (link.follows and link.text in words.links):
        return 0
    first = at + 1 + (found.written(at + 1) in ("the", "la", "los", "las", "il", "le"))
    if first >= len(found):
        return 0
    is_tied = found[first].follows or found.written(first).lower().startswith(_ELISIONS)
    is_named = is_tied and found[first].is_capital and not is_given(found[first].text, spot.setting.language)
    return end_of_run(found, first, spot.setting) if is_named else 0


_ANDS = frozenset(("and", "und", "en", "et", "y", "e", "i", "oraz"))


def _joined_with(spot: Spot, end: int) -> int:
    """Where a ministry's name ends that has two matters: "Ministerstwo Rodziny i Pracy"; 0 where another name follows."""
    found, setting = spot.found, spot.setting
    if found.written(end) not in _ANDS or end + 1 >= len(found) or not (found[end].follows and found[end + 1].follows):
        return 0
    word = found[end + 1].text
    is_other = word.isupper() or is_given(word, setting.language) or toponyms.place_at([word], setting.language) is not None
    is_body = word.lower() in setting.words.organisations or word.lower() in setting.words.bodies
    return 0 if is_other or is_body or not found[end + 1].is_capital else end_of_run(found, end + 1, setting)


_CLOSING = tuple('»”“"')


LONGEST_QUOTED = 6
"""Words of a name in quotation marks."""


def in_quotation_marks(spot: Spot) -> Step | None:
    """What a house is called, behind what it is: партия «Зелёный луг», компании „Бряг“."""
    found = spot.found
    if not is_a_houses(found, spot.start, spot.setting.words):
        return None
    behind = range(spot.start + 1, min(len(found), spot.start + LONGEST_QUOTED) + 1)
    end = next((i for i in behind if found.gap(i).startswith(_CLOSING)), None)
    if end is None:
        return None
    named = found.between(spot.start, end)
    words = tuple(token.text for token in named)
    return len(named), Sighting("organisation", words, named[0].start, named[-1].end, "in quotation marks")
