"""Where the words between two separators are cut: behind a name, before a town, between a role and a house."""

from collections.abc import Sequence

from articles.byline.kinds import KNOWN_PLACE, NAME_WORDS, UNCASED, Item, is_name, low_of, outlet_at, rank_of, shouts, text_of
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_initial
from articles.byline.organisations import is_organisation
from articles.byline.roles import is_modifier, role_at
from articles.byline.tokens import Token
from articles.places.gazetteer import find

_ARTICLES = frozenset(("the", "die", "der", "das", "den", "la", "le", "el", "il", "de", "o", "a"))


def led(words: Sequence[Token], lang: str | None) -> list[Item]:
    """What stands before a name: "Corresponsal en Nueva York Ana Gil", "Z Brukseli dla WP Anna Stec"; empty without a town."""
    ours = words[0].low in wording().ours
    role = role_at(words, int(ours))
    at = role[0] + ours if role else 0
    said = [Item("role", text_of(words[:at]))] if role else []
    while at < len(words) - 2:
        length = _before_town(words, at, lang)
        sizes = range(min(3, len(words) - at - length - 2), 0, -1) if length else ()
        size = next((size for size in sizes if _is_town(words[at + length : at + length + size], lang)), 0)
        links = _before_employer(words, at)
        links = 0 if role and outlet_at(words, at) else links or len(words)  # "Korespondent RMF FM w Brukseli
        house = outlet_at(words, at + links) if at + links < len(words) else 0
        if size:
            said.append(Item("place", text_of(words[at + length : at + length + size])))
        elif house:
            length, size = links, house
            said.append(Item("organisation", text_of(words[at + links : at + links + house])))
        else:
            break
        at += length + size
    sent = any(item.kind == "place" or (item.kind == "organisation" and said[0].kind == "role") for item in said)
    return [*said, Item("person", text_of(words[at:]))] if sent and is_name(words[at:]) else []


def _before_employer(words: Sequence[Token], at: int) -> int:
    """How many words at `at` stand before a house: "for", "for the", the "von" of a house."""
    known, low = wording(), low_of(words)
    link = phrase_at(known.before_employer, low, at)
    links = link[0] if link else int(words[at].text in known.of_houses)
    return links + (1 if links and at + links < len(words) and low[at + links] in _ARTICLES else 0)


def _is_town(words: Sequence[Token], lang: str | None) -> bool:
    name = text_of(words)
    return (name.istitle() or bool(UNCASED.match(name))) and (
        rank_of(name) >= KNOWN_PLACE or (len(words) == 1 and find(name, lang=lang) is not None)
    )


def _before_town(words: Sequence[Token], index: int, lang: str | None) -> int:
    """How many words at `index` are an "in"."""
    known, low = wording(), low_of(words)
    found = phrase_at(known.before_place, low, index)
    return found[0] if found else int(lang in known.places_in.get(low[index], ()))


def may_employ(words: Sequence[Token], link: str) -> bool:
    """Whether words after "for" or "at" name whom somebody works for."""
    if outlet_at(words, 0) == len(words) or is_organisation(words):
        return True
    named = words[len(words) > 1 and words[0].low == "the" :]
    return link not in ("at", "bei", "chez", "hos") and len(named) <= 4 and named[0].text[:1].isupper()


def said_twice(words: Sequence[Token]) -> int:
    """How many words stand at the start twice in a row, as where a page prints a name beside a picture and again below."""
    texts = [word.text for word in words]
    lengths = range(2, min(NAME_WORDS, len(texts) // 2) + 1)
    return next((length for length in lengths if texts[:length] == texts[length : 2 * length]), 0)


def before_a_house(words: Sequence[Token]) -> int:
    """Where a name in capitals ends that a house in usual case stands behind: "JANE DOE Tribune Staff"; 0 where none does."""
    loud = _loud(words)
    named = loud.index(False) if False in loud else 0
    return named if 1 < named < 4 and is_organisation(words[named:]) and not outlet_at(words, 0) else 0


def shouted_end(words: Sequence[Token]) -> int:
    """Where a name ends whose family name alone is in capitals: "Jean DUPONT Envoyé spécial"; 0 where there is no such end."""
    given, loud = words[0].text, _loud(words)
    if len(words) < 3 or loud[0] or not given.istitle() or not given.isalpha():
        return 0
    first = next((index for index in (1, 2) if loud[index]), 0)
    if not first or is_modifier(words, first) or (first > 1 and len(words[first].text) < 4):
        return 0
    last = next((index for index in range(first, len(words)) if not loud[index]), 0)
    houses = any(outlet_at(words, index) for index in (0, *range(first, last)))
    return last if last and words[last].text[0].isupper() and not houses else 0


def _loud(words: Sequence[Token]) -> list[bool]:
    """Of each word, whether it is in capitals and no abbreviation."""
    return [shouts(word.text) and len(word.text) > 2 and not is_initial(word.text) for word in words]


def town_behind(words: Sequence[Token]) -> int:
    """Where a town starts that a name in capitals stands before: "MARTA RUIZ Bruselas"; 0 where none does."""
    end = next((index for index, word in enumerate(words) if not word.text.isupper()), 0)
    stop = next((index for index, word in enumerate(words[:-1], 1) if len(word.text) > 4 and word.text[-1] == "."), 0)
    end = end or stop * (words[0].text.istitle() and stop > 1)  # "Iván Cañas. Valencia"
    town = words[end:]
    known = end > 1 and all(word.text.istitle() for word in town) and rank_of(text_of(town)) >= KNOWN_PLACE
    return end if known and not outlet_at(words, 0) else 0


def _is_loud_town(words: Sequence[Token], town: Sequence[Token]) -> bool:
    """Whether a town stands at the end of a line that is all in capitals: nothing but the town tells its "IN" from a name."""
    return all(word.text.isupper() for word in words) and rank_of(text_of(town).title()) >= KNOWN_PLACE


def place_split(words: Sequence[Token], lang: str | None) -> tuple[int, int] | None:
    """Where "in Baghdad" starts and how many words the "in" has."""
    for index in range(len(words) - 1):
        length = _before_town(words, index, lang)
        rest = words[index + length :]
        small = words[index].text.islower() or UNCASED.match(words[index].text) or (index != 1 and _is_loud_town(words, rest))
        if not (length and small and rest):
            continue
        if len(rest) <= 4 and (rest[0].text[0].isupper() or UNCASED.match(rest[0].text)) and not outlet_at(rest, 0):
            return index, length
    return None
