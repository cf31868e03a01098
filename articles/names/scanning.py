"""One paragraph's names: what its runs of words with capitals are, place, organisation, person, or nobody yet."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.article import NameKind
from articles.byline.names import is_particle
from articles.names import toponyms
from articles.names.bodies import FIRMS, Run, organisation
from articles.names.given import is_given
from articles.names.lexicon import Lexicon, lexicon
from articles.names.people import Candidate, is_family_by_its_ending, length_of_a_name, of_a_source, person
from articles.names.spelling import INFLECTING, family_key
from articles.names.tokens import SHORT, Token, Words
from articles.remembered import remembered
from articles.stories.sound import latin

SHORTEST_OPENING = 4
"""Letters of a place's name that begins a sentence, where any word has a capital."""
LONGEST_UNKNOWN = 3
"""Words of a run of which one may be a family name."""
LONGEST_MATTER = 4
"""Words that say what a ministry is for."""
LONGEST_RUN = 16
"""Words of a run that are looked at: no name has as many, and a list in capitals may have a hundred thousand."""
REGION = 2
"""Words of a region's name: an adjective and its noun."""
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
    common: frozenset[str] = frozenset()
    """Letters in capitals that the text has as a common noun."""

    ordinary: "Answers" = field(init=False)
    """Words that stand alone: whether they name neither an organisation nor a place."""
    telling: "Answers" = field(init=False)
    """Words: whether they may say what the one beside them names."""

    def __post_init__(self) -> None:
        """Begin to keep what one article's words are."""
        object.__setattr__(self, "ordinary", Answers(_is_ordinary, self.language))
        object.__setattr__(self, "telling", Answers(_says_of_others, self.language))


class Answers(dict[str, bool]):
    """What is said of an article's words, each asked about once: most come again, and a look into a dict is no call."""

    def __init__(self, ask: Callable[[str, str | None], bool], language: str | None) -> None:
        """Keep a function's answers for one language."""
        super().__init__()
        self._ask, self._language = ask, language

    def __missing__(self, word: str) -> bool:
        """Ask about a word."""
        answer = self[word] = self._ask(word, self._language)
        return answer


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

    found: Words
    start: int
    end: int
    run: Sequence[Token]
    setting: Setting
    shouted: bool

    @property
    def token(self) -> Token:
        """The first word."""
        return self.run[0]


Step = tuple[int, Sighting | None]
"""How many words to go on by, and the name that they are."""


def sightings(found: Words, setting: Setting) -> Iterator[Sighting]:
    """The names of a paragraph, in order; `found` are its words."""
    shouted = _is_shouted(found)
    until = 0
    for index in found.capitals:
        if index < until or ((token := found[index]).opens and _only_opens(found, index, setting)):
            continue
        end = _end_of_run(found, index, setting)
        steps = STEPS
        if not shouted and end == index + 1 and setting.ordinary[token.text] and not _is_told_behind(found, index, setting):
            if not setting.telling[found.written(index - 1)]:
                yield _alone(token)
                until = end
                continue
            steps = STEPS_BEHIND_A_WORD
        spot = Spot(found, index, end, found.between(index, end), setting, shouted)
        length, sighting = next((step for read in steps if (step := read(spot))), None) or (1, _unexplained(spot))
        if sighting:
            yield sighting
        until = index + length


def _is_shouted(found: Words) -> bool:
    most = SHOUTED * len(found)
    return len(found.capitals) > most and sum(found[index].text.isupper() for index in found.capitals) > most


def _is_told_behind(found: Words, index: int, setting: Setting) -> bool:
    """Whether the words behind one with a capital may say what it names: hardly ever those behind a German noun."""
    telling, written = setting.telling, found.written
    return telling[written(index + 1)] or (bool(setting.words.body_adjectives) and telling[written(index + 2)])


@remembered(16_384)
def _is_ordinary(word: str, language: str | None) -> bool:
    """Whether a word that stands alone is neither an organisation's name nor a place's, nor what such are called."""
    words, lower = lexicon(language), word.lower()
    if lower in words.organisations or lower in words.bodies or toponyms.begins_one(word):
        return False
    token = Token(word, 0, len(word), opens=False, follows=False, is_capital=True, is_initial=False)
    run = Run((token,), None, None, "", language, words, opens=False, shouted=False)
    return not organisation(run)[0] and toponyms.place_at((word,), language) is None


@remembered(16_384)
def _says_of_others(word: str, language: str | None) -> bool:
    """Whether a word may say what the one beside it names; words with an apostrophe are taken to."""
    words, lower = lexicon(language), word.lower()
    before = (words.titles, words.says, words.where, words.place_before, words.houses)
    behind = (words.place_behind, words.bodies, FIRMS)
    has_apostrophe = bool(word) and not word.isalpha()
    return has_apostrophe or any(lower in some for some in before) or any(word in some for some in behind)


def _is_small(word: str) -> bool:
    return word.islower() and word.isalpha() and not is_particle(word)


def _end_of_run(found: Words, start: int, setting: Setting) -> int:
    """Behind the last word with a capital that only spaces and particles part from the first."""
    end = at = start + 1
    if _is_small(found.written(at)):
        return end  # whatever stands between
    until = min(len(found), start + LONGEST_RUN)
    before = first = found[start]
    openers = setting.words.openers
    while at < until and (token := found[at]).follows and not token.opens:
        if token.is_capital and len(token.text) > SHORT and token.text.lower() in openers:
            break  # a headline's "Ann Lee Would Stay"
        if before.is_initial and token.text.lower() in setting.small:
            break  # "in Washington, D.C. She …"
        if token.text in _AND and not _goes_on(found, start, at, setting):
            break
        if at > end and token.text.isupper() and len(token.text) > 1 and is_given(first.text, setting.language):
            break  # "Ann Lee van CDA": somebody's party
        if token.is_capital:
            end = at + 1
        elif not is_particle(token.text) or token.text in setting.words.bodies or at - end > 1:
            break
        before = token
        at += 1
    return end


_AND = frozenset(("y", "e", "i"))
"""What is "and" between two names, and within one: "José Ortega y Gasset"."""


def _goes_on(found: Words, start: int, at: int, setting: Setting) -> bool:
    """Whether what follows "and" is the rest of a person's name, and no other name."""
    after = found[at + 1] if at + 1 < len(found) else None
    if after is None or not (after.follows and after.is_capital) or at == start + 1:
        return False
    return is_given(found[start].text, setting.language) and not is_given(after.text, setting.language)


def _only_opens(found: Words, index: int, setting: Setting) -> bool:
    """Whether what begins a sentence is no name: "The", "Podle", a word that the text has in small letters as well."""
    token = found[index]
    lower = token.text.lower()
    is_word = lower in setting.words.openers or lower in setting.small or (len(lower) == 1 and not token.is_initial)
    return is_word and not _is_a_houses(found, index, setting.words)


def _is_a_houses(found: Words, index: int, words: Lexicon) -> bool:
    """Whether a word begins a name in quotation marks, behind what it is that is called so."""
    return found.gap(index).strip() in _OPENING and found.written(index - 1).lower() in words.houses


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


def _organisation(spot: Spot) -> Step | None:
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
        return _end_of_run(found, at, spot.setting)  # "Cour d’Appel"
    if not (link.follows and link.text in words.links):
        return 0
    first = at + 1 + (found.written(at + 1) in ("the", "la", "los", "las", "il", "le"))
    if first >= len(found):
        return 0
    is_tied = found[first].follows or found.written(first).lower().startswith(_ELISIONS)
    is_named = is_tied and found[first].is_capital and not is_given(found[first].text, spot.setting.language)
    return _end_of_run(found, first, spot.setting) if is_named else 0


_ANDS = frozenset(("and", "und", "en", "et", "y", "e", "i", "oraz"))


def _joined_with(spot: Spot, end: int) -> int:
    """Where a ministry's name ends that has two matters: "Ministerstwo Rodziny i Pracy"; 0 where another name follows."""
    found, setting = spot.found, spot.setting
    if found.written(end) not in _ANDS or end + 1 >= len(found) or not (found[end].follows and found[end + 1].follows):
        return 0
    word = found[end + 1].text
    is_other = word.isupper() or is_given(word, setting.language) or toponyms.place_at([word], setting.language) is not None
    is_body = word.lower() in setting.words.organisations or word.lower() in setting.words.bodies
    return 0 if is_other or is_body or not found[end + 1].is_capital else _end_of_run(found, end + 1, setting)


_OPENING = frozenset('«„“"')
_CLOSING = tuple('»”“"')
LONGEST_QUOTED = 6
"""Words of a name in quotation marks."""


def _in_quotation_marks(spot: Spot) -> Step | None:
    """What a house is called, behind what it is: партия «Зелёный луг», компании „Бряг“."""
    found = spot.found
    if not _is_a_houses(found, spot.start, spot.setting.words):
        return None
    behind = range(spot.start + 1, min(len(found), spot.start + LONGEST_QUOTED) + 1)
    end = next((i for i in behind if found.gap(i).startswith(_CLOSING)), None)
    if end is None:
        return None
    named = found.between(spot.start, end)
    words = tuple(token.text for token in named)
    return len(named), Sighting("organisation", words, named[0].start, named[-1].end, "in quotation marks")


def _place(spot: Spot) -> Step | None:
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


def _named_after(spot: Spot) -> Step | None:
    """What is no person though it begins as one: a street, a prize, an author in a list of sources."""
    words, run = spot.setting.words, spot.run
    if len(run) == 1:
        return None
    if thing := next((n for n, one in enumerate(run) if n and one.text.lower() in words.things_behind), 0):
        return thing + 1, None
    if of_a_source(run) and is_given(run[0].text, spot.setting.language):
        return 2, None
    prior = _prior(spot) if words.things_before else None
    return (len(run), None) if prior and prior.text.lower() in words.things_before else None


def _prior(spot: Spot) -> Token | None:
    """The word right before the run, in its sentence."""
    is_behind = spot.start and spot.token.follows and not spot.token.opens
    return spot.found[spot.start - 1] if is_behind else None


def _person(spot: Spot) -> Step | None:
    if spot.shouted:
        return 1, None
    found, token, setting, prior = spot.found, spot.token, spot.setting, _prior(spot)
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


def _region(spot: Spot) -> Step | None:
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


def _where(spot: Spot) -> Step | None:
    """What stands where a place does, and is called as a town of the language's countries ("v Liberci", "near Lienz"), or
    what a noun before it makes a place ("реки Тобол").

    It may still be the family name of somebody whom the text names.
    """
    prior, words, language = _prior(spot), spot.setting.words, spot.setting.language
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


def _unexplained(spot: Spot) -> Sighting | None:
    """A word of which other paragraphs may tell whose it is; where nothing declines names, it stands alone."""
    return _alone(spot.token) if len(spot.run) <= LONGEST_UNKNOWN or spot.setting.language in INFLECTING else None


def _alone(token: Token) -> Sighting:
    return Sighting(None, (token.text,), token.start, token.end, "")


STEPS: tuple[Callable[[Spot], Step | None], ...] = (
    _in_quotation_marks,
    _title,
    _region,
    _organisation,
    _place,
    _named_after,
    _person,
    _where,
)
"""What the first words of a run are: the first step that says so decides."""
STEPS_BEHIND_A_WORD: tuple[Callable[[Spot], Step | None], ...] = (_in_quotation_marks, _person, _where)
"""Those that the word before one that is ordinary may bring about."""
