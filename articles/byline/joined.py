"""An "and" between words: whether it parts people, or stands inside a name, a house's name or a role."""

from collections.abc import Sequence

from articles.byline.kinds import SegmentContext, is_name, outlet_at
from articles.byline.organisations import is_organisation
from articles.byline.parts import items
from articles.byline.tokens import Token
from articles.rule_table import first_match

Words = Sequence[Token]


def parts_people(before: Words, joiner: Token, after: Words, where: SegmentContext) -> bool:
    """Whether the `joiner` between words parts people."""
    decided = first_match(AND_RULES, before, joiner, after, where)
    return decided[1] if decided else True


def behind_staff(before: Words, _joiner: Token, after: Words, _: SegmentContext) -> bool | None:
    """Behind "staff" an agency goes on, and a person is another.

    Taken: Gazette staff and agencies -> o:Gazette staff and agencies
    Left: Jane Doe and John Smith -> Jane Doe ; John Smith
    Known problems: None known.
    """
    if before[-1].low != "staff" or outlet_at(after, 0):
        return None
    return is_name(after) and not is_organisation(after)


def beside_an_outlet(before: Words, joiner: Token, after: Words, _: SegmentContext) -> bool | None:
    """An outlet on either side is parted from the other one, where no outlet is called by both.

    Taken: Reuters and AFP -> o:Reuters ; o:AFP
    Left: Jane Doe and John Smith -> Jane Doe ; John Smith
    Known problems: A house of two outlets' names that no list has is two.
    """
    if not any(outlet_at(before, at) for at in range(len(before))) and not outlet_at(after, 0):
        return None
    return outlet_at([*before, joiner, *after], 0) <= len(before)


def behind_a_name(before: Words, joiner: Token, after: Words, _: SegmentContext) -> bool | None:
    """A name is parted from what follows, but "García y López" is one person's.

    Taken (es): Ana García y López -> Ana García y López
    Left: Ministry of Ports and Harbours -> o:Ministry of Ports and Harbours
    Known problems: Two authors of whom the second has one name ("Ana García y Marlena") are one person.
    """
    if not is_name(before) or is_organisation(before):
        return None
    return len(after) > 1 or joiner.low not in ("y", "e", "i") or is_organisation(after)


def within_an_organisation(before: Words, _joiner: Token, after: Words, _: SegmentContext) -> bool | None:
    """A house's name goes on, unless a person follows.

    Taken: Ministry of Ports and Harbours -> o:Ministry of Ports and Harbours
    Left: Jane Doe, health and science editor -> Jane Doe [health and science editor]
    Known problems: A house and an author of one name ("Ministry of Ports and Marlena") are one house.
    """
    goes_on = is_organisation(before) and (not is_name(after) or is_organisation(after, beside_one=True))
    return False if goes_on else None


def before_small_letters(_before: Words, _joiner: Token, after: Words, _: SegmentContext) -> bool | None:
    """Small letters that are no name go on with what stands before.

    Taken: Jane Doe, health and science editor -> Jane Doe [health and science editor]
    Left: Jane Doe, Editor and Columnist -> Jane Doe [Editor and Columnist]
    Known problems: A second author in small letters is lost.
    """
    first = after[0].text
    return False if first.islower() and first.upper() != first and not is_name(after) else None


def behind_a_role(before: Words, _joiner: Token, after: Words, where: SegmentContext) -> bool | None:
    """A role goes on, unless a person follows.

    Taken: Jane Doe, Editor and Columnist -> Jane Doe [Editor and Columnist]
    Left: Marlena and Jane Doe -> Marlena ; Jane Doe
    Known problems: A second author of one name behind a role is part of the role.
    """
    if not any(item.kind == "role" for item in items(before, where)):
        return None
    return is_name(after[:2]) and not is_organisation(after)


AND_RULES = (
    behind_staff,
    beside_an_outlet,
    behind_a_name,
    within_an_organisation,
    before_small_letters,
    behind_a_role,
)
