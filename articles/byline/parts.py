"""What a few words between two separators of a byline are: a person, an organisation, a role, a place."""

from collections.abc import Sequence

from articles.byline.cuts import led, may_employ, place_split, said_twice, shouted_end, town_behind
from articles.byline.furniture import are_initials, is_archive, without_furniture
from articles.byline.kinds import (
    GREAT_PLACE,
    Item,
    SegmentContext,
    is_name,
    is_organisation,
    low_of,
    outlet_at,
    rank_of,
    text_of,
)
from articles.byline.lexicon import phrase_at, wording
from articles.byline.roles import role_at, role_items
from articles.byline.rules import first_match
from articles.byline.tokens import Token
from articles.places.agencies import agency_of


def items(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What some words name, in their order; words that name nothing are "prose"."""
    known = wording()
    degree = len(words) == 1 and (words[0].low in known.suffixes or words[0].low.rstrip(".") in known.suffixes)
    if where.attribute and degree and not words[0].text.islower():
        return [Item("suffix", words[0].text)]
    words = without_furniture(words)
    if not words:
        return []
    low = low_of(words)
    text = text_of(words)
    if where.attribute and where.quoted and not _holds_role(words):
        return [Item("organisation", text)]
    if where.before_colon and not where.attribute and rank_of(text) >= GREAT_PLACE:
        return [Item("place", text)]  # "الرياض: ..." is the town, though a paper is called so
    if agency_of(text) or text in known.exact_outlets or outlet_at(words, 0) == len(words):
        return [Item("organisation", text)]
    if where.photo and len(words) > 1 and is_archive(words):
        words, low = words[1:], low[1:]
    # A title goes where a given and a family name are left without it.
    while len(words) > 2 and low[0] in known.honorifics and (not words[1].text.islower() or low[1] in known.honorifics):
        words, low = words[1:], low[1:]
    if len(words) > 2 and are_initials(words[0].text, words[1:]):
        words, low = words[1:], low[1:]
    suffixes: list[Item] = []
    while (
        len(words) > 1
        and (low[-1] in known.suffixes)
        and (words[-1].text != words[-1].text.title() or low[-1] in ("jr", "jr.", "sr", "sr.", "esq", "esq."))
        and (not words[-1].text.islower() or low[-1] in ("jr.", "sr.", "ml.", "st."))
    ):
        suffixes.insert(0, Item("suffix", words[-1].text))
        words, low = words[:-1], low[:-1]
    return _split_items(list(words), where) + suffixes


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
    """
    return led(words, where.lang) or None


def family_name_in_capitals(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A name ends behind its family name in capitals, and what follows is about the person.

    Taken: JANE DOE Tribune Staff -> Jane Doe @Tribune Staff
    Left: JANE DOE -> Jane Doe
    """
    end = shouted_end(words)
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
    """
    known, low = wording(), low_of(words)
    if low[0] not in known.places_in and low[0] not in known.before_place:
        return None
    verb = next((place for place in range(2, len(words) - 1) if phrase_at(known.copula, low, place)), 0)
    if not verb or not is_name(words[verb + 1 :]):
        return None
    return [Item("place", text_of(words[1:verb])), Item("person", text_of(words[verb + 1 :]))]


def name_and_verb(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """A name and "is" or "reports": behind it stand the person's role, house and town.

    Taken: Jane Doe is a reporter in Berlin. -> Jane Doe [reporter] #Berlin
    Left: Jane Doe in Berlin -> Jane Doe #Berlin
    """
    low = low_of(words)
    for place in range(2, len(words)):
        found = phrase_at(wording().copula, low, place)
        if not found or not words[place].text.islower() or not is_name(words[:place]) or _holds_role(words[:place]):
            continue
        rest = words[place + found[0] :]
        after = items(rest, SegmentContext(where.lang, attribute=True)) if rest else []
        said = [item for item in after if item.kind in ("role", "place", "organisation")]
        return [Item("person", text_of(words[:place])), *said]
    return None


def works_for(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """ "For" or "at", and who employs the person named before it, or after it.

    Taken: Jane Doe for NPR -> Jane Doe @NPR
    Left: Jane Doe in Berlin -> Jane Doe #Berlin
    """
    low = low_of(words)
    for place in range(len(words) - 1):
        length = _before_employer(words, low, place)
        employer = words[place + length :] if length and (place or where.attribute or length > 1) else []
        if employer and may_employ(employer, low[place]):
            return _employed(words, place, employer, where)
    return None


def works_in(words: list[Token], where: SegmentContext) -> list[Item] | None:
    """ "In" and a town.

    Taken: Jane Doe in Nairobi -> Jane Doe #Nairobi
    Left: Jane Doe -> Jane Doe
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
    family_name_in_capitals,
    town_behind_name_in_capitals,
    reports_from,
    name_and_verb,
    works_for,
    works_in,
)


def _holds_role(words: Sequence[Token]) -> bool:
    return any(role_at(words, at) for at in range(len(words)))


def _before_employer(words: Sequence[Token], low: Sequence[str], place: int) -> int:
    """How many words at `place` are a "for"; "Per Wall" begins with a name."""
    found = phrase_at(wording().before_employer, low, place)
    return found[0] if found and (low[place] != "per" or words[place].text.islower()) else 0


def _employed(words: list[Token], place: int, employer: list[Token], where: SegmentContext) -> list[Item]:
    """Who stands before a "for" at `place`, and the employer behind it."""
    if not place and not where.attribute:
        return [Item("employer", text_of(employer))]  # "Special to The Courier" before the name
    before = items(words[:place], where) if place else []
    if before and before[-1].kind == "organisation" and not where.photo:
        # "Jane Doe, Acme Media for acme.example"
        whole = words[place - len(before[-1].text.split()) :]
        return [*before[:-1], Item("organisation", text_of(whole))]
    return [*before, Item("organisation", text_of(employer))]
