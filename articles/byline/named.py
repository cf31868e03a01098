"""Words that hold no role: a person, an organisation, a place, initials, a log-in."""

from collections.abc import Sequence

from articles.byline.kinds import (
    GREAT_PLACE,
    HOUSE_ARTICLES,
    INITIALS,
    KNOWN_PLACE,
    UNCASED,
    WITH_AND,
    Item,
    SegmentContext,
    is_name,
    low_of,
    outlet_at,
    rank_of,
    text_of,
)
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_initial, is_particle
from articles.byline.one_word import word_items
from articles.byline.organisations import is_organisation
from articles.byline.tokens import Token
from articles.places.agencies import agency_of


def named_items(words: list[Token], where: SegmentContext) -> list[Item]:
    """`items` of words that hold no role: what the first of these readings makes of them."""
    if len(words) == 1:
        return word_items(words[0], where)[1]
    found = next((items for reading in NAME_READINGS if (items := reading(words, where))), None)
    if found:
        return found
    text = text_of(words)
    if is_organisation(words, beside=where.attribute):
        return [Item("prose" if is_prose(words) else "organisation", text)]
    if is_name(words, where.sure and where.lone):
        return _called(words, where)
    return [Item("prose", text)]


def _of_house(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """ "da CNN", "van de Volkskrant", "de Brasília" beside a name."""
    if not where.attribute or words[0].text not in wording().of_houses:
        return []
    name = text_of(words[1:])
    if outlet_at(words, 1) or is_organisation(words[1:]):
        return [Item("organisation", name)]
    return [Item("place", name)] if rank_of(name) >= KNOWN_PLACE else []


def _known_place(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    if where.attribute and words[-1].low in wording().behind_place:
        return [Item("place", text_of(words[:-1]))]
    found = phrase_at(wording().places, low_of(words), 0)
    whole = found is not None and found[0] == len(words)
    return [Item("place", text_of(words))] if whole and (where.attribute or not is_organisation(words)) else []


def _with_house(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """An agency or an outlet, with a name before or behind it: "Jane Doe AFP", "AFP Jane Doe"."""
    for index in range(len(words)):
        length = outlet_at(words, index)
        if not length or _is_in_name(words, index, length):
            continue
        before, house, after = words[:index], words[index : index + length], words[index + length :]
        if len(before) > 2 and before[-1].low in wording().of_houses:
            before = before[:-1]
        if index and not after and is_name(before, where.sure and where.lone) and not is_organisation(before):
            return [Item("person", text_of(before)), Item("organisation", text_of(house))]
        beside = _beside_house(words, length) if not index else None
        if town := _town_of(house, before, after):
            return [Item("organisation", text_of([*before, *house])), Item("place", town)]
        return [Item("organisation", text_of(house)), beside] if beside else [Item("organisation", text_of(words))]
    return []


def _town_of(house: Sequence[Token], before: Sequence[Token], after: Sequence[Token]) -> str:
    """The town behind an agency or its desk: "Agence France-Presse Washington", "Redazione ANSA ROMA"."""
    wire, town = agency_of(text_of(house)), text_of(after)
    desk = not before or (len(before) == 1 and before[0].low in wording().desks)
    known = rank_of(town) >= (KNOWN_PLACE if town.isupper() else GREAT_PLACE) if 0 < len(after) < 3 else False
    return town if wire and wire.trade == "wire" and desk and known else ""


def _is_in_name(words: Sequence[Token], index: int, length: int) -> bool:
    """Whether an outlet's name is part of a person's: of "PETRA BILD" or "Petra Novak"."""
    if length > 1 or not is_name(words):
        return False
    if index == 0 and words[0].low in wording().given and words[0].text.istitle():
        return not is_organisation(words[1:])
    if index == 1 == len(words) - 1 and all(word.text.istitle() for word in words) and not agency_of(words[1].text):
        return not is_organisation(words[:1]) and words[0].low not in HOUSE_ARTICLES  # "Anna Stern"
    # In capitals a single word may as well be a family name.
    shouted = all(word.text.isupper() for word in words) and bool(set(words[index].text) & set("AEIOU"))
    return shouted and (len(words) == 2 or not index)


def _beside_house(words: Sequence[Token], length: int) -> Item | None:
    """The name (behind an agency: or the initials) that stands behind a house of `length` words and ends the row."""
    house, after = words[:length], words[length:]
    if not agency_of(text_of(house)):
        return Item("person", text_of(after)) if _is_plain_name(after) else None
    shouted = length == 1 and all(word.text.isupper() for word in words)
    if after and is_name(after) and not shouted and not is_organisation(after):
        return Item("person", text_of(after))
    if len(after) == 1 and INITIALS.fullmatch(after[0].text) and phrase_at(wording().places, [after[0].low], 0) is None:
        return Item("unknown", after[0].text)
    return None


def _is_plain_name(words: Sequence[Token]) -> bool:
    """Whether words are two or three of a name in usual case, and neither a town nor a house."""
    if not 1 < len(words) < 4 or not is_name(words) or is_organisation(words, beside_one=True):
        return False
    cased = words[0].text.istitle() and all(word.text.istitle() or word.text.isupper() for word in words)
    return cased and not rank_of(text_of(words)) and not any(outlet_at(words, at) for at in range(len(words)))


def _initials_and_town(words: Sequence[Token], _: SegmentContext) -> list[Item]:
    """ "kra Frankfurt"."""
    initials = len(words) == 2 and INITIALS.fullmatch(words[0].text) and words[0].text.islower()
    if not initials or not words[1].text[0].isupper() or is_particle(words[0].text):
        return []
    return [Item("unknown", words[0].text), Item("place", words[1].text)]


def _joined_by_and(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    cut = _prefixed_and(words)
    if not cut:
        return []
    rest = [Token("word", words[cut].text[1:], words[cut].low[1:]), *words[cut + 1 :]]
    return [Item("person", text_of(words[:cut])), *named_items(rest, where)]


NAME_READINGS = (_of_house, _known_place, _with_house, _initials_and_town, _joined_by_and)


def _called(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What words are that look like a person's name: where another name stands before, that of his employer."""
    if where.before_date and len(words) > 2 and is_name(words[:-1]) and rank_of(words[-1].text) >= GREAT_PLACE:
        return [Item("person", text_of(words[:-1])), Item("place", words[-1].text)]
    if all(is_initial(word.text) for word in words):
        return [Item("unknown", text_of(words))]
    # "Jana Novak, TV NOVA": who shouts beside a name in usual case is no person.
    shouted = where.beside_cased and all(word.text.isupper() and len(word.text) > 1 for word in words)
    employer = where.linked or (where.attribute and (where.in_parens or shouted))
    return [Item("organisation" if employer else "person", text_of(words))]


def _prefixed_and(words: Sequence[Token]) -> int:
    """Where a second name starts with the "and" that Arabic and Hebrew write in one with the next word; 0 where none does."""
    for index in range(2, len(words) - 1):
        text = words[index].text
        if text[0] in WITH_AND and len(text) > 3 and text not in wording().with_waw and UNCASED.match(text):
            return index
    return 0


def is_prose(words: Sequence[Token]) -> bool:
    """Whether words read as a sentence."""
    small = sum(word.text.islower() for word in words)
    if any(word.low in wording().sentence and word.text.islower() for word in words):
        return True
    return len(words) > 9 or (small > 4 and small * 2 > len(words))
