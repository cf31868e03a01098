"""A word that stands alone between two separators: a table of named rules, of which the first that applies decides."""

import re

from articles.byline.kinds import GREAT_PLACE, UNCASED, Item, SegmentContext, rank_of
from articles.byline.lexicon import phrase_at, wording
from articles.byline.short_names import (
    abbreviation,
    agency_compound,
    compound_of_an_organisation,
    dotted_initials,
    outlet_in_small_letters,
    recased_agency,
    senders_initials,
    small_initials,
    town_in_capitals,
    two_capitals_of_a_person,
    two_capitals_of_an_agency,
    two_stray_capitals,
    web_site,
    word_for_an_organisation,
)
from articles.byline.tokens import Token
from articles.rule_table import first_match

_LOGIN = re.compile(
    r"[a-z0-9]+(?:[._-][a-z0-9]+)+|[a-z]{5,}|(?=[^\W\d]*\d)[A-Za-z0-9_.-]{3,}|[A-Za-z]+_[A-Za-z0-9_]+|[A-Z]?[a-z]+\.[a-z.]+"
)

_INITIALLED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{3,}")

_IN_NAMES = str.maketrans("", "", "-'’")


def nobody(word: Token, _: SegmentContext) -> list[Item] | None:
    """A word that stands where nobody is named.

    Taken: By Jane Doe / Unknown -> Jane Doe
    Left: By Jane Doe / Lima -> Jane Doe #Lima
    Known problems: A person who is called by such a word alone is lost.
    """
    return [] if word.low in wording().nothing else None


def credit_furniture(word: Token, where: SegmentContext) -> list[Item] | None:
    """A word that stands beside credits and names nobody.

    Taken: (AP Photo/Jane Doe, File) -> Jane Doe [photo] @AP
    Left: Jane Doe, Lima -> Jane Doe #Lima
    Known problems: A town or an outlet that is called by such a word is lost.
    """
    return [Item("prose", word.text)] if where.attribute and word.low.rstrip(".") in wording().credit_noise else None


def account(word: Token, _: SegmentContext) -> list[Item] | None:
    """An account that nobody in particular writes with.

    Taken: By Admin, Editor -> h:Admin
    Left: By Marlena, Editor -> Marlena [editing]
    Known problems: A person who is called by such a word alone is taken for an account.
    """
    return [Item("handle", word.text)] if word.low in wording().nobody else None


def listed_place_behind_a_name(word: Token, where: SegmentContext) -> list[Item] | None:
    """A country or region behind a name.

    Taken: Jane Doe, UAE -> Jane Doe #UAE
    Left: Jane Doe, XYZA -> Jane Doe @XYZA
    Known problems: A paper that is called by its country's name alone is taken for the country.
    """
    return [Item("place", word.text)] if where.attribute and phrase_at(wording().places, [word.low], 0) else None


def small_word(word: Token, _: SegmentContext) -> list[Item] | None:
    """A word that only holds others together.

    Taken: Jane Doe, of -> Jane Doe
    Left: Jane Doe, Lima -> Jane Doe #Lima
    Known problems: None known.
    """
    return [Item("prose", word.text)] if word.low.rstrip(".") in wording().small else None


def number(word: Token, _: SegmentContext) -> list[Item] | None:
    """Digits alone.

    Taken: By Jane Doe and 007 -> Jane Doe
    Left: By Jane Doe and Marlena -> Jane Doe ; Marlena
    Known problems: A writer who signs with a number is lost.
    """
    return [Item("prose", word.text)] if word.text.isdigit() else None


def stray_login(word: Token, where: SegmentContext) -> list[Item] | None:
    """What looks like a log-in behind a name says nothing.

    Taken: Jane Doe, reporting -> Jane Doe
    Left: Jane Doe, Lima -> Jane Doe #Lima
    Known problems: A house in small letters that no list has is lost.
    """
    return [Item("prose", word.text)] if where.attribute and _LOGIN.fullmatch(word.text) else None


def login(word: Token, _: SegmentContext) -> list[Item] | None:
    """A log-in that the page prints for its author.

    Taken: By jane.doe -> h:jane.doe
    Left: By Marlena -> Marlena
    Known problems: A person of one name in small letters of five or more is taken for a log-in.
    """
    return [Item("handle", word.text)] if _LOGIN.fullmatch(word.text) else None


def house_behind_a_bar(word: Token, where: SegmentContext) -> list[Item] | None:
    """A word behind a photographer and a slash, or behind a person and a bar where it is no place, is who employs them.

    Taken: Jane Doe / Koha -> Jane Doe [photo] @Koha
    Left: Jane Doe, Lima -> Jane Doe #Lima
    Known problems: A house that is called as some place is is taken for the place.
    """
    behind = where.linked or (where.attribute and where.barred and not rank_of(word.text))
    return [Item("organisation", word.text)] if behind and word.text[0].isupper() else None


def place_behind_a_name(word: Token, where: SegmentContext) -> list[Item] | None:
    """A word behind a name that something printed parts from it is where the person is.

    Taken: Jane Doe, Dublin -> Jane Doe #Dublin
    Left: By Jane Doe: Politics -> Jane Doe
    Known problems: Any word that is written as a name is taken for a place: an outlet that is not listed too.
    """
    digits = any(letter.isdigit() for letter in word.text)
    return [Item("place", word.text)] if where.attribute and not where.loose and _is_capital(word.text) and not digits else None


def stray_word_behind_a_name(word: Token, where: SegmentContext) -> list[Item] | None:
    """Any other word behind a name.

    Taken: By Jane Doe: Politics -> Jane Doe
    Left: By Marlena -> Marlena
    Known problems: A house that is neither listed nor parted from the name is lost.
    """
    return [Item("prose", word.text)] if where.attribute else None


def initials_and_family_name(word: Token, _: SegmentContext) -> list[Item] | None:
    """Initials run together with a family name.

    Taken: J.Doe and R.Smith -> J.Doe ; R.Smith
    Left: Marlena and Quasimodo -> Marlena ; Quasimodo
    Known problems: A house that is written so, without a word that houses are called by, is taken for a person.
    """
    return [Item("person", word.text)] if _INITIALLED.fullmatch(word.text) and word.text[0].isupper() else None


def listed_place(word: Token, _: SegmentContext) -> list[Item] | None:
    """A country or region.

    Taken: Ukraine - Jane Doe -> Jane Doe #Ukraine
    Left: Marlena - Jane Doe -> Jane Doe
    Known problems: A given name that is also a country's ("France") is never a person's only name.
    """
    return [Item("place", word.text)] if _is_name(word.text) and phrase_at(wording().places, [word.low], 0) else None


def only_name(word: Token, where: SegmentContext) -> list[Item] | None:
    """A name of one word, where people are named or nothing else stands.

    Taken: By Marlena -> Marlena
    Left: Marlena; Quasimodo -> u:Marlena ; u:Quasimodo
    Known problems: A section's or a house's name of one word that no list has is taken for a person.
    """
    return [Item("person", word.text)] if (where.sure or where.lone) and _is_name(word.text) else None


def great_city(word: Token, _: SegmentContext) -> list[Item] | None:
    """A great city, wherever it stands.

    Taken: Nairobi — By Jane Doe -> Jane Doe #Nairobi
    Left: Marlena; Quasimodo -> u:Marlena ; u:Quasimodo
    Known problems: A person of one name that is also a great city's is taken for the city, but where nothing else stands.
    """
    return [Item("place", word.text)] if _is_name(word.text) and rank_of(word.text) >= GREAT_PLACE else None


def unknown_name(word: Token, _: SegmentContext) -> list[Item] | None:
    """Any other word that is written as names are.

    Taken: Marlena; Quasimodo -> u:Marlena ; u:Quasimodo
    Left: Q2 and Jane Doe -> Jane Doe
    Known problems: None known.
    """
    return [Item("unknown", word.text)] if _is_name(word.text) else None


WORD_RULES = (
    nobody,
    credit_furniture,
    account,
    listed_place_behind_a_name,
    web_site,
    word_for_an_organisation,
    compound_of_an_organisation,
    outlet_in_small_letters,
    agency_compound,
    small_word,
    senders_initials,
    small_initials,
    dotted_initials,
    two_capitals_of_an_agency,
    two_capitals_of_a_person,
    two_stray_capitals,
    recased_agency,
    town_in_capitals,
    abbreviation,
    number,
    stray_login,
    login,
    house_behind_a_bar,
    place_behind_a_name,
    stray_word_behind_a_name,
    initials_and_family_name,
    listed_place,
    only_name,
    great_city,
    unknown_name,
)


def word_items(word: Token, where: SegmentContext) -> tuple[str, list[Item]]:
    """What a word that stands alone names, behind the name of the rule that says so: prose where none does."""
    return first_match(WORD_RULES, word, where) or ("", [Item("prose", word.text)])


def _is_capital(text: str) -> bool:
    return text[0].isupper() or UNCASED.match(text) is not None


def _is_name(text: str) -> bool:
    return _is_capital(text) and text.translate(_IN_NAMES).isalpha()
