"""What a few words between two separators of a byline are: a person, an organisation, a role, a place."""

from collections.abc import Sequence

from articles.byline.cuts import before_a_house, led, may_employ, place_split, said_twice, shouted_end, town_behind
from articles.byline.furniture import is_degree, suffixes_at, without_furniture, without_head
from articles.byline.held import role_items
from articles.byline.kinds import GREAT_PLACE, Item, SegmentContext, is_name, low_of, outlet_at, rank_of, text_of
from articles.byline.lexicon import phrase_at, wording
from articles.byline.organisations import is_organisation
from articles.byline.roles import role_at
from articles.byline.tokens import Token
from articles.places.agencies import agency_of
from articles.rule_table import first_match


def items(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What some words name, in their order; words that name nothing are "prose"."""
    if where.attribute and is_degree(words):
        return [Item("suffix", words[0].text)]
    words = without_furniture(words)
    if not words:
        return []
    if whole := first_match(WHOLE_RULES, words, where):
        return whole[1]
    words = without_head(words, where)
    end = suffixes_at(words)
    return _split_items(list(words[:end]), where) + [Item("suffix", word.text) for word in words[end:]]


def house_in_quotation_marks(words: Sequence[Token], where: SegmentContext) -> list[Item] | None:
    """What stands in quotation marks behind a name is the person's house.

    Taken: Anna Sample, "Morning Sun" -> Anna Sample @Morning Sun
    Left: Anna Sample, Morning Sun -> Anna Sample @Morning Sun
    Known problems: A nickname in quotation marks behind a name and a comma is taken for a house.
    """
    quoted = where.attribute and where.quoted and not _holds_role(words)
    return [Item("organisation", text_of(words))] if quoted else None


def great_town_before_a_colon(words: Sequence[Token], where: SegmentContext) -> list[Item] | None:
    """A great town with a colon is where it was written, though a paper may be called so.

    Taken: الرياض: محمد سالم -> محمد سالم #الرياض
    Left: محمد سالم -> محمد سالم
    Known problems: A person of one name that is also a great city's is taken for the city.
    """
    town = where.before_colon and not where.attribute and rank_of(text_of(words)) >= GREAT_PLACE
    return [Item("place", text_of(words))] if town else None


def listed_house(words: Sequence[Token], _: SegmentContext) -> list[Item] | None:
    """An agency or an outlet that the lists have.

    Taken: The Guardian -> o:The Guardian
    Left: Jane Doe -> Jane Doe
    Known problems: A person who is called as an outlet is ("Anna Stern" is told by her two names, "Stern" is not).
    """
    text = text_of(words)
    listed = agency_of(text) or text in wording().exact_outlets or outlet_at(words, 0) == len(words)
    return [Item("organisation", text)] if listed else None


WHOLE_RULES = (house_in_quotation_marks, great_town_before_a_colon, listed_house)
"""What words are as they stand, before anything is cut off at their ends."""


def _split_items(words: list[Token], where: SegmentContext) -> list[Item]:
    """`items` of words at whose ends nothing is left to be cut off."""
    decided = first_match(PART_RULES, words, where)
    return decided[1] if decided else _by_role(words, where)


def _by_role(words: list[Token], where: SegmentContext) -> list[Item]:
    found, rest = role_items(words, where)
    return [*found, *(items(rest, SegmentContext(where.lang, sure=where.sure)) if rest else [])]


def name_twice(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A name that the page prints twice in a row counts once.

    Taken: Jane Doe Jane Doe -> Jane Doe
    Left: Jane Doe -> Jane Doe
    Known problems: None known.
    """
    length = said_twice(words)
    if not length:
        return None
    rest = words[2 * length :]
    return [*_split_items(words[:length], where), *(_split_items(rest, where) if rest else [])]


def sent_by_before_name(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A role, a house and a town in a row before the name.

    Taken: Correspondent in Nairobi Jane Doe -> Jane Doe [Correspondent] #Nairobi
    Left: Marta Gil -> Marta Gil
    Known problems: A town that is not in the gazetteer stays in the role.
    """
    return led(words, where.lang) or None


def name_in_capitals_before_a_house(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A name in capitals ends where a house in usual case starts.

    Taken: JANE DOE Tribune Staff -> Jane Doe @Tribune Staff
    Left: JANE DOE -> Jane Doe
    Known problems: A title in capitals before words that read as a house is taken for a name.
    """
    return _parted(words, before_a_house(words), where)


def family_name_in_capitals(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A name ends behind its family name in capitals, and what follows is about the person.

    Taken: Nadia BELMONT Équipe de rédaction -> Nadia Belmont @Équipe de rédaction
    Left: Jean DUPONT -> Jean Dupont
    Known problems: A name of more than two given names before the capitals is not cut.
    """
    return _parted(words, shouted_end(words), where)


def _parted(words: list[Token], end: int, where: SegmentContext) -> list[Item] | None:
    """What is said where a name ends, and what is said of the person behind it; None without an end."""
    if not end:
        return None
    behind = SegmentContext(where.lang, attribute=True, sure=where.sure)
    return [*_split_items(words[:end], where), *_split_items(words[end:], behind)]


def town_behind_name_in_capitals(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A town in usual case behind a name in capitals.

    Taken: MARTA CIFUENTES Bruselas -> Marta Cifuentes #Bruselas
    Left: Marta Cifuentes -> Marta Cifuentes
    Known problems: A family name in usual case that is also a larger town is taken for the town.
    """
    start = town_behind(words)
    return [*_split_items(words[:start], where), Item("place", text_of(words[start:]))] if start else None


def reports_from(words: list[Token], _: SegmentContext) -> list[Item] | None:
    """ "From", a town, a verb, a name.

    Taken: Aus Kiew berichtet Lena Aschoff -> Lena Aschoff #Kiew
    Left: Lena Aschoff -> Lena Aschoff
    Known problems: Only verbs that the languages' files list.
    """
    known, low = wording(), low_of(words)
    if low[0] not in known.places_in and low[0] not in known.before_place:
        return None
    verb = next((index for index in range(2, len(words) - 1) if phrase_at(known.copula, low, index)), 0)
    if not verb or not is_name(words[verb + 1 :]):
        return None
    return [Item("place", text_of(words[1:verb])), Item("person", text_of(words[verb + 1 :]))]


def name_and_verb(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A name and "is" or "reports": behind it stand the person's role, house and town.

    Taken: Jane Doe is a reporter in Berlin. -> Jane Doe [reporter] #Berlin
    Left: Jane Doe in Berlin -> Jane Doe #Berlin
    Known problems: Only verbs that the languages' files list.
    """
    low = low_of(words)
    for index in range(2, len(words)):
        found = phrase_at(wording().copula, low, index)
        if not found or not words[index].text.islower() or not is_name(words[:index]) or _holds_role(words[:index]):
            continue
        rest = words[index + found[0] :]
        after = items(rest, SegmentContext(where.lang, attribute=True)) if rest else []
        said = [item for item in after if item.kind in ("role", "place", "organisation")]
        return [Item("person", text_of(words[:index])), *said]
    return None


def works_for(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """ "For" or "at", and who employs the person named before it, or after it.

    Taken: Jane Doe for NPR -> Jane Doe @NPR
    Left: Jane Doe in Berlin -> Jane Doe #Berlin
    Known problems: What somebody writes for ("for five years") is taken for a house where it has a capital.
    """
    low = low_of(words)
    for index in range(len(words) - 1):
        length = _before_employer(words, low, index)
        employer = words[index + length :] if length and (index or where.attribute or length > 1) else []
        if employer and may_employ(employer, low[index]):
            return _employed(words, index, employer, where)
    return None


def works_in(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """ "In" and a town.

    Taken: Jane Doe in Nairobi -> Jane Doe #Nairobi
    Left: Jane Doe -> Jane Doe
    Known problems: A field with a capital behind "in" ("in Politics") is taken for a town.
    """
    cut = place_split(words, where.lang)
    if not cut or (cut[0] and len(words) - sum(cut) > 3):
        return None
    front, town = words[: cut[0]], words[sum(cut) :]
    named = len(front) < 2 or is_name(front, where.sure and where.lone) or is_organisation(front)
    if not named and not _holds_role(front):
        return None
    return [*(items(front, where) if front else []), Item("place", text_of(town))]


PART_RULES = (
    name_twice,
    sent_by_before_name,
    name_in_capitals_before_a_house,
    family_name_in_capitals,
    town_behind_name_in_capitals,
    reports_from,
    name_and_verb,
    works_for,
    works_in,
)


def _holds_role(words: Sequence[Token]) -> bool:
    return any(role_at(words, at) for at in range(len(words)))


def _before_employer(words: Sequence[Token], low: Sequence[str], index: int) -> int:
    """How many words at `index` are a "for"; "Per Wall" begins with a name."""
    found = phrase_at(wording().before_employer, low, index)
    return found[0] if found and (low[index] != "per" or words[index].text.islower()) else 0


def _employed(words: list[Token], index: int, employer: list[Token], where: SegmentContext) -> list[Item]:
    """Who stands before a "for" at `index`, and the employer behind it."""
    if not index and not where.attribute:
        return [Item("employer", text_of(employer))]  # "Special to The Courier" before the name
    before = items(words[:index], where) if index else []
    if before and before[-1].kind == "organisation" and not where.photo:
        # "Jane Doe, Acme Media for acme.example"
        whole = words[index - len(before[-1].text.split()) :]
        return [*before[:-1], Item("organisation", text_of(whole))]
    return [*before, Item("organisation", text_of(employer))]
