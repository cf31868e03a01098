"""One paragraph's names: what its runs of words with capitals are, place, organisation, person, or nobody yet."""

from collections.abc import Callable, Iterator, Sequence

from articles.names.given import is_given
from articles.names.organisations import in_quotation_marks, organisation_at
from articles.names.people import Candidate, length_of_a_name, of_a_source, person
from articles.names.places import behind_where, of_the_gazetteer, with_its_noun
from articles.names.runs import end_of_run, is_shouted, is_told_behind, only_opens
from articles.names.spelling import INFLECTING
from articles.names.spots import Setting, Sighting, Spot, Step, alone
from articles.names.tokens import Words

LONGEST_UNKNOWN = 3
"""Words of a run of which one may be a family name."""


def sightings(found: Words, setting: Setting) -> Iterator[Sighting]:
    """The names of a paragraph, in order; `found` are its words."""
    shouted = is_shouted(found)
    until = 0
    for index in found.capitals:
        if index < until or ((token := found[index]).opens and only_opens(found, index, setting)):
            continue
        end = end_of_run(found, index, setting)
        steps = STEPS
        if not shouted and end == index + 1 and setting.ordinary[token.text] and not is_told_behind(found, index, setting):
            if not setting.telling[found.written(index - 1)]:
                yield alone(token)
                until = end
                continue
            steps = STEPS_BEHIND_A_WORD
        spot = Spot(found, index, end, found.between(index, end), token, setting, shouted)
        length, sighting = _first(steps, spot) or (1, _unexplained(spot))
        if sighting:
            yield sighting
        until = index + length


def _first(steps: Sequence[Callable[[Spot], Step | None]], spot: Spot) -> Step | None:
    for read in steps:
        if step := read(spot):
            return step
    return None


def _title(spot: Spot) -> Step | None:
    """A title, a job or "river" with a capital before a name: "President", where it is nobody's given name ("Dean Brunt")."""
    words, run = spot.setting.words, spot.run
    lower = run[0].text.lower()
    if len(run) > 1 and lower in words.place_before:
        return 1, None  # "Река Тобол"
    is_title = (lower in words.titles or lower in words.jobs) and lower not in words.bodies
    if len(run) == 1 or not is_title:
        return None
    is_name = len(run) == 2 and lower not in words.titles.whole and is_given(run[0].text, spot.setting.language)
    return None if is_name else (1, None)


def _named_after(spot: Spot) -> Step | None:
    """What is no person though it begins as one: a street, a prize, an author in a list of sources."""
    words, run = spot.setting.words, spot.run
    if len(run) == 1:
        return None
    if thing := next((n for n, one in enumerate(run) if n and one.text.lower() in words.things_behind), 0):
        return thing + 1, None
    if of_a_source(run) and is_given(run[0].text, spot.setting.language):
        return 2, None
    prior = spot.prior if words.things_before else None
    return (len(run), None) if prior and prior.text.lower() in words.things_before else None


def _person(spot: Spot) -> Step | None:
    if spot.shouted:
        return 1, None
    found, token, setting, prior = spot.found, spot.token, spot.setting, spot.prior
    titled = prior is not None and prior.is_capital and prior.text.lower() in setting.words.titles
    after = found[spot.end] if spot.end < len(found) and found[spot.end].follows else None
    words, before, behind = setting.words, prior.text.lower() if prior else "", after.text.lower() if after else ""
    introduced = titled or before in words.titles or before in words.says or behind in words.says
    if len(spot.run) == 1 and not introduced:
        return None  # one word is nobody's name where neither a title nor a verb of saying stands beside it
    length, rule = person(
        Candidate(
            spot.run, [one.text for one in spot.run], length_of_a_name(spot.run), before, behind, titled,
            setting.language, setting.words, setting.known, setting.alone, setting.small,
        )
    )  # fmt: skip
    if not length:
        return None
    named = tuple(one.text for one in spot.run[:length])
    return length, Sighting("person", named, token.start, spot.run[length - 1].end, rule)


def _unexplained(spot: Spot) -> Sighting | None:
    """A word of which other paragraphs may tell whose it is; where nothing declines names, it stands alone."""
    return alone(spot.token) if len(spot.run) <= LONGEST_UNKNOWN or spot.setting.language in INFLECTING else None


STEPS: tuple[Callable[[Spot], Step | None], ...] = (
    in_quotation_marks,
    _title,
    with_its_noun,
    organisation_at,
    of_the_gazetteer,
    _named_after,
    _person,
    behind_where,
)
"""What the first words of a run are: the first step that says so decides."""
STEPS_BEHIND_A_WORD: tuple[Callable[[Spot], Step | None], ...] = (in_quotation_marks, _person, behind_where)
"""Those that the word before one that is ordinary may bring about."""
