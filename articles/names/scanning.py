"""One paragraph's names: what its runs of words with capitals are, place, organisation, person, or nobody yet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.article import NameKind
from articles.byline.names import is_particle
from articles.names import toponyms
from articles.names.bodies import Run, organisation
from articles.names.given import is_given
from articles.names.lexicon import Lexicon
from articles.names.people import Candidate, person
from articles.names.spelling import INFLECTING
from articles.names.tokens import Token

SHORTEST_OPENING = 4
"""Letters of a place's name that begins a sentence, where any word has a capital."""
LONGEST_UNKNOWN = 3
"""Words of a run of which one may be a family name."""
LONGEST_RUN = 16
"""Words of a run that are looked at: no name has as many, and a list in capitals may have a hundred thousand."""
SHOUTED = 0.6
"""Share of a paragraph's words in capitals from which on capitals say nothing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text tells: its language, the names that others give, the words that it also has in small letters."""

    language: str | None
    words: Lexicon
    known: frozenset[str]
    alone: frozenset[str]
    small: frozenset[str]


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
    """Where a paragraph's run of words with capitals begins and ends."""

    text: str
    found: Sequence[Token]
    start: int
    end: int
    setting: Setting
    shouted: bool

    @property
    def token(self) -> Token:
        """The first word."""
        return self.found[self.start]

    @property
    def run(self) -> Sequence[Token]:
        """All words of the run."""
        return self.found[self.start : self.end]


Step = tuple[int, Sighting | None]
"""How many words to go on by, and the name that they are."""


def sightings(text: str, found: Sequence[Token], setting: Setting) -> Iterator[Sighting]:
    """The names of a paragraph, in order; `found` are its words."""
    capitals = [index for index, token in enumerate(found) if token.is_capital]
    shouted = sum(found[index].text.isupper() for index in capitals) > SHOUTED * len(found)
    until = 0
    for index in capitals:
        if index < until:
            continue
        spot = Spot(text, found, index, _end_of_run(found, index, setting), setting, shouted)
        length, sighting = next((step for read in STEPS if (step := read(spot))), (1, _unexplained(spot)))
        if sighting:
            yield sighting
        until = index + length


def _end_of_run(found: Sequence[Token], start: int, setting: Setting) -> int:
    """Behind the last word with a capital that only spaces and particles part from the first."""
    end = at = start + 1
    until = min(len(found), start + LONGEST_RUN)
    while at < until and found[at].follows and not found[at].opens:
        if found[at - 1].is_initial and found[at].text.lower() in setting.small:
            break  # "in Washington, D.C. She …"
        if found[at].is_capital:
            end = at + 1
        elif not is_particle(found[at].text) or found[at].text in setting.words.bodies or at - end > 1:
            break
        at += 1
    return end


def _opener(spot: Spot) -> Step | None:
    """What begins a sentence and is no name: "The", "Podle", a word that the text has in small letters as well."""
    if not spot.token.opens:
        return None
    lower = spot.token.text.lower()
    is_common = lower in spot.setting.words.openers or lower in spot.setting.small
    return (1, None) if is_common or (len(lower) == 1 and not spot.token.is_initial) else None


def _title(spot: Spot) -> Step | None:
    """A title or a job with a capital before a name: "President", where it is nobody's given name ("Dean Brunt")."""
    words, run = spot.setting.words, spot.run
    lower = run[0].text.lower()
    if len(run) == 1 or not (lower in words.titles or lower in words.jobs):
        return None
    is_name = len(run) == 2 and lower not in words.titles.whole and is_given(run[0].text, spot.setting.language)
    return None if is_name else (1, None)


def _organisation(spot: Spot) -> Step | None:
    setting, run = spot.setting, spot.run
    following = spot.found[spot.end] if spot.end < len(spot.found) else None
    if setting.words.nouns_have_capitals:
        # "Jona Brunt von der Gewerkschaft" is somebody.
        run = run[: next((i for i, token in enumerate(run) if not token.is_capital), len(run))]
    length, rule = organisation(Run(run, following, setting.language, setting.words, spot.token.opens, spot.shouted))
    if not length or (rule == "letters" and toponyms.place_at([spot.token.text], setting.language)):
        return None
    words = tuple(token.text for token in spot.found[spot.start : spot.start + length])
    return length, Sighting("organisation", words, spot.token.start, spot.found[spot.start + length - 1].end, rule)


def _place(spot: Spot) -> Step | None:
    found = _toponym(spot.found, spot.start, spot.setting)
    if found is None or _is_somebody(spot.run, found.words, spot.setting):
        return None
    words = tuple(token.text for token in spot.found[spot.start : spot.start + found.words])
    last = spot.found[spot.start + found.words - 1]
    until = last.end + last.is_initial  # "U.S."
    return found.words, Sighting("place", words, spot.token.start, until, "gazetteer", found.place.key, found.place.name)


def _toponym(found: Sequence[Token], start: int, setting: Setting) -> toponyms.Found | None:
    words = [found[start].text]
    if toponyms.begins_one(words[0]):
        for token in found[start + 1 : start + toponyms.LONGEST]:
            if not token.follows or token.opens:
                break
            words.append(token.text)
        place = toponyms.place_at(words, setting.language)
        if place and place.words > 1:
            return place
    if found[start].opens and len(words[0]) < SHORTEST_OPENING:
        return None
    return toponyms.place_at(words[:1], setting.language, opens=found[start].opens)


def _is_somebody(run: Sequence[Token], words: int, setting: Setting) -> bool:
    """Whether what may be a place is the given name of somebody, or a part of another name: "Paris Lee", "Boston Brunts"."""
    if len(run) <= words:
        return False
    following = run[words].text
    if toponyms.place_at([following], setting.language) or is_given(following, setting.language):
        return False
    if following.lower() in setting.words.titles or following.lower() in setting.words.jobs:
        return False
    if words == 1 and is_given(run[0].text, setting.language):
        return True
    alone = setting.language in INFLECTING or setting.words.nouns_have_capitals or run[0].text.isupper()
    return not alone


def _person(spot: Spot) -> Step | None:
    if spot.shouted:
        return 1, None
    found, token, setting = spot.found, spot.token, spot.setting
    prior = found[spot.start - 1] if spot.start and token.follows and not token.opens else None
    titled = prior is not None and prior.is_capital and prior.text.lower() in setting.words.titles
    after = found[spot.end] if spot.end < len(found) and found[spot.end].follows else None
    words, before, behind = setting.words, prior.text.lower() if prior else "", after.text.lower() if after else ""
    introduced = titled or before in words.titles or before in words.says or behind in words.says
    if spot.end - spot.start == 1 and not introduced:
        return None  # one word is nobody's name where neither a title nor a verb of saying stands beside it
    length, rule = person(
        Candidate(
            spot.run, before, behind, titled,
            setting.language, setting.words, setting.known, setting.alone, setting.small,
        )
    )  # fmt: skip
    if not length:
        return None
    named = tuple(one.text for one in spot.run[:length])
    return length, Sighting("person", named, token.start, spot.run[length - 1].end, rule)


def _unexplained(spot: Spot) -> Sighting | None:
    """A word of which other paragraphs may tell whose it is; where nothing declines names, it stands alone."""
    is_alone = len(spot.run) <= LONGEST_UNKNOWN or spot.setting.language in INFLECTING
    return Sighting(None, (spot.token.text,), spot.token.start, spot.token.end, "") if is_alone else None


STEPS: tuple[Callable[[Spot], Step | None], ...] = (_opener, _title, _organisation, _place, _person)
"""What the first words of a run are: the first step that says so decides."""
