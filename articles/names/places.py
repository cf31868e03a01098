"""Places in a run of words: those of the gazetteer, regions by their noun, and towns by the word before them."""

import re
from collections.abc import Sequence

from articles.names import toponyms
from articles.names.given import is_given
from articles.names.people import is_family_by_its_ending
from articles.names.spelling import INFLECTING, family_key
from articles.names.spots import Setting, Sighting, Spot, Step
from articles.names.tokens import Token, Words
from articles.stories.sound import latin

SHORTEST_OPENING = 4
"""Letters of a place's name that begins a sentence, where any word has a capital."""
REGION = 2
"""Words of a region's name: an adjective and its noun."""


def of_the_gazetteer(spot: Spot) -> Step | None:
    """A prominent place, in a case of its language, too, where it is no part of somebody's name."""
    found = _toponym(spot.found, spot.start, spot.setting)
    if found is None or _is_somebody(spot.run, found.words, spot.setting):
        return None
    named = spot.found.between(spot.start, spot.start + found.words)
    until = named[-1].end + named[-1].is_initial  # "U.S."
    words = tuple(token.text for token in named)
    return found.words, Sighting("place", words, spot.token.start, until, "gazetteer", found.place.key, found.place.name)


def _toponym(found: Words, start: int, setting: Setting) -> toponyms.Found | None:
    words = [found[start].text]
    if toponyms.begins_one(words[0]):
        for token in found.between(start + 1, start + toponyms.LONGEST):
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
    if words == 1 and (is_given(run[0].text, setting.language) or is_family_by_its_ending(following)):
        return True
    alone = setting.language in INFLECTING or setting.words.nouns_have_capitals or run[0].text.isupper()
    return not alone


def with_its_noun(spot: Spot) -> Step | None:
    """What a noun behind it makes a region: "Оренбургская область", "Suffolk County"."""
    behind = spot.setting.words.place_behind
    if not behind:
        return None
    if len(spot.run) > 1 or spot.shouted:
        named = spot.run[:2] if len(spot.run) == REGION and spot.run[1].text in behind else ()
    else:
        named = spot.found.between(spot.start, spot.start + REGION)
    if len(named) < REGION or not named[1].follows or named[1].text not in behind:
        return None
    if named[0].opens and not _ADJECTIVE.search(latin(named[0].text)):
        return None  # "Голова області": its head
    written = tuple(token.text for token in named)
    key = f"{family_key(written[0], spot.setting.language)} region"
    return REGION, Sighting("place", written, named[0].start, named[1].end, "region", key, " ".join(written))


_WITH = frozenset(("z", "ze", "s", "з", "зі", "із"))


_INSTRUMENTAL = ("em", "om", "im", "ym", "ą", "ом", "ем", "єм", "им", "ою", "ею")
"""Behind "z", which is "from" and "with", the case of somebody: "z Kowalem"."""
_ADJECTIVE = re.compile("[scz]k[aeiouyjgmh]{1,4}$")


def behind_where(spot: Spot) -> Step | None:
    """What stands where a place does, and is called as a town of the language's countries ("v Liberci", "near Lienz"), or
    what a noun before it makes a place ("реки Тобол").

    It may still be the family name of somebody whom the text names.
    """
    prior, words, language = spot.prior, spot.setting.words, spot.setting.language
    before = prior.text.lower() if prior and not spot.shouted else ""
    if not (before in words.where or before in words.place_before):
        return None
    for length in range(min(len(spot.run), toponyms.LONGEST), 0, -1):
        named = spot.run[:length]
        if not named[-1].is_capital or (length < len(spot.run) and spot.run[length].is_capital):
            continue  # a part of a name: "in Essen Brunt"
        written = tuple(token.text for token in named)
        if before in _WITH and written[-1].endswith(_INSTRUMENTAL):
            continue
        town = toponyms.town(" ".join(written), language)
        if town is None and before in words.place_before and len(written) == 1 and not is_given(written[0], language):
            town = (f"{family_key(written[0], language)} {language}", written[0])
        if town:
            return length, Sighting(None, written, named[0].start, named[-1].end, "where", *town)
    return None
